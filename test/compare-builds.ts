#!/usr/bin/env node
// Compares what two builds write, byte for byte: a change that is not meant to be seen must not be.
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { generateConfig } from "./bench/generate.ts";
import { compareOutputs, type Outputs } from "./support/build-differences.ts";

const USAGE = `Usage: npm run compare -- OTHER_BUILD FOLDER…

Runs this build and another one (a folder that holds dist/cli.js, or a cli.js) on every .xml, .gz and .tgz file of the
folders and on generated configurations: lint reports in all formats but Markdown, coverage, diff, effective and the
pages of rules. Compares standard output, standard error, exit code and reports byte for byte. Only addresses of rule
pages, and exceptTags and exceptRules in tables of options, may differ. Exit codes: 0 the same, 1 differences, 2 wrong
usage.`;

const HERE = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
/** All but text, which goes to standard output, and Markdown: where it is cut depends on the length of addresses. */
const FORMATS = ["json", "sarif", "github", "gitlab", "junit", "rdjson", "csv", "html"];
const PRESETS = ["recommended", "strict"];
/** How many policy rules are asked about. */
const EFFECTIVE_RULES = 50;

/** One command line, without the program. */
interface Run {
  readonly args: readonly string[];
  /** Formats of further reports that it writes. */
  readonly reports?: readonly string[];
}

const tally = { runs: 0, equal: 0, allowed: new Map<string, number>(), differing: 0 };
const scratch = mkdtempSync(join(tmpdir(), "panlint-compare-"));
try {
  process.exitCode = await main(process.argv.slice(2));
} finally {
  rmSync(scratch, { recursive: true });
}

async function main([other, ...folders]: readonly string[]): Promise<number> {
  const there =
    other !== undefined && existsSync(join(other, "dist", "cli.js")) ? join(other, "dist", "cli.js") : other;
  if (there === undefined || !existsSync(there) || !statSync(there).isFile() || folders.length === 0) {
    console.error(USAGE);
    return 2;
  }
  const files = [...generated(), ...folders.flatMap(configurationsIn)];
  for (const run of await lines(files, folders)) await compare(run, there);
  console.log(`${tally.runs} runs of ${files.length} files: ${tally.equal} equal, ${tally.differing} different`);
  for (const [kind, times] of tally.allowed) console.log(`  allowed: ${kind}, in ${times} outputs`);
  return tally.differing === 0 ? 0 : 1;
}

function generated(): readonly string[] {
  return (["firewall", "panorama"] as const).flatMap((type) =>
    [20, 200].map((rules) => {
      const out = join(scratch, `${type}-${rules}.xml`);
      generateConfig({ type, rules, out });
      return out;
    }),
  );
}

function configurationsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:xml|gz|tgz)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** All that is run. */
async function lines(files: readonly string[], folders: readonly string[]): Promise<readonly Run[]> {
  const estates = folders.flatMap((folder) => [
    ...PRESETS.map((preset) => lint(preset, folder, "--estate")),
    ...["text", "json"].map((format) => ({
      args: ["coverage", folder, "--estate", "--no-config", "--format", format],
    })),
  ]);
  const each = files.flatMap((file, at) => [
    ...PRESETS.map((preset) => lint(preset, file)),
    ...["text", "json"].map((format) => ({ args: ["coverage", file, "--no-config", "--format", format] })),
    ...["text", "json"].map((format) => ({
      args: ["diff", file, changed(file, at), "--no-config", "--format", format],
    })),
    { args: ["diff", file, files[at + 1] ?? file, "--no-config"] },
  ]);
  return [...estates, ...each, ...(await effective(files)), ...(await pages())];
}

function lint(preset: string, ...paths: readonly string[]): Run {
  const config = join(scratch, `${preset}.yaml`);
  writeFileSync(config, `extends: ${preset}\n`);
  return { args: [...paths, "--config", config], reports: FORMATS };
}

/** The same configuration after some edits to logging, for `diff` to find. */
function changed(file: string, at: number): string {
  const text = readFileSync(file, "latin1");
  const edits: readonly [RegExp, string][] = [
    [/<log-setting>[^<]*<\/log-setting>/g, ""],
    [/<log-end>no<\/log-end>/g, "<log-end>yes</log-end>"],
    [/<action>allow<\/action>/g, "<action>deny</action>"],
    [/<disabled>yes<\/disabled>/g, ""],
  ];
  const edited = edits.reduce((result, [from, to]) => {
    let found = 0;
    return result.replaceAll(from, (match) => (found++ % 3 === 0 ? to : match));
  }, text);
  mkdirSync(join(scratch, `changed-${at}`), { recursive: true });
  const to = join(scratch, `changed-${at}`, basename(file));
  writeFileSync(to, edited, "latin1");
  return to;
}

/** Policy rules that have findings, as many of each file as of every other. */
async function effective(files: readonly string[]): Promise<readonly Run[]> {
  const found: { readonly file: string; readonly paths: readonly string[] }[] = [];
  for (const file of files) {
    const outputs = await outputsOf(HERE, { args: lint("strict", file).args.concat("--format", "json") });
    const stdout = outputs.get("stdout") ?? "";
    if (!stdout.startsWith("{")) continue;
    const findings: readonly { path: string; policyRule: object | null }[] = JSON.parse(stdout).findings;
    const paths = [...new Set(findings.filter(({ policyRule }) => policyRule !== null).map(({ path }) => path))];
    if (paths.length > 0) found.push({ file, paths });
  }
  const quota = Math.ceil(EFFECTIVE_RULES / found.length);
  const chosen = found.flatMap(({ file, paths }) => {
    const step = Math.max(1, Math.floor(paths.length / quota));
    const some = paths.filter((_, at) => at % step === 0).slice(0, quota);
    return some.map((path) => ({ file, path }));
  });
  return chosen
    .slice(0, EFFECTIVE_RULES)
    .flatMap(({ file, path }) =>
      ["text", "json"].map((format) => ({ args: ["effective", file, path, "--format", format] })),
    );
}

/** The pages of all rules, and their list. */
async function pages(): Promise<readonly Run[]> {
  const list = { args: ["rules", "--format", "json"] };
  const stdout = (await outputsOf(HERE, list)).get("stdout") ?? "[]";
  const ids = [...stdout.matchAll(/"id":\s*"([a-z0-9-]+)"/g)].map(([, id = ""]) => id);
  return [list, ...ids.map((id) => ({ args: ["explain", id] }))];
}

async function compare(run: Run, there: string): Promise<void> {
  const [a, b] = await Promise.all([outputsOf(HERE, run), outputsOf(there, run)]);
  const { allowed, differences } = compareOutputs(a, b);
  tally.runs++;
  for (const kind of allowed) tally.allowed.set(kind, (tally.allowed.get(kind) ?? 0) + 1);
  if (differences.length === 0) {
    tally.equal++;
    return;
  }
  tally.differing++;
  console.log(`panlint ${run.args.join(" ")}`);
  for (const difference of differences) console.log(`  ${difference.replaceAll("\n", "\n  ")}`);
}

/** Runs one build to its end. */
async function outputsOf(cli: string, { args, reports = [] }: Run): Promise<Outputs> {
  const folder = mkdtempSync(join(scratch, "run-"));
  const further = reports.flatMap((format) => ["--report", `${format}=${join(folder, format)}`]);
  const report = reports.length === 0 ? [] : ["--report", "text", ...further];
  const { GITHUB_STEP_SUMMARY, ...env } = process.env;
  const child = spawn(process.execPath, [cli, ...args, ...report], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<string>((resolve) => child.on("close", (status, signal) => resolve(String(status ?? signal)))),
  ]);
  const written = reports
    .filter((format) => existsSync(join(folder, format)))
    .map((format) => [format, readFileSync(join(folder, format), "utf8")] as const);
  rmSync(folder, { recursive: true });
  return new Map([["stdout", stdout], ["stderr", stderr], ["exit code", code], ...written]);
}
