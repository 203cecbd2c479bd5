import { statSync } from "node:fs";
import { type Input, STDIN } from "../source/inputs.ts";
import type { Terminal } from "./streams.ts";

/** Before that a run is over before anybody asks. */
const AFTER_MS = 1000;
/** Nobody reads faster. */
const EVERY_MS = 100;
/** With what stands around it the line stays within 80 columns; a longer one could not be rewritten in place. */
const NAME_WIDTH = 33;

/** One line on standard error that tells which input a long run is at; nothing but there where a person looks. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #clock: () => number;
  readonly #total: number;
  readonly #start: number;
  #done = 0;
  #input = "";
  #shown: number | undefined;

  /** `clock` gives milliseconds from any beginning. */
  constructor(terminal: Terminal, total: number, clock: () => number) {
    this.#terminal = terminal;
    this.#total = total;
    this.#clock = clock;
    this.#start = clock();
  }

  /** The next input is begun. */
  begin(input: Input): void {
    this.#done++;
    this.#input = `${this.#done} of ${this.#total}: ${shortName(input.name)}${sizeOf(input)}`;
    this.#show("");
  }

  /** A rule is begun; one large file takes long by itself. */
  rule(rule: number, of: number): void {
    const now = this.#clock();
    if (now - (this.#shown ?? 0) >= EVERY_MS) this.#show(`, rule ${rule} of ${of}`);
  }

  #show(more: string): void {
    const { stderr, env } = this.#terminal;
    const now = this.#clock();
    if (stderr.isTTY !== true || (env.CI ?? "") !== "" || now - this.#start < AFTER_MS) return;
    this.#shown = now;
    stderr.write(`\r\u001b[Kpanlint: ${this.#input}${more}`);
  }

  /** Takes the line away, before anything else is written. */
  end(): void {
    if (this.#shown !== undefined) this.#terminal.stderr.write("\r\u001b[K");
    this.#shown = undefined;
  }
}

/** The end of a name, which says most, without what a terminal would obey. */
function shortName(name: string): string {
  const plain = name.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
  return plain.length > NAME_WIDTH ? `…${plain.slice(1 - NAME_WIDTH)}` : plain;
}

function sizeOf({ path }: Input): string {
  const size = path === STDIN ? undefined : statSync(path, { throwIfNoEntry: false })?.size;
  return size === undefined ? "" : ` (${(size / 1e6).toFixed(1)} MB)`;
}
