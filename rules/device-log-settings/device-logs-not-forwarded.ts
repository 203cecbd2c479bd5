import {
  type Config,
  DEVICE_LOG_NAMES,
  DEVICE_LOG_TYPES,
  type DeviceFault,
  type DeviceLogSettings,
  type DeviceLogType,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Finding,
  LOG_SEVERITIES,
  LOG_STORES,
  type LogSeverity,
  type MatchEntry,
  type Setting,
} from "../../src/rule.ts";
import { grouped, joinedTypes } from "./same-flaw.ts";

interface Flaw {
  readonly setting: Setting<unknown>;
  readonly type: DeviceLogType;
  readonly settings: DeviceLogSettings;
  readonly what: string;
  readonly severity?: "note" | undefined;
}

export default defineRule({
  id: "device-logs-not-forwarded",
  summary: "Logs that a device writes about itself, such as who changed what, are not forwarded.",
  category: "device-log-settings",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Select Log Forwarding Destinations",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/device/device-log-settings/select-log-forwarding-destinations",
    },
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
  ],
  standards: {
    CIS: ["1.1.1.1"],
    STIG: ["PANW-NM-000024", "PANW-NM-000128", "PANW-NM-000131"],
    "NIST SP 800-53": ["AU-4(1)", "AU-6", "AU-12"],
    "PCI DSS": ["10.2", "10.3.3"],
  },
  options: {
    types: {
      type: "array",
      items: { type: "string", enum: DEVICE_LOG_TYPES },
      default: ["system", "config"],
      description: "The types of logs that must be forwarded, if the device makes any.",
    },
    systemSeverities: {
      type: "array",
      items: { type: "string", enum: LOG_SEVERITIES },
      default: LOG_SEVERITIES,
      description: "The severities of system logs that must be forwarded.",
    },
    acceptPanorama: { type: "boolean", default: true, description: "Whether it is enough that Panorama gets them." },
  },
  *check({ config, options, optionsOf }) {
    const kinds = LOG_STORES.filter((kind) => options.acceptPanorama || kind !== "panorama");
    // These tell of destinations that lead nowhere.
    const told = ["unresolved-log-server-profile", "panorama-forwarding-without-panorama"].every(optionsOf);
    function* judge(device: DeviceSettings): Generator<Flaw> {
      const settings = config.devices.logSettingsOf(device);
      if (settings === undefined) return;
      for (const type of options.types) {
        if (!config.flow.makesLogs(device, type)) continue;
        const { entries, severities } = config.devices.forwardsWithRelays(settings, type, kinds);
        const arrives = (entry: MatchEntry): boolean => {
          const isRelay = !settings.matchList(type).includes(entry);
          return told || isRelay || config.flow.delivery(entry, settings.scope, kinds).arrives !== "no";
        };
        const first = entries.find(arrives);
        if (first === undefined) {
          yield entries.length === 0
            ? lacking(settings, type)
            : { ...lacking(settings, type), what: "go nowhere: what they are sent to cannot receive them" };
          continue;
        }
        const wanted = type === "system" ? options.systemSeverities : LOG_SEVERITIES;
        const missing = severities === undefined ? undefined : wanted.filter((severity) => !severities.has(severity));
        if (missing?.length === 0 || wanted.length === 0) continue;
        yield { setting: first.filter, type, settings, what: inPart(missing), severity: "note" };
      }
    }
    // One device, one flaw, one finding for all types that have it.
    const causeOf = ({ where, flaw }: DeviceFault<Flaw>) =>
      [flaw.settings.path, where, flaw.what, flaw.severity].join(" ");
    for (const faults of grouped(deviceFaults({ config, panorama: true, judge }), causeOf)) {
      const [{ where, flaw }] = faults;
      const parts = faults.map((fault) => partOf(config, fault));
      const types = faults.map((fault) => fault.flaw.type);
      yield* joinedTypes(parts, types, `of ${where} ${flaw.what}`);
    }
    // Panorama makes its own from the logs that it collects.
    for (const { settings, type, entries } of config.devices.matchLists()) {
      if (type !== "correlation") continue;
      for (const { sendToPanorama } of entries) {
        if (!sendToPanorama.value) continue;
        yield {
          at: sendToPanorama,
          path: `${settings.path}/correlation`,
          severity: "note",
          message: `Correlation logs of ${settings.owner} cannot be sent to Panorama, which makes its own.`,
          help: "Nothing is lost. Send the firewall's own to a server, or leave it out.",
        };
      }
    }
  },
});

function partOf(config: Config, fault: DeviceFault<Flaw>): Finding {
  const { type, settings, what, severity } = fault.flaw;
  return {
    ...fault.place,
    path: `${settings.path}/${type}`,
    severity: fault.place.severity ?? severity,
    message: `${DEVICE_LOG_NAMES[type]} of ${fault.where} ${what}.`,
    help: fault.help("Send them all to a log store."),
    commands: fault.targets.flatMap((device) => config.devices.logSettingsOf(device)?.commandToSendAll(type) ?? []),
  };
}

function lacking(settings: DeviceLogSettings, type: DeviceLogType): Flaw {
  const sent = settings.forwards(type);
  let what = "are not forwarded off the device";
  if (sent.coverage !== "none") {
    what = sent.toPanorama ? "go to Panorama alone" : "go out as mail or SNMP traps alone";
  }
  return {
    setting: { name: type, value: undefined, origin: "default", element: settings.element },
    type,
    settings,
    what,
    severity: type === "system" || type === "config" ? undefined : "note",
  };
}

/** No severities are known where some filter asks for something else. */
function inPart(missing: readonly LogSeverity[] | undefined): string {
  const part = missing === undefined ? "a filter decides which" : `not those of severity ${missing.join(", ")}`;
  return `are forwarded in part, ${part}`;
}
