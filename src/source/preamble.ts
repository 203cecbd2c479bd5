/** Bytes of which nothing but the XML is left, each at its offset; and what was done, for the user. */
interface Bared {
  readonly bytes: Buffer;
  readonly note: string | undefined;
}

/** Longer than any header that a backup tool writes. */
const MOST = 1 << 14;
/** What a copied session of the CLI or a backup tool puts around an export: comments, prompts, what they say of themselves. */
const BESIDE_XML = /^(?:|[!#;].*|[\w.@()-]+[>#](?: .*)?|Entering configuration mode|\[edit[^\]]*\])$/;

/**
 * Blanks lines before and after the XML that are no part of it, so that every offset and line stays as it is. An XML
 * declaration that is not at the very start is blanked too. Anything else is left for the XML reader to refuse.
 */
export function bareXml(bytes: Buffer): Bared {
  const from = startOfXml(bytes);
  if (from === undefined) return { bytes, note: undefined };
  const to = endOfXml(bytes);
  const skipped = countLines(bytes.subarray(0, from)) + countLines(bytes.subarray(to));
  const declaration = from === 0 ? 0 : declarationLength(bytes, from);
  if (skipped === 0 && declaration === 0) return { bytes, note: undefined };
  const bared = Buffer.from(bytes);
  blank(bared, 0, from + declaration);
  blank(bared, to, bytes.length);
  const lines = skipped === 1 ? "1 line that is" : `${skipped} lines that are`;
  return { bytes: bared, note: skipped === 0 ? undefined : `read without ${lines} no part of the XML` };
}

/** Where the XML begins, behind lines that are no part of it; undefined when something else stands before it. */
function startOfXml(bytes: Buffer): number | undefined {
  const head = bytes.toString("utf8", 0, MOST);
  for (let at = 0; at < head.length; ) {
    const end = head.indexOf("\n", at);
    const line = head.slice(at, end < 0 ? head.length : end);
    const indent = /^[ \t\r]*(?=<)/.exec(line)?.[0];
    if (indent !== undefined) return Buffer.byteLength(head.slice(0, at)) + indent.length;
    if (end < 0 || !isBeside(line)) return undefined;
    at = end + 1;
  }
  return undefined;
}

/** Where the XML ends, before lines that are no part of it. */
function endOfXml(bytes: Buffer): number {
  const tail = bytes.toString("utf8", Math.max(0, bytes.length - MOST));
  // A prompt ends with ">", too, so that only the end of a tag counts.
  const close = /^[\s\S]*(?:<\/[\w.-]+\s*>|\/>|-->)/.exec(tail)?.[0];
  if (close === undefined) return bytes.length;
  const rest = tail.slice(close.length);
  return rest.split("\n").every(isBeside) ? bytes.length - Buffer.byteLength(rest) : bytes.length;
}

function isBeside(line: string): boolean {
  return BESIDE_XML.test(line.trim());
}

/** The lines that say something. */
function countLines(bytes: Buffer): number {
  const lines = bytes.toString("utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").length;
}

function declarationLength(bytes: Buffer, at: number): number {
  return /^<\?xml\s[^>]*\?>/.exec(bytes.toString("latin1", at, at + 256))?.[0].length ?? 0;
}

function blank(bytes: Buffer, from: number, to: number): void {
  for (let at = from; at < to; at++) if (bytes[at] !== 0x0a && bytes[at] !== 0x0d) bytes[at] = 0x20;
}
