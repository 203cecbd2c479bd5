import { resolve } from "node:path";
import { parseRuleOverrides } from "../config/active-rules.ts";
import { LintRun } from "../lint/lint.ts";
import { Stopwatch } from "../lint/stopwatch.ts";
import { SUPPRESSION_PAGES } from "../lint/suppression-findings.ts";
import { FORMATS, type Format } from "../report/index.ts";
import { findInputs, STDIN } from "../source/inputs.ts";
import { tellCrash } from "./crash.ts";
import { EXIT, exitCodeOf, type Threshold } from "./exit-code.ts";
import type { Program } from "./program.ts";
import { NOTHING_TO_CHECK, readInputs } from "./read-inputs.ts";
import { Settings } from "./settings.ts";
import { wantsColor, writeAll, writeFileWhole } from "./streams.ts";
import { withSuppressionFindings } from "./told-suppressions.ts";

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
  /** Whether suppressions and exemptions hide anything. */
  readonly suppressions: boolean;
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
  const now = new Date();
  const run = new LintRun({ excerpts: reporter.needsExcerpts, now, stopwatch });
  await readInputs(run, { inputs, settings, estate: args.estate, cwd: terminal.cwd }, ({ active }) =>
    args.suppressions ? active : active.map((rule) => ({ ...rule, suppressible: false })),
  );
  // A run over nothing says at least what it would have checked.
  if (inputs.length === 0) run.declare((await settings.for({ path: STDIN, name: "" })).active);
  const { files } = settings;
  const told = { files, paths: args.paths, cwd: terminal.cwd, now };
  const report = args.suppressions ? withSuppressionFindings(run.report(), told) : run.report();
  const context = {
    version: program.version,
    color: args.output === undefined && wantsColor(terminal),
    quiet: args.quiet,
    page: (rule: string) => SUPPRESSION_PAGES[rule] ?? program.page(rule),
  };
  const pieces = reporter.render(report, context);
  if (args.output === undefined) await writeAll(terminal.stdout, pieces);
  else writeFileWhole(resolve(terminal.cwd, args.output), pieces);
  for (const remark of reporter.remarks?.(report) ?? []) terminal.stderr.write(`panlint: ${remark}\n`);
  for (const crash of report.crashes) tellCrash(program, crash);
  if (stopwatch !== undefined) terminal.stderr.write(timeTable(stopwatch));
  if (run.isEmpty) {
    terminal.stderr.write(NOTHING_TO_CHECK);
    return EXIT.NOTHING_TO_CHECK;
  }
  return exitCodeOf(report, args.failOn);
}

/** One line a step, the longest first; a lint rule that asks for a part of the model first pays for it. */
function timeTable({ times }: Stopwatch): string {
  const total = times.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const line = (milliseconds: number, step: string): string =>
    `${milliseconds.toFixed(1).padStart(9)} ms  ${((100 * milliseconds) / (total || 1)).toFixed(1).padStart(5)} %  ${step}\n`;
  return times.map(([step, milliseconds]) => line(milliseconds, step)).join("") + line(total, "(total)");
}
