import type { PolicyRule } from "./policy-rule.ts";
import type { RuleColumns } from "./rule-columns.ts";
import type { Rulebase } from "./rulebase.ts";
import { EVERYWHERE, type Target } from "./targets.ts";

/** Where the rules of one list come from. */
export interface RowSource {
  readonly columns: RuleColumns;
  readonly rulebase: Rulebase;
  readonly ordinals: Int32Array;
  readonly rule: (ordinal: number) => PolicyRule;
}

/** Enabled security rules of one list as rows of the columns, for those who look at very many of them. */
export class RuleRows {
  readonly columns: RuleColumns;
  readonly rulebase: Rulebase;
  /** The numbers of the rows, in the order of the list. */
  readonly ordinals: Int32Array;
  /** The policy rule of a row, made when it is asked for. */
  readonly rule: (ordinal: number) => PolicyRule;
  readonly #targets: Int32Array;

  constructor({ columns, rulebase, ordinals, rule }: RowSource) {
    this.columns = columns;
    this.rulebase = rulebase;
    this.ordinals = ordinals;
    this.rule = rule;
    this.#targets = columns.column("target");
  }

  target(ordinal: number): Target {
    return this.#targets[ordinal] === 0 ? EVERYWHERE : this.rule(ordinal).target;
  }
}
