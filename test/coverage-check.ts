#!/usr/bin/env node
// Compares the numbers of `panlint coverage` with those that other programs counted or planted in the same files.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const USAGE = `Usage: npx tsx test/coverage-check.ts [--facts FILE.jsonl] [--truth FILE.json --config FILE.xml] [--cli dist/cli.js]

--facts compares each line of a file of JSON lines, with the keys file, rules, disabled and both_enabled, with the
security rules of that file. Files that panlint refuses, or does not take for the same rules, are listed.
--truth compares the counts of conditions planted in enabled security rules (the object security_rules, or what holds
the key log_both; each with an "enabled" count) with those of --config. Exit code 1 on any difference.`;

/** The parts of the JSON of `panlint coverage` that are compared. */
interface Rulebase {
  readonly position: string;
  readonly enabled: number;
  readonly disabled: number;
  readonly logging: Readonly<Record<"both" | "start" | "none", number>>;
  readonly inspection: Readonly<Record<"allow" | "inspected" | "uninspected" | "unknown", number>>;
  readonly logs: readonly { readonly type: string; readonly rules: number }[];
}

/** Counts of planted conditions, by name. */
type Planted = Readonly<Record<string, { readonly enabled: number; readonly all?: number } | undefined>>;

const { values } = parseArgs({
  options: {
    facts: { type: "string" },
    truth: { type: "string" },
    config: { type: "string" },
    cli: { type: "string", default: fileURLToPath(new URL("../dist/cli.js", import.meta.url)) },
    help: { type: "boolean", short: "h" },
  },
});
const isComplete = values.facts !== undefined || (values.truth !== undefined && values.config !== undefined);
if (values.help || !isComplete) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const differences = [
    ...(values.facts === undefined ? [] : factsDifferences(values.facts)),
    ...(values.truth === undefined || values.config === undefined ? [] : truthDifferences(values.truth, values.config)),
  ];
  for (const line of differences) console.log(line);
  console.log(`${differences.length} differences`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}

/** The sums over the security rules of a file; undefined when it was refused. */
function countsOf(path: string) {
  const args = [values.cli, "coverage", path, "--format", "json", "--no-config"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  if (status !== 0 && status !== 3) throw new Error(`${path}: exit ${status}: ${stderr}`);
  const [file] = JSON.parse(stdout).files;
  if (file === undefined) return undefined;
  const rulebases: readonly Rulebase[] = file.rulebases;
  const lists = rulebases.filter(({ position }) => position !== "default");
  const sum = (of: (list: Rulebase) => number): number => lists.reduce((total, list) => total + of(list), 0);
  return {
    enabled: sum((list) => list.enabled),
    disabled: sum((list) => list.disabled),
    both: sum(({ logging }) => logging.both),
    start: sum(({ logging }) => logging.start),
    none: sum(({ logging }) => logging.none),
    allow: sum(({ inspection }) => inspection.allow),
    inspected: sum(({ inspection }) => inspection.inspected),
    uninspected: sum(({ inspection }) => inspection.uninspected),
    unknown: sum(({ inspection }) => inspection.unknown),
    traffic: sum(({ logs }) => logs.filter(({ type }) => type === "traffic").reduce((n, { rules }) => n + rules, 0)),
  };
}

function factsDifferences(path: string): readonly string[] {
  const facts = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  let compared = 0;
  const differences = facts.flatMap((fact) => {
    if (fact.both_enabled === undefined) return [];
    const file = resolve(dirname(path), fact.file);
    const counts = countsOf(file);
    if (counts === undefined) {
      console.log(`refused: ${fact.file}`);
      return [];
    }
    compared++;
    return [
      ...differs(fact.file, "rules", fact.rules, counts.enabled + counts.disabled),
      ...differs(fact.file, "disabled", fact.disabled, counts.disabled),
      ...differs(fact.file, "log at start and end", fact.both_enabled, counts.both),
    ];
  });
  console.log(`${compared} files compared`);
  return differences;
}

function truthDifferences(path: string, config: string): readonly string[] {
  const planted = plantedIn(JSON.parse(readFileSync(path, "utf8")));
  if (planted === undefined) throw new Error(`${path} holds no counts of security rules.`);
  const counts = countsOf(config);
  if (counts === undefined) return [`${config}: refused`];
  const of = (...names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (planted[name]?.enabled ?? Number.NaN), 0);
  return [
    ...differs(config, "both", of("log_both"), counts.both),
    ...differs(config, "start only", of("log_start_only"), counts.start),
    ...differs(config, "none", of("log_none"), counts.none),
    ...differs(config, "disabled", planted.disabled?.all, counts.disabled),
    ...differs(config, "traffic logs made", counts.enabled - of("log_none"), counts.traffic),
    ...differs(config, "uninspected", of("allow_missing_profile"), counts.uninspected),
    ...differs(config, "inspected", of("allow_individual", "allow_group"), counts.inspected),
    ...differs(config, "inspection unknown", of("allow_group_broken"), counts.unknown),
  ];
}

/** The object that holds the planted counts, at any depth. */
function plantedIn(value: unknown): Planted | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const planted = value as Planted; // what a file of this kind holds below that key
  if (planted.log_both?.enabled !== undefined) return planted;
  return Object.values(value)
    .map(plantedIn)
    .find((found) => found !== undefined);
}

function differs(file: string, what: string, expected: unknown, found: unknown): readonly string[] {
  return expected === found ? [] : [`${file}: ${what}: expected ${expected}, found ${found}`];
}
