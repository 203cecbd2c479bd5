import type { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import { isPlaceholder } from "./placeholder.ts";
import type { Problem, Remark } from "./problem.ts";
import { templateProblem } from "./template.ts";

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

  readonly #isTemplate: boolean;

  constructor(table: ElementTable) {
    this.#table = table;
    const template = templateProblem(table);
    this.#isTemplate = template !== undefined;
    if (template !== undefined) this.#problems.set(template.element.index, template);
  }

  /** Whether the file has placeholders of a template language, values that nobody knows yet. */
  get isTemplate(): boolean {
    return this.#isTemplate;
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
    // That the file is a template is said once.
    if (this.#isTemplate && isPlaceholder(element.trimmedText)) return;
    if (!this.#problems.has(element.index)) this.#problems.set(element.index, { element, message, hint });
  }

  addRemark(element: Element, message: string): void {
    if (!this.#remarks.has(element.index)) this.#remarks.set(element.index, { element, message });
  }
}

function inOrder<T extends { readonly element: Element }>(noticed: Iterable<T>): readonly T[] {
  return [...noticed].sort((a, b) => a.element.index - b.element.index);
}
