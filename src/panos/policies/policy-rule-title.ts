import { inSentence } from "../../words.ts";
import type { RulebaseOf } from "../scopes/rulebase.ts";
import type { PolicyRule } from "./policy-rule.ts";

/**
 * A policy rule for a reader: `device group "DMZ" › pre-rulebase › security rule "allow-web" (#12)`; with its owner when
 * it was pushed, because it can be edited only there. `list` is the title of its rulebase, for those who have it.
 */
export function policyRuleTitle(rule: PolicyRule, list: string = rulebaseTitle(rule.rulebase)): string {
  const { kind, label, position, pushedFrom } = rule;
  // Nobody can change the order of default rules.
  const number = kind === "default-security" ? "" : ` (#${position})`;
  const title = `${list} › ${inSentence(label)}${number}`;
  if (pushedFrom === undefined) return title;
  return `${title}, pushed from ${pushedFrom === "shared" ? "shared" : `device group "${pushedFrom}"`}`;
}

/** A list of policy rules for a reader: `device group "DMZ" › pre-rulebase`. */
export function rulebaseTitle({ scope, commandPath }: RulebaseOf<string>): string {
  const container = commandPath.replace(/ ?[\w-]+ rules$/, "");
  return [scope.label, container].filter((part) => part !== "").join(" › ");
}
