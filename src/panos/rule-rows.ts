import type { ElementTable } from "../xml/element-table.ts";
import type { EntryFields } from "./entry-fields.ts";
import type { PolicyRule } from "./policy-rule.ts";
import type { RuleField } from "./rule-fields.ts";
import type { Rulebase } from "./rulebase.ts";
import { EVERYWHERE, type Target } from "./targets.ts";

/** Where the rules of one list come from. */
export interface RowSource {
  readonly table: ElementTable;
  readonly fields: EntryFields<RuleField>;
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
  readonly #fields: EntryFields<RuleField>;
  readonly #targets: Int32Array;

  constructor({ table, fields, rulebase, ordinals, rule }: RowSource) {
    this.table = table;
    this.rulebase = rulebase;
    this.ordinals = ordinals;
    this.rule = rule;
    this.#fields = fields;
    this.#targets = fields.column("target");
  }

  /** For each row the index of the element of a field, 0 when it is absent. */
  column(field: RuleField): Int32Array {
    return this.#fields.column(field);
  }

  target(ordinal: number): Target {
    return this.#targets[ordinal] === 0 ? EVERYWHERE : this.rule(ordinal).target;
  }
}
