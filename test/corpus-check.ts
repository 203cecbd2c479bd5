#!/usr/bin/env node
// Compares what the built command says about real exports with facts that another program counted in them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const USAGE = `Usage: npx tsx test/corpus-check.ts FOLDER MANIFEST.tsv [--both FILE.jsonl] [--cli dist/cli.js]

Runs panlint on every file of the manifest, a TSV file with the columns file, rules, wellformed and kind, and compares
  the number of security rules with "rules";
  files that are not well-formed, or no configuration, with exit code 3 and an error with its place.
--both compares the findings of log-start-and-end, without its exemptions, with "both_enabled" in a file of JSON lines
whose "file" is a file of the manifest, or ends with its name. Exit code 1 on any difference.`;

/** A row of the manifest, by the names in its first line. */
type Row = Readonly<Record<string, string>>;

/** What differs from what is known of a file. */
interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** The parts of a JSON report that are compared. */
interface Report {
  readonly errors: readonly {
    readonly line: number | null;
    readonly column: number | null;
    readonly message: string;
  }[];
  readonly files: readonly { readonly policyRules: { readonly security: { readonly total: number } } }[];
  readonly findings: readonly { readonly rule: string; readonly policyRule: { readonly kind: string } | null }[];
}

const RULE = "log-start-and-end";
/** Every security rule that is enabled and logs at start and at end, whatever it is for. */
const NO_EXEMPTIONS = `extends: recommended
rules:
  ${RULE}:
    severity: warning
    exceptTags: []
    allowApps: []
    allowTags: []
    allowWithProfile: []
`;
const INPUT_ERROR = 3;
/** What marks a Strata Cloud Manager layout, which panlint refuses by name. */
const CLOUD = /<config[^>]*\s(?:fawkes-config-version|fawkes-config|buckbeak)=/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    both: { type: "string" },
    cli: { type: "string", default: fileURLToPath(new URL("../dist/cli.js", import.meta.url)) },
    help: { type: "boolean", short: "h" },
  },
});
const [folder, manifest] = positionals;
if (values.help || folder === undefined || manifest === undefined) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const settings = mkdtempSync(join(tmpdir(), "panlint-corpus-"));
  try {
    process.exitCode = check(folder, manifest, join(settings, "panlint.yaml")) === 0 ? 0 : 1;
  } finally {
    rmSync(settings, { recursive: true });
  }
}

/** Checks every file and prints the differences; returns how many there are. */
function check(from: string, list: string, config: string): number {
  writeFileSync(config, NO_EXEMPTIONS);
  const both = values.both === undefined ? undefined : readBoth(values.both);
  const rows = readTsv(list);
  const differences = rows.flatMap((row) =>
    differencesOf(row, run(resolve(from, row.file ?? ""), config), both).map((difference) => ({
      file: row.file ?? "",
      ...difference,
    })),
  );
  printTable(differences);
  console.log(`${rows.length} files, ${differences.length} differences`);
  return differences.length;
}

/** One object a row, by the names in the first line. */
function readTsv(path: string): readonly Row[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, at) => [names[at] ?? "", cell])));
}

/** Files by name with the number of enabled rules that log both. */
function readBoth(path: string): ReadonlyMap<string, number> {
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const facts = lines.map((line) => JSON.parse(line)).filter((fact) => fact.both_enabled !== undefined);
  return new Map(facts.map((fact) => [basename(fact.file), fact.both_enabled]));
}

function run(path: string, config: string) {
  const args = [values.cli, path, "--format", "json", "--config", config, "--fail-on", "never"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  const report: Report | undefined = stdout.startsWith("{") ? JSON.parse(stdout) : undefined;
  return { path, status, stderr, report };
}

function differencesOf(
  row: Row,
  { path, status, stderr, report }: ReturnType<typeof run>,
  both: ReadonlyMap<string, number> | undefined,
): readonly Difference[] {
  if (report === undefined)
    return [{ what: "report", expected: "JSON", found: `exit ${status}: ${stderr.trim().replace(/\s+/g, " ")}` }];
  const [error] = report.errors;
  if (row.wellformed !== "yes" || CLOUD.test(readFileSync(path, "utf8").slice(0, 2000))) {
    const place = error === undefined ? "no error" : error.line === null ? "no place" : `line ${error.line}`;
    return status === INPUT_ERROR && (error?.line ?? 0) > 0 && (error?.column ?? 0) > 0
      ? []
      : [{ what: "refusal", expected: `exit ${INPUT_ERROR} with a place`, found: `exit ${status}, ${place}` }];
  }
  const found: Difference[] = [];
  if (error !== undefined)
    found.push({ what: "errors", expected: "none", found: `${error.line}:${error.column} ${error.message}` });
  const total = report.files[0]?.policyRules.security.total;
  if (String(total) !== row.rules)
    found.push({ what: "security rules", expected: row.rules ?? "", found: String(total) });
  const expected = both?.get(basename(path));
  const logging = report.findings.filter((each) => each.rule === RULE && each.policyRule?.kind === "security").length;
  if (expected !== undefined && logging !== expected) {
    found.push({ what: RULE, expected: String(expected), found: String(logging) });
  }
  return found;
}

function printTable(rows: readonly (Difference & { readonly file: string })[]): void {
  if (rows.length === 0) return;
  const columns = ["file", "what", "expected", "found"] as const;
  const table: readonly (readonly string[])[] = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  const widths = columns.map((_, at) => Math.max(...table.map((cells) => cells[at]?.length ?? 0)));
  for (const cells of table)
    console.log(
      cells
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
