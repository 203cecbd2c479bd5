/** The list of the built-in rules, `rules/index.ts`, as `npm run generate` writes it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CATEGORIES, type Category } from "../../src/rule.ts";

/** A rule by its file, `rules/<category>/<id>.ts`. */
export interface RuleFile {
  readonly id: string;
  readonly category: Category;
}

/** The files of all rules in the folder `rules`; what has no default export is a helper of rules. */
export function ruleFilesIn(rules: string): readonly RuleFile[] {
  return CATEGORIES.flatMap((category) => {
    const folder = join(rules, category);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(".ts") && isRule(readFileSync(join(folder, file), "utf8")))
      .map((file) => ({ id: file.slice(0, -".ts".length), category }));
  });
}

function isRule(text: string): boolean {
  return /^export default\b/m.test(text);
}

/** Files in the order in which rules are listed: by category, and in it by the rows of the presets. */
export function inOrder(files: readonly RuleFile[], rows: readonly string[]): readonly RuleFile[] {
  const rank = ({ id, category }: RuleFile): number => CATEGORIES.indexOf(category) * rows.length + rows.indexOf(id);
  return files.toSorted((a, b) => rank(a) - rank(b));
}

/** The text of `rules/index.ts`; `files` are in the order of the list. */
export function ruleIndex(files: readonly RuleFile[]): string {
  const imports = files
    .map(({ id, category }) => ({ name: camelCase(id), path: `./${category}/${id}.ts` }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return `// Written by \`npm run generate\` from the files of the rules.
import type { Rule } from "../src/rule.ts";
${imports.map(({ name, path }) => `import ${name} from "${path}";\n`).join("")}
/** The built-in lint rules, in the order in which they are listed: that of their rows in src/setup/presets.ts. */
export const rules: readonly Rule[] = [
${files.map(({ id }) => `  ${camelCase(id)},\n`).join("")}];
`;
}

function camelCase(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
