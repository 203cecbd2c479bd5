import type { Element } from "../../xml/element.ts";
import { namedEntries } from "../document/values.ts";

/** A template variable as one place defines it. */
export interface TemplateVariable {
  /** With its dollar sign: `$syslog-server`. */
  readonly name: string;
  /** What kind of value it has: `ip-netmask`, `fqdn`, `interface` and so on. */
  readonly type: string;
  /** Undefined when it is `None`: what uses the variable is then not pushed. */
  readonly value: string | undefined;
  /** The leaf with the value. */
  readonly element: Element;
}

/** Keys are known to PAN-OS alone; a text that holds one must never be taken into a message. */
const SECRET_TYPES: readonly string[] = ["pre-shared-key"];
const NAME = /^\$[^\s$/]+$/;

/** Whether a text in a template stands for a variable: a dollar sign and a name, and nothing else. */
export function isVariable(text: string): boolean {
  return NAME.test(text);
}

/** Whether a variable's value is one that nobody may see. */
export function isSecret(variable: TemplateVariable): boolean {
  return SECRET_TYPES.includes(variable.type);
}

/**
 * The variables that a template, a stack or a stack's device defines itself, by name; of two with one name the first.
 * One without a value is none.
 */
export function variablesOf(owner: Element): ReadonlyMap<string, TemplateVariable> {
  const variables = new Map<string, TemplateVariable>();
  for (const list of owner.children("variable")) {
    for (const [name, entry] of namedEntries(list)) {
      const [element] = entry.child("type")?.children() ?? [];
      const text = element?.trimmedText;
      if (element === undefined || text === undefined || variables.has(name)) continue;
      variables.set(name, { name, type: element.name, value: text === "None" ? undefined : text, element });
    }
  }
  return variables;
}
