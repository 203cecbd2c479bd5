import { FIELD, type FieldNumber, type RuleShape } from "./rule-shape.ts";

/** Numbers of rules, a bit each. */
type Bits = Uint32Array;

/** Fields in which a covering rule must have every name of the other. */
const NAMED = [FIELD.TO, FIELD.FROM, FIELD.APPLICATION, FIELD.SERVICE] as const;
/** Fields that are looked at in full only for the rules that are left; here, whether they let everything through. */
const OPEN = [FIELD.SOURCE, FIELD.DESTINATION] as const;

/**
 * The rules of one list, so arranged that the first one that covers a given rule is found without comparing all pairs:
 * for each name of a zone or application the rules that let it through, as bits. What all of a rule's names have in
 * common is a handful of candidates, for a hundred thousand rules at the price of a few thousand machine words.
 */
export class CoverIndex {
  readonly #shapes: readonly RuleShape[];
  readonly #named: ReadonlyMap<FieldNumber, NameBits>;
  readonly #open: ReadonlyMap<FieldNumber, Bits>;

  constructor(shapes: readonly RuleShape[]) {
    this.#shapes = shapes;
    this.#named = new Map(NAMED.map((field) => [field, new NameBits(shapes, field)]));
    this.#open = new Map(OPEN.map((field) => [field, openBits(shapes, field)]));
  }

  /** The first rule before a position that covers the shape, and that `accepts` takes. */
  first(shape: RuleShape, before: number, accepts: (found: RuleShape) => boolean): RuleShape | undefined {
    const [first, ...others] = this.#conditions(shape);
    const words = Math.min(first?.length ?? 0, Math.ceil(before / 32));
    for (let at = 0; at < words; at++) {
      let word = first?.[at] ?? 0;
      for (let i = 0; word !== 0 && i < others.length; i++) word &= others[i]?.[at] ?? 0;
      for (; word !== 0; word &= word - 1) {
        const position = at * 32 + (31 - Math.clz32(word & -word));
        if (position >= before) return undefined;
        const found = this.#shapes[position];
        if (found?.covers(shape) && accepts(found)) return found;
      }
    }
    return undefined;
  }

  /** Sets of rules in all of which every covering rule is. */
  #conditions(shape: RuleShape): readonly Bits[] {
    const conditions: Bits[] = [];
    for (const [field, bits] of this.#named) bits.addConditions(shape, field, conditions);
    for (const [field, bits] of this.#open) if (shape.isOpen(field)) conditions.push(bits);
    return conditions;
  }
}

/** By name, the rules that let it through in one field; those that let everything through are among them. */
class NameBits {
  readonly #open: Bits;
  /** Those that let something through by value, such as ports. */
  readonly #ranged: Bits;
  readonly #byName = new Map<string, Bits>();

  constructor(shapes: readonly RuleShape[], field: FieldNumber) {
    this.#open = openBits(shapes, field);
    this.#ranged = this.#open.slice();
    for (const [position, shape] of shapes.entries()) {
      if (shape.isOpen(field)) continue;
      const set = shape.set(field);
      if (set.hasRanges) setBit(this.#ranged, position);
      for (const name of set.names) {
        const bits = this.#byName.get(name) ?? this.#open.slice();
        setBit(bits, position);
        this.#byName.set(name, bits);
      }
    }
  }

  addConditions(shape: RuleShape, field: FieldNumber, conditions: Bits[]): void {
    if (shape.isOpen(field)) {
      conditions.push(this.#open);
      return;
    }
    const set = shape.set(field);
    if (set.hasRanges) conditions.push(this.#ranged);
    for (const name of set.names) conditions.push(this.#byName.get(name) ?? this.#open);
  }
}

function openBits(shapes: readonly RuleShape[], field: FieldNumber): Bits {
  const bits = new Uint32Array(wordsFor(shapes));
  for (const [position, shape] of shapes.entries()) if (shape.isOpen(field)) setBit(bits, position);
  return bits;
}

function wordsFor(shapes: readonly RuleShape[]): number {
  return Math.ceil(shapes.length / 32);
}

function setBit(bits: Bits, position: number): void {
  const at = position >> 5;
  bits[at] = (bits[at] ?? 0) | (1 << (position & 31));
}
