import type { Config } from "../config.ts";
import type { Firewall } from "../panorama/firewalls.ts";
import type { DefaultRule } from "./default-rule.ts";
import { reaches } from "./reach.ts";
import type { SecurityRule } from "./security-rule.ts";

/** A security rule that a firewall evaluates. */
export interface EvaluatedRule {
  readonly rule: SecurityRule;
  /** False when the file does not tell whether the firewall gets it: its target is by tags that are not in the file. */
  readonly certain: boolean;
}

/** The policy of one firewall, or of one of its virtual systems, in the order in which it is evaluated. */
export interface Evaluation {
  readonly firewall: Firewall;
  /** Enabled security rules that reach it: shared pre-rules first, shared post-rules last. */
  readonly rules: readonly EvaluatedRule[];
  /** `intrazone-default`, then `interzone-default`: always behind every other rule. */
  readonly defaultRules: readonly DefaultRule[];
  /**
   * Why there may be more rules than these; undefined when they are all. On Panorama the firewall's own rules, which
   * stand between pre- and post-rules and may override default rules, are in no file of its.
   */
  readonly incomplete: string | undefined;
}

/** A firewall's policy as it evaluates it. One in no device group gets none from Panorama. */
export function evaluationFor(config: Config, firewall: Firewall): Evaluation {
  const { scope, serial } = firewall;
  const own = serial === undefined ? undefined : "Panorama's file does not hold the firewall's own rules";
  const beyond = scope && config.beyond(scope);
  const chain = [...(scope?.chain() ?? []), ...(beyond?.scope.chain() ?? [])];
  const uncertain = chain.find((at) => at.parentUncertain !== undefined)?.parentUncertain;
  const incomplete = config.partial ?? uncertain ?? own;
  if (scope === undefined) return { firewall, rules: [], defaultRules: [], incomplete };
  const rules: EvaluatedRule[] = [];
  for (const rule of config.evaluationOrder(scope)) {
    const reached =
      rule.entry.table === config.document.table || beyond?.firewall === undefined
        ? reaches(rule, firewall, config.firewalls)
        : reaches(rule, { ...beyond.firewall, vsys: firewall.vsys }, beyond.config.firewalls);
    if (reached !== false) rules.push({ rule, certain: reached === true });
  }
  const defaultRules = (["intrazone-default", "interzone-default"] as const).map((name) =>
    config.defaultRule(name, scope),
  );
  return { firewall, rules, defaultRules, incomplete };
}
