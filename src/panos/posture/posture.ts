import type { Config } from "../config.ts";
import { type ForwardedLogs, LogRoutes } from "../flow/log-routes.ts";
import type { DefaultRuleInForce } from "../policies/default-rule-in-force.ts";
import type { RulebasePosition } from "../scopes/rulebase.ts";
import type { Scope } from "../scopes/scope.ts";
import type { SecurityProfileType } from "../vocabulary/security-profile-types.ts";
import { type OtherRulebasePosture, otherPostures } from "./other-posture.ts";
import { RulebaseCount } from "./rulebase-count.ts";

/** How the policy of one configuration logs, forwards and inspects: numbers, no judgement. */
export interface Posture {
  /** Security rules scope by scope, and the default rules in force, predefined ones too. Empty lists are left out. */
  readonly rulebases: readonly RulebasePosture[];
  /** Decryption, authentication, DoS protection and tunnel inspection rules. */
  readonly others: readonly OtherRulebasePosture[];
}

/** Where policy rules stand. */
export interface PosturePlace {
  /** `device-group/DMZ` */
  readonly scope: string;
  /** `device group "DMZ"` */
  readonly label: string;
  readonly position: RulebasePosition;
}

export interface RulebasePosture extends PosturePlace {
  readonly enabled: number;
  readonly disabled: number;
  /** The enabled rules by when they write a traffic log. */
  readonly logging: LoggingCounts;
  /** One for each type of log that they make. */
  readonly logs: readonly ForwardedLogs[];
  readonly inspection: InspectionCounts;
}

/** Add up to the enabled rules. */
export interface LoggingCounts {
  readonly start: number;
  readonly end: number;
  readonly both: number;
  readonly none: number;
  /** Default rules that may be overridden where the file does not show it. */
  readonly unknown: number;
}

/** What looks into the sessions that rules allow. */
export interface InspectionCounts {
  /** The enabled rules that allow. The other three add up to it. */
  readonly allow: number;
  readonly inspected: number;
  readonly uninspected: number;
  /** Rules of which the file does not tell which profiles they apply. */
  readonly unknown: number;
  /** How many of the inspected rules apply a profile of each type. */
  readonly types: ReadonlyMap<SecurityProfileType, number>;
}

/** Counts what the policy of a configuration logs, forwards and inspects. */
export function postureOf(config: Config): Posture {
  const routes = new LogRoutes(config);
  const rulebases: RulebasePosture[] = [];
  for (const { rulebase, tallies } of config.ruleTallies) {
    // Of the overrides of default rules only those in force count, and the predefined rules with them.
    if (rulebase.kind !== "security" || tallies.length === 0) continue;
    const count = new RulebaseCount(config, routes, rulebase.scope);
    for (const tally of tallies) count.add(tally);
    rulebases.push({ ...placeOf(rulebase.scope, rulebase.position), ...count.result() });
  }
  return { rulebases: [...rulebases, ...defaultPostures(config, routes)], others: otherPostures(config, routes) };
}

function placeOf(scope: Scope, position: RulebasePosition): PosturePlace {
  return { scope: scope.path, label: scope.label, position };
}

/** One for each scope that owns a form of a default rule. */
function defaultPostures(config: Config, routes: LogRoutes): readonly RulebasePosture[] {
  const counts = new Map<Scope, RulebaseCount>();
  for (const name of ["intrazone-default", "interzone-default"] as const) {
    for (const form of config.defaultRulesInForce(name)) {
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
