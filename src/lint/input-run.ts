import type { InputError } from "../error.ts";
import { Config } from "../panos/config.ts";
import { openDocument } from "../panos/document/document.ts";
import type { Source } from "../source/source.ts";
import type { ReportedError } from "./report.ts";
import { unreadable } from "./reported-errors.ts";

/**
 * Makes something of one input after the other, such as a lint result. The bytes of a file are let go before the next is
 * read; the results are in the order of the file names.
 */
export abstract class InputRun<W, R> {
  readonly #results: { readonly name: string; readonly result: R }[] = [];
  /** Sentences on the inputs that belong to none of them. */
  readonly #remarks: string[] = [];

  /** The result of an input, and what is wanted of it. `open` throws InputError. */
  protected abstract read(source: Source, open: () => Config, wanted: W): R;

  /** The result of an input that could not be read. */
  protected abstract failed(error: ReportedError): R;

  /** Takes an input, and what is wanted of it. */
  add(source: Source, wanted: W): void {
    this.addOpened(source, () => new Config(openDocument(source)), wanted);
  }

  /** The same for an input that is opened in a way of its own. `open` throws InputError. */
  addOpened(source: Source, open: () => Config, wanted: W): void {
    this.#results.push({ name: source.name, result: this.read(source, open, wanted) });
  }

  /** Notes an input whose bytes could not be read or decoded. */
  addUnreadable(name: string, uri: string, error: InputError): void {
    this.#results.push({ name, result: this.failed(unreadable(name, uri, error)) });
  }

  /** Notes a sentence on the inputs that belongs to none of them. */
  addRemark(text: string): void {
    this.#remarks.push(text);
  }

  /** Whether no input was given at all. */
  get isEmpty(): boolean {
    return this.#results.length === 0;
  }

  protected get results(): readonly R[] {
    const sorted = this.#results.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return sorted.map(({ result }) => result);
  }

  protected get remarks(): readonly string[] {
    return this.#remarks;
  }
}
