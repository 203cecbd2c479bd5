import type { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import { RENDER_HINT } from "./other-files.ts";
import { isPlaceholder, languageOf, placeholderIn, placeholders } from "./placeholder.ts";
import type { Problem } from "./problem.ts";

/** That a file is a template: said once, at its first placeholder. Undefined when it has none. */
export function templateProblem(table: ElementTable): Problem | undefined {
  const [first, ...others] = placeholders(table);
  if (first === undefined) return undefined;
  const [element, text] = first;
  const shown = placeholderIn(text) ?? text;
  const more = others.length === 0 ? "is" : `and ${others.length} more are`;
  const message = `The file is a template (${languageOf(shown)}): ${shown} ${more} filled in later, so nothing is known of what rests on it.`;
  return { element, message, hint: RENDER_HINT };
}

/** What decides how a policy rule logs. */
const DECISIVE = ["disabled", "action", "log-start", "log-end", "log-setting", "profile-setting"];

/** Whether a placeholder stands where it decides how a policy rule logs. */
export function isUndecided(rule: Element): boolean {
  return DECISIVE.some((name) => hasPlaceholder(rule.child(name)));
}

function hasPlaceholder(element: Element | undefined): boolean {
  if (element === undefined) return false;
  return isPlaceholder(element.trimmedText) || [...element.children()].some(hasPlaceholder);
}
