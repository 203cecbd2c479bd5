import type { PanosDocument } from "./document.ts";
import { partialReason } from "./partial.ts";
import { ProblemList } from "./problems.ts";

/** The file that a model was read from, and what was noticed in it. */
export class Export {
  readonly document: PanosDocument;
  /** Whether the file says of anything which device group owns it. */
  readonly hasOwners: boolean;
  readonly problems: ProblemList;
  #partial: { readonly reason: string | undefined } | undefined;

  constructor(document: PanosDocument) {
    this.document = document;
    this.hasOwners = document.table.attributeNames.includes("loc");
    this.problems = new ProblemList(document.table);
  }

  /**
   * Why the file cannot hold the whole truth (a fragment, a managed firewall's own part), whatever other files of the
   * run hold; undefined when it can.
   */
  get partialAlone(): string | undefined {
    this.#partial ??= { reason: partialReason(this.document) };
    return this.#partial.reason;
  }
}
