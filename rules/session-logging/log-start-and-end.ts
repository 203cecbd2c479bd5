import {
  applicationSet,
  defineRule,
  EXCEPT_OPTIONS,
  type SecurityRule,
  START_AND_END_APPLICATIONS,
  textsOf,
} from "../../src/rule.ts";

/** Asks for a log at start where sessions are long, so that this one must accept it there. */
const LONG_LIVED = "long-lived-rule-without-log-start";

/** Profiles whose logs need both flags: mobile networks and SCTP log an association's start and end separately. */
const START_AND_END_PROFILES = ["gtp", "sctp"];

export default defineRule({
  id: "log-start-and-end",
  summary: "A security rule logs at session start and at session end.",
  category: "session-logging",
  severity: "warning",
  precision: "very-high",
  since: "0.1.0",
  references: [
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
    {
      title: "Session Logging Considerations",
      url: "https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-rules/session-logging-considerations",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: {
    "NIST SP 800-53": ["AU-4", "AU-12"],
    STIG: ["PANW-AG-000113", "PANW-IP-000047"],
  },
  options: {
    ...EXCEPT_OPTIONS,
    allowApps: {
      type: "array",
      items: { type: "string" },
      default: START_AND_END_APPLICATIONS,
      description: "Rules that match only these applications may log both. Add the OT protocols of your site.",
    },
    allowTags: {
      type: "array",
      items: { type: "string" },
      default: ["log-start-ok", "troubleshooting"],
      description: "Rules with one of these tags may log both; a description should say why.",
    },
    allowWithProfile: {
      type: "array",
      items: { type: "string" },
      default: START_AND_END_PROFILES,
      description: "Rules that carry a security profile of one of these types may log both.",
    },
    denyRules: {
      type: "string",
      enum: ["same", "ignore"],
      default: "same",
      description: "Whether rules that block are judged like rules that allow.",
    },
  },
  *check({ options, enabledRules, optionsOf }) {
    const longLived = optionsOf(LONG_LIVED);
    const longLivedTags = textsOf(longLived, "longLivedTags");
    const allowed = applicationSet([...options.allowApps, ...textsOf(longLived, "longLivedApps")]);
    for (const rule of enabledRules({ logsAtStart: true, logsAtEnd: true })) {
      if (options.denyRules === "ignore" && !rule.allows) continue;
      if (rule.match.usesOnlyApplications(allowed) || carriesProfile(rule, options.allowWithProfile)) continue;
      if (rule.kind === "security" && rule.tags.some((tag) => longLivedTags.includes(tag))) continue;
      const tag = rule.tags.find((each) => options.allowTags.includes(each));
      if (tag === undefined) {
        yield {
          at: rule.logStart,
          policyRule: rule,
          message: `${rule.label} logs at session start and at session end; keep session end only.`,
          help: rule.allows
            ? "Turn off Log at Session Start; the log at session end has the final application, bytes and duration."
            : "Turn off Log at Session Start; with either of them on, the blocked session is logged.",
          commands: [rule.command("set", "log-start no")],
        };
      } else if (rule.description === undefined && rule.kind === "security") {
        // An override of a default rule cannot have a description.
        yield {
          at: rule.logStart,
          policyRule: rule,
          severity: "note",
          message: `${rule.label} may log at session start and at session end because of its tag "${tag}", but no description says why.`,
          help: "Write the reason into the rule's description, or turn off Log at Session Start.",
          commands: [rule.command("set", 'description "REASON"')],
        };
      }
    }
  },
});

function carriesProfile(rule: SecurityRule, types: readonly string[]): boolean {
  return rule.profileTypes.some((type) => types.includes(type));
}
