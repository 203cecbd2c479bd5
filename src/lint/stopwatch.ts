/** How long each step of a run took, summed over the inputs. Lint rules are steps under their ids. */
export class Stopwatch {
  readonly #clock: () => number;
  readonly #times = new Map<string, number>();

  /** `clock` gives milliseconds from any beginning. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Does some work and adds its time to a step. */
  measure<T>(step: string, work: () => T): T {
    const start = this.#clock();
    try {
      return work();
    } finally {
      this.#times.set(step, (this.#times.get(step) ?? 0) + this.#clock() - start);
    }
  }

  /** Milliseconds by step, the longest first. */
  get times(): readonly (readonly [step: string, milliseconds: number])[] {
    return [...this.#times].sort(([, a], [, b]) => b - a);
  }
}
