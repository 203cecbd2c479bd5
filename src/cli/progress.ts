import type { Terminal } from "./streams.ts";

/** Before that a run is over before anybody asks. */
const AFTER_MS = 1000;

/** One line on standard error that tells which input a long run is at; nothing but there where a person looks. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #clock: () => number;
  readonly #total: number;
  readonly #start: number;
  #done = 0;
  #shown = false;

  /** `clock` gives milliseconds from any beginning. */
  constructor(terminal: Terminal, total: number, clock: () => number) {
    this.#terminal = terminal;
    this.#total = total;
    this.#clock = clock;
    this.#start = clock();
  }

  /** The next input is begun. */
  begin(name: string): void {
    this.#done++;
    const { stderr, env } = this.#terminal;
    if (stderr.isTTY !== true || (env.CI ?? "") !== "" || this.#clock() - this.#start < AFTER_MS) return;
    this.#shown = true;
    stderr.write(`\r\u001b[Kpanlint: ${this.#done} of ${this.#total}: ${name.slice(-60)}`);
  }

  /** Takes the line away, before anything else is written. */
  end(): void {
    if (this.#shown) this.#terminal.stderr.write("\r\u001b[K");
    this.#shown = false;
  }
}
