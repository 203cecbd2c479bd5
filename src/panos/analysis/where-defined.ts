import type { Element } from "../../xml/element.ts";
import type { LookUp } from "../scopes/scope.ts";

/** A place that explains a finding. */
export interface DefinitionPlace {
  readonly at: Element;
  readonly message: string;
}

/**
 * Where an object stands that a finding speaks of, in this file or in another one of the run, to be a related place;
 * nothing for what is predefined or not found. `label` is the object at the beginning of a sentence.
 */
export function whereDefined(
  label: string,
  answer: LookUp<Element | { readonly element: Element }> | undefined,
): readonly DefinitionPlace[] {
  if (answer?.state !== "found" || answer.value === undefined) return [];
  const at = "element" in answer.value ? answer.value.element : answer.value;
  return [{ at, message: `${label} is defined${answer.scope === undefined ? "" : ` in ${answer.scope.label}`}.` }];
}
