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
      description: "Whether the override must also have a log-forwarding profile.",
    },
  },
  *check({ config, options }) {
    const affected = new Map<Scope, Scope[]>();
    for (const scope of config.enforcingScopes) {
      if (!isSilent(config, scope, options.acceptExplicitDenyAll, options.requireLogSetting)) continue;
      const owner = config.defaultRule(NAME, scope).override?.scope ?? highestWithRules(config, scope);
      if (owner !== undefined) affected.set(owner, [...(affected.get(owner) ?? []), scope]);
    }
    for (const [owner, scopes] of affected) {
      const finding = report(config, owner, scopes);
      if (finding !== undefined) yield finding;
    }
  },
});

/** Whether what reaches the end of a scope's policy leaves no log. */
function isSilent(config: Config, scope: Scope, acceptDenyAll: boolean, requireLogSetting: boolean): boolean {
  const catchAll = acceptDenyAll ? config.catchAll(scope) : undefined;
  // Nothing after it is reached; if it blocks it must log, if it allows other rules speak of it.
  if (catchAll !== undefined) return !catchAll.allows && !catchAll.logged;
  const rule = config.defaultRule(NAME, scope);
  if (!rule.logged) return true;
  return requireLogSetting && rule.override?.logSetting.value === undefined;
}

/** One cause, one finding: the predefined rule is silent everywhere below the highest scope that has rules. */
function highestWithRules(config: Config, scope: Scope): Scope | undefined {
  return [...scope.chain()].reverse().find((at) => config.hasSecurityRules(at));
}

function report(config: Config, owner: Scope, scopes: readonly Scope[]): Finding | undefined {
  const override = config.defaultRule(NAME, owner).override;
  const at = override?.logged === false ? override.logEnd : override ? override.logSetting : owner.homes[0];
  if (at === undefined) return undefined;
  const others = scopes.filter((scope) => scope !== owner);
  const unsure = override === undefined && (config.partial !== undefined || config.document.shape === "merged-config");
  const single = scopes.every((scope) => config.objects("zone", scope).size === 1);
  return {
    at,
    policyRule: override,
    path: `${owner.path}/${owner.kind === "vsys" ? "rulebase" : "post-rulebase"}/default-security-rules/${NAME}`,
    severity: unsure || single ? "note" : undefined,
    message: `Traffic dropped by ${NAME} is not ${override?.logged === true ? "forwarded" : "logged"} in ${owner.label}${others.length === 0 ? "" : ` (applies to ${labels(others)})`}.`,
    help: help(override, unsure ? config.partial : undefined),
    commands: commands(config, owner, override),
    related: others.flatMap((scope) => {
      const home = scope.homes[0];
      return home === undefined ? [] : [{ at: home, message: `${scope.label} is affected.` }];
    }),
  };
}

function help(override: PolicyRule | undefined, partial: string | undefined): string {
  const doubt = partial === undefined ? "" : ` It may be set elsewhere: ${partial}.`;
  if (override !== undefined) return `Turn on Log at Session End in the override.${doubt}`;
  return `The predefined rule drops silently. Override it, and give the override its action: without one it allows everything.${doubt}`;
}

function commands(config: Config, owner: Scope, override: PolicyRule | undefined): readonly string[] {
  const profile = config.suggestedLogForwardingProfile(owner);
  const setting =
    override?.logSetting.value === undefined && profile !== undefined ? ` log-setting ${quoteName(profile)}` : "";
  if (override !== undefined) return [override.command("set", `log-end yes${setting}`)];
  const list = owner.kind === "vsys" ? "rulebase" : "post-rulebase";
  // In one command, so that there is no moment in which the override has no action and allows everything.
  return [`set ${scopeWords(owner)}${list} default-security-rules rules ${NAME} action deny log-end yes${setting}`];
}

function labels(scopes: readonly Scope[]): string {
  const shown = scopes.slice(0, 5).map((scope) => scope.label);
  return scopes.length > shown.length
    ? `${shown.join(", ")} and ${scopes.length - shown.length} more`
    : shown.join(", ");
}
