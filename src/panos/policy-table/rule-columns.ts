import { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import { yesNo } from "../document/values.ts";
import { NO_PROFILES, type ProfileSetting, readProfileSetting } from "../objects/profile-setting.ts";
import { ABSENT, FieldContents, onceForEach } from "./field-contents.ts";
import { RULE_FIELDS, type RuleField, UNLIKE_FIELDS } from "./rule-fields.ts";

/** A child that stands twice where PAN-OS allows one. */
export interface DuplicateField {
  readonly entry: number;
  readonly child: number;
}

/**
 * Where the children of policy rules are and what they hold, in columns, found in one pass over each rule's entry. With
 * 100 000 policy rules of some 20 children each, looking every child up anew would be most of the time of a run.
 */
export class RuleColumns {
  readonly duplicates: DuplicateField[] = [];
  /** What the numbers of {@link contentsOf} stand for. */
  readonly contents: FieldContents;
  /** The trimmed text of a leaf with this content, undefined when it is absent or blank. */
  readonly textOf: (content: number) => string | undefined;
  /** Whether a yes/no leaf with this content says a plain no, or nothing. */
  readonly saysNo: (content: number) => boolean;
  /** What a `profile-setting` with this content says. */
  readonly profilesOf: (content: number) => ProfileSetting;
  readonly #table: ElementTable;
  /** For each rule the index of its first child of that name, 0 for none (0 is the root). */
  readonly #columns: ReadonlyMap<RuleField, Int32Array>;
  readonly #contents: ReadonlyMap<RuleField, Int32Array>;

  /** `entries` are the elements of the rules. */
  constructor(table: ElementTable, entries: readonly number[]) {
    const contents = new FieldContents(table);
    const elementOf = (content: number) => new Element(table, contents.elementOf(content));
    this.contents = contents;
    this.textOf = onceForEach((content) => (content === ABSENT ? undefined : elementOf(content).trimmedText));
    this.saysNo = onceForEach((content) => content === ABSENT || yesNo(table, contents.elementOf(content)) === false);
    this.profilesOf = onceForEach((content) =>
      content === ABSENT ? NO_PROFILES : readProfileSetting(elementOf(content)),
    );
    this.#table = table;
    const numbered = RULE_FIELDS.filter((field) => !UNLIKE_FIELDS.includes(field));
    this.#columns = new Map(RULE_FIELDS.map((field) => [field, new Int32Array(entries.length)]));
    this.#contents = new Map(numbered.map((field) => [field, new Int32Array(entries.length)]));
    this.#fill(entries);
  }

  /** For each rule the index of its first child of that name, 0 when there is none. */
  column(field: RuleField): Int32Array {
    return this.#columns.get(field) ?? NO_COLUMN;
  }

  /** Whether some rule may have such a child: whether the document has any element of that name. */
  isWritten(field: RuleField): boolean {
    return this.#table.nameId(field) !== undefined;
  }

  /** For each rule what its first child of that name holds, see {@link FieldContents}. */
  contentsOf(field: RuleField): Int32Array {
    return this.#contents.get(field) ?? NO_COLUMN;
  }

  /** The first child of that name, 0 when there is none. */
  childIndex(ordinal: number, field: RuleField): number {
    return this.column(field)[ordinal] ?? 0;
  }

  /** What the first child of that name holds. */
  contentAt(ordinal: number, field: RuleField): number {
    return this.contentsOf(field)[ordinal] ?? ABSENT;
  }

  /** The first child of that name. */
  child(ordinal: number, field: RuleField): Element | undefined {
    const index = this.childIndex(ordinal, field);
    return index === 0 ? undefined : new Element(this.#table, index);
  }

  #fill(entries: readonly number[]): void {
    const { name, next, names } = this.#table;
    const columns: (Int32Array | undefined)[] = new Array(names.length).fill(undefined);
    const contents: (Int32Array | undefined)[] = new Array(names.length).fill(undefined);
    for (const [field, column] of this.#columns) {
      const id = this.#table.nameId(field);
      if (id === undefined) continue;
      columns[id] = column;
      contents[id] = this.#contents.get(field);
    }
    for (let ordinal = 0; ordinal < entries.length; ordinal++) {
      const entry = entries[ordinal] ?? 0;
      const end = next[entry] ?? 0;
      for (let child = entry + 1; child < end; child = next[child] ?? end) {
        const id = name[child] ?? 0;
        const column = columns[id];
        if (column === undefined) continue;
        if (column[ordinal] === 0) {
          column[ordinal] = child;
          // Read now, while the rule's bytes are at hand: field by field it takes three times as long.
          const numbers = contents[id];
          if (numbers !== undefined) numbers[ordinal] = this.contents.contentOf(child);
        } else this.duplicates.push({ entry, child });
      }
    }
  }
}

const NO_COLUMN = new Int32Array(0);
