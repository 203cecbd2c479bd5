import type { MatchSet } from "./match-set.ts";
import { FIELD, type FieldNumber, type RuleShapes } from "./rule-shapes.ts";

/** Numbers of rules, a bit each. */
type Bits = Uint32Array;

/**
 * The rules of one list, so arranged that the first one that covers a given rule is found without comparing all pairs:
 * for each name of a zone or application the rules that let it through, as bits. What all of a rule's names have in
 * common is a handful of candidates, for a hundred thousand rules at the price of a few thousand machine words.
 */
export class CoverIndex {
  readonly #shapes: RuleShapes;
  readonly #to: NameBits;
  readonly #from: NameBits;
  readonly #application: NameBits;
  readonly #service: NameBits;
  /** Addresses are looked at in full only for the rules that are left; here, whether they let everything through. */
  readonly #source: Bits;
  readonly #destination: Bits;
  readonly #all: Bits;

  constructor(shapes: RuleShapes) {
    this.#shapes = shapes;
    this.#to = new NameBits(shapes, FIELD.TO);
    this.#from = new NameBits(shapes, FIELD.FROM);
    this.#application = new NameBits(shapes, FIELD.APPLICATION);
    this.#service = new NameBits(shapes, FIELD.SERVICE);
    this.#source = openBits(shapes, FIELD.SOURCE);
    this.#destination = openBits(shapes, FIELD.DESTINATION);
    this.#all = noBits(shapes).fill(0xffffffff);
  }

  /** The first rule before a position that covers a rule of some list, and that `accepts` takes. */
  first(shapes: RuleShapes, at: number, before: number, accepts: (found: number) => boolean): number | undefined {
    const to = this.#to.covering(shapes.set(at, FIELD.TO));
    const from = this.#from.covering(shapes.set(at, FIELD.FROM));
    const application = this.#application.covering(shapes.set(at, FIELD.APPLICATION));
    const service = this.#service.covering(shapes.set(at, FIELD.SERVICE));
    const source = shapes.isOpen(at, FIELD.SOURCE) ? this.#source : this.#all;
    const destination = shapes.isOpen(at, FIELD.DESTINATION) ? this.#destination : this.#all;
    const words = Math.min(to.length, Math.ceil(before / 32));
    for (let i = 0; i < words; i++) {
      let word = (to[i] ?? 0) & (application[i] ?? 0) & (from[i] ?? 0) & (service[i] ?? 0);
      word &= (source[i] ?? 0) & (destination[i] ?? 0);
      for (; word !== 0; word &= word - 1) {
        const found = i * 32 + (31 - Math.clz32(word & -word));
        if (found >= before) return undefined;
        if (this.#shapes.covers(found, shapes, at) && accepts(found)) return found;
      }
    }
    return undefined;
  }
}

/** By name, the rules that let it through in one field; those that let everything through are among them. */
class NameBits {
  readonly #open: Bits;
  /** Those that let something through by value, such as ports. */
  readonly #ranged: Bits;
  readonly #byName = new Map<string, Bits>();

  constructor(shapes: RuleShapes, field: FieldNumber) {
    this.#open = openBits(shapes, field);
    this.#ranged = this.#open.slice();
    for (let at = 0; at < shapes.length; at++) {
      if (shapes.isOpen(at, field)) continue;
      const set = shapes.set(at, field);
      if (set.hasRanges) setBit(this.#ranged, at);
      for (const name of set.names) {
        const bits = this.#byName.get(name) ?? this.#open.slice();
        setBit(bits, at);
        this.#byName.set(name, bits);
      }
    }
  }

  /** The rules that let through the first name of the set: those that let all of it through are among them. */
  covering(set: MatchSet): Bits {
    if (set.firstName !== undefined) return this.#byName.get(set.firstName) ?? this.#open;
    return set.hasRanges ? this.#ranged : this.#open;
  }
}

function noBits(shapes: RuleShapes): Bits {
  return new Uint32Array(Math.ceil(shapes.length / 32));
}

function openBits(shapes: RuleShapes, field: FieldNumber): Bits {
  const bits = noBits(shapes);
  for (let at = 0; at < shapes.length; at++) if (shapes.isOpen(at, field)) setBit(bits, at);
  return bits;
}

function setBit(bits: Bits, position: number): void {
  const at = position >> 5;
  bits[at] = (bits[at] ?? 0) | (1 << (position & 31));
}
