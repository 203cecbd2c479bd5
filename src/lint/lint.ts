import type { Config } from "../panos/config.ts";
import type { Source } from "../source/source.ts";
import { InputRun } from "./input-run.ts";
import { lintConfig } from "./lint-file.ts";
import type { ActiveRule, LintOptions } from "./options.ts";
import type { FileResult, Report, ReportedError } from "./report.ts";
import { summarise } from "./summary.ts";

/** Lints file after file with the rules that its configuration turns on, into one report. */
export class LintRun extends InputRun<readonly ActiveRule[], FileResult> {
  readonly #options: LintOptions;
  readonly #rules = new Map<string, ActiveRule>();

  constructor(options: LintOptions) {
    super();
    this.#options = options;
  }

  /** Notes rules that are on, so that the report lists them even where nothing is linted. */
  declare(rules: readonly ActiveRule[]): void {
    for (const active of rules) if (!this.#rules.has(active.rule.id)) this.#rules.set(active.rule.id, active);
  }

  protected override read(source: Source, open: () => Config, rules: readonly ActiveRule[]): FileResult {
    this.declare(rules);
    return lintConfig(source, open, rules, this.#options);
  }

  protected override failed(error: ReportedError): FileResult {
    return { file: undefined, findings: [], hidden: [], errors: [error], crashes: [] };
  }

  /** Everything found, ordered by file name, then by place in the file. */
  report(): Report {
    const { results, remarks } = this;
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
      remarks,
    };
  }
}
