import type { Element } from "../rule.ts";
import type { Source } from "../source/source.ts";
import { MASK, maskSecrets } from "./mask.ts";
import type { Excerpt, Region } from "./report.ts";

/** Longest excerpt, in characters: wide enough for real exports, short enough for a one-line file. */
const MAX_WIDTH = 160;
/** Bytes looked at on each side of a region; what is masked must be seen with the tag around it. */
const WINDOW = 400;

interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What to underline for an element: a leaf as a whole, anything else by its start tag, never more than one line,
 * because code hosts show a finding in a change only when all its lines are in the change.
 */
function bytesOf(source: Source, element: Element): ByteRange {
  const { start, end } = element.hasChildren ? element.tagSpan : element.span;
  return { start, end: Math.min(end, source.lineBounds(start).end) };
}

/** The region of an element in its file. */
export function regionOf(source: Source, element: Element): Region {
  const { start, end } = element.hasChildren ? element.tagSpan : element.span;
  const text = source.text(start, end);
  const lineEnd = text.search(/\r?\n/);
  const { line, column } = source.positionAt(start);
  return { line, column, endLine: line, endColumn: column + (lineEnd < 0 ? text.length : lineEnd) };
}

/** The line around an element's region, without indentation kept beyond need, secrets masked. */
export function excerptOf(source: Source, element: Element): Excerpt {
  const region = bytesOf(source, element);
  const line = source.lineBounds(region.start);
  const from = Math.max(line.start, region.start - WINDOW);
  const to = wholeCharacters(source, Math.min(line.end, region.end + WINDOW));
  const before = textBefore(source, element, from);
  const marked = maskSecrets(source.text(region.start, region.end));
  const after = maskAfter(source.text(region.start, region.end), source.text(region.end, to));
  return cutToWidth(before, marked, after, from > line.start, to < line.end);
}

/** The offset, or the one before it at which a character begins. */
function wholeCharacters({ bytes }: Source, offset: number): number {
  let at = offset;
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}

/**
 * Text before an element. It may begin inside a text, a CDATA section or a comment, where nothing tells a secret, so
 * what comes before the first element is shown only if it is end tags and blanks.
 */
function textBefore(source: Source, { table, index }: Element, from: number): string {
  let first = index;
  while (first > 0 && (table.start[first - 1] ?? 0) >= from) first--;
  const head = source.text(from, table.start[first] ?? from);
  const xml = source.text(table.start[first] ?? from, table.start[index] ?? from);
  return (/^\s*(<\/[^<>]*>\s*)*$/.test(head) ? head : MASK) + maskSecrets(xml);
}

/** Text after the region, masked with the region before it so that the tag a value belongs to is seen. */
function maskAfter(region: string, after: string): string {
  const both = maskSecrets(region + after);
  return both.slice(maskSecrets(region).length);
}

function cutToWidth(before: string, marked: string, after: string, cutBefore: boolean, cutAfter: boolean): Excerpt {
  const room = Math.max(0, MAX_WIDTH - marked.length);
  const left =
    before.length + after.length <= room
      ? before.length
      : Math.min(before.length, Math.max(room >> 1, room - after.length));
  const lead = cutBefore || left < before.length ? `…${ending(before, left)}` : before;
  const body = marked.length > MAX_WIDTH ? `${beginning(marked, MAX_WIDTH)}…` : marked;
  const tailRoom = Math.max(0, room - left);
  const tail = tailRoom < after.length || cutAfter ? `${beginning(after, tailRoom)}…` : after;
  return { text: lead + body + tail, start: lead.length, end: lead.length + body.length };
}

/** The first characters of a text, without half of one. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}

/** The last characters of a text, without half of one. */
function ending(text: string, length: number): string {
  return text.slice(text.length - length).replace(/^[\udc00-\udfff]/, "");
}
