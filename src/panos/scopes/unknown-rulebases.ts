import { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import type { PanosDocument } from "../document/document.ts";
import type { Problem } from "../document/problem.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import type { Rulebase } from "./rulebase.ts";

/** Subtrees that repeat rule names without being policy that runs. */
const NOT_POLICY = /^(readonly|predefined|template|deleted|admin-role|content-preview)$/;
const LISTS = ["security", "default-security-rules"];

/** Security rules in a place that the model does not know would be judged by nobody: said, not skipped. */
export function* unknownRulebases({ table }: PanosDocument, rulebases: readonly Rulebase[]): Generator<Problem> {
  const listIds = new Set(LISTS.map((name) => table.nameId(name)));
  const known = new Set<number | undefined>();
  for (const { entries } of rulebases) for (const { index } of entries) known.add(table.parent[index]);
  for (const index of table.named("rules")) {
    // A bare list has nothing around it that says what it holds.
    if (!known.has(index) && !listIds.has(table.name[table.parent[index] ?? 0])) continue;
    const rules = new Element(table, index);
    const strange = strangeAmong(table, index);
    if (strange !== undefined && !isNotPolicy(rules)) yield strangeRule(strange);
    if (known.has(index) || rules.child("entry") === undefined || isNotPolicy(rules)) continue;
    yield {
      element: rules,
      message: `There are security rules at ${logicalPath(rules)}, a place that panlint does not know; they were not judged.`,
      hint: "If this place is right, please report it with the path above.",
    };
  }
  for (const name of LISTS) yield* outsideOfRules(table, name);
}

/** The first child of a list of rules that is no rule; by the table, because lists are long. */
function strangeAmong(table: ElementTable, list: number): Element | undefined {
  const usual = new Set([table.nameId("entry"), table.nameId("deleted")]);
  const end = table.next[list] ?? 0;
  for (let at = list + 1; at < end; at = table.next[at] ?? end) {
    if (!usual.has(table.name[at])) return new Element(table, at);
  }
  return undefined;
}

function strangeRule(element: Element): Problem {
  return {
    element,
    message: `The element <${element.name}> stands among security rules, where PAN-OS writes <entry>; it was not judged.`,
    hint: "Check the tool that wrote the file.",
  };
}

function* outsideOfRules(table: ElementTable, name: string): Generator<Problem> {
  for (const index of table.named(name)) {
    const list = new Element(table, index);
    const entry = list.child("entry");
    if (entry === undefined || !/^((pre|post)-)?rulebase$/.test(list.parent?.name ?? "") || isNotPolicy(list)) continue;
    yield {
      element: entry,
      message: `The security rule "${entry.attribute("name") ?? ""}" stands outside of <rules>, where PAN-OS does not look for it; it was not judged.`,
      hint: "Check the tool that wrote the file.",
    };
  }
}

function isNotPolicy(element: Element): boolean {
  for (let at = element.parent; at !== undefined; at = at.parent) if (NOT_POLICY.test(at.name)) return true;
  return false;
}
