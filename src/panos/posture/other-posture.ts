import type { Config } from "../config.ts";
import type { LogRoutes } from "../flow/log-routes.ts";
import { RouteCounts } from "../flow/route-counts.ts";
import type { OtherRuleOf } from "../policies/other-rules.ts";
import type { Idle } from "../running/running.ts";
import type { RulebaseOf } from "../scopes/rulebase.ts";
import { LOGGING_KINDS, type LoggingKind, namingOf } from "../usage/log-producers.ts";
import type { OtherRulebasePosture } from "./posture-types.ts";

/** Counts the rules of the other rulebases, kind by kind; they are few enough to look at one by one. */
export function otherPostures(config: Config, routes: LogRoutes, now: Date): readonly OtherRulebasePosture[] {
  return LOGGING_KINDS.flatMap((kind) => {
    const lists = new Map<RulebaseOf<LoggingKind>, OtherCount>();
    for (const rule of config.policies.otherRules(kind)) {
      const count = lists.get(rule.rulebase) ?? new OtherCount(routes, rule.rulebase);
      lists.set(rule.rulebase, count);
      count.add(rule, config.running(now).idleBecause(rule));
    }
    return [...lists.values()].map((count) => count.result());
  });
}

class OtherCount {
  readonly #rulebase: RulebaseOf<LoggingKind>;
  readonly #routes: RouteCounts;
  readonly #counts = { enabled: 0, disabled: 0, idle: 0, logging: 0, silent: 0, asSecurityRule: 0 };

  constructor(routes: LogRoutes, rulebase: RulebaseOf<LoggingKind>) {
    this.#rulebase = rulebase;
    this.#routes = new RouteCounts(routes, rulebase.scope);
  }

  add(rule: OtherRuleOf<LoggingKind>, idle: Idle | undefined): void {
    if (idle !== undefined) {
      this.#counts[idle.because === "disabled" ? "disabled" : "idle"]++;
      return;
    }
    this.#counts.enabled++;
    const naming = namingOf(rule);
    if (naming?.inEffect === false) this.#counts.asSecurityRule++;
    else if (naming?.logs === undefined) this.#counts.silent++;
    else {
      this.#counts.logging++;
      this.#routes.add(naming.logs, naming.setting.value, 1);
    }
  }

  result(): OtherRulebasePosture {
    const { scope, position, kind } = this.#rulebase;
    const place = { scope: scope.path, label: scope.label, position, kind };
    return { ...place, ...this.#counts, logs: this.#routes.result() };
  }
}
