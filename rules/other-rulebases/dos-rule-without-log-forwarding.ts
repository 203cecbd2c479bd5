import { defineRule, EXCEPT_OPTIONS, quoteName } from "../../src/rule.ts";

export default defineRule({
  id: "dos-rule-without-log-forwarding",
  summary: "A DoS rule has no log-forwarding profile, so its flood logs stay on the firewall.",
  category: "other-rulebases",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "DoS Protection Option/Protection Tab",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-2/policies/policies-dos-protection/dos-protection-optionprotection-tab",
    },
  ],
  standards: {
    STIG: ["PANW-AG-000121", "PANW-IP-000055"],
    "NIST SP 800-53": ["SI-4(5)", "SC-5(3)"],
  },
  options: {
    ...EXCEPT_OPTIONS,
    actions: {
      type: "array",
      items: { type: "string", enum: ["protect", "deny"] },
      default: ["protect", "deny"],
      description: "DoS rules with one of these actions must have a log-forwarding profile.",
    },
  },
  *check({ config, options, enabledOtherRules }) {
    for (const rule of enabledOtherRules("dos")) {
      const { logSetting } = rule;
      if (logSetting.value !== undefined || options.actions.every((action) => action !== rule.action.value)) continue;
      const profile = config.usage.suggestedLogForwardingProfile(rule.scope, "threat") ?? "PROFILE";
      yield {
        at: logSetting,
        policyRule: rule,
        message: `${rule.label} has no log-forwarding profile; its flood logs stay on the firewall.`,
        help: "Attach a log-forwarding profile with a match list for threat logs, to which flood logs belong.",
        commands: [rule.command("set", `log-setting ${quoteName(profile)}`)],
      };
    }
  },
});
