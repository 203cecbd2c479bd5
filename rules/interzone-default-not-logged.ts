import {
  type Config,
  defineRule,
  type Finding,
  type PolicyRule,
  quoteName,
  type Scope,
  scopeWords,
} from "../src/rule.ts";

const NAME = "interzone-default";

export default defineRule({
  id: "interzone-default-not-logged",
  summary: "Traffic that no rule matches is dropped by interzone-default without a log.",
  category: "default-rules",
  severity: "warning",
  precision: "high",
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
    acceptExplicitDenyAll: {
      type: "boolean",
      default: true,
      description: "Whether a logged rule that matches everything makes the default rule's own logging unimportant.",
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
    const affected = new Map<Scope, Scope[]>();
    for (const scope of config.enforcingScopes) {
      // Nothing gets past a rule that matches everything, and the other rules say whether it logs.
      if (options.acceptExplicitDenyAll && config.catchAll(scope) !== undefined) continue;
      const { logged, override } = config.defaultRule(NAME, scope);
      if (logged && !(forwarding && override?.logSetting.value === undefined)) continue;
      const owner = override?.scope ?? highestWithRules(config, scope);
      if (owner !== undefined) affected.set(owner, [...(affected.get(owner) ?? []), scope]);
    }
    for (const [owner, scopes] of affected) yield* report(config, owner, scopes);
  },
});

/** One cause, one finding: the predefined rule is silent everywhere below the highest scope that has rules. */
function highestWithRules(config: Config, scope: Scope): Scope | undefined {
  return [...scope.chain()].reverse().find((at) => config.hasSecurityRules(at));
}

function* report(config: Config, owner: Scope, scopes: readonly Scope[]): Generator<Finding> {
  const { override } = config.defaultRule(NAME, owner);
  const at = override === undefined ? owner.homes[0] : override.logged ? override.logSetting : override.logEnd;
  if (at === undefined) return;
  const unsure = override === undefined && (config.partial !== undefined || config.document.shape === "merged-config");
  const singleZone = scopes.every((scope) => config.objects("zone", scope).size === 1);
  const kept = override?.logged ? "logged on the firewall only" : "not logged";
  yield {
    at,
    policyRule: override,
    path: `${owner.path}/${listOf(owner)}/default-security-rules/${NAME}`,
    severity: unsure || singleZone ? "note" : undefined,
    message: `Traffic that ${NAME} ${override?.allows ? "allows" : "denies"} is ${kept} in ${labels(scopes)}.`,
    help: help(owner, override, unsure ? config.partial : undefined),
    commands: commands(config, owner, override),
  };
}

function listOf(owner: Scope): string {
  return owner.kind === "vsys" ? "rulebase" : "post-rulebase";
}

function help(owner: Scope, override: PolicyRule | undefined, partial: string | undefined): string {
  if (override?.logged) return "Attach a log-forwarding profile to the override.";
  if (override !== undefined) return "Turn on Log at Session End in the override.";
  const doubt = partial === undefined ? "" : ` Make sure first that it is not overridden elsewhere: ${partial}.`;
  return `Override the predefined rule in ${owner.label}, together with its action: without one the override allows everything.${doubt}`;
}

function commands(config: Config, owner: Scope, override: PolicyRule | undefined): readonly string[] {
  const profile = config.suggestedLogForwardingProfile(owner);
  const setting =
    override?.logSetting.value === undefined && profile !== undefined ? ` log-setting ${quoteName(profile)}` : "";
  if (override !== undefined) return [override.command("set", `log-end yes${setting}`)];
  // In one command, so that there is no moment in which the override has no action and allows everything.
  const path = `${listOf(owner)} default-security-rules rules ${NAME}`;
  return [`set ${scopeWords(owner)}${path} action deny log-end yes${setting}`];
}

function labels(scopes: readonly Scope[]): string {
  const rest = scopes.length > 5 ? ` and ${scopes.length - 5} more` : "";
  return `${scopes
    .slice(0, 5)
    .map((scope) => scope.label)
    .join(", ")}${rest}`;
}
