import {
  andList,
  defineRule,
  type SecurityProfile,
  THREAT_SEVERITIES,
  type ThreatSeverity,
  usersInWords,
} from "../../src/rule.ts";

export default defineRule({
  id: "threat-severity-not-covered",
  summary: "An Anti-Spyware or Vulnerability Protection profile in use has no rule for threats of some severity.",
  category: "threat-inspection",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Create Best Practice Security Profiles",
      url: "https://docs.paloaltonetworks.com/best-practices/internet-gateway-best-practices/best-practice-internet-gateway-security-policy/create-best-practice-security-profiles",
    },
    {
      title: "Security Profiles",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles",
    },
  ],
  standards: { STIG: ["PANW-AG-000105"], "NIST SP 800-53": ["SI-4"] },
  options: {
    requiredSeverities: {
      type: "array",
      items: { type: "string", enum: THREAT_SEVERITIES },
      default: ["critical", "high", "medium", "low"],
      description: "The severities that the rules of a profile must look at.",
    },
  },
  *check({ config, options }) {
    for (const uses of config.usage.securityProfileUses) {
      const { profile, example } = uses;
      const coverage = profile?.severityCoverage;
      if (profile === undefined || coverage === undefined || example === undefined) continue;
      const lacking = options.requiredSeverities.filter((severity) => coverage.get(severity) !== "full");
      if (lacking.length === 0 && profile.hasRules) continue;
      const partly = lacking.filter((severity) => coverage.get(severity) === "part");
      const not = lacking.filter((severity) => !partly.includes(severity));
      const others = partly.length > 0 ? "all others" : "such threats";
      yield {
        at: profile.element.child("rules") ?? profile.element,
        path: profile.path,
        severity: profile.hasRules ? undefined : "error",
        message: profile.hasRules
          ? `${profile.label} ${gaps(not, partly)}; ${others} are neither blocked nor logged.`
          : `${profile.label} has no rules, so its signatures neither block nor log anything.`,
        help: "Add a last rule that alerts on the rest.",
        commands: [profile.command("set", restRule(profile, lacking))],
        related: [{ at: example.profiles.element, message: usersInWords(uses) }],
      };
    }
  },
});

function gaps(not: readonly ThreatSeverity[], partly: readonly ThreatSeverity[]): string {
  const parts: string[] = [];
  if (not.length > 0) parts.push(`has no rule for ${andList(not)} severity`);
  if (partly.length > 0) parts.push(`looks at some threats of ${andList(partly)} severity only`);
  return parts.join(" and ");
}

/** A rule that no other one of the profile is called like: `set` would change that. */
function restRule(profile: SecurityProfile, severities: readonly ThreatSeverity[]): string {
  const { type } = profile;
  const filters = type === "vulnerability" ? "host any cve any vendor-id any " : "";
  const list = severities.length < 2 ? (severities[0] ?? "any") : `[ ${severities.join(" ")} ]`;
  return `rules ${profile.freeRuleName("lint-rest")} threat-name any ${filters}category any severity ${list} action alert packet-capture disable`;
}
