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
  readonly #width: number;
  readonly #slots: ReadonlyMap<string, number>;
  readonly #children: Int32Array;

  constructor(table: ElementTable, fields: readonly F[], entries: readonly number[]) {
    this.#table = table;
    this.#width = fields.length;
    this.#slots = new Map(fields.map((field, slot) => [field, slot]));
    this.#children = new Int32Array(entries.length * fields.length);
    this.#fill(entries, this.#slotOfName());
  }

  /** The first child of that name, 0 when there is none (0 is the root, which is nobody's child). */
  childIndex(ordinal: number, field: F): number {
    return this.#children[ordinal * this.#width + (this.#slots.get(field) ?? 0)] ?? 0;
  }

  /** The first child of that name. */
  child(ordinal: number, field: F): Element | undefined {
    const index = this.childIndex(ordinal, field);
    return index === 0 ? undefined : new Element(this.#table, index);
  }

  /** Slot plus one by name id; 0 for names that are no field. */
  #slotOfName(): Uint8Array {
    const slots = new Uint8Array(this.#table.names.length);
    for (const [field, slot] of this.#slots) {
      const id = this.#table.nameId(field);
      if (id !== undefined) slots[id] = slot + 1;
    }
    return slots;
  }

  #fill(entries: readonly number[], slotOfName: Uint8Array): void {
    const { name, next } = this.#table;
    for (const [ordinal, entry] of entries.entries()) {
      const end = next[entry] ?? 0;
      for (let child = entry + 1; child < end; child = next[child] ?? end) {
        const slot = (slotOfName[name[child] ?? 0] ?? 0) - 1;
        if (slot < 0) continue;
        const at = ordinal * this.#width + slot;
        if (this.#children[at] === 0) this.#children[at] = child;
        else this.duplicates.push({ entry, child });
      }
    }
  }
}
