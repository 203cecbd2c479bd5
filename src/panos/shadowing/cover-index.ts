import { MatchSet } from "../objects/match-set.ts";
import { type Bits, keepCommon, noBits, openBits, setBit } from "./bits.ts";
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
    this.#to = new NameBits(shapes.to);
    this.#from = new NameBits(shapes.from);
    this.#application = new NameBits(shapes.application);
    this.#source = openBits(shapes, FIELD.SOURCE);
    this.#destination = openBits(shapes, FIELD.DESTINATION);
    this.#all = noBits(shapes).fill(0xffffffff);
  }

  /** The first rule before a position that covers a rule of some list, and that `accepts` takes. */
  first(shapes: RuleShapes, at: number, before: number, accepts: (found: number) => boolean): number | undefined {
    const to = this.#to.covering(shapes.to[at]);
    const from = this.#from.covering(shapes.from[at]);
    const application = this.#application.covering(shapes.application[at]);
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
  /** Answers that were given: most fields say what others said before. */
  readonly #answers = new Map<MatchSet, Bits>();

  /** `sets` is what the rules let through in that field, in order. */
  constructor(sets: readonly MatchSet[]) {
    this.#open = noBits(sets);
    for (const [at, set] of sets.entries()) if (set.isAny) setBit(this.#open, at);
    const bitsOf = new Map<MatchSet, readonly Bits[]>();
    for (const [at, set] of sets.entries()) {
      if (set.isAny) continue;
      const all = bitsOf.get(set) ?? Array.from(set.names, (name) => this.#bitsFor(name));
      bitsOf.set(set, all);
      for (const bits of all) setBit(bits, at);
    }
  }

  /** The rules that let through each name of the set. */
  covering(set: MatchSet = MatchSet.ANY): Bits {
    let answer = this.#answers.get(set);
    if (answer === undefined) {
      answer = this.#common(set.names);
      this.#answers.set(set, answer);
    }
    return answer;
  }

  #common(names: ReadonlySet<string>): Bits {
    let common: Bits | undefined;
    let copied = false;
    for (const name of names) {
      const bits = this.#byName.get(name) ?? this.#open;
      if (common === undefined) common = bits;
      else {
        if (!copied) common = common.slice();
        copied = true;
        keepCommon(common, bits);
      }
    }
    return common ?? this.#open;
  }

  #bitsFor(name: string): Bits {
    const bits = this.#byName.get(name) ?? this.#open.slice();
    this.#byName.set(name, bits);
    return bits;
  }
}
