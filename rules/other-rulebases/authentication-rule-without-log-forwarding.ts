import { defineRule, EXCEPT_OPTIONS, quoteName } from "../../src/rule.ts";

export default defineRule({
  id: "authentication-rule-without-log-forwarding",
  summary: "An authentication rule has no log-forwarding profile, so its authentication logs stay on the firewall.",
  category: "other-rulebases",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Building Blocks of an Authentication Policy Rule",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-1/policies/policies-authentication/building-blocks-of-an-authentication-policy-rule",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-12", "IA-2"], "PCI DSS": ["10.2.1.4"] },
  options: {
    ...EXCEPT_OPTIONS,
    logTimeouts: {
      type: "boolean",
      default: false,
      description: "Whether every authentication rule must also log when an authentication times out.",
    },
  },
  *check({ config, options, enabledOtherRules }) {
    for (const rule of enabledOtherRules("authentication")) {
      if (!rule.asksUsers) continue;
      const { logSetting, logAuthenticationTimeout } = rule;
      if (logSetting.value === undefined) {
        const profile = config.usage.suggestedLogForwardingProfile(rule.scope, "auth") ?? "PROFILE";
        yield {
          at: logSetting,
          policyRule: rule,
          message: `${rule.label} has no log-forwarding profile; its authentication logs stay on the firewall.`,
          help: "Attach a log-forwarding profile with a match list for authentication logs.",
          commands: [rule.command("set", `log-setting ${quoteName(profile)}`)],
        };
      }
      if (options.logTimeouts && !logAuthenticationTimeout.value) {
        yield {
          at: logAuthenticationTimeout,
          policyRule: rule,
          message: `${rule.label} does not log when an authentication times out.`,
          help: "Turn on Log Authentication Timeouts.",
          commands: [rule.command("set", "log-authentication-timeout yes")],
        };
      }
    }
  },
});
