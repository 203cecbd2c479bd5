import type { InputError } from "../error.ts";
import type { Config } from "../panos/config.ts";
import type { Source } from "../source/source.ts";
import { type ActiveRule, type FileResult, type LintOptions, lintConfig, lintFile } from "./lint-file.ts";
import type { Report } from "./report.ts";
import { summarise } from "./summary.ts";

/** Collects the results of file after file into one report. The bytes of a file are let go before the next is read. */
export class LintRun {
  readonly #options: LintOptions;
  readonly #results: { readonly name: string; readonly result: FileResult }[] = [];
  readonly #rules = new Map<string, ActiveRule>();
  readonly #remarks: string[] = [];

  constructor(options: LintOptions) {
    this.#options = options;
  }

  /** Notes rules that are on, so that the report lists them even where nothing is linted. */
  declare(rules: readonly ActiveRule[]): void {
    for (const active of rules) if (!this.#rules.has(active.rule.id)) this.#rules.set(active.rule.id, active);
  }

  /** Lints one input with the rules that its configuration turns on. */
  add(source: Source, rules: readonly ActiveRule[]): void {
    this.declare(rules);
    this.#results.push({ name: source.name, result: lintFile(source, rules, this.#options) });
  }

  /** Lints an input that is opened in a way of its own. `open` throws InputError. */
  addOpened(source: Source, open: () => Config, rules: readonly ActiveRule[]): void {
    this.declare(rules);
    this.#results.push({ name: source.name, result: lintConfig(source, open, rules, this.#options) });
  }

  /** Notes an input whose bytes could not be read or decoded. */
  addUnreadable(name: string, uri: string, error: InputError): void {
    const reported = { file: name, uri, line: undefined, column: undefined, message: error.message, hint: error.hint };
    this.#results.push({
      name,
      result: { file: undefined, findings: [], hidden: [], errors: [reported], crashes: [] },
    });
  }

  /** Notes a sentence on the inputs that belongs to no finding. */
  addRemark(text: string): void {
    this.#remarks.push(text);
  }

  /** Whether no input was given at all. */
  get isEmpty(): boolean {
    return this.#results.length === 0;
  }

  /** Everything found, ordered by file name, then by place in the file. */
  report(): Report {
    const results = this.#results
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(({ result }) => result);
    const findings = results.flatMap((result) => result.findings);
    const hidden = results.flatMap((result) => result.hidden);
    return {
      files: results.flatMap(({ file }) => file ?? []),
      findings,
      hidden,
      errors: results.flatMap(({ errors }) => errors),
      crashes: results.flatMap(({ crashes }) => crashes),
      rules: [...this.#rules.values()].map(({ rule, severity }) => ({ rule, severity: severity ?? rule.severity })),
      summary: summarise(findings, hidden),
      remarks: this.#remarks,
    };
  }
}
