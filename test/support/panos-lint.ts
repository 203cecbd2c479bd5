/** Runs lint rules made for a test over a small configuration. */
import { lintFile } from "../../src/lint/lint-file.ts";
import type { ActiveRule } from "../../src/lint/options.ts";
import type { FileResult } from "../../src/lint/report.ts";
import {
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  type Rule,
  type RuleOptions,
  type SecurityRule,
  type Severity,
} from "../../src/rule.ts";
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";
import { sourceOf } from "./panos-config.ts";

/** A lint rule that reports whatever `check` gives for each enabled policy rule. */
export function ruleThat(
  id: string,
  check: (policyRule: SecurityRule) => Partial<Finding> | undefined,
  severity: Severity = "warning",
): Rule {
  return defineRule({
    id,
    summary: "A rule for tests.",
    category: "hygiene",
    severity,
    precision: "high",
    // What these rules report is for the engine; whether a policy rule runs is not the question.
    reportsIdleRules: true,
    since: "0.1.0",
    references: [],
    options: EXCEPT_OPTIONS,
    *check({ enabledRules }) {
      for (const policyRule of enabledRules()) {
        const found = check(policyRule);
        if (found !== undefined)
          yield { at: policyRule.logStart, policyRule, message: `${policyRule.label} is.`, ...found };
      }
    },
  });
}

/** Reports every enabled policy rule, at its log-start. */
export const EACH_RULE = ruleThat("each-rule", () => ({}));

type Choice = { options?: RuleOptions; severity?: Severity; byPreset?: boolean };

/** A rule that is on; its options are the defaults and what is given. */
export function active(rule: Rule, given: Choice = {}): ActiveRule {
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, schema]) => [name, schema.default]));
  const { severity, byPreset = false } = given;
  return { rule, severity, byPreset, options: { ...defaults, ...given.options } };
}

/** What the rules find in a configuration. */
export function lint(xml: string, ...rules: readonly (Rule | ActiveRule)[]): FileResult {
  return lintFile(
    sourceOf(xml),
    rules.map((each) => ("rule" in each ? each : active(each))),
  );
}

/** The first element of that name. */
export function elementIn(xml: string, name: string): Element {
  const table = scan(Buffer.from(xml));
  const index = table.name.indexOf(table.nameId(name) ?? -1);
  if (index < 0) throw new Error(`There is no <${name}> in ${xml.slice(0, 200)}`);
  return new Element(table, index);
}
