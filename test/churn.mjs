#!/usr/bin/env node
// Measures on real exports how many findings keep their identity when a configuration changes.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const USAGE = `Usage: node test/churn.mjs FOLDER [--files 10] [--rounds 200] [--seed 7]

Makes random changes to each of the largest configurations of a folder: policy rules and other entries deleted, inserted,
moved and shuffled; other indentation, line ends, comments, everything on one line. Lints before and after with every
rule, and prints how many findings that still hold kept their identity. Exit code 1 below 99.5 %, or when two share one.`;
const LEAST = 0.995;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", default: "10" },
    rounds: { type: "string", default: "200" },
    seed: { type: "string", default: "7" },
    help: { type: "boolean", short: "h" },
  },
});
const [folder] = positionals;
if (values.help || folder === undefined) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else process.exitCode = await main(folder);

async function main(from) {
  const { churn, findingsIn, rules } = await bundled();
  const sum = { untouched: 0, kept: 0, gone: 0, shifted: 0, shared: 0 };
  for (const path of largest(from, rules, findingsIn)) {
    for (const where of ["rules", "all"]) {
      const outcome = churn(readFileSync(path), rules, { rounds: +values.rounds, seed: +values.seed, where });
      const counts = { ...outcome, shifted: outcome.shifted.length };
      for (const key of Object.keys(sum)) sum[key] += counts[key];
      console.log(`${line(counts)}  ${basename(path)} (${where})`);
      for (const { rule, path: place } of outcome.shifted.slice(0, 5)) console.log(`    ${rule} ${place}`);
    }
  }
  console.log(`${line(sum)}  in all`);
  return share(sum) >= LEAST && sum.shared === 0 ? 0 : 1;
}

/** Of the findings that still hold, those with the identity of before. */
function share({ kept, shifted }) {
  return kept / (kept + shifted || 1);
}

function line(counts) {
  const { kept, gone, shared } = counts;
  return `${(100 * share(counts)).toFixed(3)} % of ${kept + counts.shifted} kept, ${gone} mended, ${shared} shared`;
}

function largest(from, rules, findingsIn) {
  return readdirSync(from)
    .map((name) => join(from, name))
    .filter((path) => path.endsWith(".xml") && findingsIn(readFileSync(path), rules).length > 0)
    .sort((a, b) => statSync(b).size - statSync(a).size)
    .slice(0, +values.files);
}

/** The linter as it is in src/, not in dist/, with the changes that the tests make. */
async function bundled() {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const to = mkdtempSync(join(root, "node_modules/.churn-"));
  try {
    const outfile = join(to, "churn.mjs");
    const contents = `export { churn, findingsIn } from "./test/support/churn.ts";
      import { presetRules } from "./src/config/active-rules.ts";
      import { rules as all } from "./rules/index.ts";
      export const rules = presetRules(all, "strict");`;
    const options = { bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "warning" };
    await build({ stdin: { contents, resolveDir: root, loader: "ts" }, outfile, ...options });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(to, { recursive: true });
  }
}
