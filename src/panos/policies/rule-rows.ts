import type { RuleColumns } from "../policy-table/rule-columns.ts";
import type { Rulebase } from "../scopes/rulebase.ts";
import type { SecurityRule } from "./security-rule.ts";
import { EVERYWHERE, type Target } from "./targets.ts";

/** Where the rules of one list come from. */
export interface RowSource {
  readonly columns: RuleColumns;
  readonly rulebase: Rulebase;
  readonly ordinals: Int32Array;
  readonly rule: (ordinal: number) => SecurityRule;
}

/** Enabled security rules of one list as rows of the columns, for those who look at very many of them. */
export class RuleRows {
  readonly columns: RuleColumns;
  readonly rulebase: Rulebase;
  /** The numbers of the rows, in the order of the list. */
  readonly ordinals: Int32Array;
  /** The policy rule of a row, made when it is asked for. */
  readonly rule: (ordinal: number) => SecurityRule;
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
