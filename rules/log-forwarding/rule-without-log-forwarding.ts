import {
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  namePattern,
  plural,
  quoted,
  quoteName,
  type Rulebase,
  type Scope,
  type SecurityRule,
} from "../../src/rule.ts";

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
    ...EXCEPT_OPTIONS,
    allowedProfiles: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "When given, the only log-forwarding profiles that rules may use, by name or pattern (`*` and `?`).",
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
    const bare = new Map<Scope, SecurityRule[]>();
    const names = options.allowedProfiles;
    const isAllowed = (profile: string): boolean => names.some((name) => namePattern(name).test(profile));
    const proposalFor = ({ scope }: SecurityRule): string | undefined => {
      if (names.length === 0) return config.usage.suggestedLogForwardingProfile(scope);
      return config.objects.visibleNames("log-settings/profiles", scope).find(isAllowed);
    };
    if (names.length > 0) {
      for (const rule of enabledRules({ namesForwarding: true })) {
        if (isAllowed(rule.forwardingProfileName ?? "")) continue;
        yield otherProfile(rule, names, proposalFor(rule));
      }
    }
    if (options.localOnlyOk) return;
    for (const rule of enabledRules({ namesForwarding: false })) {
      // Security profiles write logs whether the session itself is logged or not, but never on a rule that blocks.
      if (!(rule.logged || rule.inspects)) continue;
      if (!rule.allows && options.denyRules === "ignore") continue;
      // deny-rule-not-logged asks these rules for a profile itself.
      if (feeds && !rule.allows && rule.match.usesMaliciousAddressList) continue;
      if (!config.forwarding.lacksProfiles(rule.scope)) {
        yield withoutProfile(rule, proposalFor(rule));
      } else if (!isExempt(rule)) {
        const others = bare.get(rule.scope);
        if (others === undefined) bare.set(rule.scope, [rule]);
        else others.push(rule);
      }
    }
    for (const rules of bare.values()) yield* withoutAnyProfile(rules);
  },
});

function withoutProfile(rule: SecurityRule, suggestion = "PROFILE"): Finding {
  const onlyForNewRules = suggestion === "default" ? '; the one named "default" is preselected in new rules only' : "";
  return {
    at: rule.logSetting,
    policyRule: rule,
    message: `${rule.label} has no log-forwarding profile; its ${logsOf(rule)} stay on the firewall.`,
    help: `Attach a log-forwarding profile${onlyForNewRules}.`,
    commands: [rule.command("set", `log-setting ${quoteName(suggestion)}`)],
  };
}

function otherProfile(rule: SecurityRule, names: readonly string[], proposal = "PROFILE"): Finding {
  const instead = names.map(quoted).join(" or ");
  return {
    at: rule.logSetting,
    policyRule: rule,
    message: `${rule.label} uses the log-forwarding profile "${rule.forwardingProfileName}" instead of ${instead}.`,
    help: "Attach the profile that your panlint configuration asks for.",
    commands: [rule.command("set", `log-setting ${quoteName(proposal)}`)],
  };
}

/** One cause, one finding: there is no profile that any of these rules of one scope could name. */
function* withoutAnyProfile(rules: readonly SecurityRule[]): Generator<Finding> {
  const found = [...new Set(rules.map(({ rulebase }) => rulebase))].flatMap((rulebase) =>
    inRulebase(
      rulebase,
      rules.filter((rule) => rule.rulebase === rulebase),
    ),
  );
  const [first, ...others] = found;
  if (first === undefined) return;
  if (others.length === 0) yield first;
  else yield { ...first, ...aboutAll(rules), includes: others };
}

function inRulebase(rulebase: Rulebase, rules: readonly SecurityRule[]): readonly Finding[] {
  const list = rulebase.entries[0]?.parent;
  if (list === undefined) return [];
  const help = "Create a log-forwarding profile, then attach it to the rules.";
  return [{ at: list, path: rulebase.path, help, ...aboutAll(rules) }];
}

function aboutAll(rules: readonly SecurityRule[]): Pick<Finding, "message" | "related"> {
  const logs = `the logs of ${plural(rules.length, "rule")}`;
  return {
    message: `There is no log-forwarding profile for the rules of ${rules[0]?.scope.label}; ${logs} stay on the firewall.`,
    related: rules.map((rule) => ({ at: rule.entry, message: `${rule.label} has no log-forwarding profile.` })),
  };
}

function logsOf(rule: SecurityRule): string {
  if (!rule.inspects) return "traffic logs";
  return rule.logged ? "traffic and threat logs" : "threat logs";
}
