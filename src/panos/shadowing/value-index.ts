import type { MatchSet, Range } from "../objects/match-set.ts";
import { type Bits, noBits, openBits, setBit } from "./bits.ts";
import type { FieldNumber, RuleShapes } from "./rule-shapes.ts";

/** Rules with more ranges than these in a field are always looked at: a group of thousands would be as many entries. */
const MOST_RANGES = 64;

/**
 * For one field of the rules of a list: which ones may let through a given address, port or name. A range stands under the
 * smallest stretch that holds it, of a few sizes; a wider one is always looked at.
 */
export class ValueIndex {
  readonly #field: FieldNumber;
  /** Those that let everything through. */
  readonly #open: Bits;
  /** Those that may let through any name: open ones, and those that match everything but their members. */
  readonly #anyName: Bits;
  /** The same for any value; wide ranges are among them. */
  readonly #anyValue: Bits;
  readonly #byKey = new Map<string, number[]>();
  /** The rules under a key that very many share, as bits. */
  readonly #common = new Map<string, Bits>();
  /** The last answer, which the next one replaces. */
  readonly #answer: Bits;

  constructor(shapes: RuleShapes, field: FieldNumber) {
    this.#field = field;
    this.#open = openBits(shapes, field);
    this.#anyName = this.#open.slice();
    for (let at = 0; at < shapes.length; at++) if (shapes.isNegated(at, field)) setBit(this.#anyName, at);
    this.#anyValue = this.#anyName.slice();
    this.#answer = noBits(shapes);
    for (let at = 0; at < shapes.length; at++) {
      if (!shapes.isOpen(at, field) && !shapes.isNegated(at, field)) this.#add(shapes.set(at, field), at);
    }
    for (const [key, rules] of this.#byKey) {
      if (rules.length <= this.#answer.length) continue;
      const bits = noBits(shapes);
      for (const rule of rules) setBit(bits, rule);
      this.#common.set(key, bits);
    }
  }

  /** The rules that may let through all that a rule of some list does: no other one does. Good until the next question. */
  covering(shapes: RuleShapes, at: number): Bits {
    if (shapes.isOpen(at, this.#field)) return this.#open;
    if (shapes.isNegated(at, this.#field)) return this.#anyName;
    const { firstName, firstRange } = shapes.set(at, this.#field);
    if (firstName !== undefined) return this.#answerFor(this.#anyName, [firstName]);
    return firstRange === undefined ? this.#anyValue : this.#answerFor(this.#anyValue, keysAround(firstRange));
  }

  #add(set: MatchSet, at: number): void {
    for (const name of set.names) this.#addKey(name, at);
    const ranges = [...set.ranges()];
    const keys = ranges.length > MOST_RANGES ? [] : ranges.map(keyOf);
    if (keys.includes(undefined) || keys.length < ranges.length) setBit(this.#anyValue, at);
    for (const key of new Set(keys)) if (key !== undefined) this.#addKey(key, at);
  }

  #addKey(key: string, at: number): void {
    const rules = this.#byKey.get(key);
    if (rules === undefined) this.#byKey.set(key, [at]);
    else rules.push(at);
  }

  #answerFor(always: Bits, keys: readonly string[]): Bits {
    const answer = this.#answer;
    answer.set(always);
    for (const key of keys) {
      const common = this.#common.get(key);
      if (common === undefined) for (const rule of this.#byKey.get(key) ?? []) setBit(answer, rule);
      else for (let i = 0; i < answer.length; i++) answer[i] = (answer[i] ?? 0) | (common[i] ?? 0);
    }
    return answer;
  }
}

/** Sizes of stretches, as powers of two; an IPv6 network is hardly smaller than 2^64 unless it is one address. */
const LEVELS = [0, 8, 16];
const LEVELS6 = [0, 64, 80, 96];

/** The smallest stretch that holds a range; undefined for a wide range. A blank at the start keeps it apart from names. */
function keyOf({ family, low, end }: Range): string | undefined {
  for (const level of levelsOf(low)) {
    const first = stretchOf(low, level);
    if (first === stretchOf(typeof end === "bigint" ? end - 1n : end - 1, level)) return ` ${family} ${level} ${first}`;
  }
  return undefined;
}

/** The stretches that hold the first value of a range. */
function keysAround({ family, low }: Range): readonly string[] {
  return levelsOf(low).map((level) => ` ${family} ${level} ${stretchOf(low, level)}`);
}

function levelsOf(value: number | bigint): readonly number[] {
  return typeof value === "bigint" ? LEVELS6 : LEVELS;
}

function stretchOf(value: number | bigint, level: number): number | bigint {
  return typeof value === "bigint" ? value >> BigInt(level) : Math.floor(value / 2 ** level);
}
