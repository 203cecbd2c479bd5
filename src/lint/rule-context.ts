import type { Config } from "../panos/config.ts";
import type { CheckContext, OptionSchemas } from "../rule.ts";

/** One lint rule's run over one configuration: what does not follow from the configuration. */
export type RuleRun = Omit<CheckContext<OptionSchemas>, "enabledRules" | "enabledOtherRules">;

/** What a lint rule gets to work with. */
export function contextOf(run: RuleRun): CheckContext<OptionSchemas> {
  const config: Config = run.config;
  return {
    ...run,
    enabledRules: (query) => config.policies.enabledRules(query),
    enabledOtherRules: (kind) => config.policies.otherRules(kind).filter(({ enabled }) => enabled),
  };
}
