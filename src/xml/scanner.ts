import { CHARACTER, isNameStart, NAME_BYTE, TEXT_STOP } from "./character.ts";
import type { ElementTable } from "./element-table.ts";
import { MarkupReader } from "./markup-reader.ts";
import { NameTable } from "./name-table.ts";

const { LT, GT, SLASH } = CHARACTER;
const LINE_FEED = 0x0a;
const FOUR_BLANKS = 0x20202020;

/** Deeper than any PAN-OS tree (about 25); a bound keeps hostile input from being expensive. */
export const MAX_DEPTH = 256;
/** One element in 12 bytes is denser than any export; a guess too small only costs a copy. */
const BYTES_PER_ELEMENT = 12;

/**
 * Reads a whole XML document into an {@link ElementTable} in one pass.
 * Throws InputError (message, byte offset, hint) for anything that is not well-formed, and for a DOCTYPE: PAN-OS never
 * writes one, and refusing it closes entity-expansion and external-entity attacks.
 * `bytes` must be valid UTF-8 without a byte order mark, at most 4 GiB.
 *
 * This is the hot loop of every run: start tags, end tags and indentation are read here on local variables, which is
 * worth a third of the time; all else is left to the {@link MarkupReader}.
 */
export function scan(bytes: Uint8Array): ElementTable {
  const names = new NameTable(bytes);
  const attributeNames = new NameTable(bytes);
  const reader = new MarkupReader(bytes, attributeNames);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let columns = newColumns(Math.max(64, Math.ceil(bytes.length / BYTES_PER_ELEMENT)));
  let { start, tagEnd, end, name, parent, next } = columns;
  let count = 0;
  let depth = 0;
  /** The innermost open element. */
  let current = 0;
  let at = reader.outside(reader.xmlDeclaration(), true);
  while (at < bytes.length) {
    let byte = bytes[at + 1] ?? 0;
    if (byte === SLASH) {
      if (depth === 0) reader.failStrayEndTag(at);
      const opened = start[current] ?? 0;
      const close = closeOf(bytes, at + 2, opened + 1);
      at = (close < 0 ? reader.oddEndTag(at, opened) : close) + 1;
      end[current] = at;
      next[current] = count;
      current = parent[current] ?? 0;
      depth--;
    } else if (isNameStart(byte)) {
      if (depth === 0 && count > 0) reader.failSecondRoot(at);
      if (depth === MAX_DEPTH) reader.failDepth(at, MAX_DEPTH);
      const id = names.internAt(at + 1);
      let cursor = at + 1 + names.lengthOf(id);
      byte = bytes[cursor] ?? 0;
      if (count === start.length) {
        columns = grown(columns);
        ({ start, tagEnd, end, name, parent, next } = columns);
      }
      start[count] = at;
      name[count] = id;
      parent[count] = current;
      if (byte !== GT) cursor = reader.attributes(at, cursor);
      if (bytes[cursor] === SLASH) {
        at = reader.selfClose(at, cursor);
        end[count] = at;
        next[count] = count + 1;
      } else {
        at = cursor + 1;
        current = count;
        depth++;
      }
      tagEnd[count++] = at;
    } else at = reader.markup(at, depth === 0 ? undefined : start[current]);
    if (depth === 0) {
      at = reader.outside(at, count === 0);
      continue;
    }
    at = textEnd(bytes, view, at);
    if (bytes[at] !== LT) at = reader.text(at);
  }
  if (depth > 0) reader.failUnclosed(start[current]);
  if (count === 0) reader.failEmpty();
  return tableOf(bytes, count, columns, names, attributeNames);
}

/** The offset of the `>` of an end tag whose name, at `at`, is the one at `from`; -1 when it is not just that. */
function closeOf(bytes: Uint8Array, at: number, from: number): number {
  let byte = bytes[at] ?? 0;
  while (byte === bytes[from] && NAME_BYTE[byte] === 1) {
    byte = bytes[++at] ?? 0;
    from++;
  }
  return byte === GT && NAME_BYTE[bytes[from] ?? 0] === 0 ? at : -1;
}

/** The offset of the first byte from `at` on at which character data needs a closer look, `<` above all. */
function textEnd(bytes: Uint8Array, view: DataView, at: number): number {
  let byte = bytes[at] ?? 0;
  if (byte === LINE_FEED) {
    at++;
    while (at < bytes.length - 4 && view.getUint32(at) === FOUR_BLANKS) at += 4;
    byte = bytes[at] ?? 0;
  }
  // At the end of the file `byte` becomes 0, a control character, at which TEXT_STOP stops too.
  while (TEXT_STOP[byte] === 0) byte = bytes[++at] ?? 0;
  return at;
}

type Columns = Pick<ElementTable, "start" | "tagEnd" | "end" | "name" | "parent" | "next">;

function newColumns(capacity: number): Columns {
  return {
    start: new Uint32Array(capacity),
    tagEnd: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    name: new Uint16Array(capacity),
    parent: new Uint32Array(capacity),
    next: new Uint32Array(capacity),
  };
}

function grown(columns: Columns): Columns {
  const larger = newColumns(Math.ceil(columns.start.length * 1.5));
  larger.start.set(columns.start);
  larger.tagEnd.set(columns.tagEnd);
  larger.end.set(columns.end);
  larger.name.set(columns.name);
  larger.parent.set(columns.parent);
  larger.next.set(columns.next);
  return larger;
}

function tableOf(
  bytes: Uint8Array,
  count: number,
  columns: Columns,
  names: NameTable,
  attributeNames: NameTable,
): ElementTable {
  const name = columns.name.subarray(0, count);
  return {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    count,
    names: names.list,
    attributeNames: attributeNames.list,
    nameId: (text) => names.find(text),
    *named(text) {
      const id = names.find(text);
      if (id === undefined) return;
      for (let index = name.indexOf(id); index >= 0; index = name.indexOf(id, index + 1)) yield index;
    },
    start: columns.start.subarray(0, count),
    tagEnd: columns.tagEnd.subarray(0, count),
    end: columns.end.subarray(0, count),
    name,
    parent: columns.parent.subarray(0, count),
    next: columns.next.subarray(0, count),
  };
}
