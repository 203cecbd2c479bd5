#!/usr/bin/env node
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FEWEST_RULES, generateConfig, generatorStamp } from "./generate.mjs";
import { BenchError, findAccounting, isInstalled, measureInTurn } from "./measure.mjs";
import { median, megabytes, NAMES, report, SMALL } from "./report.mjs";

const USAGE = `Usage: npm run bench -- [options]

Times panlint beside a bare node, xmllint and fast-xml-parser on generated configs and prints ratios and targets.
It informs and never fails because of a target. Exit codes: 0 measured, 2 could not measure.

  --quick              sizes 1000 and 20000 only
  --sizes N,N,…        security rules in the configs; default 1000,20000,100000 (2, 40 and 200 MB)
  --type TYPE          panorama (default) or firewall
  --markdown FILE      also write the report to FILE
  --command "WORDS"    what to time instead of dist/cli.js: words separated by blanks, run in the project's folder`;

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CLI = join(ROOT, "dist", "cli.js");
const FOLDER = join(ROOT, ".bench");
const PARSE_FAST_XML = fileURLToPath(new URL("./parse-fast-xml.mjs", import.meta.url));

/** What most users have: a preset, and a word on some rules. */
const CONFIG = join(FOLDER, "panlint.yaml");
const CONFIGURED = "extends: recommended\nrules:\n  log-start-and-end: error\n  chatty-service-logged: off\n";

const SEED = 1;
const START_ROUNDS = 11;
const ROUNDS = 5;
const LARGE_FILE_ROUNDS = 3;
/** Above this, fewer rounds, and no fast-xml-parser: it alone would take longer than everything else together. */
const LARGE_FILE = 100e6;

function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      sizes: { type: "string" },
      type: { type: "string", default: "panorama" },
      markdown: { type: "string" },
      command: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const sizes = (values.sizes ?? (values.quick ? "1000,20000" : "1000,20000,100000")).split(",").map(Number);
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < FEWEST_RULES)) {
    throw new BenchError(`--sizes must be whole numbers from ${FEWEST_RULES} up, separated by commas.`);
  }
  if (values.type !== "panorama" && values.type !== "firewall") {
    throw new BenchError("--type must be panorama or firewall.");
  }
  // Resolved now: the bench works in the project's folder, wherever it was called.
  const markdown = values.markdown === undefined ? undefined : resolve(values.markdown);
  return { ...values, sizes, markdown, panlint: panlintWords(values.command) };
}

function panlintWords(command) {
  if (command === undefined) return [process.execPath, CLI];
  const [program, ...rest] = command.trim().split(/\s+/);
  // The very node that is the yardstick, not a version manager's wrapper around it.
  return [program === "node" ? process.execPath : program, ...rest];
}

/** The config of this size: the one in .bench/ if the same generator wrote it, else a new one. */
function prepareConfig(type, rules) {
  const file = join(FOLDER, `${type}-${rules}.xml`);
  const noteFile = `${file}.json`;
  const stamp = JSON.stringify({ type, rules, seed: SEED, generator: generatorStamp() });
  if (!isFresh(file, noteFile, stamp)) {
    progress(`generating ${relative(ROOT, file)}`);
    const { bytes } = generateConfig({ type, rules, out: file, seed: SEED });
    writeFileSync(noteFile, JSON.stringify({ stamp, bytes }));
  }
  return { file, rules, fileSize: statSync(file).size };
}

function isFresh(file, noteFile, stamp) {
  if (!existsSync(file) || !existsSync(noteFile)) return false;
  const note = JSON.parse(readFileSync(noteFile, "utf8"));
  // The size tells an interrupted generation, which leaves the older note beside a shorter file.
  return note.stamp === stamp && note.bytes === statSync(file).size;
}

const bareNode = { name: NAMES.node, words: [process.execPath, "-e", "0"] };

function measureStart({ panlint }, accounting) {
  progress("timing the start");
  const commands = [bareNode, { name: NAMES.version, words: [...panlint, "--version"] }];
  return { title: "no file", samples: measureInTurn(accounting, commands, START_ROUNDS) };
}

function measureConfig({ panlint }, accounting, { file, rules, fileSize }) {
  const path = relative(ROOT, file);
  progress(`timing on ${path}, ${megabytes(fileSize)}`);
  // Findings are what is wanted here: exit code 1 is as good as 0.
  const lint = { name: NAMES.panlint, words: [...panlint, path, "--format", "json"], accepted: [0, 1] };
  const commands = [bareNode, lint];
  if (rules === SMALL) commands.push({ ...lint, name: NAMES.configured, words: [...lint.words, "--config", CONFIG] });
  if (isInstalled("xmllint")) commands.push({ name: NAMES.xmllint, words: ["xmllint", "--noout", "--stream", path] });
  if (fileSize <= LARGE_FILE) {
    commands.push({ name: NAMES.fastXmlParser, words: [process.execPath, PARSE_FAST_XML, path] });
  }
  const samples = measureInTurn(accounting, commands, fileSize <= LARGE_FILE ? ROUNDS : LARGE_FILE_ROUNDS);
  return { title: `${megabytes(fileSize)}, ${rules} security rules`, rules, fileSize, samples };
}

/** What was left out, and why. @param {import("./report.mjs").Group[]} groups those that read a config */
function omissions(groups) {
  const notes = [];
  if (!isInstalled("xmllint")) notes.push("xmllint is not installed (Debian package libxml2-utils); left out.");
  const read = groups.filter(({ samples }) => samples.has(NAMES.fastXmlParser));
  for (const { fileSize, samples } of groups) {
    if (samples.has(NAMES.fastXmlParser)) continue;
    notes.push(`fast-xml-parser on ${megabytes(fileSize)}: not run${estimate(read.at(-1), fileSize)}.`);
  }
  return notes;
}

/** What a file would take, judging by a smaller one. */
function estimate(group, fileSize) {
  if (group === undefined) return ", as this takes long and holds the whole tree in memory";
  const samples = group.samples.get(NAMES.fastXmlParser);
  const grow = (figure) => (median(samples.map((sample) => sample[figure])) / group.fileSize) * fileSize;
  const needs = `${(grow("memory") / 1e9).toFixed(1)} GB and ${grow("cpu").toFixed(0)} s of CPU time`;
  return `: would need about ${needs}, judging by ${megabytes(group.fileSize)}`;
}

function bench(options) {
  if (options.command === undefined && !existsSync(CLI)) {
    throw new BenchError("dist/cli.js is missing: run `npm run build` first, or name a command with --command.");
  }
  process.chdir(ROOT);
  if (!isInstalled(options.panlint[0])) throw new BenchError(`"${options.panlint[0]}" cannot be started.`);
  const accounting = findAccounting();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(CONFIG, CONFIGURED);
  const configs = options.sizes.map((rules) => prepareConfig(options.type, rules));
  const start = measureStart(options, accounting);
  const groups = configs.map((config) => measureConfig(options, accounting, config));
  const facts = [
    `Timed: \`${options.command ?? "node dist/cli.js"}\` on made-up ${options.type} configs.`,
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}.`,
    `CPU is user + system time. Counted by ${accounting.name}.`,
    "Commands took turns; the first round was not counted.",
  ];
  return report({ groups: [start, ...groups], facts, notes: omissions(groups) });
}

function progress(sentence) {
  process.stderr.write(`bench: ${sentence}\n`);
}

/** Wrong options, a full disk and a failing command are not: a sentence tells all. Anything else needs its stack. */
function isOurFault(error) {
  const isWrongOption = error.code?.startsWith("ERR_PARSE_ARGS") ?? false;
  return !(error instanceof BenchError || isWrongOption || error.syscall !== undefined);
}

function main() {
  try {
    const options = readOptions();
    const text = options.help ? `${USAGE}\n` : bench(options);
    process.stdout.write(text);
    if (options.markdown !== undefined && !options.help) writeFileSync(options.markdown, text);
  } catch (error) {
    process.stderr.write(`bench: ${isOurFault(error) ? error.stack : error.message}\n`);
    process.exitCode = 2;
  }
}

main();
