import {
  andMore,
  type Config,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Finding,
  type MatchEntry,
  nounFor,
  type Setting,
} from "../../src/rule.ts";

export default defineRule({
  id: "panorama-forwarding-without-panorama",
  summary: "Logs are sent to Panorama, and the device has neither a Panorama server nor Strata Logging Service.",
  category: "log-forwarding",
  severity: "error",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Forwarding to Panorama",
      url: "https://docs.paloaltonetworks.com/panorama/administration/manage-log-collection/configure-log-forwarding-to-panorama",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-4(1)", "AU-5"] },
  options: {
    assumePanorama: {
      type: "boolean",
      default: false,
      description: "Whether the firewalls get their Panorama server in a way that the files do not show.",
    },
  },
  *check({ config, options }) {
    if (options.assumePanorama) return;
    const judge = (device: DeviceSettings) => judgeDevice(config, device);
    for (const { flaw, where, doubt, place, commands } of deviceFaults({ config, panorama: false, judge })) {
      const { senders } = flaw;
      const [first] = senders;
      if (first === undefined) continue;
      const others = `${andMore(senders.length - 1)} ${nounFor(senders.length, "sends", "send")}`;
      const isLost = senders.some(({ destinations }) => destinations.length === 0);
      const related: Finding["related"] = senders.map(({ element, label }) => ({
        at: element,
        message: `${label} sends to Panorama.`,
      }));
      yield {
        ...place,
        severity: place.severity ?? (isLost ? undefined : "warning"),
        message: `${first.label}${others} to Panorama, but no Panorama server and no Strata Logging Service is set for ${where}.`,
        help: doubt ?? "Set the Panorama server, or name a server profile in the match lists.",
        commands: commands("set", `${flaw.serverPlace} panorama-server SERVER`),
        related: [...place.related, ...related],
      };
    }
  },
});

interface Flaw {
  readonly setting: Setting<unknown>;
  readonly senders: readonly MatchEntry[];
  /** Where the command sets it. */
  readonly serverPlace: string;
}

function* judgeDevice(config: Config, device: DeviceSettings): Generator<Flaw> {
  // What Panorama pushed into the file does not show all that it set on the firewall.
  const isSure = device.place.kind !== "firewall" || config.flow.panoramaArrival(config.scopes.shared) === "no";
  const senders = device.hasPanorama || !isSure ? [] : config.flow.panoramaSenders(device);
  if (senders.length === 0) return;
  const { element, panoramaServerPlace: serverPlace } = device;
  yield { setting: { name: "panorama-server", value: undefined, origin: "default", element }, senders, serverPlace };
}
