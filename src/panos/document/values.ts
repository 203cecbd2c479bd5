import { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import type { PanosDocument } from "./document.ts";

/** The members of a list element; a list written as plain text counts as one member. */
export function members(element: Element | undefined): readonly string[] {
  if (element === undefined) return [];
  const list: string[] = [];
  for (const member of element.children("member")) {
    const text = member.trimmedText;
    if (text !== undefined) list.push(text);
  }
  if (list.length > 0 || element.hasChildren) return list;
  const text = element.trimmedText;
  return text === undefined ? [] : [text];
}

const ANY = Buffer.from("any</");
const AMPERSAND = 0x26;
const LT = 0x3c;
const SLASH = 0x2f;

/** What a yes/no leaf says: true, false, undefined when it is empty, or the text that is neither. */
export function yesNo(table: ElementTable, index: number): boolean | string | undefined {
  const { bytes } = table;
  const at = table.tagEnd[index] ?? 0;
  // The two spellings nearly every leaf has, read without making a string.
  if (bytes[at] === 0x6e && bytes[at + 1] === 0x6f && bytes[at + 2] === LT && bytes[at + 3] === SLASH) return false;
  const yes = bytes[at] === 0x79 && bytes[at + 1] === 0x65 && bytes[at + 2] === 0x73;
  if (yes && bytes[at + 3] === LT && bytes[at + 4] === SLASH) return true;
  const text = new Element(table, index).trimmedText;
  if (text === "yes") return true;
  return text === "no" ? false : text;
}

/** Whether a list element holds `any`, which PAN-OS allows only alone; undefined when it has no member. */
export function isAny(table: ElementTable, index: number): boolean | undefined {
  const end = table.next[index] ?? 0;
  let first = index + 1;
  if (first >= end)
    return new Element(table, index).trimmedText === undefined
      ? undefined
      : members(new Element(table, index)).includes("any");
  for (; first < end; first = table.next[first] ?? end) {
    const at = table.tagEnd[first] ?? 0;
    if (startsWith(table.bytes, at, ANY)) return true;
    // A plain name that does not begin with "a" is not any; anything else is read.
    const byte = table.bytes[at] ?? 0;
    if ((byte === 0x61 || byte <= 0x3c) && new Element(table, first).trimmedText === "any") return true;
  }
  return false;
}

/** Whether a list element may hold a member that begins with an ASCII prefix, by the first letters of each. */
export function mayHaveMemberWithPrefix(table: ElementTable, index: number, prefix: Uint8Array): boolean {
  const end = table.next[index] ?? 0;
  for (let at = index + 1; at < end; at = table.next[at] ?? end) {
    const first = table.bytes[table.tagEnd[at] ?? 0] ?? 0;
    // Behind a blank, a reference or markup there may be anything.
    if (first <= 0x20 || first === AMPERSAND || first === LT) return true;
    if (startsWith(table.bytes, table.tagEnd[at] ?? 0, prefix)) return true;
  }
  return false;
}

/** The names of the `<entry>` children, in document order, with the entries. */
export function* namedEntries(
  element: Element | undefined,
): Generator<[name: string, entry: Element], void, undefined> {
  for (const entry of element?.children("entry") ?? []) {
    const name = entry.attribute("name");
    if (name !== undefined) yield [name, entry];
  }
}

/** Whether these bytes stand at `at`. */
function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** The trimmed texts of all elements with a name, wherever they are in a file; empty ones for blank elements. */
export function* textsNamed({ table }: Pick<PanosDocument, "table">, name: string): Generator<string> {
  for (const index of table.named(name)) yield new Element(table, index).trimmedText ?? "";
}
