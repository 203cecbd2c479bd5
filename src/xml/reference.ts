import { InputError } from "../error.ts";
import { CHARACTER } from "./character.ts";

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);
/** Longer than any legal reference: `&#x10FFFF;` with room for leading zeros. */
const MAX_LENGTH = 32;
const HINT = "Write a plain & as &amp;.";

/**
 * The offset after the entity or character reference at `at`; the end of the file when that cuts the reference off.
 * Throws InputError when it is none that XML knows.
 */
export function referenceEnd(bytes: Uint8Array, at: number): number {
  // By far the most frequent one.
  if (bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6d && bytes[at + 3] === 0x70 && bytes[at + 4] === 0x3b)
    return at + 5;
  let end = at + 1;
  while (end < bytes.length && end - at < MAX_LENGTH && bytes[end] !== CHARACTER.SEMICOLON) end++;
  if (bytes[end] !== CHARACTER.SEMICOLON) {
    if (end === bytes.length && /^#?\w*$/.test(Buffer.from(bytes.subarray(at + 1)).toString("latin1"))) return end;
    throw new InputError('An "&" begins no entity or character reference.', { offset: at, hint: HINT });
  }
  const text = Buffer.from(bytes.subarray(at + 1, end)).toString("latin1");
  if (expand(text) === undefined) {
    if (/^#(x[0-9a-fA-F]+|\d+)$/.test(text)) {
      const message = `The character reference &${text}; names a character that XML forbids.`;
      throw new InputError(message, { offset: at, hint: "Remove it; PAN-OS does not read such a file either." });
    }
    const isName = /^[\w:.#-]+$/.test(text);
    throw new InputError(
      isName ? `The entity &${text}; is unknown.` : 'An "&" begins no entity or character reference.',
      { offset: at, hint: isName ? `Write the character itself, or &amp;${text}; if the text is meant.` : HINT },
    );
  }
  return end + 1;
}

/** The character that the reference `name` (without `&` and `;`) stands for, undefined where XML knows none. */
function expand(name: string): string | undefined {
  const number = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (!number) return PREDEFINED.get(name);
  const code = number[1] === undefined ? Number.parseInt(number[2] ?? "", 10) : Number.parseInt(number[1], 16);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** https://www.w3.org/TR/xml/#charsets */
function isXmlCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

/** Replaces the references in text that the scanner has checked. */
export function decodeReferences(text: string): string {
  return text.includes("&") ? text.replace(/&([^;]*);/g, (whole, name: string) => expand(name) ?? whole) : text;
}
