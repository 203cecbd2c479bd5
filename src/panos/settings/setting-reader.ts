import type { Element } from "../../xml/element.ts";
import type { Problems } from "../document/problems.ts";
import { yesNo } from "../document/values.ts";
import { type DefaultElement, type DefaultPlace, defaultOf } from "./defaults.ts";
import type { Setting } from "./setting.ts";

/** An element that may hold a setting, and whether it is another scope's: a template's, seen from its stack. */
export interface Holder {
  readonly element: Element;
  readonly inherited: boolean;
}

/** Where settings are read. */
export interface SettingPlace<P extends DefaultPlace> {
  /** The rows of the defaults table that are meant. */
  readonly place: P;
  /** The place at the beginning of a sentence. */
  readonly label: string;
  /** The elements that may hold the settings; the first that has a value wins. */
  readonly holders: readonly Holder[];
  /** What to point at when no holder is there. */
  readonly owner: Element;
}

const MEND = "Fix the value or export the file again.";

/**
 * Reads settings with the defaults of one place. An element that is absent or empty has the default; one that PAN-OS
 * would not accept has it too, and is noted as a problem.
 */
export class SettingReader<P extends DefaultPlace> {
  readonly #problems: Problems;
  readonly #place: SettingPlace<P>;

  constructor(problems: Problems, place: SettingPlace<P>) {
    this.#problems = problems;
    this.#place = place;
  }

  /** A yes/no leaf. */
  flag(name: DefaultElement<P>): Setting<boolean> {
    const written = this.#written(name);
    const byDefault = this.#default(name) === "yes";
    if (written === undefined) {
      const absent = this.#absent(name, byDefault);
      const isEmpty = absent.element.name === name && !absent.element.hasChildren;
      if (isEmpty) this.#bad(absent.element, `has an empty <${name}>, which PAN-OS does not write.`, MEND);
      return absent;
    }
    const value = yesNo(written.element.table, written.element.index);
    if (typeof value === "boolean") return explicit(name, value, written);
    this.#bad(written.element, `has "${value}" in ${name}; PAN-OS knows only yes and no.`, MEND);
    return { name, value: byDefault, origin: "default", element: written.element };
  }

  /** A leaf whose values are a closed list. */
  choice<const V extends string>(name: DefaultElement<P>, values: readonly V[]): Setting<V> {
    const byDefault = pick(values, this.#default(name), name);
    const written = this.#written(name);
    if (written === undefined) return this.#absent(name, byDefault);
    const text = written.element.trimmedText;
    const value = values.find((known) => known === text);
    if (value !== undefined) return explicit(name, value, written);
    this.#unknown(written.element, name, text, values);
    return { name, value: byDefault, origin: "default", element: written.element };
  }

  /** A choice written as the name of a child element: `<action><alert/></action>`. Plain text is taken too. */
  childChoice<const V extends string>(name: DefaultElement<P>, values: readonly V[]): Setting<V> {
    const byDefault = pick(values, this.#default(name), name);
    for (const holder of this.#place.holders) {
      const element = this.#child(holder.element, name);
      const [choice] = element?.children() ?? [];
      const text = choice?.name ?? element?.trimmedText;
      if (element === undefined || text === undefined) continue;
      const value = values.find((known) => known === text);
      if (value !== undefined) return explicit(name, value, { element, inherited: holder.inherited });
      this.#unknown(element, name, text, values);
      return { name, value: byDefault, origin: "default", element };
    }
    return this.#absent(name, byDefault);
  }

  /** A whole number. */
  integer(name: DefaultElement<P>): Setting<number> {
    const byDefault = Number(this.#default(name));
    const written = this.#written(name);
    if (written === undefined) return this.#absent(name, byDefault);
    const value = this.numberIn(written.element);
    if (value !== undefined) return explicit(name, value, written);
    return { name, value: byDefault, origin: "default", element: written.element };
  }

  /** A text with a default. */
  text(name: DefaultElement<P>): Setting<string> {
    const written = this.#written(name);
    const text = written?.element.trimmedText;
    if (written === undefined || text === undefined) return this.#absent(name, this.#default(name));
    return explicit(name, text, written);
  }

  /** A text for which nothing stands when it is not written. */
  optional(name: string): Setting<string | undefined> {
    const written = this.#written(name);
    if (written === undefined) return this.#absent(name, undefined);
    return explicit(name, written.element.trimmedText, written);
  }

  /** A whole number for which nothing stands when it is not written. */
  optionalInteger(name: string): Setting<number | undefined> {
    const written = this.#written(name);
    if (written === undefined) return this.#absent(name, undefined);
    return explicit(name, this.numberIn(written.element), written);
  }

  /** The log-forwarding profile that is named; nothing is forwarded without one, whatever profiles exist. */
  logSetting(): Setting<string | undefined> {
    const setting = this.optional("log-setting");
    return setting.value === "none" ? { ...setting, value: undefined } : setting;
  }

  /** The number in a leaf; undefined, and a problem, when it is none. */
  numberIn(element: Element): number | undefined {
    const text = element.trimmedText;
    if (text === undefined) return undefined;
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    // A template's variable stands for a number that the file may not hold.
    if (text.startsWith("$")) return undefined;
    this.#bad(element, `has "${text}" in ${element.name}, which is not a number.`, MEND);
    return undefined;
  }

  #default(name: DefaultElement<P>): string {
    return defaultOf(this.#place.place, name).value;
  }

  #written(name: string): Holder | undefined {
    for (const { element, inherited } of this.#place.holders) {
      const leaf = this.#child(element, name);
      if (leaf?.trimmedText !== undefined) return { element: leaf, inherited };
      if (leaf?.hasChildren) this.#bad(leaf, `has elements inside <${name}>, where PAN-OS writes a plain value.`, MEND);
    }
    return undefined;
  }

  /** The child that counts, the first that is not empty; PAN-OS allows one, so a second one is a problem. */
  #child(holder: Element, name: string): Element | undefined {
    const [first, second] = holder.children(name);
    if (second !== undefined) {
      this.#bad(second, `has two <${name}> elements, and PAN-OS allows one.`, "Remove the one that is wrong.");
    }
    return first;
  }

  #absent<T>(name: string, value: T): Setting<T> {
    const { holders, owner } = this.#place;
    const holder = holders.find((each) => !each.inherited)?.element;
    return { name, value, origin: "default", element: holder?.child(name) ?? holder ?? owner };
  }

  #unknown(element: Element, name: string, text: string | undefined, values: readonly string[]): void {
    const hint = `Known are ${values.join(", ")}.`;
    this.#bad(element, `has "${text ?? ""}" in ${name}, which PAN-OS does not know.`, hint);
  }

  #bad(element: Element, what: string, hint: string): void {
    this.#problems.addProblem(element, `${this.#place.label} ${what}`, hint);
  }
}

/** One element as the only holder; none when it is absent. */
export function holderOf(element: Element | undefined): readonly Holder[] {
  return element === undefined ? [] : [{ element, inherited: false }];
}

function explicit<T>(name: string, value: T, { element, inherited }: Holder): Setting<T> {
  return { name, value, origin: inherited ? "inherited" : "explicit", element };
}

function pick<V extends string>(values: readonly V[], value: string, name: string): V {
  const found = values.find((known) => known === value);
  if (found === undefined) throw new Error(`The default of ${name}, ${value}, is not one of its values.`);
  return found;
}
