import { defineRule, EXCEPT_OPTIONS } from "../../src/rule.ts";

const NAME = "interzone-default";

export default defineRule({
  id: "interzone-default-override-allows",
  summary: "An override of interzone-default allows everything between zones that no security rule matches.",
  category: "default-rules",
  severity: "error",
  precision: "medium",
  reportsIdleRules: true,
  since: "0.1.0",
  references: [
    {
      title: "Overriding or Reverting a Security Policy Rule",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-1/policies/policies-security/overriding-or-reverting-a-security-policy-rule",
    },
    {
      title: "Security Policy Rulebase Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rulebase-best-practices",
    },
  ],
  standards: { STIG: ["PANW-AG-000051"], "NIST SP 800-53": ["SC-7(5)"] },
  options: {
    ...EXCEPT_OPTIONS,
    allowExplicit: {
      type: "boolean",
      default: false,
      description: "Whether an override with a written `allow` is meant so: then it is a note.",
    },
  },
  *check({ config, options }) {
    const overrides = config.policies.defaultRuleOverrides.filter((rule) => rule.name === NAME && rule.allows);
    if (overrides.length === 0) return;
    const inForce = config.policies.defaultRulesInForce(NAME);
    for (const rule of overrides) {
      const meant = rule.action.origin === "explicit";
      const reached = inForce.some(({ override, reached }) => override === rule && reached.length > 0);
      yield {
        at: rule.action,
        policyRule: rule,
        severity: reached && !(meant && options.allowExplicit) ? undefined : "note",
        message: meant
          ? `The override of ${NAME} allows everything between zones that no security rule matches.`
          : `The override of ${NAME} has no action, and without one it allows everything between zones that no security rule matches.`,
        help: reached
          ? "Give the override a blocking action; look up first what it lets through today, because that stops."
          : "Nothing gets to it as the policy stands; give it a blocking action before that changes.",
        commands: [rule.command("set", "action deny")],
      };
    }
  },
});
