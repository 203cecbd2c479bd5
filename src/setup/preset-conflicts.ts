import { isDeepStrictEqual } from "node:util";
import type { Rule } from "../rule.ts";
import { PRESETS, type PresetName } from "./presets.ts";

/**
 * Where presets that are extended together contradict each other: one turns off what one before it turned on, or gives
 * another value to an option that it gave. Each is a sentence; the later preset wins.
 */
export function presetConflicts(presets: readonly PresetName[], rules: readonly Rule[]): readonly string[] {
  const conflicts: string[] = [];
  for (const [at, later] of presets.entries()) {
    for (const earlier of presets.slice(0, at)) {
      for (const { id } of rules) conflicts.push(...conflictsIn(id, earlier, later));
    }
  }
  return conflicts;
}

function* conflictsIn(id: string, earlier: PresetName, later: PresetName): Generator<string> {
  const [before, after] = [PRESETS[earlier][id], PRESETS[later][id]];
  if (before === undefined || after === undefined || before.severity === "off") return;
  if (after.severity === "off") {
    yield `The preset "${later}" turns off ${id}, which "${earlier}" turns on.`;
    return;
  }
  for (const [name, value] of Object.entries(after.options ?? {})) {
    const other = before.options?.[name];
    if (other === undefined || isDeepStrictEqual(other, value)) continue;
    yield `The presets "${earlier}" and "${later}" want another ${name} of ${id}; that of "${later}" is taken.`;
  }
}
