import type { Element } from "../../xml/element.ts";
import type { Problems } from "../document/problems.ts";
import { isAny, yesNo } from "../document/values.ts";
import type { RuleColumns } from "../policy-table/rule-columns.ts";
import { defaultFlag, type FlagField, type RuleField } from "../policy-table/rule-fields.ts";
import type { SecurityRuleKind } from "../scopes/rulebase.ts";
import type { Setting } from "../settings/setting.ts";

const MEND = "Fix the value or export the file again.";

/** The table of all security and default rules: where their children are, and their facts. */
export interface RuleTable {
  readonly columns: RuleColumns;
  /** The facts of each rule, one bit each. */
  readonly facts: Uint8Array;
  readonly problems: Problems;
}

/** Which rule of the table an entry is. */
interface RowPlace {
  readonly element: Element;
  readonly kind: SecurityRuleKind;
  /** Its number in the table. */
  readonly ordinal: number;
}

/** A security or default rule at the beginning of a sentence: `Security rule "allow-web"`. */
export function securityRuleLabel(kind: SecurityRuleKind, name: string): string {
  return `${kind === "security" ? "Security" : "Default"} rule "${name}"`;
}

/** The entry of a security or default rule, and how its children are read. */
export class RuleEntry {
  readonly element: Element;
  readonly kind: SecurityRuleKind;
  readonly #ordinal: number;
  readonly columns: RuleColumns;
  readonly #facts: Uint8Array;
  readonly #problems: Problems;

  constructor({ element, kind, ordinal }: RowPlace, { columns, facts, problems }: RuleTable) {
    this.element = element;
    this.kind = kind;
    this.#ordinal = ordinal;
    this.columns = columns;
    this.#facts = facts;
    this.#problems = problems;
  }

  get label(): string {
    return securityRuleLabel(this.kind, this.element.attribute("name") ?? "");
  }

  /** The facts of this rule, one bit each. */
  get facts(): number {
    return this.#facts[this.#ordinal] ?? 0;
  }

  set facts(facts: number) {
    this.#facts[this.#ordinal] = facts;
  }

  /** Whether all facts of a bit mask hold. */
  has(facts: number): boolean {
    return (this.facts & facts) === facts;
  }

  /** The index of the child with this name, 0 when there is none. */
  childIndex(field: RuleField): number {
    return this.columns.childIndex(this.#ordinal, field);
  }

  /** What the child with this name holds, as the number that all fields which hold the same have. */
  content(field: RuleField): number {
    return this.columns.contentAt(this.#ordinal, field);
  }

  /** The trimmed text of the child with this name, undefined when it is absent or blank. */
  text(field: RuleField): string | undefined {
    return this.columns.textOf(this.content(field));
  }

  child(field: RuleField): Element | undefined {
    return this.columns.child(this.#ordinal, field);
  }

  /** Whether a match field lets everything through; `whenAbsent` is what its absence means. */
  isAny(field: RuleField, whenAbsent: boolean): boolean {
    const index = this.childIndex(field);
    return index === 0 ? whenAbsent : (isAny(this.element.table, index) ?? whenAbsent);
  }

  /** A value that stands inside another element is not read: said, so that the default is not taken for it. */
  refuseNested(leaf: Element | undefined): void {
    if (leaf === undefined || leaf === this.element || !leaf.hasChildren) return;
    this.#problems.addProblem(
      leaf,
      `${this.label} has elements inside <${leaf.name}>, where PAN-OS writes a plain value.`,
      MEND,
    );
  }

  /** An element that says nothing is not what PAN-OS writes for its default, which is no element. */
  refuseEmpty(leaf: Element | undefined): void {
    if (leaf === undefined || leaf.hasChildren || leaf.trimmedText !== undefined) return;
    this.#problems.addProblem(leaf, `${this.label} has an empty <${leaf.name}>, which PAN-OS does not write.`, MEND);
  }

  flag(field: FlagField): Setting<boolean> {
    const index = this.childIndex(field);
    const value = index === 0 ? undefined : yesNo(this.element.table, index);
    const element = index === 0 ? this.element : this.child(field);
    if (typeof value === "boolean") return { name: field, value, origin: "explicit", element: element ?? this.element };
    if (value !== undefined && element !== undefined) {
      const message = `${this.label} has "${value}" in ${field}; PAN-OS knows only yes and no.`;
      this.#problems.addProblem(element, message, MEND);
    }
    this.refuseNested(element);
    if (index !== 0) this.refuseEmpty(element);
    return { name: field, value: defaultFlag(this.kind, field), origin: "default", element: element ?? this.element };
  }
}
