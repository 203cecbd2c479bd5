import { isSpace } from "../xml/character.ts";
import { Element } from "../xml/element.ts";
import type { ElementTable } from "../xml/element-table.ts";
import { NameTable } from "../xml/name-table.ts";

/** Longest text that is pooled; and how many different ones. Beyond that, a text is read the ordinary way. */
const MAX_LENGTH = 63;
const MAX_TEXTS = 4096;

/**
 * Texts of leaves that many entries share: actions, profile names. Each is made a string once, so that a hundred
 * thousand policy rules naming the same ten profiles cost ten strings.
 */
export class TextPool {
  readonly #table: ElementTable;
  readonly #names: NameTable;

  constructor(table: ElementTable) {
    this.#table = table;
    this.#names = new NameTable(table.bytes, MAX_TEXTS + 1);
  }

  /** The trimmed text of a leaf, undefined when nothing is left. */
  of(index: number): string | undefined {
    const { bytes } = this.#table;
    const start = this.#table.tagEnd[index] ?? 0;
    let at = start;
    let hash = 0;
    let byte = bytes[at] ?? 0;
    // Plain text only: no reference, no markup, no blank at the start.
    while (byte !== 0x3c && byte !== 0x26 && byte !== 0x0d && at - start <= MAX_LENGTH) {
      hash = (Math.imul(hash, 31) + byte) | 0;
      byte = bytes[++at] ?? 0;
    }
    const plain = byte === 0x3c && bytes[at + 1] === 0x2f && at > start;
    if (!plain || isSpace(bytes[start] ?? 0) || isSpace(bytes[at - 1] ?? 0)) return this.#read(index);
    if (this.#names.list.length >= MAX_TEXTS) return this.#read(index);
    return this.#names.list[this.#names.intern(start, at, hash)];
  }

  #read(index: number): string | undefined {
    return new Element(this.#table, index).trimmedText;
  }
}
