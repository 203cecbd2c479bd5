/** `npm run new-rule ID [-- --category CATEGORY]`; npm starts it in the folder of the repository. */
import { parseArgs } from "node:util";
import { CATEGORIES } from "../src/rule.ts";
import { makeRule, Refusal } from "./support/new-rule.ts";

const DEFAULT_CATEGORY = "hygiene";
const USAGE = `Usage: npm run new-rule ID [-- --category CATEGORY]

Categories: ${CATEGORIES.join(", ")}. Without one it is ${DEFAULT_CATEGORY}.`;

try {
  const [id, category] = readArguments();
  const written = makeRule(process.cwd(), id, category);
  console.log(`Written:\n${written.map((path) => `  ${path}\n`).join("")}
Fill in what is marked TODO in the first two, and say in the third which presets differ. Then:
  npm run generate
  npm run jest -- test/rules.test.ts -t ${id}`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function readArguments(): readonly [id: string, category: string] {
  // npm takes options before "--" for its own, and leaves them here.
  if (process.env.npm_config_category !== undefined) throw new Refusal(`Write -- before --category.\n\n${USAGE}`);
  const { id, category, others } = parsed();
  if (id === undefined || others.length > 0) throw new Refusal(USAGE);
  return [id, category];
}

function parsed() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { category: { type: "string", default: DEFAULT_CATEGORY } },
    });
    const [id, ...others] = positionals;
    return { id, category: values.category, others };
  } catch {
    throw new Refusal(USAGE);
  }
}
