import {
  applicationSet,
  defineRule,
  EXCEPT_OPTIONS,
  type SecurityRule,
  type Severity,
  START_AND_END_APPLICATIONS,
} from "../../src/rule.ts";

export default defineRule({
  id: "log-start-only",
  summary: "A security rule logs at session start but not at session end.",
  category: "session-logging",
  severity: "warning",
  precision: "very-high",
  since: "0.1.0",
  references: [
    {
      title: "Session Logging Considerations",
      url: "https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-rules/session-logging-considerations",
    },
    {
      title: "Policy Optimizer Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/policy-optimizer-best-practices",
    },
    {
      title: "Knowledge base: session start logs name the rule of the first look-up",
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA10g000000POF8CAO",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: { "NIST SP 800-53": ["AU-3", "AU-12"] },
  options: {
    ...EXCEPT_OPTIONS,
    allowApps: {
      type: "array",
      items: { type: "string" },
      default: START_AND_END_APPLICATIONS,
      description: "Rules that match only these applications may log at start only.",
    },
    allowTags: {
      type: "array",
      items: { type: "string" },
      default: ["log-start-ok", "troubleshooting"],
      description: "Rules with one of these tags may log at start only.",
    },
    denyStartOnly: {
      type: "string",
      enum: ["note", "warning", "ignore"],
      default: "note",
      description: "How to report rules that block: their sessions end at once, so both flags give the same log.",
    },
  },
  *check({ options, enabledRules, optionsOf }) {
    const allowed = applicationSet(options.allowApps);
    const feeds = optionsOf("deny-rule-not-logged")?.feedRulesStrict === true;
    for (const rule of enabledRules({ logsAtStart: true, logsAtEnd: false })) {
      if (!rule.allows && options.denyStartOnly === "ignore") continue;
      // deny-rule-not-logged asks these rules for the log at session end itself.
      if (feeds && !rule.allows && rule.match.usesMaliciousAddressList) continue;
      if (rule.match.usesOnlyApplications(allowed)) continue;
      if (rule.tags.some((tag) => options.allowTags.includes(tag))) continue;
      yield {
        at: rule.logEnd,
        policyRule: rule,
        severity: severityOf(rule, options.denyStartOnly),
        message: `${rule.label} logs only at session start; log at session end instead.`,
        help: rule.allows
          ? "Turn on Log at Session End: the start log is written before the application, bytes and session end reason are known."
          : "Turn on Log at Session End in its place, so that all rules log alike.",
        commands: [rule.command("set", "log-end yes log-start no")],
      };
    }
  },
});

function severityOf(rule: SecurityRule, denyStartOnly: "note" | "warning" | "ignore"): Severity {
  if (!rule.allows) return denyStartOnly === "warning" ? "warning" : "note";
  return rule.inspects ? "error" : "warning";
}
