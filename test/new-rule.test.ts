import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { rules } from "../rules/index.ts";
import { folderWith } from "./support/cli-files.ts";
import { makeRule, Refusal } from "./support/new-rule.ts";
import { ruleFilesIn } from "./support/rule-index.ts";
import { HEADINGS, parsePage } from "./support/rule-pages.ts";

const ROOT = join(import.meta.dirname, "..");

/** A folder with what a new rule is made beside. */
function repository(): string {
  const root = folderWith();
  for (const part of ["rules", "src/setup/presets.ts", "package.json"]) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  return root;
}

/** How a rule is named in the list. */
function line(id: string): string {
  return `  ${id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())},`;
}

describe("a new rule", () => {
  test.each([
    ["device-log-settings", "default-rules"],
    ["hygiene", undefined],
  ] as const)("has files, a row in the presets and a place in the list, as the last one of %s", (category, next) => {
    const root = repository();
    const written = makeRule(root, "clock-on-strike", category);
    expect(written).toEqual([
      `rules/${category}/clock-on-strike.ts`,
      `rules/${category}/clock-on-strike.md`,
      "src/setup/presets.ts",
      "rules/index.ts",
    ]);
    const [code, page, presets, index] = written.map((path) => readFileSync(join(root, path), "utf8"));
    expect(code).toContain(`  id: "clock-on-strike",\n`);
    expect(code).toContain(`  category: "${category}",\n`);
    expect(parsePage(page ?? "").sections.map(({ heading }) => heading)).toEqual(HEADINGS);
    const old = readFileSync(join(ROOT, "src/setup/presets.ts"), "utf8");
    expect(presets?.replace('  "clock-on-strike": {},\n', "")).toBe(old);
    const last = rules.findLast((rule) => rule.category === category);
    const following = rules.find((rule) => rule.category === next);
    const listed = [last?.id, "clock-on-strike", following?.id].map((id) => (id === undefined ? "];" : line(id)));
    expect(index).toContain(`\n${listed.join("\n")}\n`);
    expect(index).toContain(`import clockOnStrike from "./${category}/clock-on-strike.ts";\n`);
    expect(ruleFilesIn(join(root, "rules"))).toContainEqual({ id: "clock-on-strike", category });
  });

  test("has two bad and two good examples to fill in", () => {
    const root = repository();
    makeRule(root, "clock-on-strike", "hygiene");
    const { bad, good } = parsePage(readFileSync(join(root, "rules/hygiene/clock-on-strike.md"), "utf8"));
    expect([bad.length, good.length]).toEqual([2, 2]);
  });

  test.each([
    ["an id in capitals", "Clock-On-Strike", "hygiene", '"Clock-On-Strike" is no id: write two or more words'],
    ["an id of one word", "clock", "hygiene", '"clock" is no id: write two or more words'],
    ["an id that leaves the folder", "../clock-on-strike", "hygiene", '"../clock-on-strike" is no id'],
    ["an id that names what should be", "no-clock", "hygiene", 'it does not begin with "no-"'],
    [
      "an id that is there",
      "log-start-only",
      "hygiene",
      "There is a rule log-start-only already, in rules/session-logging/.",
    ],
    [
      "a category that is not there",
      "clock-on-strike",
      "clocks",
      'There is no category "clocks". Categories are session-logging,',
    ],
  ])("is refused with %s, before anything is written", (_, id, category, message) => {
    const root = repository();
    expect(() => makeRule(root, id, category)).toThrow(Refusal);
    expect(() => makeRule(root, id, category)).toThrow(message);
    expect(readFileSync(join(root, "rules/index.ts"), "utf8")).toBe(readFileSync(join(ROOT, "rules/index.ts"), "utf8"));
    expect(existsSync(join(root, "rules/hygiene/clock-on-strike.ts"))).toBe(false);
  });
});
