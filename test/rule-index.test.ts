/** What has to be right before anything else of the rules is generated or tested: `npm run generate` begins here. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "@jest/globals";
import type { Rule } from "../src/rule.ts";
import { PRESETS } from "../src/setup/presets.ts";
import { inOrder, ruleFilesIn, ruleIndex } from "./support/rule-index.ts";

const RULES = join(import.meta.dirname, "..", "rules");
const ROWS = Object.keys(PRESETS.recommended);
const FILES = ruleFilesIn(RULES);
const MISSING = FILES.filter(({ id }) => !ROWS.includes(id));

/** Fails with these sentences alone: a difference of lists would be longer and say less. */
function expectNone(mistakes: readonly string[]): void {
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
}

test("every rule is in the presets", () => {
  expectNone(MISSING.map(({ id }) => `The rule ${id} is in no preset: add a row to src/setup/presets.ts.`));
});

test("every row of the presets is for a rule", () => {
  const foreign = ROWS.filter((row) => FILES.every(({ id }) => id !== row));
  expectNone(foreign.map((row) => `src/setup/presets.ts has a row for ${row}, but there is no rules/*/${row}.ts.`));
});

test("the rows of the presets are together by category, in the order of the categories", () => {
  const known = ROWS.filter((row) => FILES.some(({ id }) => id === row));
  const wanted = inOrder(FILES, ROWS).filter((file) => !MISSING.includes(file));
  const at = wanted.findIndex(({ id }, index) => id !== known[index]);
  expectNone(at < 0 ? [] : [`The row for ${known[at]} in src/setup/presets.ts is not among those of its category.`]);
});

test("every rule is in the folder of its category, in a file with its id", async () => {
  const mistakes: string[] = [];
  for (const { id, category } of FILES) {
    const { default: rule }: { default: Rule } = await import(`../rules/${category}/${id}.ts`);
    if (rule.category !== category) {
      mistakes.push(
        `rules/${category}/${id}.ts has the category ${rule.category}: move it to rules/${rule.category}/.`,
      );
    }
    if (rule.id !== id) mistakes.push(`rules/${category}/${id}.ts has the id ${rule.id}: give it the name of its id.`);
  }
  expectNone(mistakes);
});

test("rules/index.ts is fresh", () => {
  const path = join(RULES, "index.ts");
  const expected = ruleIndex(inOrder(FILES, ROWS));
  // The place of a rule in the list is that of its row.
  if (process.env.UPDATE === "1" && MISSING.length === 0) writeFileSync(path, expected);
  if (readFileSync(path, "utf8") !== expected) throw new Error("rules/index.ts is stale: run npm run generate");
});
