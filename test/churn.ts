#!/usr/bin/env node
// Measures on real exports how many findings keep their identity when a configuration changes.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { rules as all } from "../rules/index.ts";
import { presetRules } from "../src/setup/active-rules.ts";
import { churn, findingsIn } from "./support/churn.ts";

const USAGE = `Usage: npx tsx test/churn.ts FOLDER [--files 10] [--rounds 200] [--seed 7]

Makes random changes to each of the largest configurations of a folder: policy rules and other entries deleted, inserted,
moved and shuffled; other indentation, line ends, comments, everything on one line. Lints before and after with every
rule, and prints how many findings that still hold kept their identity. Exit code 1 below 99.5 %, or when two share one.`;
const LEAST = 0.995;
const rules = presetRules(all, "strict");

interface Counts {
  readonly kept: number;
  readonly gone: number;
  readonly shifted: number;
  readonly shared: number;
}

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
} else process.exitCode = main(folder);

function main(from: string): number {
  let sum: Counts = { kept: 0, gone: 0, shifted: 0, shared: 0 };
  for (const path of largest(from)) {
    for (const where of ["rules", "all"] as const) {
      const outcome = churn(readFileSync(path), rules, { rounds: +values.rounds, seed: +values.seed, where });
      const counts = { ...outcome, shifted: outcome.shifted.length };
      sum = {
        kept: sum.kept + counts.kept,
        gone: sum.gone + counts.gone,
        shifted: sum.shifted + counts.shifted,
        shared: sum.shared + counts.shared,
      };
      console.log(`${line(counts)}  ${basename(path)} (${where})`);
      for (const { rule, path: place } of outcome.shifted.slice(0, 5)) console.log(`    ${rule} ${place}`);
    }
  }
  console.log(`${line(sum)}  in all`);
  return share(sum) >= LEAST && sum.shared === 0 ? 0 : 1;
}

/** Of the findings that still hold, those with the identity of before. */
function share({ kept, shifted }: Counts): number {
  return kept / (kept + shifted || 1);
}

function line(counts: Counts): string {
  const { kept, gone, shared } = counts;
  return `${(100 * share(counts)).toFixed(3)} % of ${kept + counts.shifted} kept, ${gone} gone, ${shared} shared`;
}

function largest(from: string): readonly string[] {
  return readdirSync(from)
    .map((name) => join(from, name))
    .filter((path) => path.endsWith(".xml") && findingsIn(readFileSync(path), rules).length > 0)
    .sort((a, b) => statSync(b).size - statSync(a).size)
    .slice(0, +values.files);
}
