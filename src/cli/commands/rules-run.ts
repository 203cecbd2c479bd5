import type { Rule, RuleOptions, Severity } from "../../rule.ts";
import { choiceOf } from "../../setup/active-rules.ts";
import { presetConflicts } from "../../setup/preset-conflicts.ts";
import { PRESETS, type PresetName } from "../../setup/presets.ts";
import { SUPPRESSION_RULES } from "../../setup/suppression-rules.ts";
import { andList } from "../../words.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { writeAll } from "../streams.ts";

interface RulesArguments {
  readonly format: "text" | "json";
  /** Presets to show the rules as; none for the rules themselves. */
  readonly presets: readonly PresetName[];
}

/** A rule as some presets want it. */
interface ListedRule {
  readonly rule: Rule;
  readonly severity: Severity | "off";
  /** The options that the presets set. */
  readonly options: RuleOptions;
}

/** Lists the lint rules, as they are or as presets want them, as a table or as JSON. */
export async function runRules(program: Program, { format, presets }: RulesArguments): Promise<number> {
  const rules = await program.loadRules();
  const listed = presets.length === 0 ? rules.map(asItIs) : asPresetsWant(rules, presets);
  const pieces =
    format === "json"
      ? [
          `${JSON.stringify(
            listed.map((each) => ruleAsJson(each, presets)),
            undefined,
            2,
          )}\n`,
        ]
      : table(listed, presets);
  await writeAll(program.terminal.stdout, pieces);
  for (const conflict of presetConflicts(presets, rules)) program.terminal.stderr.write(`panlint: ${conflict}\n`);
  return EXIT.CLEAN;
}

function asItIs(rule: Rule): ListedRule {
  return { rule, severity: rule.severity, options: {} };
}

function asPresetsWant(rules: readonly Rule[], presets: readonly PresetName[]): readonly ListedRule[] {
  return rules.map((rule) => {
    const { severity, options } = choiceOf(rule, presets);
    return { rule, severity: severity === "default" ? rule.severity : severity, options };
  });
}

function ruleAsJson({ rule, severity, options: set }: ListedRule, presets: readonly PresetName[]): unknown {
  const { id, summary, category, precision, since, options, references, standards } = rule;
  const shown = presets.length === 0 ? {} : { set };
  return {
    id,
    summary,
    category,
    severity,
    precision,
    since,
    options,
    ...shown,
    references,
    standards: standards ?? {},
  };
}

function* table(listed: readonly ListedRule[], presets: readonly PresetName[]): Generator<string> {
  const width = Math.max(...listed.map(({ rule }) => rule.id.length));
  let category = "";
  for (const { rule, severity, options } of listed) {
    if (rule.category !== category) {
      yield `${category === "" ? "" : "\n"}${rule.category}\n`;
      category = rule.category;
    }
    yield `  ${rule.id.padEnd(width)}  ${severity.padEnd(7)}  ${rule.summary}\n`;
    for (const [name, value] of severity === "off" ? [] : Object.entries(options)) {
      yield `  ${" ".repeat(width)}           ${name}: ${JSON.stringify(value)}\n`;
    }
  }
  if (presets.length === 0)
    yield `\nPresets: ${Object.keys(PRESETS).join(", ")}; \`panlint rules --preset NAME\` shows one.\n`;
  else yield "\nRules that grade their findings also report below their severity.\n";
  const about = andList(SUPPRESSION_RULES.map(({ id }) => id));
  yield `Besides, ${about} look at what hides findings.\n`;
  yield "`panlint explain RULE` shows a rule's page.\n";
}
