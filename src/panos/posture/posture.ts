import type { Config } from "../config.ts";
import { LogRoutes } from "../flow/log-routes.ts";
import type { DefaultRuleInForce } from "../policies/default-rule-in-force.ts";
import type { SecurityRule } from "../policies/security-rule.ts";
import type { Rulebase, RulebasePosition } from "../scopes/rulebase.ts";
import type { Scope } from "../scopes/scope.ts";
import { otherPostures } from "./other-posture.ts";
import type { Posture, PosturePlace, RulebasePosture } from "./posture-types.ts";
import { RulebaseCount } from "./rulebase-count.ts";

/** Counts what the policy of a configuration logs, forwards and inspects. */
export function postureOf(config: Config, now: Date): Posture {
  const idle = idleByList(config, now);
  const routes = new LogRoutes(config);
  const rulebases: RulebasePosture[] = [];
  for (const { rulebase, tallies } of config.policies.ruleTallies) {
    // Of the overrides of default rules only those in force count, and the predefined rules with them.
    if (rulebase.kind !== "security" || tallies.length === 0) continue;
    const count = new RulebaseCount(config, routes, rulebase.scope);
    for (const tally of tallies) count.add(tally);
    for (const rule of idle.get(rulebase) ?? []) count.takeOut(rule);
    rulebases.push({ ...placeOf(rulebase.scope, rulebase.position), ...count.result() });
  }
  return { rulebases: [...rulebases, ...defaultPostures(config, routes)], others: otherPostures(config, routes, now) };
}

function idleByList(config: Config, now: Date): ReadonlyMap<Rulebase, readonly SecurityRule[]> {
  const lists = new Map<Rulebase, SecurityRule[]>();
  for (const rule of config.running(now).idleRules.keys()) {
    const list = lists.get(rule.rulebase);
    if (list === undefined) lists.set(rule.rulebase, [rule]);
    else list.push(rule);
  }
  return lists;
}

function placeOf(scope: Scope, position: RulebasePosition): PosturePlace {
  return { scope: scope.path, label: scope.label, position };
}

/** One for each scope that owns a form of a default rule. */
function defaultPostures(config: Config, routes: LogRoutes): readonly RulebasePosture[] {
  const counts = new Map<Scope, RulebaseCount>();
  for (const name of ["intrazone-default", "interzone-default"] as const) {
    for (const form of config.policies.defaultRulesInForce(name)) {
      const count = counts.get(form.owner) ?? new RulebaseCount(config, routes, form.owner);
      counts.set(form.owner, count);
      addDefault(count, form);
    }
  }
  return Array.from(counts, ([scope, count]) => ({ ...placeOf(scope, "default"), ...count.result() }));
}

function addDefault(count: RulebaseCount, form: DefaultRuleInForce): void {
  if (form.uncertain !== undefined) {
    count.addUncertain();
    return;
  }
  const { override } = form;
  count.add({
    count: 1,
    enabled: true,
    allows: form.allows,
    logsAtStart: override?.logsAtStart ?? false,
    logsAtEnd: override?.logsAtEnd ?? false,
    forwarding: override?.forwardingProfileName,
    profiles: override?.profiles.value ?? { kind: "none" },
  });
}
