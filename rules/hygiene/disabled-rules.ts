import { type Finding, type PolicyRule, plural } from "../../src/rule.ts";

/** One for each list: that rules are kept for later is one decision, and often a good one. */
export function* disabledRules(rules: readonly PolicyRule[]): Generator<Finding> {
  const lists = new Map<PolicyRule["rulebase"], PolicyRule[]>();
  for (const rule of rules) lists.set(rule.rulebase, [...(lists.get(rule.rulebase) ?? []), rule]);
  for (const [first, ...rest] of lists.values()) {
    if (first === undefined) continue;
    const findings = [first, ...rest].map(disabled);
    const [own, ...includes] = findings;
    if (own === undefined) continue;
    if (rest.length === 0) yield own;
    else {
      const message = `${first.label} and ${plural(rest.length, "other")} in this list are disabled; they match nothing and make no logs.`;
      const related = rest.map((rule) => ({ at: rule.entry, message: `${rule.label} is disabled, too.` }));
      const commands = findings.flatMap((each) => each.commands ?? []);
      yield {
        ...own,
        message,
        help: "Delete those that nobody is going to enable again.",
        commands,
        related,
        includes,
      };
    }
  }
}

function disabled(rule: PolicyRule): Finding {
  return {
    at: rule.disabled,
    policyRule: rule,
    message: `${rule.label} is disabled; it matches nothing and makes no logs.`,
    help: "Delete it, if nobody is going to enable it again.",
    commands: [rule.command("delete", "").trimEnd()],
  };
}
