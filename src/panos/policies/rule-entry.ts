import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import { yesNo } from "../document/values.ts";
import type { RuleColumns } from "../policy-table/rule-columns.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import { defaultFlag, type FlagField, type RuleField } from "../policy-table/rule-fields.ts";
import type { SecurityRuleKind } from "../scopes/rulebase.ts";
import type { Setting } from "../settings/setting.ts";
import { PolicyRule, type RulePlace } from "./policy-rule.ts";

const MEND = "Mend the value or export the file again.";

/** Where a policy rule stands, and its number in the model's field index. */
export interface SecurityRulePlace extends RulePlace<SecurityRuleKind> {
  readonly ordinal: number;
}

/** The entry of a security or default rule, and how its children are read. */
export abstract class RuleEntry extends PolicyRule<SecurityRuleKind> {
  protected readonly columns: RuleColumns;
  readonly #ordinal: number;
  readonly #facts: Uint8Array;

  constructor(config: Config, place: SecurityRulePlace, columns: RuleColumns, facts: Uint8Array) {
    super(config, place);
    this.#ordinal = place.ordinal;
    this.columns = columns;
    this.#facts = facts;
  }

  /** The policy rule at the beginning of a sentence: `Security rule "allow-web"`. */
  get label(): string {
    return this.kind === "security" ? `Security rule "${this.name}"` : `Default rule "${this.name}"`;
  }

  /** Disabled rules match nothing and log nothing; Panorama does not even push them. */
  get enabled(): boolean {
    return (this.facts & FACT.ENABLED) !== 0;
  }

  /** Whether it is disabled, as a setting; `enabled` is the quick question. Default rules cannot be disabled. */
  get disabled(): Setting<boolean> {
    return this.flag("disabled");
  }

  /** The facts of this rule, see {@link FACT}. */
  protected get facts(): number {
    const facts = this.#facts[this.#ordinal] ?? 0;
    return (facts & FACT.UNREAD) === 0 ? facts : this.readClosely();
  }

  /** Reads the facts of a rule that is not written as PAN-OS writes it: by its settings, noting what cannot be read. */
  readClosely(): number {
    const facts = this.factsByReading();
    this.#facts[this.#ordinal] = facts;
    return facts;
  }

  protected abstract factsByReading(): number;

  /** The index of the child with this name, 0 when there is none. */
  protected childIndex(field: RuleField): number {
    return this.columns.childIndex(this.#ordinal, field);
  }

  /** What the child with this name holds, as the number that all fields which hold the same have. */
  protected content(field: RuleField): number {
    return this.columns.contentAt(this.#ordinal, field);
  }

  /** The trimmed text of the child with this name, undefined when it is absent or blank. */
  protected text(field: RuleField): string | undefined {
    return this.columns.textOf(this.content(field));
  }

  protected override child(field: RuleField): Element | undefined {
    return this.columns.child(this.#ordinal, field);
  }

  /** A value that stands inside another element is not read: said, so that the default is not taken for it. */
  protected refuseNested(leaf: Element | undefined): void {
    if (leaf === undefined || leaf === this.entry || !leaf.hasChildren) return;
    this.config.addProblem(
      leaf,
      `${this.label} has elements inside <${leaf.name}>, where PAN-OS writes a plain value.`,
      MEND,
    );
  }

  protected flag(field: FlagField): Setting<boolean> {
    const index = this.childIndex(field);
    const value = index === 0 ? undefined : yesNo(this.entry.table, index);
    const element = index === 0 ? this.entry : this.child(field);
    if (typeof value === "boolean") return { name: field, value, origin: "explicit", element: element ?? this.entry };
    if (value !== undefined && element !== undefined) {
      this.config.addProblem(element, `${this.label} has "${value}" in ${field}; PAN-OS knows only yes and no.`, MEND);
    }
    this.refuseNested(element);
    return { name: field, value: defaultFlag(this.kind, field), origin: "default", element: element ?? this.entry };
  }
}
