import { defineRule, type Finding, type PolicyRule, quoteName, type Rulebase } from "../src/rule.ts";

export default defineRule({
  id: "rule-without-log-forwarding",
  summary: "A policy rule that makes logs has no log-forwarding profile, so they stay on the firewall.",
  category: "log-forwarding",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Objects > Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-2/objects/objects-log-forwarding",
    },
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
  ],
  standards: {
    CIS: ["1.1.1.1"],
    STIG: ["PANW-AG-000094", "PANW-AG-000144", "PANW-IP-000039", "PANW-IP-000058"],
    "NIST SP 800-53": ["AU-4(1)", "AU-6(4)"],
    "PCI DSS": ["10.3.3"],
  },
  options: {
    allowedProfiles: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "When given, the only log-forwarding profiles that rules may use.",
    },
    denyRules: {
      type: "string",
      enum: ["require", "ignore"],
      default: "require",
      description: "Whether rules that block need a log-forwarding profile.",
    },
    localOnlyOk: {
      type: "boolean",
      default: false,
      description: "Whether logs may stay on the firewall, as in a lab without collectors.",
    },
  },
  *check({ config, options, enabledRules, isExempt, optionsOf }) {
    const feeds = optionsOf("deny-rule-not-logged")?.feedRulesStrict === true;
    const bare = new Map<Rulebase, PolicyRule[]>();
    for (const rule of enabledRules()) {
      const profile = rule.forwardingProfileName;
      if (profile !== undefined) {
        if (options.allowedProfiles.length > 0 && !options.allowedProfiles.includes(profile))
          yield otherProfile(rule, profile, options.allowedProfiles);
        continue;
      }
      if (options.localOnlyOk || (!rule.logged && !rule.hasProfiles) || config.isUnreachable(rule)) continue;
      if (!rule.allows && options.denyRules === "ignore") continue;
      // deny-rule-not-logged asks these rules for a profile itself.
      if (feeds && rule.kind === "security" && !rule.allows && rule.usesMaliciousAddressList) continue;
      if (!config.lacksLogForwardingProfiles(rule.scope))
        yield withoutProfile(rule, config.suggestedLogForwardingProfile(rule.scope));
      else if (!isExempt(rule)) bare.set(rule.rulebase, [...(bare.get(rule.rulebase) ?? []), rule]);
    }
    for (const [rulebase, rules] of bare) yield* withoutAnyProfile(rulebase, rules);
  },
});

function withoutProfile(rule: PolicyRule, suggestion: string | undefined): Finding {
  return {
    at: rule.logSetting,
    policyRule: rule,
    message: `${rule.label} has no log-forwarding profile; its ${logsOf(rule)} stay on the firewall.`,
    help: "Attach a log-forwarding profile. A profile named default is not used by itself: it is only preselected in new rules.",
    commands: [rule.command("set", `log-setting ${suggestion === undefined ? "PROFILE" : quoteName(suggestion)}`)],
  };
}

function otherProfile(rule: PolicyRule, profile: string, allowed: readonly string[]): Finding {
  return {
    at: rule.logSetting,
    policyRule: rule,
    message: `${rule.label} uses the log-forwarding profile "${profile}"; expected is ${allowed.map((name) => `"${name}"`).join(" or ")}.`,
    help: "Attach the profile that is expected here.",
    commands: [rule.command("set", `log-setting ${quoteName(allowed[0] ?? "PROFILE")}`)],
  };
}

/** One cause, one finding: there is no profile that any of these rules could name. */
function* withoutAnyProfile(rulebase: Rulebase, rules: readonly PolicyRule[]): Generator<Finding> {
  const list = rulebase.entries[0]?.parent;
  if (list === undefined) return;
  const those = rules.length === 1 ? "1 rule keeps its" : `${rules.length} rules keep their`;
  yield {
    at: list,
    path: rulebase.path,
    message: `No log-forwarding profile can be named in ${rulebase.scope.label}, so ${those} logs on the firewall.`,
    help: "Create a log-forwarding profile, then attach it to the rules.",
    related: rules.map((rule) => ({ at: rule.entry, message: `${rule.label} has no log-forwarding profile.` })),
  };
}

function logsOf(rule: PolicyRule): string {
  if (!rule.logged) return "threat logs";
  return rule.allows && rule.hasProfiles ? "traffic and threat logs" : "traffic logs";
}
