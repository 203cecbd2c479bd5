import type { Config } from "../panos/config.ts";
import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import type { SecurityRule } from "../panos/policies/security-rule.ts";
import { lowerFirst } from "../words.ts";
import { type PostureChange, pairsOf, type Said } from "./change.ts";
import { deeds, ruleChanges } from "./rule.ts";

/** A policy rule keeps its uuid when it is renamed or moved; names alone tell those of before 9.0 apart. */
export const uuidOf = ({ uuid, kind }: Pick<PolicyRule, "uuid" | "kind">): string | undefined =>
  uuid === undefined ? undefined : `${kind} ${uuid}`;

/** What changed in the logging of security rules and of default rules. */
export function* securityRuleChanges(old: Config, now: Config, time: Date): Generator<PostureChange> {
  const { both, added, deleted } = pairsOf(old.policies.all, now.policies.all, [uuidOf, ({ path }) => path]);
  const [coveredBefore, covered] = [coveringRules(old), coveringRules(now)];
  const [idleBefore, idle] = [old.running(time).idleRules, now.running(time).idleRules];
  for (const [before, after] of both) {
    yield* changesOf(
      before,
      after,
      ruleChanges({ old: before, now: after, wasIdle: idleBefore.has(before), isIdle: idle.has(after) }),
    );
    if (!before.enabled || !after.enabled || idle.has(after)) continue;
    yield* changesOf(before, after, coverChanges(after, coveredBefore.get(before), covered.get(after)));
  }
  for (const rule of added) yield* changesOf(undefined, rule, [addition(rule)]);
  for (const rule of deleted) yield* changesOf(rule, undefined, [deletion(rule)]);
}

function* changesOf(
  old: SecurityRule | undefined,
  now: SecurityRule | undefined,
  said: Iterable<Said>,
): Generator<PostureChange> {
  const path = (now ?? old)?.path ?? "";
  for (const [effect, message] of said) yield { effect, path, message, old: old?.entry, now: now?.entry };
}

/** The rules that can never match, each with the one that covers it. */
function coveringRules(config: Config): ReadonlyMap<SecurityRule, SecurityRule> {
  return new Map(Array.from(config.shadowing.rules, ({ rule, by }) => [rule, by] as const));
}

function* coverChanges(
  rule: SecurityRule,
  before: SecurityRule | undefined,
  by: SecurityRule | undefined,
): Generator<Said> {
  if (by !== undefined && before === undefined) {
    const unlogged = rule.logged && !by.logged;
    const name = lowerFirst(by.label);
    const words = `${rule.label} can never match any more, because ${name} before it covers it`;
    yield unlogged ? ["worse", `${words} and logs nothing.`] : ["other", `${words}.`];
  } else if (by === undefined && before !== undefined) {
    yield ["other", `${rule.label} can match now; no rule before it covers it any more.`];
  }
}

function addition(rule: SecurityRule): Said {
  const verb = rule.kind === "default-security" ? "is overridden now" : "was added";
  if (!rule.enabled) return ["other", `${rule.label} ${verb} (disabled).`];
  // Without an override a default rule logs nothing.
  const silent = rule.kind === "default-security" ? "other" : "worse";
  const loud = rule.kind === "default-security" ? "better" : "other";
  return [rule.logged ? loud : silent, `${rule.label} ${verb} (${deeds(rule)}).`];
}

function deletion(rule: SecurityRule): Said {
  if (rule.kind === "default-security") {
    const words = `${rule.label} is not overridden any more`;
    return rule.logged
      ? ["worse", `${words} (${deeds(rule)}), and without it nothing is logged.`]
      : ["other", `${words}.`];
  }
  return ["other", `${rule.label} was deleted (${rule.enabled ? deeds(rule) : "disabled"}).`];
}
