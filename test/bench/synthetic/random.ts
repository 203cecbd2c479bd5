/** A small seeded generator of random numbers. Integer arithmetic only, so that every machine draws the same. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** The next 32 bits (the public-domain generator "mulberry32"). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (bits ^ (bits >>> 14)) >>> 0;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of the values of `list`. */
  pick<T>(list: readonly T[]): T {
    // The index is below the length; where T allows undefined, so does the list.
    return list[this.below(list.length)] as T;
  }

  /** One to `most` different values of `list`, few more often than many. */
  some(list: readonly string[], most: number): string[] {
    const values = new Set([this.pick(list)]);
    for (let i = 1; i < most && this.chance(55); i++) values.add(this.pick(list));
    return [...values];
  }

  /** The same values in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T]; // both are below the length
    }
    return copy;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const [a, b, c, d] = [this.#hex8(), this.#hex8(), this.#hex8(), this.#hex8()] as const;
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }

  #hex8(): string {
    return this.next().toString(16).padStart(8, "0");
  }
}
