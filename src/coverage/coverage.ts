import { InputError } from "../error.ts";
import type { InputRun } from "../lint/estate-run.ts";
import { fileReportOf } from "../lint/file-report.ts";
import { reportError, reportProblems } from "../lint/lint-file.ts";
import type { Crash, FileReport, ReportedError } from "../lint/report.ts";
import { Config } from "../panos/config.ts";
import { openDocument } from "../panos/document/document.ts";
import { postureOf } from "../panos/posture/posture.ts";
import type { Posture } from "../panos/posture/posture-types.ts";
import type { Source } from "../source/source.ts";
import { type Standard, type StandardPosture, StandardsRun } from "./standards.ts";

/** How everything that was read logs, in the order of the file names. Reporters turn it into text and nothing else. */
export interface CoverageReport {
  readonly files: readonly FileCoverage[];
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
  readonly remarks: readonly string[];
}

/** The posture of one input that was understood. */
export interface FileCoverage {
  readonly file: FileReport;
  readonly posture: Posture;
  readonly standards: readonly StandardPosture[];
}

interface Result {
  readonly name: string;
  readonly coverage?: FileCoverage;
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
}

/** Collects the posture of file after file into one report. */
export class CoverageRun implements InputRun<undefined> {
  readonly #standards: readonly Standard[];
  readonly #now: Date;
  readonly #results: Result[] = [];
  readonly #remarks: string[] = [];

  constructor(standards: readonly Standard[], now: Date) {
    this.#standards = standards;
    this.#now = now;
  }

  add(source: Source): void {
    this.addOpened(source, () => new Config(openDocument(source)));
  }

  addOpened(source: Source, open: () => Config): void {
    this.#results.push({ name: source.name, ...this.#coverageOf(source, open) });
  }

  addUnreadable(name: string, uri: string, { message, hint }: InputError): void {
    const error = { file: name, uri, line: undefined, column: undefined, message, hint };
    this.#results.push({ name, errors: [error], crashes: [] });
  }

  addRemark(text: string): void {
    this.#remarks.push(text);
  }

  /** Whether no input was given at all. */
  get isEmpty(): boolean {
    return this.#results.length === 0;
  }

  report(): CoverageReport {
    const results = this.#results.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return {
      files: results.flatMap(({ coverage }) => coverage ?? []),
      errors: results.flatMap(({ errors }) => errors),
      crashes: results.flatMap(({ crashes }) => crashes),
      remarks: this.#remarks,
    };
  }

  #coverageOf(source: Source, open: () => Config): Omit<Result, "name"> {
    let config: Config;
    try {
      config = open();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { errors: [reportError(source, error)], crashes: [] };
    }
    const posture = postureOf(config);
    const run = new StandardsRun(config, posture, this.#now);
    const judged = this.#standards.map((standard) => run.judge(standard));
    const file = fileReportOf(source, config);
    return {
      coverage: { file, posture, standards: judged },
      // What could not be read is noticed by asking, so it comes last.
      errors: reportProblems(source, config),
      crashes: run.failures.map(({ rule, error }) => ({ rule, policyRule: undefined, file: source.name, error })),
    };
  }
}
