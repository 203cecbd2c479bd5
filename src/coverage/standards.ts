import type { ActiveRule } from "../lint/options.ts";
import type { Config } from "../panos/config.ts";
import type { Posture } from "../panos/posture/posture-types.ts";
import { OTHER_RULE_WORDS } from "../panos/scopes/other-rulebases.ts";
import { elementOf } from "../panos/settings/setting.ts";
import type { CheckContext, Finding, OptionSchemas, OtherRuleKind, Rule } from "../rule.ts";
import { inSentence } from "../words.ts";
import { type Doubts, doubtsOf } from "./doubts.ts";

/** A standard whose items lint rules serve, and the rules that are on in its preset. */
export interface Standard {
  /** As rules name it: `PCI DSS`. */
  readonly name: string;
  readonly preset: string;
  readonly rules: readonly ActiveRule[];
}

/** What a rule gets to work with when it runs by itself over the configuration. */
export type ContextOf = (active: ActiveRule) => CheckContext<OptionSchemas>;

export type Verdict = "pass" | "fail" | "unknown";

/** What the lint rules of an item say of a file. `pass` means that they found nothing, not that the item is met. */
export interface StandardItem {
  readonly id: string;
  readonly verdict: Verdict;
  /** The rules that serve it. */
  readonly rules: readonly RuleVerdict[];
  /** Why it cannot be judged; empty for the other verdicts. */
  readonly reasons: readonly string[];
}

interface RuleVerdict {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly findings: number;
  /** Findings on policy rules that the user exempted; they count neither way. */
  readonly exempted: number;
}

export interface StandardPosture {
  readonly standard: string;
  readonly preset: string;
  readonly items: readonly StandardItem[];
}

/** A rule that failed while it judged: our fault. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: Error;
}

interface Judgement extends RuleVerdict {
  readonly reason: string | undefined;
}

/** Judges the items of standards by the rules that serve them. */
export class StandardsRun {
  readonly #config: Config;
  readonly #doubts: Doubts;
  readonly #contextOf: ContextOf;
  /** By rule and options: presets that want a rule alike share its judgement. */
  readonly #known = new Map<string, Judgement>();
  readonly failures: RuleFailure[] = [];

  constructor(config: Config, posture: Posture, contextOf: ContextOf) {
    this.#config = config;
    this.#contextOf = contextOf;
    this.#doubts = doubtsOf(config, posture);
  }

  judge({ name, preset, rules }: Standard): StandardPosture {
    const serving = new Map<string, Judgement[]>();
    for (const active of rules) {
      const ids = active.rule.standards?.[name] ?? [];
      for (const id of ids) serving.set(id, [...(serving.get(id) ?? []), this.#judgementOf(active)]);
    }
    const items = Array.from(serving, ([id, judgements]) => itemOf(id, judgements));
    return { standard: name, preset, items: items.sort((a, b) => ORDER.compare(a.id, b.id)) };
  }

  #judgementOf(active: ActiveRule): Judgement {
    const key = JSON.stringify([active.rule.id, active.options]);
    const judgement = this.#known.get(key) ?? this.#run(active);
    this.#known.set(key, judgement);
    return judgement;
  }

  /** Runs a rule by itself: what it leaves to other rules to tell counts against its own items. */
  #run(active: ActiveRule): Judgement {
    const { rule } = active;
    const lacking = watchLists(this.#contextOf(active));
    const counts = { findings: 0, doubtful: 0, exempted: 0 };
    try {
      for (const finding of rule.check(lacking.context)) {
        if (elementOf(finding.at).table !== this.#config.file.document.table) continue;
        const { policyRule } = finding;
        if (policyRule !== undefined && rule.reportsIdleRules !== true && !lacking.context.runs(policyRule)) continue;
        if (policyRule !== undefined && lacking.context.isExempt(policyRule)) counts.exempted++;
        else if (isLowered(rule, finding)) counts.doubtful++;
        else counts.findings++;
      }
    } catch (error) {
      this.failures.push({ rule: rule.id, error: error instanceof Error ? error : new Error(String(error)) });
      return { rule: rule.id, verdict: "unknown", findings: 0, exempted: 0, reason: `the rule ${rule.id} failed` };
    }
    // Asked after the run, which may have noticed what cannot be read.
    const doubt = this.#doubts(rule.category, lacking.reason());
    const findings = counts.findings + (doubt === undefined ? counts.doubtful : 0);
    const verdict = findings > 0 ? "fail" : doubt === undefined ? "pass" : "unknown";
    return { rule: rule.id, verdict, findings, exempted: counts.exempted, reason: doubt };
  }
}

/** Notes which rulebases a lint rule looks through: nothing found where there is nothing is no good news. */
function watchLists(context: CheckContext<OptionSchemas>) {
  const empty: OtherRuleKind[] = [];
  let hasSubject = false;
  const watching: CheckContext<OptionSchemas> = {
    ...context,
    enabledRules: (query) => {
      hasSubject = true;
      return context.enabledRules(query);
    },
    enabledOtherRules: (kind) => {
      const rules = [...context.enabledOtherRules(kind)];
      if (rules.length > 0) hasSubject = true;
      else empty.push(kind);
      return rules;
    },
  };
  const reason = (): string | undefined =>
    hasSubject || empty.length === 0
      ? undefined
      : `there are no enabled ${empty.map((kind) => inSentence(OTHER_RULE_WORDS[kind])).join("s or ")}s`;
  return { context: watching, reason };
}

/** In a file that does not tell all, a finding that a rule lowers to a note is its way to say that it is not sure. */
function isLowered(rule: Rule, { severity }: Finding): boolean {
  return severity === "note" && rule.severity !== "note";
}

const ORDER = new Intl.Collator("en", { numeric: true });

function itemOf(id: string, judgements: readonly Judgement[]): StandardItem {
  const verdict = (["fail", "unknown", "pass"] as const).find((each) => judgements.some((one) => one.verdict === each));
  const unknown = verdict === "unknown" ? judgements.filter((each) => each.verdict === "unknown") : [];
  return {
    id,
    verdict: verdict ?? "unknown",
    rules: judgements.map(({ rule, verdict, findings, exempted }) => ({ rule, verdict, findings, exempted })),
    reasons: [...new Set(unknown.flatMap(({ reason }) => reason ?? []))],
  };
}
