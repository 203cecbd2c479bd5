import type { Source } from "../source/source.ts";
import { type ActiveRule, type Crash, type FileResult, type LintOptions, lintFile } from "./lint-file.ts";
import type { Report, ReportedError, Summary } from "./report.ts";

/** Collects the results of file after file into one report. The bytes of a file are let go before the next is read. */
export class LintRun {
  readonly #rules: readonly ActiveRule[];
  readonly #options: LintOptions;
  readonly #results: { readonly name: string; readonly result: FileResult }[] = [];

  constructor(rules: readonly ActiveRule[], options: LintOptions) {
    this.#rules = rules;
    this.#options = options;
  }

  /** Lints one input; its own rules win over the run's when its configuration differs. */
  add(source: Source, rules: readonly ActiveRule[] = this.#rules): void {
    this.#results.push({ name: source.name, result: lintFile(source, rules, this.#options) });
  }

  /** Notes an input that could not even be read. */
  addError(error: ReportedError): void {
    this.#results.push({
      name: error.file,
      result: { file: undefined, findings: [], suppressed: 0, errors: [error], crashes: [] },
    });
  }

  get crashes(): readonly Crash[] {
    return this.#results.flatMap(({ result }) => result.crashes);
  }

  /** Everything found, ordered by file name, then by place in the file. */
  report(): Report {
    const results = this.#results
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(({ result }) => result);
    return {
      files: results.flatMap(({ file }) => file ?? []),
      findings: results.flatMap(({ findings }) => findings),
      errors: results.flatMap(({ errors }) => errors),
      rules: this.#rules.map(({ rule, severity }) => ({ rule, severity: severity ?? rule.severity })),
      summary: summarise(results),
    };
  }
}

function summarise(results: readonly FileResult[]): Summary {
  const summary = { error: 0, warning: 0, note: 0, suppressed: 0 };
  for (const result of results) {
    summary.suppressed += result.suppressed;
    for (const finding of result.findings) summary[finding.severity]++;
  }
  return summary;
}
