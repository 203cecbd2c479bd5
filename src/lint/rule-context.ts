import type { Config } from "../panos/config.ts";
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
  return {
    config,
    options,
    now,
    optionsOf,
    isExempt: (policyRule) => suppressible !== false && exempt.of(policyRule) !== undefined,
    enabledRules: (query) => config.policies.enabledRules(query),
    enabledOtherRules: (kind) => config.policies.otherRules(kind).filter(({ enabled }) => enabled),
  };
}
