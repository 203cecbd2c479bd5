/** Makes a new rule: its file, its page, its row in the presets and its place in the list. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CATEGORIES } from "../../src/rule.ts";
import { inOrder, type RuleFile, ruleFilesIn, ruleIndex } from "./rule-index.ts";
import { pageSkeleton, ruleSkeleton } from "./rule-skeleton.ts";

/** A request that cannot be fulfilled; the message is for the user. */
export class Refusal extends Error {}

/**
 * Writes the files of a new rule below \`root\`, the folder of the repository, and gives their paths. Throws Refusal
 * before it writes anything.
 */
export function makeRule(root: string, id: string, categoryName: string): readonly string[] {
  const files = ruleFilesIn(join(root, "rules"));
  refuseBadId(id, files);
  const category = CATEGORIES.find((each) => each === categoryName);
  if (category === undefined) {
    throw new Refusal(`There is no category "${categoryName}". Categories are ${CATEGORIES.join(", ")}.`);
  }
  const rule = { id, category };
  const presets = withRow(readFileSync(join(root, PRESETS), "utf8"), rule, files);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const written = {
    [`rules/${category}/${id}.ts`]: ruleSkeleton(rule, version),
    [`rules/${category}/${id}.md`]: pageSkeleton(rule),
    [PRESETS]: presets,
    "rules/index.ts": ruleIndex(inOrder([...files, rule], rowsIn(presets))),
  };
  for (const [path, text] of Object.entries(written)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Object.keys(written);
}

const PRESETS = "src/setup/presets.ts";

function refuseBadId(id: string, files: readonly RuleFile[]): void {
  const where = files.find((file) => file.id === id);
  if (where !== undefined) throw new Refusal(`There is a rule ${id} already, in rules/${where.category}/.`);
  if (id.startsWith("no-")) {
    throw new Refusal(
      `An id names the flaw, so it does not begin with "no-": syslog-hostname-missing, not no-hostname.`,
    );
  }
  if (!/^[a-z]+(-[a-z]+)+$/.test(id)) {
    throw new Refusal(`"${id}" is no id: write two or more words of the letters a to z, with hyphens between them.`);
  }
}

const ROW = /^ {2}"([a-z-]+)":/;
const END_OF_ROWS = /^\};/;

/** The ids of the rows, in their order. */
function rowsIn(presets: string): readonly string[] {
  return presets.split("\n").flatMap((line) => ROW.exec(line)?.[1] ?? []);
}

/** The text of presets.ts with a row for a rule behind the last one of its category: on in all of them. */
function withRow(presets: string, { id, category }: RuleFile, files: readonly RuleFile[]): string {
  const lines = presets.split("\n");
  const ofCategory = (line: string): boolean => {
    const row = ROW.exec(line)?.[1];
    return files.some((file) => file.id === row && file.category === category);
  };
  const last = lines.findLastIndex(ofCategory);
  const next = lines.findIndex((line, at) => at > last && (ROW.test(line) || END_OF_ROWS.test(line)));
  return lines.toSpliced(next, 0, `  "${id}": {},`).join("\n");
}
