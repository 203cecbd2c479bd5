import type { Config } from "../panos/config.ts";
import type { SecurityRule } from "../panos/policies/security-rule.ts";
import type { CheckContext, OptionSchemas, RuleOptions } from "../rule.ts";
import { Exemptions } from "./exemptions.ts";
import type { ActiveRule } from "./options.ts";

/** One lint rule's run over one configuration. */
interface RuleRun {
  readonly config: Config;
  readonly active: ActiveRule;
  readonly now: Date;
  /** The options of another rule of the run; undefined when that one is off. */
  readonly optionsOf: (id: string) => RuleOptions | undefined;
  /** The rule's own, for those who have them. */
  readonly exemptions?: Exemptions;
}

/** What a lint rule gets to work with. */
export function contextOf({ config, active, now, optionsOf, exemptions }: RuleRun): CheckContext<OptionSchemas> {
  const { rule, options, suppressible } = active;
  const exempt = exemptions ?? new Exemptions(rule.id, options);
  const { idleRules } = config.running(now);
  const isLive = (policyRule: SecurityRule): boolean => !idleRules.has(policyRule);
  return {
    config,
    options,
    now,
    optionsOf,
    isExempt: (policyRule) => suppressible !== false && exempt.of(policyRule) !== undefined,
    runs: (policyRule) => config.running(now).idleBecause(policyRule) === undefined,
    enabledRules: (query) => {
      const enabled = config.policies.enabledRules(query);
      return rule.reportsIdleRules === true || idleRules.size === 0 ? enabled : enabled.filter(isLive);
    },
    enabledOtherRules: (kind) =>
      config.policies.otherRules(kind).filter((each) => config.running(now).idleBecause(each) === undefined),
  };
}
