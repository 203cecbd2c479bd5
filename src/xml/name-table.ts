import { InputError } from "../error.ts";
import { NAME_BYTE } from "./character.ts";

/** Interns stretches of the bytes, such as element names: one small number each, found by hash, compared byte by byte. */
export class NameTable {
  readonly list: string[] = [];
  readonly #bytes: Uint8Array;
  readonly #ids = new Map<string, number>();
  #slots = new Int32Array(1024);
  readonly #hashes: number[] = [];
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  readonly #limit: number;

  /** Takes at most `limit` different names. */
  constructor(bytes: Uint8Array, limit = 0xffff) {
    this.#bytes = bytes;
    this.#limit = limit;
  }

  /** The id of a name, undefined when it has not been interned. */
  find(name: string): number | undefined {
    return this.#ids.get(name);
  }

  /** The id of the name that begins at `start` and ends before the first byte that cannot belong to a name. */
  internAt(start: number): number {
    const bytes = this.#bytes;
    let end = start;
    let hash = 0;
    for (let byte = bytes[end] ?? 0; NAME_BYTE[byte] === 1; byte = bytes[++end] ?? 0)
      hash = (Math.imul(hash, 31) + byte) | 0;
    return this.intern(start, end, hash);
  }

  /** The length of an interned name in bytes. */
  lengthOf(id: number): number {
    return this.#lengths[id] ?? 0;
  }

  /** The id of the name that stands in the bytes from `start` to `end`; `hash` is h = 31·h + byte over them. */
  intern(start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = (this.#slots[slot] ?? 0) - 1;
      if (id < 0) return this.#add(start, end, hash, slot);
      if (this.#hashes[id] === hash && this.#same(id, start, end)) return id;
      slot = (slot + 1) & mask;
    }
  }

  #same(id: number, start: number, end: number): boolean {
    const bytes = this.#bytes;
    const other = this.#starts[id] ?? 0;
    const length = end - start;
    if (this.#lengths[id] !== length) return false;
    for (let i = 0; i < length; i++) if (bytes[other + i] !== bytes[start + i]) return false;
    return true;
  }

  #add(start: number, end: number, hash: number, slot: number): number {
    const id = this.list.length;
    if (id === this.#limit) {
      throw new InputError(`There are more than ${this.#limit} different element names.`, {
        offset: start,
        hint: "This is not a PAN-OS export.",
      });
    }
    const name = new TextDecoder().decode(this.#bytes.subarray(start, end));
    this.list.push(name);
    this.#ids.set(name, id);
    this.#hashes.push(hash);
    this.#starts.push(start);
    this.#lengths.push(end - start);
    this.#slots[slot] = id + 1;
    if (this.list.length * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.list.length; id++) {
      const hash = this.#hashes[id] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}
