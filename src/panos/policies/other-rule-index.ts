import { type OtherRuleKind, otherRulebases } from "../scopes/other-rulebases.ts";
import type { RulebaseContainer } from "../scopes/rulebase.ts";
import type { PolicyContext } from "./context.ts";
import { type OtherRuleOf, otherRule } from "./other-rules.ts";

/** The rules of all rulebases but security, kind by kind when they are asked for. */
export class OtherRuleIndex {
  readonly #context: PolicyContext;
  readonly #containers: readonly RulebaseContainer[];
  readonly #rules = new Map<OtherRuleKind, readonly unknown[]>();

  constructor(context: PolicyContext, containers: readonly RulebaseContainer[]) {
    this.#context = context;
    this.#containers = containers;
  }

  /** The rules of one kind, in document order. */
  ofKind<K extends OtherRuleKind>(kind: K): readonly OtherRuleOf<K>[] {
    const known = this.#rules.get(kind) ?? this.#read(kind);
    this.#rules.set(kind, known);
    // What is kept under a kind are the rules of that kind.
    return known as readonly OtherRuleOf<K>[];
  }

  #read<K extends OtherRuleKind>(kind: K): readonly OtherRuleOf<K>[] {
    const rulebases = [...otherRulebases(this.#containers, kind)];
    const rules = rulebases.flatMap((rulebase) =>
      rulebase.entries.map((entry, at) => otherRule(this.#context, { rulebase, position: at + 1, entry })),
    );
    return rules.sort((a, b) => a.entry.index - b.entry.index);
  }
}
