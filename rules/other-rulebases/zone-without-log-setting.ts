import { type Config, defineRule, type Finding, namePattern, quoteName, type Zone } from "../../src/rule.ts";

export default defineRule({
  id: "zone-without-log-setting",
  summary: "A zone has no log setting, so what zone protection logs stays on the firewall.",
  category: "other-rulebases",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Building Blocks of Security Zones",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-1/network/network-zones/building-blocks-of-security-zones",
    },
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
  ],
  standards: { STIG: ["PANW-AG-000121"], "NIST SP 800-53": ["SI-4(5)"] },
  options: {
    allZones: {
      type: "boolean",
      default: false,
      description: "Whether zones without a zone protection profile need a log setting as well.",
    },
    zones: {
      type: "array",
      items: { type: "string" },
      default: ["*"],
      description: "Patterns (`*` and `?`) of the names of the zones that are looked at.",
    },
    requireProfileIn: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Patterns of the names of zones that must have a zone protection profile.",
    },
  },
  *check({ config, options }) {
    const judged = options.zones.map(namePattern);
    const profileRequired = options.requireProfileIn.map(namePattern);
    const fits = (zone: Zone, patterns: readonly RegExp[]): boolean => patterns.some((each) => each.test(zone.name));
    for (const zone of config.network.zones) {
      const { origin, value } = zone.zoneProtectionProfile;
      const pushed = zone.asPushed;
      // In a stack the layer that has the profile speaks for the zone.
      const profiled = origin === "explicit" && value !== undefined;
      const forwards = pushed.every((each) => each.logSetting.value !== undefined);
      if (!forwards && fits(zone, judged)) {
        if (profiled) yield withoutLogSetting(config, zone, undefined);
        else if (options.allZones && origin !== "inherited") yield withoutLogSetting(config, zone, "note");
      }
      const bare = pushed.some((each) => each.zoneProtectionProfile.value === undefined);
      if (bare && fits(zone, profileRequired)) yield withoutProfile(zone);
    }
  },
});

function withoutLogSetting(config: Config, zone: Zone, severity: Finding["severity"]): Finding {
  const profile = config.usage.suggestedProfileFor(zone, "threat") ?? "PROFILE";
  const lost = severity === undefined ? "its flood, scan and packet protection logs" : "its packet buffer logs";
  return {
    at: zone.logSetting,
    path: zone.path,
    severity,
    message: `${zone.label} has no log setting; ${lost} are not forwarded.`,
    help: "Choose a log-forwarding profile in the zone: these logs belong to no security rule, so no rule's profile forwards them.",
    commands: [zone.command("set", `network log-setting ${quoteName(profile)}`)],
  };
}

function withoutProfile(zone: Zone): Finding {
  return {
    at: zone.zoneProtectionProfile,
    path: zone.path,
    severity: "note",
    message: `${zone.label} has no zone protection profile; floods and scans from it are neither stopped nor logged.`,
    help: "Attach a zone protection profile whose scans have the action alert or block.",
  };
}
