/** Two builds of panlint beside each other. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { prepareConfig, preparePanlintYaml, progress } from "./configs.ts";
import type { Kind } from "./generate.ts";
import { type Accounting, BenchError, type Command, measureInPairs, type Sample } from "./measure.ts";
import { median, megabytes, table } from "./tables.ts";

interface Row {
  readonly name: string;
  /** Security rules of the config; none for `--version`. */
  readonly rules?: number;
  readonly isConfigured?: boolean;
  readonly pairs: number;
}

const ROWS: readonly Row[] = [
  { name: "version", pairs: 9 },
  { name: "2mb", rules: 1_000, pairs: 9 },
  { name: "2mb-yaml", rules: 1_000, isConfigured: true, pairs: 9 },
  { name: "40mb", rules: 20_000, pairs: 9 },
  { name: "200mb", rules: 100_000, pairs: 5 },
];
export const ROW_NAMES: readonly string[] = ROWS.map(({ name }) => name);

/** What to compare. */
export interface Comparison {
  /** The cli.js of this build and of the other one. */
  readonly builds: readonly [here: string, there: string];
  readonly type: Kind;
  /** Names of rows. */
  readonly rows: readonly string[];
}

/** The cli.js of a build that is given as its folder or as that file. */
export function commandOf(path: string): string {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "dist", "cli.js") : path;
  if (!existsSync(file)) throw new BenchError(`There is no ${file}: build it first, or name another with --against.`);
  return file;
}

/** Times both builds and writes a table in Markdown. */
export function compareBuilds(comparison: Comparison, accounting: Accounting): string {
  const chosen = ROWS.filter(({ name }) => comparison.rows.includes(name));
  const prepared = chosen.map((row) => ({ row, ...argumentsOf(row, comparison.type) }));
  const cells = prepared.map(({ row, title, args }) => {
    progress(`timing ${title}, ${row.pairs} pairs`);
    const [here, there] = comparison.builds.map((cli) => commandWith(cli, args)) as [Command, Command]; // of two builds
    return cellsOf(title, measureInPairs(accounting, [here, there], row.pairs));
  });
  const head = ["Row", "Pairs", "CPU here (s)", "CPU there (s)", "Here / there", "Lowest – highest"];
  return table([...head, "Peak here", "Peak there"], cells);
}

function argumentsOf({ name, rules, isConfigured }: Row, type: Kind): { title: string; args: readonly string[] } {
  if (rules === undefined) return { title: "`--version`", args: ["--version"] };
  const { path, fileSize } = prepareConfig(type, rules);
  const yaml = isConfigured ? ["--config", preparePanlintYaml()] : [];
  const title = `${name}: ${type}, ${megabytes(fileSize)}${isConfigured ? ", with a panlint.yaml" : ""}`;
  return { title, args: [path, "--format", "json", ...yaml] };
}

function commandWith(cli: string, args: readonly string[]): Command {
  // Findings are expected: exit code 1 is as good as 0.
  return { name: [cli, ...args].join(" "), words: [process.execPath, cli, ...args], accepted: [0, 1] };
}

function cellsOf(title: string, pairs: readonly (readonly [here: Sample, there: Sample])[]): readonly string[] {
  const ratios = pairs.map(([here, there]) => here.cpu / there.cpu);
  const cpu = (of: 0 | 1): string => median(pairs.map((pair) => pair[of].cpu)).toFixed(3);
  const memory = (of: 0 | 1): string => megabytes(median(pairs.map((pair) => pair[of].memory)));
  const spread = `${Math.min(...ratios).toFixed(3)} – ${Math.max(...ratios).toFixed(3)}`;
  return [title, String(pairs.length), cpu(0), cpu(1), median(ratios).toFixed(3), spread, memory(0), memory(1)];
}
