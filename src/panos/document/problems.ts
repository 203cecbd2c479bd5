import type { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import type { Problem, Remark } from "./problem.ts";

/** Takes what is noticed while values are read. */
export interface Problems {
  /** Notes something that cannot be read; once per element. */
  addProblem(element: Element, message: string, hint: string): void;
  /** Notes how something was understood; once per element. */
  addRemark(element: Element, message: string): void;
}

/** What was noticed in one file. Values are read lazily, so the list is complete only when the rules have run. */
export class ProblemList implements Problems {
  readonly #table: ElementTable;
  readonly #problems = new Map<number, Problem>();
  readonly #remarks = new Map<number, Remark>();

  constructor(table: ElementTable) {
    this.#table = table;
  }

  /** What could not be read, in document order. */
  get all(): readonly Problem[] {
    return inOrder(this.#problems.values());
  }

  /** How the file was understood where it can be read in more than one way, in document order. */
  get remarks(): readonly Remark[] {
    return inOrder(this.#remarks.values());
  }

  addProblem(element: Element, message: string, hint: string): void {
    // Another file of the run reports its own.
    if (element.table !== this.#table) return;
    if (!this.#problems.has(element.index)) this.#problems.set(element.index, { element, message, hint });
  }

  addRemark(element: Element, message: string): void {
    if (!this.#remarks.has(element.index)) this.#remarks.set(element.index, { element, message });
  }
}

function inOrder<T extends { readonly element: Element }>(noticed: Iterable<T>): readonly T[] {
  return [...noticed].sort((a, b) => a.element.index - b.element.index);
}
