import { Element } from "../xml/element.ts";
import type { ElementTable } from "../xml/element-table.ts";

/** A child that stands twice where PAN-OS allows one. */
export interface DuplicateField {
  readonly entry: number;
  readonly child: number;
}

/**
 * Where the named children of many entries are, found in one pass over each entry. With 100 000 policy rules of some
 * 20 children each, looking every child up anew would be most of the time of a run.
 */
export class EntryFields<F extends string> {
  readonly duplicates: DuplicateField[] = [];
  readonly #table: ElementTable;
  /** One column a field: for each entry the index of its first child of that name, 0 for none (0 is the root). */
  readonly #columns: ReadonlyMap<F, Int32Array>;

  constructor(table: ElementTable, fields: readonly F[], entries: readonly number[]) {
    this.#table = table;
    this.#columns = new Map(fields.map((field) => [field, new Int32Array(entries.length)]));
    this.#fill(entries);
  }

  /** For each entry the index of its first child of that name, 0 when there is none. */
  column(field: F): Int32Array {
    return this.#columns.get(field) ?? NO_COLUMN;
  }

  /** The first child of that name, 0 when there is none. */
  childIndex(ordinal: number, field: F): number {
    return this.column(field)[ordinal] ?? 0;
  }

  /** The first child of that name. */
  child(ordinal: number, field: F): Element | undefined {
    const index = this.childIndex(ordinal, field);
    return index === 0 ? undefined : new Element(this.#table, index);
  }

  #fill(entries: readonly number[]): void {
    const { name, next, names } = this.#table;
    const columnOfName: (Int32Array | undefined)[] = new Array(names.length).fill(undefined);
    for (const [field, column] of this.#columns) {
      const id = this.#table.nameId(field);
      if (id !== undefined) columnOfName[id] = column;
    }
    for (let ordinal = 0; ordinal < entries.length; ordinal++) {
      const entry = entries[ordinal] ?? 0;
      const end = next[entry] ?? 0;
      for (let child = entry + 1; child < end; child = next[child] ?? end) {
        const column = columnOfName[name[child] ?? 0];
        if (column === undefined) continue;
        if (column[ordinal] === 0) column[ordinal] = child;
        else this.duplicates.push({ entry, child });
      }
    }
  }
}

const NO_COLUMN = new Int32Array(0);
