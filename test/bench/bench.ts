#!/usr/bin/env node
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandOf, compareBuilds } from "./against.ts";
import { prepareConfig, preparePanlintYaml, progress, ROOT, type TimedConfig } from "./configs.ts";
import type { Words } from "./measure.ts";
import { type Accounting, BenchError, type Command, findAccounting, isInstalled, measureInTurn } from "./measure.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { type Group, NAMES, report, SMALL } from "./report.ts";
import { list, median, megabytes } from "./tables.ts";

const CLI = join(ROOT, "dist", "cli.js");
const PARSE_FAST_XML = fileURLToPath(new URL("./parse-fast-xml.mjs", import.meta.url));

const START_ROUNDS = 11;
const ROUNDS = 5;
const LARGE_FILE_ROUNDS = 3;
/** Above this, fewer rounds, and no fast-xml-parser: it alone would take longer than everything else together. */
const LARGE_FILE = 100e6;

const bareNode: Command = { name: NAMES.node, words: [process.execPath, "-e", "0"] };

function panlintWords(command: string | undefined): Words {
  if (command === undefined) return [process.execPath, CLI];
  const [program = "", ...rest] = command.trim().split(/\s+/);
  // The very node that is the yardstick, not a version manager's wrapper around it.
  return [program === "node" ? process.execPath : program, ...rest];
}

function measureStart(panlint: Words, accounting: Accounting): Group {
  progress("timing the start");
  const commands: Command[] = [bareNode, { name: NAMES.version, words: [...panlint, "--version"] }];
  return { title: "no file", samples: measureInTurn(accounting, commands, START_ROUNDS) };
}

function measureConfig(panlint: Words, accounting: Accounting, config: TimedConfig): Group {
  const { path, rules, fileSize } = config;
  progress(`timing on ${path}, ${megabytes(fileSize)}`);
  // Findings are expected: exit code 1 is as good as 0.
  const lint: Command = { name: NAMES.panlint, words: [...panlint, path, "--format", "json"], accepted: [0, 1] };
  const commands: Command[] = [bareNode, lint];
  if (rules === SMALL) {
    commands.push({ ...lint, name: NAMES.configured, words: [...lint.words, "--config", preparePanlintYaml()] });
  }
  if (isInstalled("xmllint")) commands.push({ name: NAMES.xmllint, words: ["xmllint", "--noout", "--stream", path] });
  if (fileSize <= LARGE_FILE) {
    commands.push({ name: NAMES.fastXmlParser, words: [process.execPath, PARSE_FAST_XML, path] });
  }
  const samples = measureInTurn(accounting, commands, fileSize <= LARGE_FILE ? ROUNDS : LARGE_FILE_ROUNDS);
  return { title: `${megabytes(fileSize)}, ${rules} security rules`, config, samples };
}

/** What was left out, and why. */
function omissions(groups: readonly Group[]): readonly string[] {
  const notes: string[] = [];
  if (!isInstalled("xmllint")) notes.push("xmllint is not installed (Debian package libxml2-utils); left out.");
  const read = groups.filter(({ samples }) => samples.has(NAMES.fastXmlParser));
  for (const { config, samples } of groups) {
    if (config === undefined || samples.has(NAMES.fastXmlParser)) continue;
    notes.push(`fast-xml-parser on ${megabytes(config.fileSize)}: not run${estimate(read.at(-1), config.fileSize)}.`);
  }
  return notes;
}

/** What a file would take, judging by a smaller one. */
function estimate(group: Group | undefined, fileSize: number): string {
  const samples = group?.samples.get(NAMES.fastXmlParser);
  const smaller = group?.config?.fileSize;
  if (samples === undefined || smaller === undefined) return ", as this takes long and holds the whole tree in memory";
  const grow = (figure: "cpu" | "memory") => (median(samples.map((sample) => sample[figure])) / smaller) * fileSize;
  const needs = `${(grow("memory") / 1e9).toFixed(1)} GB and ${grow("cpu").toFixed(0)} s of CPU time`;
  return `: would need about ${needs}, judging by ${megabytes(smaller)}`;
}

/** panlint beside other programs. */
function bench({ command, sizes, type }: Options): string {
  if (command === undefined) commandOf(CLI);
  const panlint = panlintWords(command);
  if (!isInstalled(panlint[0])) throw new BenchError(`"${panlint[0]}" cannot be started.`);
  const accounting = findAccounting();
  const configs = sizes.map((rules) => prepareConfig(type, rules));
  const start = measureStart(panlint, accounting);
  const groups = configs.map((config) => measureConfig(panlint, accounting, config));
  const facts = [
    `Timed: \`${command ?? "node dist/cli.js"}\` on made-up ${type} configs.`,
    ...surroundings(accounting),
    "Commands took turns; the first round was not counted.",
  ];
  return report({ groups: [start, ...groups], facts, notes: omissions(groups) });
}

/** This build beside another one. */
function benchAgainst(against: string, { type, rows }: Options): string {
  const builds = [commandOf(CLI), commandOf(against)] as const;
  const accounting = findAccounting();
  const facts = [
    `Here: ${builds[0]}. There: ${builds[1]}.`,
    ...surroundings(accounting),
    "Medians of pairs that ran one after the other, their order swapped every time; the first pair was not counted.",
    "Here / there is the median of the CPU ratios of the pairs: below 1, this build needs less.",
  ];
  return `# Two builds\n\n${list(facts)}\n\n${compareBuilds({ builds, type, rows }, accounting)}\n`;
}

function surroundings(accounting: Accounting): readonly string[] {
  return [
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}.`,
    `CPU is user + system time. Counted by ${accounting.name}.`,
  ];
}

/** Wrong options, a full disk and a failing command are explained by a sentence. Anything else needs its stack. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isWrongOption = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  const isOurFault = !(error instanceof BenchError || isWrongOption || "syscall" in error);
  return (isOurFault ? error.stack : undefined) ?? error.message;
}

function main(): void {
  try {
    const options = readOptions();
    if (options.help) {
      process.stdout.write(`${USAGE}\n`);
      return;
    }
    process.chdir(ROOT);
    const text = options.against === undefined ? bench(options) : benchAgainst(options.against, options);
    process.stdout.write(text);
    if (options.markdown !== undefined) writeFileSync(options.markdown, text);
  } catch (error) {
    process.stderr.write(`bench: ${explained(error)}\n`);
    process.exitCode = 2;
  }
}

main();
