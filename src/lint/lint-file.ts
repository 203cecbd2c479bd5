import { InputError } from "../error.ts";
import { Config } from "../panos/config.ts";
import { openDocument } from "../panos/document.ts";
import { emptyPolicy } from "../panos/empty-policy.ts";
import type { NamedRule } from "../panos/named-rule.ts";
import type { CheckContext, Finding, OptionSchemas, Rule, RuleOptions, Severity } from "../rule.ts";
import type { Source } from "../source/source.ts";
import { Exemptions } from "./exemptions.ts";
import { elementOf, FindingResolver } from "./finding-resolver.ts";
import type { Crash, FileReport, ReportedError, ReportedFinding } from "./report.ts";
import { type Found, SharedCauses } from "./shared-causes.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** A rule that is on, as the configuration wants it. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Set when the user chose a severity; else the rule's own, finding by finding. */
  readonly severity: Severity | undefined;
  readonly options: RuleOptions;
}

/** All that one file gave. `file` is undefined when it could not be understood. */
export interface FileResult {
  readonly file: FileReport | undefined;
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: number;
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
}

/** What a run needs besides the findings. */
export interface LintOptions {
  /** Whether findings carry the line they point at; formats that do not show it save the time. */
  readonly excerpts: boolean;
  /** The time of the run, for rules that ask whether something is over; the clock's unless a test fixes it. */
  readonly now?: Date;
  /** Measures what the steps take, when somebody wants to know. */
  readonly stopwatch?: Stopwatch | undefined;
}

/** Lints one input. Never throws for what is wrong with the input or with a rule. */
export function lintFile(
  source: Source,
  rules: readonly ActiveRule[],
  options: LintOptions = { excerpts: true },
): FileResult {
  return lintConfig(source, () => new Config(openDocument(source)), rules, options);
}

/** Lints a configuration that is opened in a way of its own, such as together with others. `open` throws InputError. */
export function lintConfig(
  source: Source,
  open: () => Config,
  rules: readonly ActiveRule[],
  options: LintOptions,
): FileResult {
  let config: Config;
  try {
    config = options.stopwatch?.measure(OPENING, open) ?? open();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { file: undefined, findings: [], suppressed: 0, errors: [reportError(source, error)], crashes: [] };
  }
  const run = new FileRun(source, config, rules, options);
  for (const active of rules) {
    if (options.stopwatch === undefined) run.check(active);
    else options.stopwatch.measure(active.rule.id, () => run.check(active));
  }
  return run.result();
}

/** The step of reading the XML and what the whole model rests on. */
const OPENING = "(open)";

/** An input error with its place in the file. */
export function reportError(source: Source, error: InputError): ReportedError {
  const position = error.offset === undefined ? undefined : source.positionAt(error.offset);
  return {
    file: source.name,
    uri: source.uri,
    line: position?.line,
    column: position?.column,
    message: error.message,
    hint: error.hint,
  };
}

class FileRun {
  readonly #source: Source;
  readonly #config: Config;
  readonly #rules: readonly ActiveRule[];
  readonly #resolver: FindingResolver;
  readonly #found: Found[] = [];
  readonly #shared = new SharedCauses();
  readonly #crashes: Crash[] = [];
  readonly #now: Date;
  #suppressed = 0;

  constructor(source: Source, config: Config, rules: readonly ActiveRule[], options: LintOptions) {
    this.#source = source;
    this.#config = config;
    this.#rules = rules;
    this.#now = options.now ?? new Date();
    this.#resolver = new FindingResolver(source, config, options);
  }

  /** Runs one rule; a crash is noted with the policy rule it happened on, and the other rules go on. */
  check(active: ActiveRule): void {
    const { rule, options } = active;
    const exemptions = new Exemptions(rule.id, options);
    const context: CheckContext<OptionSchemas> = {
      config: this.#config,
      options,
      now: this.#now,
      enabledRules: (query) => this.#config.enabledRules(query),
      enabledOtherRules: (kind) => this.#config.otherRules(kind).filter(({ enabled }) => enabled),
      isExempt: (policyRule) => exemptions.has(policyRule),
      optionsOf: (id) => this.#rules.find((other) => other.rule.id === id)?.options,
    };
    try {
      this.#collect(active, rule.check(context), exemptions);
    } catch (error) {
      const policyRule = this.#lastRuleOf(rule, context)?.path;
      this.#crashes.push({ rule: rule.id, policyRule, file: this.#source.name, error: asError(error) });
    }
  }

  #collect(active: ActiveRule, findings: Iterable<Finding>, exemptions: Exemptions): void {
    for (const finding of findings) {
      // A place in another file of the run is reported where that file is linted.
      if (elementOf(finding).table !== this.#config.document.table) continue;
      const exempt = finding.policyRule !== undefined && exemptions.has(finding.policyRule);
      if (exempt) this.#suppressed++;
      const found = exempt
        ? undefined
        : { index: elementOf(finding).index, finding: this.#resolver.resolve(active, finding) };
      if (found !== undefined) this.#found.push(found);
      this.#shared.add(active.rule.id, finding, found);
    }
  }

  /** The policy rule that a lint rule dies on, found by running it once more and watching what it takes. */
  #lastRuleOf(rule: Rule, context: CheckContext<OptionSchemas>): NamedRule | undefined {
    let current: NamedRule | undefined;
    function* watched<R extends NamedRule>(rules: Iterable<R>): Generator<R, void, undefined> {
      for (const each of rules) {
        current = each;
        yield each;
      }
      current = undefined;
    }
    const watching: CheckContext<OptionSchemas> = {
      ...context,
      enabledRules: (query) => watched(context.enabledRules(query)),
      enabledOtherRules: (kind) => watched(context.enabledOtherRules(kind)),
    };
    try {
      for (const _ of rule.check(watching));
    } catch {
      return current;
    }
    return undefined;
  }

  result(): FileResult {
    // Stable: findings at one element stay in the order of the rules.
    const findings = this.#shared
      .joined(this.#found)
      .sort((a, b) => a.index - b.index)
      .map(({ finding }) => finding);
    // Counting the rules reads them all, so it comes before the question what could not be read.
    const file = this.#file();
    const errors = this.#config.problems.map(({ element, message, hint }) =>
      reportError(this.#source, new InputError(message, { offset: element.span.start, hint })),
    );
    return { file, findings, suppressed: this.#suppressed, errors, crashes: this.#crashes };
  }

  #file(): FileReport {
    const { document, scopes, rulebases, remarks } = this.#config;
    const empty = emptyPolicy(this.#config);
    const count = (position?: string): number => {
      const lists = rulebases.filter(
        (list) => list.kind === "security" && (position ?? list.position) === list.position,
      );
      return lists.reduce((sum, list) => sum + list.entries.length, 0);
    };
    return {
      path: this.#source.name,
      product: document.product,
      panosVersion: document.panosVersion,
      shape: document.shape,
      partial: this.#config.partial,
      notes: [...this.#source.notes, ...(empty === undefined ? [] : [empty]), ...remarks.map(({ message }) => message)],
      securityRules: {
        total: count(),
        disabled: this.#config.disabledSecurityRules,
        pre: count("pre"),
        local: count("local"),
        post: count("post"),
      },
      virtualSystems: scopes.filter((scope) => scope.kind === "vsys").length,
      deviceGroups: scopes.filter((scope) => scope.kind === "device-group").length,
    };
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
