import { unknownRule } from "../config/active-rules.ts";
import type { Rule } from "../rule.ts";
import { EXIT } from "./exit-code.ts";
import { markdownForTerminal } from "./markdown.ts";
import type { Program } from "./program.ts";
import { wantsColor, writeAll } from "./streams.ts";

/** Lists the lint rules, as a table or as JSON. */
export async function rulesCommand(program: Program, format: "text" | "json"): Promise<number> {
  const rules = await program.loadRules();
  const pieces = format === "json" ? [`${JSON.stringify(rules.map(ruleAsJson), undefined, 2)}\n`] : table(rules);
  await writeAll(program.terminal.stdout, pieces);
  return EXIT.CLEAN;
}

function ruleAsJson(rule: Rule): unknown {
  const { id, summary, category, severity, precision, since, options, references, standards } = rule;
  return { id, summary, category, severity, precision, since, options, references, standards: standards ?? {} };
}

function* table(rules: readonly Rule[]): Generator<string> {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  let category = "";
  for (const rule of rules) {
    if (rule.category !== category) {
      yield `${category === "" ? "" : "\n"}${rule.category}\n`;
      category = rule.category;
    }
    yield `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`;
  }
  yield "\n`panlint explain RULE` shows a rule's page.\n";
}

/** Prints the page of one rule. Throws UsageError for a rule that does not exist. */
export async function explainCommand(program: Program, id: string): Promise<number> {
  const rules = await program.loadRules();
  if (!rules.some((rule) => rule.id === id)) throw unknownRule(id, rules);
  await writeAll(program.terminal.stdout, markdownForTerminal(program.page(id), wantsColor(program.terminal)));
  return EXIT.CLEAN;
}
