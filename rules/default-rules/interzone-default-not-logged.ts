import {
  type Config,
  type DefaultRuleInForce,
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  namePattern,
  quoteName,
  type RuleOptions,
  type Scope,
  type SecurityRule,
  scopeLabels,
  textsOf,
} from "../../src/rule.ts";
import { aboutNewZones, catchAllsByZone, placesOf } from "./named-zones.ts";

export default defineRule({
  id: "interzone-default-not-logged",
  summary: "Traffic that no rule matches is dropped by interzone-default without a log.",
  category: "default-rules",
  severity: "warning",
  precision: "high",
  reportsIdleRules: true,
  since: "0.1.0",
  references: [
    {
      title: "Internet Gateway Best Practice: Enable Logging for Traffic That Doesn't Match Any Rules",
      url: "https://docs.paloaltonetworks.com/best-practices/internet-gateway-best-practices/best-practice-internet-gateway-security-policy/define-the-initial-internet-gateway-security-policy/step-5-enable-logging-for-traffic-that-doesnt-match-any-rules",
    },
    {
      title: "Overriding or Reverting a Security Policy Rule",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-1/policies/policies-security/overriding-or-reverting-a-security-policy-rule",
    },
    {
      title: "Knowledge base: Reducing Management Plane Load, part 1 (the counter-voice)",
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA10g000000ClSvCAK",
    },
  ],
  standards: {
    CIS: ["7.4"],
    STIG: ["PANW-AG-000024"],
    "NIST SP 800-53": ["AU-2", "AU-12"],
    "PCI DSS": ["1.2", "10.2"],
  },
  options: {
    ...EXCEPT_OPTIONS,
    acceptExplicitDenyAll: {
      type: "boolean",
      default: true,
      description:
        "Whether a rule before it that blocks everything makes the default rule's own logging unimportant; one that does not log is reported here or by `deny-rule-not-logged`.",
    },
    requireLogSetting: {
      type: "boolean",
      default: false,
      description:
        "Whether the override must also have a log-forwarding profile, if `rule-without-log-forwarding` does not ask for one.",
    },
  },
  *check({ config, options, optionsOf }) {
    // One finding is enough.
    const forwarding = options.requireLogSetting && optionsOf("rule-without-log-forwarding")?.denyRules !== "require";
    const denyRules = optionsOf("deny-rule-not-logged");
    const silent = new Set<SecurityRule>();
    for (const inForce of config.policies.defaultRulesInForce("interzone-default")) {
      for (const scope of options.acceptExplicitDenyAll ? inForce.scopes : []) {
        const denyAll = config.policies.catchAll(scope);
        if (denyAll === undefined || denyAll.allows || denyAll.logged || silent.has(denyAll)) continue;
        silent.add(denyAll);
        if (!reports(denyRules, denyAll)) yield unloggedDenyAll(denyAll);
      }
      const { logged, override } = inForce;
      const isKeptHere = forwarding && override?.logSetting.value === undefined;
      if (logged && !isKeptHere) continue;
      // Nothing gets past a rule that matches everything, and the other rules say whether it logs.
      const scopes = options.acceptExplicitDenyAll ? inForce.reached : inForce.scopes;
      const byZone = options.acceptExplicitDenyAll ? catchAllsByZone(config, inForce, scopes) : [];
      if (scopes.length > 0) yield* report(config, inForce, { scopes, byZone });
    }
  },
});

/** Whether the rule about policy rules that block reports one, which is not exempt from it. */
function reports(options: RuleOptions | undefined, rule: SecurityRule): boolean {
  if (options === undefined) return false;
  const isNamed = textsOf(options, "exceptRules").some((name) => namePattern(name).test(rule.name));
  const isTagged = rule.tags.some((tag) => textsOf(options, "exceptTags").includes(tag));
  return !isNamed && !isTagged && rule.description?.includes("lint-ignore: deny-rule-not-logged") !== true;
}

/** It takes everything from the default rule, so its silence is that of the policy. */
function unloggedDenyAll(rule: SecurityRule): Finding {
  return {
    at: rule.logEnd,
    policyRule: rule,
    severity: "note",
    message: `${rule.label} blocks what no other rule matches without any traffic log, and no other lint rule reports it.`,
    help: "Turn on Log at Session End; rules for known noise before it may go without.",
    commands: [rule.command("set", "log-end yes")],
  };
}

interface Unlogged {
  readonly scopes: readonly Scope[];
  /** Security rules that match the same traffic, but for the zones by name. */
  readonly byZone: readonly SecurityRule[];
}

function* report(config: Config, inForce: DefaultRuleInForce, { scopes, byZone }: Unlogged): Generator<Finding> {
  const { name, override, owner, logged, uncertain } = inForce;
  const at = logged ? override?.logSetting : (override?.logEnd ?? inForce.home);
  if (at === undefined) return;
  const singleZone = scopes.every((scope) => config.network.zoneNames(scope)?.size === 1);
  const kept = logged ? "logged on the firewall only" : "not logged";
  const isBare = override?.logSetting.value === undefined;
  const profile = isBare ? config.usage.suggestedLogForwardingProfile(owner) : undefined;
  const forward = profile === undefined ? "" : ` log-setting ${quoteName(profile)}`;
  yield {
    at,
    policyRule: override,
    path: inForce.path,
    severity: uncertain !== undefined || singleZone || byZone.length > 0 ? "note" : undefined,
    message: `Traffic that ${name} ${inForce.allows ? "allows" : "denies"} is ${kept} in ${scopeLabels(scopes)}.`,
    help: `${help(inForce)}${aboutNewZones(byZone)}`,
    commands: [inForce.command(`log-end yes${forward}`)],
    related: placesOf(byZone),
  };
}

function help({ logged, override, owner, uncertain }: DefaultRuleInForce): string {
  if (logged) return "Attach a log-forwarding profile to the override.";
  if (override !== undefined) return "Turn on Log at Session End in the override.";
  const doubt = uncertain === undefined ? "" : ` Make sure first that it is not overridden elsewhere: ${uncertain}.`;
  return `Override the predefined rule in ${owner.label}, together with its action: without one the override allows everything.${doubt}`;
}
