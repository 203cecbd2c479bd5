import { Element } from "../xml/element.ts";
import type { PanosDocument } from "./document.ts";
import { logicalPath } from "./logical-path.ts";
import type { Problem } from "./problem.ts";
import type { Rulebase } from "./rulebase.ts";

/** Subtrees that repeat rule names without being policy that runs. */
const NOT_POLICY = /^(readonly|predefined|template|deleted|admin-role|content-preview)$/;

/** Security rules in a place that the model does not know would be judged by nobody: said, not skipped. */
export function* unknownRulebases({ table }: PanosDocument, rulebases: readonly Rulebase[]): Generator<Problem> {
  const securityId = table.nameId("security");
  const known = new Set<number | undefined>();
  for (const { entries } of rulebases) for (const { index } of entries) known.add(table.parent[index]);
  for (const index of table.named("rules")) {
    if (known.has(index) || table.name[table.parent[index] ?? 0] !== securityId) continue;
    const element = new Element(table, index);
    if (element.child("entry") === undefined || isNotPolicy(element)) continue;
    yield {
      element,
      message: `There are security rules at ${logicalPath(element)}, a place that panlint does not know; they were not judged.`,
      hint: "If this place is right, please report it with the path above.",
    };
  }
}

function isNotPolicy(element: Element): boolean {
  for (let at = element.parent; at !== undefined; at = at.parent) if (NOT_POLICY.test(at.name)) return true;
  return false;
}
