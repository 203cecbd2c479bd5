import type { ElementTable } from "./element-table.ts";
import { decodeReferences } from "./reference.ts";

/** Byte offsets: `start` is the first byte, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const LESS_THAN = 0x3c;
const SLASH = 0x2f;
const QUOTE = 0x22;
/** 1 for bytes that stand for themselves in text and in quotes: printable ASCII but `&`, `<` and the quotes. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f && !"&<\"'".includes(String.fromCharCode(byte)) ? 1 : 0,
);
/** What stands behind the name of nearly every entry. */
const NAME = Buffer.from(' name="');
/** One attribute of a tag that the scanner has checked: its name, and its value in double or single quotes. */
const ATTRIBUTE = /([^\s=<"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** A cursor on one element of a document. Cheap to make; reads text and attributes from the bytes when asked. */
export class Element {
  readonly table: ElementTable;
  readonly index: number;

  constructor(table: ElementTable, index: number) {
    this.table = table;
    this.index = index;
  }

  get name(): string {
    return this.table.names[this.table.name[this.index] ?? 0] ?? "";
  }

  /** The parent element, undefined for the root. */
  get parent(): Element | undefined {
    return this.index === 0 ? undefined : new Element(this.table, this.table.parent[this.index] ?? 0);
  }

  /** From the `<` of the start tag to the end of the end tag. */
  get span(): Span {
    return { start: this.table.start[this.index] ?? 0, end: this.table.end[this.index] ?? 0 };
  }

  /** The start tag alone; the whole element when it is self-closing. */
  get tagSpan(): Span {
    return { start: this.table.start[this.index] ?? 0, end: this.table.tagEnd[this.index] ?? 0 };
  }

  get hasChildren(): boolean {
    return (this.table.next[this.index] ?? 0) > this.index + 1;
  }

  /** The first child element with this name. */
  child(name: string): Element | undefined {
    const { table } = this;
    const id = table.nameId(name);
    if (id === undefined) return undefined;
    const end = table.next[this.index] ?? 0;
    for (let index = this.index + 1; index < end; index = table.next[index] ?? end) {
      if (table.name[index] === id) return new Element(table, index);
    }
    return undefined;
  }

  /** The child elements in document order, all or those with this name. */
  *children(name?: string): Generator<Element, void, undefined> {
    const { table } = this;
    const id = name === undefined ? undefined : table.nameId(name);
    if (name !== undefined && id === undefined) return;
    const end = table.next[this.index] ?? 0;
    for (let index = this.index + 1; index < end; index = table.next[index] ?? end) {
      if (id === undefined || table.name[index] === id) yield new Element(table, index);
    }
  }

  /** The first element reached by following child names one after the other. */
  find(...names: readonly string[]): Element | undefined {
    let element: Element | undefined = this;
    for (const name of names) element = element?.child(name);
    return element;
  }

  /** All elements reached by following child names one after the other, along every branch, in document order. */
  *findAll(...names: readonly string[]): Generator<Element, void, undefined> {
    const [first, ...rest] = names;
    if (first === undefined) yield this;
    else for (const child of this.children(first)) yield* child.findAll(...rest);
  }

  /** The value of an attribute with references replaced and white space normalised as XML asks; undefined if absent. */
  attribute(name: string): string | undefined {
    if (!this.table.attributeNames.includes(name)) return undefined;
    const plain = name === "name" ? this.#plainName() : undefined;
    if (plain !== undefined) return plain;
    const tag = this.#tagText();
    const at = tag.indexOf(` ${name}="`);
    // As PAN-OS writes it, and surely not inside a value when no quote is open before it.
    if (at > 0 && !tag.includes("'") && tag.slice(0, at).split('"').length % 2 === 1) {
      const open = at + name.length + 3;
      return attributeValue(tag.slice(open, tag.indexOf('"', open)));
    }
    for (const [, key, double, single] of tag.matchAll(ATTRIBUTE)) {
      if (key === name) return attributeValue(double ?? single ?? "");
    }
    return undefined;
  }

  /** The value of an attribute `name` that is the first one and plain, as of nearly every entry. */
  #plainName(): string | undefined {
    const { bytes, start, names, name } = this.table;
    const from = (start[this.index] ?? 0) + 1 + (names[name[this.index] ?? 0]?.length ?? 0);
    for (let i = 0; i < NAME.length; i++) if (bytes[from + i] !== NAME[i]) return undefined;
    let at = from + NAME.length;
    while (PLAIN[bytes[at] ?? 0] === 1) at++;
    return bytes[at] === QUOTE ? bytes.toString("latin1", from + NAME.length, at) : undefined;
  }

  /** The attributes in document order. */
  attributes(): readonly [name: string, value: string][] {
    return Array.from(this.#tagText().matchAll(ATTRIBUTE), ([, key = "", double, single]) => [
      key,
      attributeValue(double ?? single ?? ""),
    ]);
  }

  #tagText(): string {
    return this.#decode(this.table.start[this.index] ?? 0, this.table.tagEnd[this.index] ?? 0);
  }

  /** The character data directly in this element, without that of its children; references and CDATA resolved. */
  get text(): string {
    const { bytes } = this.table;
    const tagEnd = this.table.tagEnd[this.index] ?? 0;
    const end = this.table.end[this.index] ?? 0;
    if (tagEnd === end) return "";
    if (this.hasChildren) return this.#pieces(tagEnd, bytes.lastIndexOf(LESS_THAN, end - 1));
    // Nearly every leaf is a few plain letters.
    let at = tagEnd;
    while (PLAIN[bytes[at] ?? 0] === 1) at++;
    if (bytes[at] === LESS_THAN && bytes[at + 1] === SLASH) return bytes.toString("latin1", tagEnd, at);
    const raw = this.#decode(tagEnd, bytes.lastIndexOf(LESS_THAN, end - 1));
    // A comment or CDATA section begins with "<".
    return raw.includes("<") ? ownText(raw) : normalise(raw);
  }

  /** `text` without white space at its ends; undefined when nothing is left. */
  get trimmedText(): string | undefined {
    return this.text.trim() || undefined;
  }

  /** Text around children, comments, processing instructions and CDATA sections. */
  #pieces(from: number, to: number): string {
    let text = "";
    let at = from;
    for (const child of this.children()) {
      text += ownText(this.#decode(at, child.span.start));
      at = child.span.end;
    }
    return text + ownText(this.#decode(at, to));
  }

  #decode(from: number, to: number): string {
    return this.table.bytes.toString("utf8", from, to);
  }
}

function attributeValue(raw: string): string {
  const line = raw.includes("\n") || raw.includes("\t") || raw.includes("\r");
  return decodeReferences(line ? raw.replace(/\r\n|[\t\n\r]/g, " ") : raw);
}

function normalise(text: string): string {
  return decodeReferences(text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);
}

/** Character data between two elements: comments and processing instructions left out, CDATA taken as it is. */
function ownText(raw: string): string {
  let text = "";
  let at = 0;
  for (const match of raw.matchAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/g)) {
    text += normalise(raw.slice(at, match.index));
    if (match[1] !== undefined) text += match[1].replace(/\r\n?/g, "\n");
    at = match.index + match[0].length;
  }
  return text + normalise(raw.slice(at));
}
