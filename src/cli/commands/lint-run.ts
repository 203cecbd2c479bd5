import { UsageError } from "../../error.ts";
import { finish, type Known } from "../../lint/finish.ts";
import { LintRun } from "../../lint/lint.ts";
import type { Report } from "../../lint/report.ts";
import { Stopwatch } from "../../lint/stopwatch.ts";
import type { Grouping } from "../../report/findings/groupings.ts";
import { FORMATS, SET_SCRIPT } from "../../report/index.ts";
import { parseRuleOverrides, type RuleOverrides } from "../../setup/active-rules.ts";
import { SUPPRESSION_PAGES } from "../../setup/suppression-rules.ts";
import { findInputs, type Input, STDIN } from "../../source/inputs.ts";
import { leftOutOf } from "../../source/left-out.ts";
import { reportCrashes } from "../crash.ts";
import { EXIT } from "../exit-code.ts";
import { baselinesOf } from "../known/baselines.ts";
import { oldFindings } from "../known/old-findings.ts";
import { writtenSuppressions } from "../known/written-suppressions.ts";
import type { Program } from "../program.ts";
import { Progress } from "../progress.ts";
import { NOTHING_TO_CHECK, readInputs } from "../read-inputs.ts";
import { type ReportArguments, reportTargets, type Target } from "../report-targets.ts";
import { Settings } from "../settings.ts";
import { countedSeverities, exitCodeOf, type Threshold } from "../threshold.ts";
import { appendStepSummary, type Output, writeReports } from "../write-reports.ts";

interface LintArguments extends ReportArguments {
  readonly paths: readonly string[];
  readonly failOn: Threshold;
  /** Whether findings leave the exit code alone. */
  readonly exitZero: boolean;
  readonly quiet: boolean;
  /** By what the text report puts findings together. */
  readonly groupBy: Grouping;
  /** A file, `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
  readonly rule: readonly string[];
  /** Whether inputs that belong together are read as one estate; undefined when the configuration file decides. */
  readonly estate: boolean | undefined;
  /** Whether to tell on standard error what the steps took. */
  readonly timing: boolean;
  /** Whether it is well when there is nothing to check. */
  readonly allowEmpty: boolean;
  /** Whether suppressions and exemptions hide anything. */
  readonly suppressions: boolean;
  /** Whether hidden findings are shown, too. */
  readonly showHidden: boolean;
  /** The file that standard input stands for. */
  readonly stdinFilename: string | undefined;
  /** A file of known findings, `false` for none, undefined for the configuration's. */
  readonly baseline: string | false | undefined;
  /** A Git revision: only what is new since then is reported. */
  readonly newFrom: string | undefined;
  /** An older version of the one input. */
  readonly compareTo: string | undefined;
  /** The folder from which files are named in identities; undefined for the Git root. */
  readonly root: string | undefined;
}

/** Lints what the arguments name and writes the report. Returns the exit code. Throws UsageError. */
export async function runLint(program: Program, args: LintArguments): Promise<number> {
  const { terminal } = program;
  const job = await jobOf(program, args);
  const stopwatch = args.timing ? new Stopwatch(() => performance.now()) : undefined;
  const run = await read(job, stopwatch);
  const report = finish(run.report(), await knownTo(job));
  await write(report, job);
  reportCrashes(program, report.crashes);
  if (stopwatch !== undefined) terminal.stderr.write(timeTable(stopwatch));
  if (run.isEmpty) {
    terminal.stderr.write(NOTHING_TO_CHECK);
    return args.allowEmpty ? EXIT.CLEAN : EXIT.NOTHING_TO_CHECK;
  }
  const code = exitCodeOf(report, args.failOn);
  return args.exitZero && code === EXIT.FINDINGS ? EXIT.CLEAN : code;
}

/** What is to be linted and written, and how. */
interface Job {
  readonly program: Program;
  readonly args: LintArguments;
  readonly overrides: RuleOverrides;
  readonly inputs: readonly Input[];
  readonly settings: Settings;
  readonly targets: readonly Target[];
  readonly outputs: readonly Output[];
  readonly now: Date;
}

/** Throws UsageError for what can be seen to be wrong before anything is read. */
async function jobOf(program: Program, args: LintArguments): Promise<Job> {
  const { terminal } = program;
  const rules = await program.loadRules();
  const overrides = parseRuleOverrides(args.rule, rules);
  const inputs = await findInputs(args.paths, terminal.cwd, args.stdinFilename);
  const targets = reportTargets(args, terminal.cwd, inputs);
  const settings = new Settings(rules, terminal, args.config, overrides);
  await settings.checkNamedFile();
  const outputs = await outputsOf(targets, args);
  return { program, args, overrides, inputs, settings, targets, outputs, now: new Date() };
}

async function read({ program, args, inputs, settings, outputs, now }: Job, stopwatch?: Stopwatch): Promise<LintRun> {
  const { terminal } = program;
  const { estate, root } = args;
  const excerpts = outputs.some(({ reporter }) => reporter.needsExcerpts);
  const posture = outputs.some(({ reporter }) => reporter.needsPosture === true);
  const progress = args.quiet ? undefined : new Progress(terminal, inputs.length, () => performance.now());
  const onRule = progress && ((rule: number, of: number) => progress.rule(rule, of));
  const run = new LintRun({ excerpts, now, stopwatch, posture, onRule });
  try {
    await readInputs(run, { inputs, settings, estate, cwd: terminal.cwd, root, progress }, ({ active }) =>
      args.suppressions ? active : active.map((rule) => ({ ...rule, suppressible: false })),
    );
  } finally {
    progress?.end();
  }
  const leftOut = await leftOutOf(args.paths, terminal.cwd);
  if (leftOut !== undefined) run.addRemark(leftOut);
  // A run over nothing says at least what it would have checked.
  if (inputs.length === 0) run.declare((await settings.for({ path: STDIN, name: "" })).active);
  return run;
}

/** What is known when all inputs, and with them their configuration files, have been read. */
async function knownTo({ program, args, overrides, inputs, settings, now }: Job): Promise<Known> {
  const { cwd } = program.terminal;
  const { files } = settings;
  return {
    baselines: baselinesOf(args.baseline, files, cwd),
    old: await oldFindings({ ...args, inputs, settings, cwd, now }),
    suppressions: args.suppressions ? writtenSuppressions({ ...args, files, overrides, cwd, now }) : undefined,
  };
}

async function write(report: Report, { program, args, targets, outputs }: Job): Promise<void> {
  const { terminal, version } = program;
  const context = {
    version,
    quiet: args.quiet,
    counted: countedSeverities(args.failOn),
    groupBy: args.groupBy,
    showHidden: args.showHidden,
    page: (rule: string) => SUPPRESSION_PAGES[rule] ?? program.page(rule),
  };
  await writeReports(report, outputs, { ...context, terminal });
  const summary = terminal.env.GITHUB_STEP_SUMMARY;
  if (summary !== undefined && summary !== "" && targets.some(({ format }) => format === "github")) {
    const markdown = await FORMATS.markdown();
    appendStepSummary(summary, markdown.render(report, { ...context, color: false }), terminal);
  }
}

/** The reporters that are wanted. Throws UsageError when one of them cannot do what is asked of it. */
async function outputsOf(targets: readonly Target[], { showHidden }: LintArguments): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (const { format, file } of targets) {
    const reporter = await (format === "set-script" ? SET_SCRIPT : FORMATS[format])();
    if (showHidden && format !== "set-script" && reporter.showsHidden !== true) {
      throw new UsageError(`--show-hidden does not go together with the format ${format}.`, {
        hint: "It works with text, json and sarif.",
      });
    }
    outputs.push({ reporter, file });
  }
  return outputs;
}

/** One line a step, the longest first; a lint rule that asks for a part of the model first pays for it. */
function timeTable({ times }: Stopwatch): string {
  const total = times.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const line = (milliseconds: number, step: string): string =>
    `${milliseconds.toFixed(1).padStart(9)} ms  ${((100 * milliseconds) / (total || 1)).toFixed(1).padStart(5)} %  ${step}\n`;
  return times.map(([step, milliseconds]) => line(milliseconds, step)).join("") + line(total, "(total)");
}
