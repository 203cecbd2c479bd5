import type { ElementTable } from "../xml/element-table.ts";
import type { FieldContents } from "./field-contents.ts";
import type { PolicyRule } from "./policy-rule.ts";
import type { RuleColumns } from "./rule-columns.ts";
import type { RuleField } from "./rule-fields.ts";
import type { Rulebase } from "./rulebase.ts";
import { EVERYWHERE, type Target } from "./targets.ts";

/** Where the rules of one list come from. */
export interface RowSource {
  readonly table: ElementTable;
  readonly columns: RuleColumns;
  readonly rulebase: Rulebase;
  readonly ordinals: Int32Array;
  readonly rule: (ordinal: number) => PolicyRule;
}

/** Enabled security rules of one list as rows of the field index, for those who look at very many of them. */
export class RuleRows {
  readonly table: ElementTable;
  readonly rulebase: Rulebase;
  /** The numbers of the rows, in the order of the list. */
  readonly ordinals: Int32Array;
  /** The policy rule of a row, made when it is asked for. */
  readonly rule: (ordinal: number) => PolicyRule;
  readonly #columns: RuleColumns;
  readonly #targets: Int32Array;

  constructor({ table, columns, rulebase, ordinals, rule }: RowSource) {
    this.table = table;
    this.rulebase = rulebase;
    this.ordinals = ordinals;
    this.rule = rule;
    this.#columns = columns;
    this.#targets = columns.column("target");
  }

  /** For each row the index of the element of a field, 0 when it is absent. */
  column(field: RuleField): Int32Array {
    return this.#columns.column(field);
  }

  /** For each row what a field holds. */
  contentsOf(field: RuleField): Int32Array {
    return this.#columns.contentsOf(field);
  }

  /** What the numbers of contents stand for. */
  get contents(): FieldContents {
    return this.#columns.contents;
  }

  target(ordinal: number): Target {
    return this.#targets[ordinal] === 0 ? EVERYWHERE : this.rule(ordinal).target;
  }
}
