import { dirname, resolve } from "node:path";
import { activeRules, type ConfiguredRule, parseRuleOverrides, type RuleOverrides } from "../config/active-rules.ts";
import { type ConfigFile, findConfigFile, readConfigFile, repositoryRoot } from "../config/config-file.ts";
import { presetConflicts } from "../config/preset-conflicts.ts";
import { EstateRun } from "../lint/estate-run.ts";
import { LintRun } from "../lint/lint.ts";
import type { Crash } from "../lint/report.ts";
import { Stopwatch } from "../lint/stopwatch.ts";
import { FORMATS, type Format } from "../report/index.ts";
import type { Rule } from "../rule.ts";
import { readParts } from "../source/input-parts.ts";
import { findInputs, type Input, isIgnored, STDIN } from "../source/inputs.ts";
import type { Source } from "../source/source.ts";
import { EXIT, exitCodeOf, type Threshold } from "./exit-code.ts";
import type { Program } from "./program.ts";
import { type Terminal, wantsColor, writeAll, writeFileWhole } from "./streams.ts";

export interface LintArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output: string | undefined;
  readonly failOn: Threshold;
  readonly quiet: boolean;
  /** A file, `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
  readonly rule: readonly string[];
  /** Whether inputs that belong together are read as one estate; undefined when the configuration file decides. */
  readonly estate: boolean | undefined;
  /** Whether to tell on standard error what the steps took. */
  readonly timing: boolean;
}

/** Lints what the arguments name and writes the report. Returns the exit code. Throws UsageError. */
export async function lintCommand(program: Program, args: LintArguments): Promise<number> {
  const { terminal } = program;
  const rules = await program.loadRules();
  const overrides = parseRuleOverrides(args.rule, rules);
  const inputs = await findInputs(args.paths.length === 0 ? ["."] : args.paths, terminal.cwd);
  const settings = new Settings(rules, terminal, args.config, overrides);
  await settings.checkNamedFile();
  const reporter = await FORMATS[args.format]();
  const stopwatch = args.timing ? new Stopwatch(() => performance.now()) : undefined;
  const run = new LintRun({ excerpts: reporter.needsExcerpts, now: new Date(), stopwatch });
  const estate = new EstateRun(run);
  for (const input of inputs) {
    const { active, file } = await settings.for(input);
    if (file !== undefined && (await isIgnored(input.path, dirname(file.path), file.ignore))) continue;
    const add = (source: Source): void => ((args.estate ?? file?.estate) ? estate : run).add(source, active);
    await readInto(run, input, repositoryRoot(terminal.cwd) ?? terminal.cwd, add);
  }
  estate.finish();
  // A run over nothing says at least what it would have checked.
  if (inputs.length === 0) run.declare((await settings.for({ path: STDIN, name: "" })).active);
  const report = run.report();
  const context = {
    version: program.version,
    color: args.output === undefined && wantsColor(terminal),
    quiet: args.quiet,
    page: program.page,
  };
  const pieces = reporter.render(report, context);
  if (args.output === undefined) await writeAll(terminal.stdout, pieces);
  else writeFileWhole(resolve(terminal.cwd, args.output), pieces);
  for (const remark of reporter.remarks?.(report) ?? []) terminal.stderr.write(`panlint: ${remark}\n`);
  for (const crash of report.crashes) tellCrash(program, crash);
  if (stopwatch !== undefined) terminal.stderr.write(timeTable(stopwatch));
  if (run.isEmpty) {
    terminal.stderr.write("panlint: there is nothing to check: no file matched, or all are ignored.\n");
    return EXIT.NOTHING_TO_CHECK;
  }
  return exitCodeOf(report, args.failOn);
}

/** Reads an input, or the configurations in it when it is an archive. */
async function readInto(run: LintRun, input: Input, root: string, add: (source: Source) => void): Promise<void> {
  for await (const part of readParts(input, root)) {
    if (part.kind === "source") add(part.source);
    else if (part.kind === "unreadable") run.addUnreadable(part.name, part.uri, part.error);
    else run.addRemark(part.text);
  }
}

interface Setting {
  readonly active: readonly ConfiguredRule[];
  readonly file: ConfigFile | undefined;
}

/** The rules for each input, by the configuration file that is nearest to it. */
class Settings {
  readonly #rules: readonly Rule[];
  readonly #terminal: Terminal;
  readonly #config: string | false | undefined;
  readonly #overrides: RuleOverrides;
  readonly #known = new Map<string | undefined, Promise<Setting>>();

  constructor(
    rules: readonly Rule[],
    terminal: Terminal,
    config: string | false | undefined,
    overrides: RuleOverrides,
  ) {
    this.#rules = rules;
    this.#terminal = terminal;
    this.#config = config;
    this.#overrides = overrides;
  }

  /** A file given by `--config` must be right even when nothing is checked with it. */
  async checkNamedFile(): Promise<void> {
    if (typeof this.#config === "string") await this.#at(resolve(this.#terminal.cwd, this.#config));
  }

  for(input: Input): Promise<Setting> {
    return this.#at(this.#pathFor(input));
  }

  #at(path: string | undefined): Promise<Setting> {
    const known = this.#known.get(path) ?? this.#read(path);
    this.#known.set(path, known);
    return known;
  }

  #pathFor(input: Input): string | undefined {
    if (this.#config === false) return undefined;
    if (this.#config !== undefined) return resolve(this.#terminal.cwd, this.#config);
    return findConfigFile(input.path === STDIN ? this.#terminal.cwd : dirname(input.path), this.#terminal.cwd);
  }

  async #read(path: string | undefined): Promise<Setting> {
    const file = path === undefined ? undefined : await readConfigFile(path, this.#rules);
    for (const conflict of presetConflicts(file?.presets ?? [], this.#rules))
      this.#terminal.stderr.write(`panlint: ${conflict}\n`);
    return { active: activeRules(this.#rules, file, this.#overrides), file };
  }
}

/** One line a step, the longest first; a lint rule that asks for a part of the model first pays for it. */
function timeTable({ times }: Stopwatch): string {
  const total = times.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const line = (milliseconds: number, step: string): string =>
    `${milliseconds.toFixed(1).padStart(9)} ms  ${((100 * milliseconds) / (total || 1)).toFixed(1).padStart(5)} %  ${step}\n`;
  return times.map(([step, milliseconds]) => line(milliseconds, step)).join("") + line(total, "(total)");
}

function tellCrash(program: Program, crash: Crash): void {
  const where = crash.policyRule === undefined ? "" : ` at ${crash.policyRule}`;
  program.terminal.stderr.write(
    `panlint: the rule ${crash.rule} failed on ${crash.file}${where}: ${crash.error.message}\n` +
      `  This is a fault of panlint; the other rules were run. Please report it: ${program.issues}\n`,
  );
}
