import type { Rulebase } from "../scopes/rulebase.ts";

/** One rulebase and the numbers that its policy rules have in the index: from `first` up to `end`. */
export interface RuleList {
  readonly rulebase: Rulebase;
  readonly first: number;
  readonly end: number;
}

/** The lists of a document, numbered one after the other. */
export function listsOf(rulebases: readonly Rulebase[]): readonly RuleList[] {
  let first = 0;
  return rulebases.map((rulebase) => {
    const list = { rulebase, first, end: first + rulebase.entries.length };
    first = list.end;
    return list;
  });
}

/** For each policy rule 1 when it overrides a default rule. */
export function overrideMarks(lists: readonly RuleList[], count: number): Uint8Array {
  const marks = new Uint8Array(count);
  for (const { rulebase, first, end } of lists) marks.fill(rulebase.kind === "security" ? 0 : 1, first, end);
  return marks;
}
