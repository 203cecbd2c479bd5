import { type Bits, noBits, openBits, setBit } from "./bits.ts";
import type { MatchSet } from "./match-set.ts";
import { FIELD, type FieldNumber, type RuleShapes } from "./rule-shapes.ts";
import { ValueIndex } from "./value-index.ts";

/**
 * So many comparisons for each question are made before addresses, ports and users are indexed, too. Mostly zones and applications
 * leave one or two; then it is not worth reading what ten thousand address groups mean.
 */
const ENOUGH = 8;

/**
 * The rules of one list, so arranged that the first one that covers a given rule is found without comparing all pairs:
 * for each name of a zone or application the rules that let it through, as bits, and where these leave too many, the same
 * for addresses, ports and users. What they have in common is a handful of candidates.
 */
export class CoverIndex {
  readonly #shapes: RuleShapes;
  readonly #to: NameBits;
  readonly #from: NameBits;
  readonly #application: NameBits;
  readonly #source: Bits;
  readonly #destination: Bits;
  readonly #all: Bits;
  readonly #enough: number;
  #values: Values | undefined;
  #asked = 0;
  #compared = 0;

  /** `enough` comparisons for each question, and each rule, are made before values are indexed. */
  constructor(shapes: RuleShapes, enough = ENOUGH) {
    this.#shapes = shapes;
    this.#enough = enough;
    this.#to = new NameBits(shapes, FIELD.TO);
    this.#from = new NameBits(shapes, FIELD.FROM);
    this.#application = new NameBits(shapes, FIELD.APPLICATION);
    this.#source = openBits(shapes, FIELD.SOURCE);
    this.#destination = openBits(shapes, FIELD.DESTINATION);
    this.#all = noBits(shapes).fill(0xffffffff);
  }

  /** The first rule before a position that covers a rule of some list, and that `accepts` takes. */
  first(shapes: RuleShapes, at: number, before: number, accepts: (found: number) => boolean): number | undefined {
    const to = this.#to.covering(shapes.set(at, FIELD.TO));
    const from = this.#from.covering(shapes.set(at, FIELD.FROM));
    const application = this.#application.covering(shapes.set(at, FIELD.APPLICATION));
    const values = this.#valuesIfWorthIt();
    const destination = values?.destination.covering(shapes, at) ?? this.#open(shapes, at, FIELD.DESTINATION);
    const source = values?.source.covering(shapes, at) ?? this.#open(shapes, at, FIELD.SOURCE);
    const service = values?.service.covering(shapes, at) ?? this.#all;
    const user = values?.user.covering(shapes, at) ?? this.#all;
    const words = Math.min(to.length, Math.ceil(before / 32));
    for (let i = 0; i < words; i++) {
      let word = (to[i] ?? 0) & (from[i] ?? 0) & (application[i] ?? 0) & (destination[i] ?? 0) & (source[i] ?? 0);
      if (word !== 0) word &= (service[i] ?? 0) & (user[i] ?? 0);
      for (; word !== 0; word &= word - 1) {
        const found = i * 32 + (31 - Math.clz32(word & -word));
        if (found >= before) return undefined;
        this.#compared++;
        if (this.#shapes.covers(found, shapes, at) && accepts(found)) return found;
      }
    }
    return undefined;
  }

  /** The rules that let everything through in a field, if a rule of some list does; else all. */
  #open(shapes: RuleShapes, at: number, field: FieldNumber): Bits {
    if (!shapes.isOpen(at, field)) return this.#all;
    return field === FIELD.SOURCE ? this.#source : this.#destination;
  }

  #valuesIfWorthIt(): Values | undefined {
    this.#asked++;
    const enough = this.#enough * (this.#asked + this.#shapes.length);
    if (this.#values !== undefined || this.#compared < enough) return this.#values;
    const of = (field: FieldNumber) => new ValueIndex(this.#shapes, field);
    this.#values = {
      destination: of(FIELD.DESTINATION),
      source: of(FIELD.SOURCE),
      service: of(FIELD.SERVICE),
      user: of(FIELD.USER),
    };
    return this.#values;
  }
}

type Values = Readonly<Record<"destination" | "source" | "service" | "user", ValueIndex>>;

/** By name, the rules that let it through in one field; those that let everything through are among them. */
class NameBits {
  readonly #open: Bits;
  readonly #byName = new Map<string, Bits>();

  constructor(shapes: RuleShapes, field: FieldNumber) {
    this.#open = openBits(shapes, field);
    for (let at = 0; at < shapes.length; at++) {
      if (shapes.isOpen(at, field)) continue;
      for (const name of shapes.set(at, field).names) {
        const bits = this.#byName.get(name) ?? this.#open.slice();
        setBit(bits, at);
        this.#byName.set(name, bits);
      }
    }
  }

  /** The rules that let through the first name of the set: those that let all of it through are among them. */
  covering({ firstName }: MatchSet): Bits {
    return (firstName === undefined ? undefined : this.#byName.get(firstName)) ?? this.#open;
  }
}
