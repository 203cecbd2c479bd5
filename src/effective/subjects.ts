import type { Config } from "../panos/config.ts";
import type { Zone } from "../panos/network/zones.ts";
import { DefaultRule } from "../panos/policies/default-rule.ts";
import type {
  AuthenticationRule,
  DecryptionRule,
  DosRule,
  OtherRule,
  TunnelInspectRule,
} from "../panos/policies/other-rules.ts";
import type { SecurityRule } from "../panos/policies/security-rule.ts";
import { OTHER_RULE_KINDS, type OtherRuleKind } from "../panos/scopes/other-rulebases.ts";
import { type DefaultRuleName, PREDEFINED_DEFAULT_RULES } from "../panos/settings/defaults.ts";

/** A rule of another rulebase that has log settings. */
export type LoggingRule = AuthenticationRule | DecryptionRule | DosRule | TunnelInspectRule;
/** What has effective logging. */
export type EffectiveSubject = SecurityRule | DefaultRule | LoggingRule | Zone;

/** The logical path of a subject; of a default rule as one scope has it, overridden there or not. */
export function rulePathOf(subject: EffectiveSubject | OtherRule): string {
  if (!(subject instanceof DefaultRule)) return subject.path;
  const { name, scope } = subject;
  return `${scope.path}/${scope.kind === "vsys" ? "rulebase" : "post-rulebase"}/default-security-rules/${name}`;
}

/**
 * What a name or a logical path means in a file: of several kinds all that log, zones only where no policy rule is
 * called so.
 */
export function subjectsCalled(config: Config, wanted: string): readonly EffectiveSubject[] {
  const rules = [
    ...config.policies.all,
    ...(["decryption", "authentication", "dos", "tunnel-inspect"] as const).flatMap((kind) =>
      config.policies.otherRules(kind),
    ),
  ];
  // A path names one place; two rules may bear it only in a file that PAN-OS would not take.
  const atPath = [...rules, ...config.network.zones].filter(({ path }) => path === wanted);
  if (atPath.length > 0) return atPath;
  const named = [...rules.filter(({ name, kind }) => name === wanted && kind !== "default-security")];
  const found = [...named, ...defaultRulesCalled(config, wanted)];
  return found.length > 0 ? found : config.network.zones.filter(({ name }) => name === wanted);
}

/** The rules that are called so and have no log settings at all: NAT rules and the like. */
export function rulesWithoutLogs(config: Config, wanted: string): readonly OtherRule[] {
  return OTHER_RULE_KINDS.flatMap((kind: OtherRuleKind): readonly OtherRule[] =>
    config.policies.otherRules(kind),
  ).filter((rule) => rule.name === wanted || rule.path === wanted);
}

/** All names that can be asked for, those of rules without log settings too. */
export function subjectNames(config: Config): ReadonlySet<string> {
  const others = OTHER_RULE_KINDS.flatMap((kind: OtherRuleKind): readonly OtherRule[] =>
    config.policies.otherRules(kind),
  );
  const rules = [...config.policies.all, ...config.network.zones, ...others];
  return new Set([...rules.map(({ name }) => name), ...Object.keys(PREDEFINED_DEFAULT_RULES)]);
}

/** The default rules in force that a name or a path means: one for each place where firewalls enforce policy. */
function defaultRulesCalled(config: Config, wanted: string): readonly DefaultRule[] {
  // The keys of PREDEFINED_DEFAULT_RULES, which Object.keys widens to string.
  const names = Object.keys(PREDEFINED_DEFAULT_RULES) as DefaultRuleName[];
  return names.flatMap((name) => {
    const rules = config.scopes.enforcing.map((scope) => config.policies.defaultRule(name, scope));
    return rules.filter((rule) => wanted === name || wanted === rulePathOf(rule));
  });
}
