import { EXCEPT_OPTIONS, type Rule } from "../rule.ts";
import { valueAt } from "./json-pointer.ts";

/** The content of a configuration file without options that are accepted and have no effect. */
export interface EffectiveContent {
  readonly value: unknown;
  /** The rules that have such options. */
  readonly affected: readonly string[];
}

/**
 * Leaves out `exceptTags` and `exceptRules` of rules that are not about policy rules. Once every rule took them, so 0.1.x
 * accepts them. With 0.2.0 this goes away, and they are a mistake like any unknown option.
 */
export function withoutIneffectiveOptions(value: unknown, rules: readonly Rule[]): EffectiveContent {
  const affected: string[] = [];
  const choices: { [id: string]: unknown } = {};
  for (const { id, options } of rules) {
    const given = valueAt(value, ["rules", id]);
    if (typeof given !== "object" || given === null || Array.isArray(given)) continue;
    const kept = Object.entries(given).filter(([name]) => name in options || !(name in EXCEPT_OPTIONS));
    if (kept.length === Object.keys(given).length) continue;
    affected.push(id);
    choices[id] = Object.fromEntries(kept);
  }
  if (affected.length === 0) return { value, affected };
  // There are such options, so the content is a mapping, and so is what it has under "rules".
  const content = value as { readonly rules: object };
  return { value: { ...content, rules: { ...content.rules, ...choices } }, affected };
}

/** What is said of a configuration file with such options. */
export function ineffectiveOptionsRemark(path: string, affected: readonly string[]): string {
  const names = Object.keys(EXCEPT_OPTIONS).join(" and ");
  const rules = affected.join(", ");
  return `${path}: ${names} have no effect on rules that are not about policy rules: ${rules}. From 0.2.0 on they are a mistake there.`;
}
