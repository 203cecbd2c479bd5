import { type CoverageReport, coverageOf, type FileCoverage } from "../../coverage/coverage.ts";
import type { Standard } from "../../coverage/standards.ts";
import { InputError } from "../../error.ts";
import { fileReportOf } from "../../lint/file-report.ts";
import { InputRun } from "../../lint/input-run.ts";
import type { ActiveRule } from "../../lint/options.ts";
import type { Crash, ReportedError } from "../../lint/report.ts";
import { errorIn, problemsIn } from "../../lint/reported-errors.ts";
import { contextOf } from "../../lint/rule-context.ts";
import type { Config } from "../../panos/config.ts";
import { COVERAGE_FORMATS, type CoverageFormat } from "../../report/index.ts";
import type { Rule } from "../../rule.ts";
import { presetRules } from "../../setup/active-rules.ts";
import type { Source } from "../../source/source.ts";
import { reportCrashes } from "../crash.ts";
import { EXIT, failureOf } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { NOTHING_TO_CHECK, openInputs, readInputs } from "../read-inputs.ts";
import { wantsColor, writeTo } from "../streams.ts";

interface CoverageArguments {
  readonly paths: readonly string[];
  readonly format: CoverageFormat;
  readonly output: string | undefined;
  /** A file, `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
  readonly estate: boolean | undefined;
}

/** Standards by the names that rules give them, and the preset that is meant for each. */
const STANDARDS = [
  { name: "CIS", preset: "cis" },
  { name: "STIG", preset: "stig" },
  { name: "PCI DSS", preset: "pci" },
  { name: "NIST SP 800-53", preset: "strict" },
] as const;

/** Shows how what the arguments name logs. Returns the exit code. Throws UsageError. */
export async function runCoverage(program: Program, args: CoverageArguments): Promise<number> {
  const { terminal } = program;
  // The configuration says what is ignored and what is an estate; standards are judged by their own presets.
  const { rules, inputs, settings } = await openInputs(program, args);
  const reporter = await COVERAGE_FORMATS[args.format]();
  const run = new CoverageRun(standardsOf(rules), new Date());
  await readInputs(run, { inputs, settings, estate: args.estate, cwd: terminal.cwd }, () => undefined);
  const report = run.report();
  const pieces = reporter.render(report, { color: args.output === undefined && wantsColor(terminal) });
  await writeTo(args.output, pieces, terminal);
  reportCrashes(program, report.crashes);
  if (run.isEmpty) {
    terminal.stderr.write(NOTHING_TO_CHECK);
    return EXIT.NOTHING_TO_CHECK;
  }
  return failureOf(report) ?? EXIT.CLEAN;
}

function standardsOf(rules: readonly Rule[]): readonly Standard[] {
  return STANDARDS.map(({ name, preset }) => ({ name, preset, rules: presetRules(rules, preset) }));
}

interface Result {
  readonly coverage?: FileCoverage;
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
}

/** Collects the coverage of file after file into one report. */
class CoverageRun extends InputRun<undefined, Result> {
  readonly #standards: readonly Standard[];
  readonly #now: Date;

  constructor(standards: readonly Standard[], now: Date) {
    super();
    this.#standards = standards;
    this.#now = now;
  }

  protected override read(source: Source, open: () => Config): Result {
    let config: Config;
    try {
      config = open();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return this.failed(errorIn(source, error));
    }
    const now = this.#now;
    const context = (active: ActiveRule) => contextOf({ config, active, now, optionsOf: () => undefined });
    const { coverage, failures } = coverageOf(config, this.#standards, context, now);
    return {
      coverage: { ...coverage, file: fileReportOf(source, config) },
      // What could not be read is noticed by asking, so it comes last.
      errors: problemsIn(source, config),
      crashes: failures.map(({ rule, error }) => ({ rule, policyRule: undefined, file: source.name, error })),
    };
  }

  protected override failed(error: ReportedError): Result {
    return { errors: [error], crashes: [] };
  }

  report(): CoverageReport {
    const { results, remarks } = this;
    return {
      files: results.flatMap(({ coverage }) => coverage ?? []),
      errors: results.flatMap(({ errors }) => errors),
      crashes: results.flatMap(({ crashes }) => crashes),
      remarks,
    };
  }
}
