import { InputError } from "../error.ts";
import { Config } from "../panos/config.ts";
import { openDocument, type PanosDocument } from "../panos/document.ts";
import { Estate, roleOf } from "../panos/estate.ts";
import type { Source } from "../source/source.ts";
import type { LintRun } from "./lint.ts";
import type { ActiveRule } from "./lint-file.ts";

interface Kept {
  readonly source: Source;
  readonly document: PanosDocument;
  readonly rules: readonly ActiveRule[];
}

/**
 * The inputs of a run that are read as one estate. Those that take part are kept until all are known: Panoramas,
 * firewalls that one manages, pushed policy. Every other one is linted at once, and its bytes are let go.
 */
export class EstateRun {
  readonly #run: LintRun;
  readonly #kept: Kept[] = [];
  #used = false;

  constructor(run: LintRun) {
    this.#run = run;
  }

  /** Lints an input, now or in `finish`. */
  add(source: Source, rules: readonly ActiveRule[]): void {
    this.#used = true;
    let document: PanosDocument;
    try {
      document = openDocument(source);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const open = (): Config => {
        throw error;
      };
      this.#run.addOpened(source, open, rules);
      return;
    }
    if (roleOf(document) === undefined) this.#run.addOpened(source, () => new Config(document), rules);
    else this.#kept.push({ source, document, rules });
  }

  /** Finds out which inputs belong together, and lints them. */
  finish(): void {
    const estate = new Estate(this.#kept.map(({ source, document }) => ({ name: source.name, document })));
    for (const [index, { source, rules }] of this.#kept.entries()) {
      this.#run.addOpened(source, () => estate.configAt(index), rules);
    }
    for (const remark of estate.remarks) this.#run.addRemark(remark);
    if (this.#used && this.#kept.length < 2) this.#run.addRemark(NOTHING_TO_JOIN);
  }
}

const NOTHING_TO_JOIN =
  "The estate has nothing to put together: that needs Panorama's configuration or pushed policy beside a managed firewall's own.";
