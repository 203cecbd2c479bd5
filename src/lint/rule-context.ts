import type { Config } from "../panos/config.ts";
import type { CheckContext, OptionSchemas, RuleOptions } from "../rule.ts";
import type { Exemptions } from "./exemptions.ts";

/** One lint rule's run over one configuration. */
export interface RuleRun {
  readonly config: Config;
  readonly options: RuleOptions;
  readonly exemptions: Exemptions;
  /** The options of another rule that is on. */
  optionsOf(id: string): RuleOptions | undefined;
}

/** What a lint rule gets to work with. */
export function contextOf({ config, options, exemptions, optionsOf }: RuleRun): CheckContext<OptionSchemas> {
  return {
    config,
    options,
    enabledRules: (query) => config.enabledRules(query),
    enabledOtherRules: (kind) => config.otherRules(kind).filter(({ enabled }) => enabled),
    isExempt: (policyRule) => exemptions.has(policyRule),
    optionsOf,
  };
}
