import { defineRule, type Finding, namePattern, type ZoneProtectionProfile } from "../../src/rule.ts";

/** The scans that every release knows, by threat id. */
const SCANS: ReadonlyMap<string, string> = new Map([
  ["8001", "TCP port scans"],
  ["8002", "host sweeps"],
  ["8003", "UDP port scans"],
]);

export default defineRule({
  id: "recon-allow-not-logged",
  summary: "A zone protection profile lets scans through without a log.",
  category: "other-rulebases",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Zone Protection: Reconnaissance Protection",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/network/network-network-profiles/network-network-profiles-zone-protection/reconnaissance-protection",
    },
    {
      title: "Configure Reconnaissance Protection",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/zone-protection-and-dos-protection/configure-zone-protection-to-increase-network-security/configure-reconnaissance-protection",
    },
  ],
  standards: { "NIST SP 800-53": ["SI-4", "AU-12"] },
  options: {
    exceptProfiles: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Zone protection profiles whose name matches one of these patterns (`*` and `?`) are not reported.",
    },
  },
  *check({ config, options }) {
    const excepted = options.exceptProfiles.map(namePattern);
    for (const profile of config.network.zoneProtectionProfiles) {
      if (excepted.some((pattern) => pattern.test(profile.name)) || profile.zones.length === 0) continue;
      const { scans, asPushed, isJoined } = profile;
      if (!isJoined && asPushed.some((pushed) => pushed.scans.length === 0)) yield blind(profile);
      for (const { id, action } of scans) {
        // What a stack has from its template is told of there, and its own value may stand before the template's.
        if (action.value !== "allow" || action.origin === "inherited") continue;
        const allows = (pushed: ZoneProtectionProfile) =>
          pushed.scans.some((scan) => scan.id === id && scan.action.value === "allow");
        if (!asPushed.some(allows)) continue;
        yield {
          at: action,
          path: `${profile.path}/scan/${id}`,
          message: `Zone protection profile "${profile.name}" allows ${SCANS.get(id) ?? `scans of threat ID ${id}`} without a log.`,
          help: "Take the action alert: it lets the scan through as well, and logs it. Exclude your own scanners by their addresses.",
          commands: [profile.command("set", `scan ${id} action alert`)],
        };
      }
    }
  },
});

function blind(profile: ZoneProtectionProfile): Finding {
  return {
    at: profile.element,
    path: profile.path,
    message: `Zone protection profile "${profile.name}" looks for no scans; none of them is logged.`,
    help: "Enable the scans on the Reconnaissance Protection tab, at least with the action alert.",
    commands: [...SCANS.keys()].map((id) => profile.command("set", `scan ${id} action alert`)),
  };
}
