import {
  applicationSet,
  defineRule,
  EXCEPT_OPTIONS,
  LONG_LIVED_APPLICATIONS,
  type SecurityRule,
} from "../../src/rule.ts";

export default defineRule({
  id: "long-lived-rule-without-log-start",
  summary: "A security rule for long-lived sessions logs them only when they end.",
  category: "session-logging",
  severity: "note",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Session Logging Considerations",
      url: "https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-rules/session-logging-considerations",
    },
    {
      title: "Building Blocks in a Security Policy Rule",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/policies/policies-security/building-blocks-in-a-security-policy-rule",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: { "NIST SP 800-53": ["AU-12"] },
  options: {
    ...EXCEPT_OPTIONS,
    longLivedApps: {
      type: "array",
      items: { type: "string" },
      default: LONG_LIVED_APPLICATIONS,
      description:
        "Rules that match only these applications carry long-lived sessions. Add the OT protocols of your site.",
    },
    longLivedTags: {
      type: "array",
      items: { type: "string" },
      default: ["long-session"],
      description: "Rules with one of these tags carry long-lived sessions, whatever their applications.",
    },
    acceptNetflow: {
      type: "boolean",
      default: true,
      description:
        "Whether rules are not reported where the firewall exports its flows, which shows running sessions too.",
    },
  },
  *check({ config, options, enabledRules }) {
    const late = { allows: true, logsAtStart: false, logsAtEnd: true };
    const onlyApplications = applicationSet(options.longLivedApps);
    const rules = new Set([
      ...enabledRules({ ...late, onlyApplications }),
      ...enabledRules({ ...late, tags: new Set(options.longLivedTags) }),
    ]);
    const inspected = config.policies
      .otherRules("tunnel-inspect")
      .filter((rule) => rule.enabled && rule.logOverride !== undefined);
    for (const rule of rules) {
      if (rule.kind !== "security") continue;
      if (options.acceptNetflow && config.network.flowExport.serves(rule.scope)) continue;
      // A tunnel inspection rule with log settings of its own decides; it has a check of its own, too.
      const meeting = inspected.filter((each) => each.mayInspect(rule));
      const tunnels = meeting.flatMap((each) => each.applications);
      if (rule.match.applications?.every((application) => tunnels.includes(application))) continue;
      yield {
        at: rule.logStart,
        policyRule: rule,
        message: `${rule.label} carries long-lived sessions${applicationsOf(rule)} but logs them only when they end; until then they leave no log.`,
        help: "Turn on Log at Session Start, too, or watch running sessions by NetFlow: the log at start tells that a session began, and nothing after that.",
        commands: [rule.command("set", "log-start yes")],
      };
    }
  },
});

function applicationsOf(rule: SecurityRule): string {
  const names = rule.match.list("application") ?? ["any"];
  return names.includes("any") ? "" : ` (${names.join(", ")})`;
}
