import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROW_NAMES } from "./against.ts";
import { FEWEST_RULES, type Kind } from "./generate.ts";
import { BenchError } from "./measure.ts";

export const USAGE = `Usage: npm run bench -- [options]
       npm run bench -- --against PATH [--rows NAME,NAME,…] [options]

Times panlint on generated configs. It informs and never fails because of a figure. Exit codes: 0 measured, 2 could not
measure.

Without --against: beside a bare node, xmllint and fast-xml-parser, as ratios with their targets.
  --quick              sizes 1000 and 20000 only
  --sizes N,N,…        security rules in the configs; default 1000,20000,100000 (2, 40 and 200 MB)
  --command "WORDS"    what to time instead of dist/cli.js: words separated by blanks, run in the project's folder

With --against: beside another build of panlint, in pairs whose order is swapped every time, as the ratio in each pair.
  --against PATH       the other build: a folder that holds dist/cli.js, or a cli.js, such as from
                       git worktree add ../before HEAD~1 && cd ../before && npm ci && npm run build
  --rows NAME,NAME,…   only these rows: ${ROW_NAMES.join(", ")}

With and without:
  --type TYPE          panorama (default) or firewall
  --markdown FILE      also write the report to FILE`;

/** What the user asks of the bench. */
export interface Options {
  readonly help: boolean;
  readonly type: Kind;
  readonly sizes: readonly number[];
  readonly command: string | undefined;
  readonly against: string | undefined;
  readonly rows: readonly string[];
  readonly markdown: string | undefined;
}

/** Reads the command line. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      sizes: { type: "string" },
      type: { type: "string", default: "panorama" },
      markdown: { type: "string" },
      command: { type: "string" },
      against: { type: "string" },
      rows: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { type, against, command, help } = values;
  if (type !== "panorama" && type !== "firewall") throw new BenchError("--type must be panorama or firewall.");
  const isAlone = against === undefined;
  if (isAlone && values.rows !== undefined) throw new BenchError("--rows goes with --against.");
  if (!isAlone && (values.quick || values.sizes !== undefined || command !== undefined)) {
    throw new BenchError("--quick, --sizes and --command do not go with --against; --rows chooses there.");
  }
  const sizes = readSizes(values.sizes ?? (values.quick ? "1000,20000" : "1000,20000,100000"));
  // Resolved now: the bench works in the project's folder, wherever it was called.
  const [other, markdown] = [against, values.markdown].map((path) => (path === undefined ? path : resolve(path)));
  return { help, type, sizes, command, against: other, rows: readRows(values.rows), markdown };
}

function readSizes(text: string): readonly number[] {
  const sizes = text.split(",").map(Number);
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < FEWEST_RULES)) {
    throw new BenchError(`--sizes must be whole numbers from ${FEWEST_RULES} up, separated by commas.`);
  }
  return sizes;
}

function readRows(text: string | undefined): readonly string[] {
  const rows = text?.split(",") ?? ROW_NAMES;
  const unknown = rows.filter((row) => !ROW_NAMES.includes(row));
  if (unknown.length > 0) {
    throw new BenchError(`--rows has no ${unknown.join(", ")}; there are ${ROW_NAMES.join(", ")}.`);
  }
  return rows;
}
