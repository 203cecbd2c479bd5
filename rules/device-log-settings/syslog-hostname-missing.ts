import { type Config, type DeviceSettings, defineRule, deviceFaults, type Setting } from "../../src/rule.ts";

interface Flaw {
  readonly setting: Setting<unknown>;
  readonly what: "none" | "other kind" | "no domain";
}

export default defineRule({
  id: "syslog-hostname-missing",
  summary: "Syslog messages do not say which device they are from, or say it in another way than wanted.",
  category: "device-log-settings",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Device > Setup > Management",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-2/device/device-setup-management",
    },
  ],
  standards: { STIG: ["PANW-IP-000007", "PANW-NM-000029"], "NIST SP 800-53": ["AU-3"] },
  options: {
    allowed: {
      type: "array",
      items: { type: "string", enum: ["FQDN", "hostname", "ipv4-address", "ipv6-address"] },
      default: ["FQDN", "hostname", "ipv4-address", "ipv6-address"],
      description: "How syslog messages may name the device.",
    },
    requireDomain: {
      type: "boolean",
      default: false,
      description: "Whether a device that is to be named by FQDN must have a domain.",
    },
  },
  *check({ config, options }) {
    const { allowed, requireDomain } = options;
    const [best = "FQDN"] = allowed;
    function* judge(device: DeviceSettings): Generator<Flaw> {
      const { hostnameTypeInSyslog: setting, system } = device;
      if (!sendsSyslog(config, device)) return;
      // A domain may come by DHCP.
      const lacksDomain = system.domain.value === undefined && !system.managementByDhcp;
      if (setting.value === "none") {
        yield { setting, what: "none" };
      } else if (!allowed.includes(setting.value)) {
        yield { setting, what: "other kind" };
      } else if (requireDomain && setting.value === "FQDN" && lacksDomain) {
        yield { setting: system.domain, what: "no domain" };
      }
    }
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { setting, what } = fault.flaw;
      if (what === "no domain") {
        yield {
          ...fault.place,
          message: `Syslog messages from ${fault.where} carry a bare host name; there is no domain to make an FQDN of it.`,
          help: fault.help("Set the domain, or let devices be named by address."),
          commands: fault.commands("set", "system domain DOMAIN"),
        };
      } else {
        const wanted = allowed.join(" or ");
        yield {
          ...fault.place,
          severity: what === "none" ? (fault.place.severity ?? "warning") : fault.place.severity,
          message:
            what === "none"
              ? `Syslog messages from ${fault.where} carry no host name; behind a relay nobody can tell where a log is from.`
              : `Syslog messages from ${fault.where} carry ${setting.value} as host name; your panlint configuration asks for ${wanted}.`,
          help: fault.help(
            "Choose another Syslog HOSTNAME Format; tell those who read the logs, who may search by it.",
          ),
          commands: fault.commands("set", `setting management hostname-type-in-syslog ${best}`),
        };
      }
    }
  },
});

/** Whether logs go to some syslog server: Panorama has profiles of its own. */
function sendsSyslog(config: Config, { place }: DeviceSettings): boolean {
  const ofPanorama = place.kind === "panorama";
  return config.usage.serverProfileUses.some(
    ({ profile }) => profile.kind === "syslog" && (profile.scope.kind === "panorama") === ofPanorama,
  );
}
