import { InputError } from "../error.ts";
import { Config } from "../panos/config.ts";
import { openDocument, type PanosDocument } from "../panos/document/document.ts";
import { Estate, roleOf } from "../panos/estate/estate.ts";
import type { Source } from "../source/source.ts";
import type { InputRun } from "./input-run.ts";

interface Kept<T> {
  readonly source: Source;
  readonly document: PanosDocument;
  readonly wanted: T;
}

/**
 * The inputs of a run that are read as one estate. Those that take part are kept until all are known: Panoramas,
 * firewalls that one manages, pushed policy. Every other one is passed on at once, and its bytes are let go.
 */
export class EstateRun<T> {
  readonly #run: InputRun<T, unknown>;
  readonly #kept: Kept<T>[] = [];
  #used = false;

  constructor(run: InputRun<T, unknown>) {
    this.#run = run;
  }

  /** Takes an input, now or in `finish`. */
  add(source: Source, wanted: T): void {
    this.#used = true;
    let document: PanosDocument;
    try {
      document = openDocument(source);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const open = (): Config => {
        throw error;
      };
      this.#run.addOpened(source, open, wanted);
      return;
    }
    if (roleOf(document) === undefined) this.#run.addOpened(source, () => new Config(document), wanted);
    else this.#kept.push({ source, document, wanted });
  }

  /** Finds out which inputs belong together, and passes them on. */
  finish(): void {
    const estate = new Estate(this.#kept.map(({ source, document }) => ({ name: source.name, document })));
    for (const [index, { source, wanted }] of this.#kept.entries()) {
      this.#run.addOpened(source, () => estate.configAt(index), wanted);
    }
    for (const remark of estate.remarks) this.#run.addRemark(remark);
    if (this.#used && this.#kept.length < 2) this.#run.addRemark(NOTHING_TO_JOIN);
  }
}

const NOTHING_TO_JOIN =
  "The estate has nothing to put together: that needs Panorama's configuration or pushed policy beside a managed firewall's own.";
