import { InputError } from "../error.ts";
import { Config } from "../panos/config.ts";
import { openDocument } from "../panos/document/document.ts";
import { isPlaceholder } from "../panos/document/placeholder.ts";
import { isUndecided } from "../panos/document/template.ts";
import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import { postureOf } from "../panos/posture/posture.ts";
import { elementOf } from "../panos/settings/setting.ts";
import type { CheckContext, Finding, OptionSchemas, Rule } from "../rule.ts";
import type { Source } from "../source/source.ts";
import { Exemptions } from "./exemptions.ts";
import { fileReportOf } from "./file-report.ts";
import { FindingResolver } from "./finding-resolver.ts";
import type { ActiveRule, LintOptions } from "./options.ts";
import type { Crash, FileResult, Hidden, ReportedFinding } from "./report.ts";
import { errorIn, problemsIn } from "./reported-errors.ts";
import { contextOf } from "./rule-context.ts";
import { type Found, SharedCauses } from "./shared-causes.ts";
import { isExpired, suppressionFor } from "./suppress.ts";
import { UnexplainedExemptions } from "./unexplained-exemptions.ts";

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
    return { file: undefined, findings: [], hidden: [], errors: [errorIn(source, error)], crashes: [] };
  }
  const run = new FileRun(source, config, rules, options);
  for (const [at, active] of rules.entries()) {
    options.onRule?.(at + 1, rules.length);
    if (options.stopwatch === undefined) run.check(active);
    else options.stopwatch.measure(active.rule.id, () => run.check(active));
  }
  return run.result();
}

/** The step of reading the XML and what the whole model rests on. */
const OPENING = "(open)";

class FileRun {
  readonly #source: Source;
  readonly #config: Config;
  readonly #rules: readonly ActiveRule[];
  readonly #resolver: FindingResolver;
  readonly #found: Found[] = [];
  readonly #shared = new SharedCauses();
  readonly #crashes: Crash[] = [];
  readonly #now: Date;
  readonly #unexplained = new UnexplainedExemptions();
  readonly #hidden: (Found & { readonly because: Hidden })[] = [];
  readonly #today: string;
  readonly #posture: boolean;

  constructor(source: Source, config: Config, rules: readonly ActiveRule[], options: LintOptions) {
    this.#source = source;
    this.#config = config;
    this.#rules = rules;
    this.#now = options.now ?? new Date();
    this.#resolver = new FindingResolver(source, config, options);
    this.#posture = options.posture ?? false;
    this.#today = this.#now.toISOString().slice(0, 10);
  }

  /** Runs one rule; a crash is noted with the policy rule it happened on, and the other rules go on. */
  check(active: ActiveRule): void {
    const { rule, options } = active;
    const exemptions = new Exemptions(rule.id, options);
    const context = contextOf({
      config: this.#config,
      active,
      now: this.#now,
      exemptions,
      optionsOf: (id) => this.#rules.find((other) => other.rule.id === id)?.options,
    });
    try {
      this.#collect(active, context, exemptions);
    } catch (error) {
      const policyRule = this.#lastRuleOf(rule, context)?.path;
      this.#crashes.push({ rule: rule.id, policyRule, file: this.#source.name, error: asError(error) });
    }
  }

  #collect(active: ActiveRule, context: CheckContext<OptionSchemas>, exemptions: Exemptions): void {
    for (const finding of active.rule.check(context)) {
      // A place in another file of the run is reported where that file is linted.
      if (elementOf(finding.at).table !== this.#config.file.document.table) continue;
      if (this.#restsOnPlaceholder(finding)) continue;
      const { policyRule } = finding;
      if (policyRule !== undefined && active.rule.reportsIdleRules !== true && !context.runs(policyRule)) continue;
      const resolved = this.#resolver.resolve(active, finding);
      const because = this.#hiddenBy(active, exemptions, finding, resolved);
      const lapsed = because?.kind === "suppression" && isExpired(because.suppression, this.#today);
      const reported = lapsed ? { ...resolved, lapsed: because.suppression } : resolved;
      const found = { index: elementOf(finding.at).index, finding: reported };
      if (because === undefined || lapsed) this.#found.push(found);
      else this.#hidden.push({ ...found, because });
      if (finding.policyRule !== undefined) this.#unexplained.add(active.rule.id, finding.policyRule, because);
      this.#shared.add(active.rule.id, finding, because === undefined || lapsed ? found : undefined);
    }
  }

  /** In a template: whether a value that nobody knows yet decides what is reported. */
  #restsOnPlaceholder({ at, policyRule }: Finding): boolean {
    if (!this.#config.file.problems.isTemplate) return false;
    if (policyRule !== undefined && isUndecided(policyRule.entry)) return true;
    return "origin" in at && at.origin === "default" && isPlaceholder(at.element.trimmedText);
  }

  #hiddenBy(
    { suppressible, suppressions = [] }: ActiveRule,
    exemptions: Exemptions,
    { policyRule }: Finding,
    finding: ReportedFinding,
  ): Hidden | undefined {
    if (suppressible === false) return undefined;
    const exemption = policyRule && exemptions.of(policyRule);
    if (exemption !== undefined) return exemption;
    const suppression = suppressionFor(suppressions, finding, { policyRule, today: this.#today });
    return suppression && { kind: "suppression", suppression };
  }

  /** What is said of exemptions, if the rule that says it is on. */
  #tellUnexplained(): void {
    const active = this.#rules.find(({ rule }) => rule.id === "unexplained-exemption");
    if (active === undefined) return;
    for (const finding of this.#unexplained.findings()) {
      this.#found.push({ index: elementOf(finding.at).index, finding: this.#resolver.resolve(active, finding) });
    }
  }

  /** The policy rule that a lint rule dies on, found by running it once more and watching what it takes. */
  #lastRuleOf(rule: Rule, context: CheckContext<OptionSchemas>): PolicyRule | undefined {
    let current: PolicyRule | undefined;
    function* watched<R extends PolicyRule>(rules: Iterable<R>): Generator<R, void, undefined> {
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
    this.#tellUnexplained();
    // Stable: findings at one element stay in the order of the rules.
    const findings = this.#shared
      .joined(this.#found)
      .sort((a, b) => a.index - b.index)
      .map(({ finding }) => finding);
    // Counting the rules reads them all, so it comes before the question what could not be read.
    const file = fileReportOf(
      this.#source,
      this.#config,
      this.#posture ? postureOf(this.#config, this.#now) : undefined,
    );
    const errors = problemsIn(this.#source, this.#config);
    const hidden = this.#hidden.sort((a, b) => a.index - b.index).map(({ finding, because }) => ({ finding, because }));
    return { file, findings, hidden, errors, crashes: this.#crashes };
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
