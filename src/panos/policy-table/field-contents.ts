import { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import { isAny, members } from "../document/values.ts";

const LT = 0x3c;

/** What an absent field holds. */
export const ABSENT = 0;

/** What a list says at a glance. */
const [UNREAD, ANY, NAMES, EMPTY] = [0, 1, 2, 3];

/**
 * What the fields of policy rules hold, as numbers: two fields have the same number when the same elements with the same
 * texts stand in them. A hundred thousand policy rules share most of theirs, so that what follows from a field is found
 * out once for each number. Attributes, which tell only who wrote what, and the blanks between elements do not count.
 */
export class FieldContents {
  readonly #table: ElementTable;
  /** By content, the first element that holds it, and its hash. */
  readonly #elements: number[] = [0];
  readonly #hashes: number[] = [0];
  /** Contents by hash. */
  #slots = new Int32Array(1024);
  /** What each says as a list. */
  readonly #lists: number[] = [UNREAD];

  constructor(table: ElementTable) {
    this.#table = table;
  }

  /** The content of an element. */
  contentOf(element: number): number {
    const hash = this.#hash(element);
    const mask = this.#slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const content = this.#slots[slot] ?? 0;
      if (content === 0) return this.#add(element, hash, slot);
      if (this.#hashes[content] === hash && this.#isSame(this.#elements[content] ?? 0, element)) return content;
    }
  }

  /** An element with this content; the root, which is 0, for {@link ABSENT}. */
  elementOf(content: number): number {
    return this.#elements[content] ?? 0;
  }

  /** The members of a list with this content. */
  membersOf(content: number): readonly string[] {
    return content === ABSENT ? [] : members(new Element(this.#table, this.elementOf(content)));
  }

  /** Whether a list with this content holds `any`; undefined when it is absent or has no member. */
  isAny(content: number): boolean | undefined {
    let list = this.#lists[content];
    if (list === UNREAD) {
      const any = content === ABSENT ? undefined : isAny(this.#table, this.elementOf(content));
      list = any === undefined ? EMPTY : any ? ANY : NAMES;
      this.#lists[content] = list;
    }
    return list === EMPTY ? undefined : list === ANY;
  }

  #add(element: number, hash: number, slot: number): number {
    const content = this.#elements.length;
    this.#elements.push(element);
    this.#hashes.push(hash);
    this.#lists.push(UNREAD);
    this.#slots[slot] = content;
    if (content * 2 > this.#slots.length) this.#makeRoom();
    return content;
  }

  #makeRoom(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let content = 1; content < this.#hashes.length; content++) {
      const hash = this.#hashes[content] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = content;
    }
    this.#slots = slots;
  }

  /** A number made of the texts of the leaves. */
  #hash(element: number): number {
    const { bytes, tagEnd, end, next } = this.#table;
    const last = next[element] ?? 0;
    let hash = last - element;
    // Without a child, the element's own text is what it holds.
    for (let leaf = last === element + 1 ? element : element + 1; leaf < last; leaf++) {
      if (next[leaf] !== leaf + 1) continue;
      const stop = end[leaf] ?? 0;
      for (let at = tagEnd[leaf] ?? 0; at < stop; at++) {
        const byte = bytes[at] ?? 0;
        if (byte === LT) break;
        hash = (Math.imul(hash, 31) + byte) | 0;
      }
    }
    return hash;
  }

  #isSame(one: number, other: number): boolean {
    const { name, next } = this.#table;
    const size = (next[one] ?? 0) - one;
    if ((next[other] ?? 0) - other !== size) return false;
    if (size === 1) return this.#haveSameText(one, other);
    for (let step = 1; step < size; step++) {
      const [below, otherBelow] = [one + step, other + step];
      const sizeBelow = (next[below] ?? 0) - below;
      if (name[below] !== name[otherBelow] || (next[otherBelow] ?? 0) - otherBelow !== sizeBelow) return false;
      if (sizeBelow === 1 && !this.#haveSameText(below, otherBelow)) return false;
    }
    return true;
  }

  /** Compares what stands from the start tag to the end of the element. */
  #haveSameText(one: number, other: number): boolean {
    const { bytes, tagEnd, end } = this.#table;
    const [from, otherFrom] = [tagEnd[one] ?? 0, tagEnd[other] ?? 0];
    const length = (end[one] ?? 0) - from;
    if ((end[other] ?? 0) - otherFrom !== length) return false;
    for (let at = 0; at < length; at++) if (bytes[from + at] !== bytes[otherFrom + at]) return false;
    return true;
  }
}

/** Finds something out once for each content; `find` gets the content. */
export function onceForEach<T>(find: (content: number) => T): (content: number) => T {
  const known = new Map<number, T>();
  return (content) => {
    let answer = known.get(content);
    if (answer === undefined) {
      answer = find(content);
      known.set(content, answer);
    }
    return answer;
  };
}
