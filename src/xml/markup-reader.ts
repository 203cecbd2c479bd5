import { InputError } from "../error.ts";
import { LineIndex } from "../source/line-index.ts";
import { CHARACTER, isNameByte, isNameStart, isSpace, TEXT_STOP } from "./character.ts";
import type { NameTable } from "./name-table.ts";
import { referenceEnd } from "./reference.ts";

const { LT, GT, SLASH, EXCLAMATION, QUESTION, AMPERSAND, EQUALS, QUOTE, APOSTROPHE, CLOSE_BRACKET } = CHARACTER;

/** PAN-OS writes four at most; a bound keeps the search for one given twice from being quadratic in the file's size. */
const MAX_ATTRIBUTES = 256;
const TRUNCATED = "Check that the export was copied completely; the file looks cut off.";
const FIX_XML = "Export the file again, or fix it by hand; panlint reads nothing from a file that is not well-formed.";

/**
 * Everything in a document but plain tags: declarations, comments, CDATA, attributes, text that needs a look, and the
 * words for what is wrong. Each method takes an offset and returns the one after what it read, or throws InputError.
 */
export class MarkupReader {
  readonly #bytes: Uint8Array;
  readonly #attributeNames: NameTable;

  /** The names of the attributes seen in the current tag. */
  readonly #inTag = new Uint16Array(MAX_ATTRIBUTES);

  constructor(bytes: Uint8Array, attributeNames: NameTable) {
    this.#bytes = bytes;
    this.#attributeNames = attributeNames;
  }

  /** `<?xml …?>` may only stand at the very start. Returns the offset after it, 0 where there is none. */
  xmlDeclaration(): number {
    if (!this.#startsWith("<?xml", 0) || isNameByte(this.#byte(5))) return 0;
    const end = this.#find("?>", 5);
    if (end < 0) this.#fail(0, "The XML declaration is not closed with ?>.", TRUNCATED);
    const text = latin1(this.#bytes, 5, end);
    this.#checkCharacters(5, end);
    if (
      !/^\s+version\s*=\s*(["'])1\.[0-9]+\1(\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*$/.test(
        text,
      )
    ) {
      this.#fail(0, 'The XML declaration is malformed; it should read <?xml version="1.0"?>.', FIX_XML);
    }
    return end + 2;
  }

  /** Around the root element only white space may stand (`before` it, or after). Returns the offset of the next `<`. */
  outside(at: number, before: boolean): number {
    while (isSpace(this.#byte(at))) at++;
    if (at < this.#bytes.length && this.#byte(at) !== LT) {
      const where = before ? "before the first element" : "after the end of the document";
      this.#fail(
        at,
        `There is text ${where}.`,
        "Remove what does not belong to the export, such as a prompt or a log line.",
      );
    }
    return at;
  }

  /** Skips character data, checking references and forbidden characters. Returns the offset of the next `<`. */
  text(at: number): number {
    const bytes = this.#bytes;
    const length = bytes.length;
    for (;;) {
      while (at < length && TEXT_STOP[bytes[at] ?? 0] === 0) at++;
      if (at >= length) return at;
      const byte = bytes[at];
      if (byte === LT) return at;
      if (byte === AMPERSAND) at = referenceEnd(bytes, at);
      else if (byte === CLOSE_BRACKET) {
        if (this.#startsWith("]]>", at))
          this.#fail(at, 'The text "]]>" must not stand outside a CDATA section.', FIX_XML);
        at++;
      } else at = this.#oddCharacter(at);
    }
  }

  /**
   * At a `<` that begins no tag; `opened` is where the innermost open element begins, undefined outside the root.
   * Returns the offset after the comment, CDATA section or processing instruction.
   */
  markup(at: number, opened: number | undefined): number {
    const byte = this.#byte(at + 1);
    if (byte === EXCLAMATION) return this.#declaration(at, opened);
    if (byte === QUESTION) return this.#instruction(at);
    if (at + 1 >= this.#bytes.length) this.failUnclosed(opened);
    return this.#fail(at, 'A "<" stands where no tag begins; in text it is written &lt;.', FIX_XML);
  }

  /** Checks the attributes of the tag at `tag`. Returns the offset of the `>` or `/` that ends it. */
  attributes(tag: number, at: number): number {
    for (let count = 0; ; count++) {
      const gap = at;
      while (isSpace(this.#byte(at))) at++;
      const byte = this.#byte(at);
      if (byte === GT || byte === SLASH) return at;
      if (at >= this.#bytes.length) this.#failTag(tag);
      if (!isNameStart(byte)) this.#fail(at, `The start tag <${this.#nameAt(tag + 1)}> is malformed here.`, FIX_XML);
      if (gap === at) this.#fail(at, "Attributes must be separated by a blank.", FIX_XML);
      if (count === MAX_ATTRIBUTES) {
        const message = `The start tag <${this.#nameAt(tag + 1)}> has more than ${MAX_ATTRIBUTES} attributes.`;
        this.#fail(at, message, "This is not a PAN-OS export.");
      }
      at = this.#attribute(tag, count, at);
    }
  }

  /** The `/` of a start tag at `tag`. Returns the offset after the `>` that must follow. */
  selfClose(tag: number, slash: number): number {
    if (slash + 1 >= this.#bytes.length) this.#failTag(tag);
    if (this.#byte(slash + 1) !== GT) this.#fail(slash, 'A "/" in a start tag must be followed by ">".', FIX_XML);
    return slash + 2;
  }

  /** An end tag that is more than `</name>`, or wrong; `opened` is where its element begins. Returns the offset of the `>`. */
  oddEndTag(at: number, opened: number): number {
    const bytes = this.#bytes;
    let from = opened + 1;
    let cursor = at + 2;
    while (isNameByte(this.#byte(cursor)) && bytes[cursor] === bytes[from]) {
      cursor++;
      from++;
    }
    if (isNameByte(this.#byte(cursor)) || isNameByte(this.#byte(from))) this.#failEndTag(at, opened);
    while (isSpace(this.#byte(cursor))) cursor++;
    if (bytes[cursor] !== GT) this.#failEndTag(at, opened);
    return cursor;
  }

  failEmpty(): never {
    return this.#fail(0, "The file is empty: it holds no XML element.", TRUNCATED);
  }

  failSecondRoot(at: number): never {
    const message = `A second root element <${this.#nameAt(at + 1)}> follows the first.`;
    return this.#fail(at, message, "Keep one export in one file.");
  }

  failDepth(at: number, most: number): never {
    return this.#fail(at, `Elements are nested more than ${most} deep.`, "This is not a PAN-OS export.");
  }

  failStrayEndTag(at: number): never {
    return this.#fail(at, `The end tag </${this.#nameAt(at + 2)}> closes nothing.`, FIX_XML);
  }

  failUnclosed(opened: number | undefined): never {
    const length = this.#bytes.length;
    if (opened === undefined) return this.#fail(length, "The file ends inside a tag.", TRUNCATED);
    return this.#fail(
      length,
      `The file ends before <${this.#nameAt(opened + 1)}>, opened on line ${this.#line(opened)}, is closed.`,
      TRUNCATED,
    );
  }

  /** At a byte that may begin a character XML forbids; returns the offset after it when it is allowed. */
  #oddCharacter(at: number): number {
    const byte = this.#byte(at);
    if (byte < 0x20) {
      this.#fail(
        at,
        `There is a control character (0x${byte.toString(16).padStart(2, "0")}), which XML forbids.`,
        FIX_XML,
      );
    }
    if (byte === 0xef && this.#byte(at + 1) === 0xbf && this.#byte(at + 2) >= 0xbe) {
      this.#fail(at, "There is a character (U+FFFE or U+FFFF) that XML forbids.", FIX_XML);
    }
    return at + 1;
  }

  /** One `name="value"`, the one after `count` others. Returns the offset after the value. */
  #attribute(tag: number, count: number, at: number): number {
    const bytes = this.#bytes;
    const id = this.#attributeNames.internAt(at);
    let cursor = at + this.#attributeNames.lengthOf(id);
    while (isSpace(this.#byte(cursor))) cursor++;
    if (cursor >= bytes.length) this.#failTag(tag);
    if (bytes[cursor] !== EQUALS) this.#fail(cursor, `The attribute ${this.#nameAt(at)} has no value.`, FIX_XML);
    cursor++;
    while (isSpace(this.#byte(cursor))) cursor++;
    const quote = this.#byte(cursor);
    if (cursor >= bytes.length) this.#failTag(tag);
    if (quote !== QUOTE && quote !== APOSTROPHE) {
      this.#fail(cursor, `The value of attribute ${this.#nameAt(at)} is not in quotes.`, FIX_XML);
    }
    for (let other = 0; other < count; other++) {
      if (this.#inTag[other] === id)
        this.#fail(at, `The attribute ${this.#nameAt(at)} is given twice in one tag.`, FIX_XML);
    }
    this.#inTag[count] = id;
    return this.#attributeValue(tag, cursor + 1, quote);
  }

  #attributeValue(tag: number, at: number, quote: number): number {
    const bytes = this.#bytes;
    for (;;) {
      while (TEXT_STOP[bytes[at] ?? 0] === 0 && bytes[at] !== quote) at++;
      const byte = bytes[at];
      if (byte === undefined) this.#failTag(tag);
      if (byte === quote) return at + 1;
      if (byte === LT) this.#fail(at, 'A "<" stands in an attribute value; there it is written &lt;.', FIX_XML);
      if (byte === AMPERSAND) at = referenceEnd(bytes, at);
      else if (byte === CLOSE_BRACKET) at++;
      else at = this.#oddCharacter(at);
    }
  }

  /** `<!--`, `<![CDATA[` or, refused, `<!DOCTYPE`. */
  #declaration(at: number, opened: number | undefined): number {
    if (this.#startsWith("<!--", at)) {
      const dashes = this.#find("--", at + 4);
      if (dashes < 0 || dashes + 2 >= this.#bytes.length)
        this.#fail(at, "This comment is not closed with -->.", TRUNCATED);
      if (this.#byte(dashes + 2) !== GT) this.#fail(dashes, 'A comment must not contain "--".', FIX_XML);
      this.#checkCharacters(at + 4, dashes);
      return dashes + 3;
    }
    if (this.#startsWith("<![CDATA[", at)) {
      if (opened === undefined) this.#fail(at, "A CDATA section stands outside the root element.", FIX_XML);
      const end = this.#find("]]>", at + 9);
      if (end < 0) this.#fail(at, "This CDATA section is not closed with ]]>.", TRUNCATED);
      this.#checkCharacters(at + 9, end);
      return end + 3;
    }
    if (this.#startsWith("<!DOCTYPE", at)) {
      this.#fail(
        at,
        "The file has a DOCTYPE, which PAN-OS never writes.",
        "Remove the <!DOCTYPE …> part; panlint does not expand entities.",
      );
    }
    const rest = latin1(this.#bytes, at, Math.min(at + 9, this.#bytes.length));
    if (["<!--", "<![CDATA[", "<!DOCTYPE"].some((opening) => opening.startsWith(rest))) this.failUnclosed(opened);
    return this.#fail(at, 'A "<!" begins neither a comment nor a CDATA section.', FIX_XML);
  }

  #instruction(at: number): number {
    let nameEnd = at + 2;
    while (isNameByte(this.#byte(nameEnd))) nameEnd++;
    const target = latin1(this.#bytes, at + 2, nameEnd);
    const end = this.#find("?>", nameEnd);
    if (end < 0) this.#fail(at, "This processing instruction is not closed with ?>.", TRUNCATED);
    if (!isNameStart(this.#byte(at + 2)) || (nameEnd < end && !isSpace(this.#byte(nameEnd)))) {
      this.#fail(at, "This processing instruction has no proper name.", FIX_XML);
    }
    if (target.toLowerCase() === "xml") {
      this.#fail(
        at,
        "The XML declaration <?xml …?> must stand at the very start of the file.",
        "Remove what stands before it.",
      );
    }
    this.#checkCharacters(nameEnd, end);
    return end + 2;
  }

  #checkCharacters(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const byte = this.#byte(at);
      if (byte === 0xef || (byte < 0x20 && !isSpace(byte))) this.#oddCharacter(at);
    }
  }

  #byte(at: number): number {
    return this.#bytes[at] ?? 0;
  }

  #startsWith(text: string, at: number): boolean {
    for (let i = 0; i < text.length; i++) if (this.#bytes[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #find(text: string, from: number): number {
    const first = text.charCodeAt(0);
    let at = this.#bytes.indexOf(first, from);
    while (at >= 0 && !this.#startsWith(text, at)) at = this.#bytes.indexOf(first, at + 1);
    return at;
  }

  #nameAt(at: number): string {
    let end = at;
    while (isNameByte(this.#byte(end))) end++;
    return new TextDecoder().decode(this.#bytes.subarray(at, end));
  }

  #line(offset: number): number {
    return new LineIndex(this.#bytes.subarray(0, offset)).positionAt(offset).line;
  }

  #failEndTag(at: number, opened: number): never {
    const name = this.#nameAt(opened + 1);
    if (this.#bytes.indexOf(GT, at) < 0) this.failUnclosed(opened);
    if (this.#nameAt(at + 2) === name) this.#fail(at, `The end tag </${name}> is malformed.`, FIX_XML);
    const closes = `The end tag </${this.#nameAt(at + 2)}> does not close <${name}>, opened on line ${this.#line(opened)}.`;
    return this.#fail(at, closes, FIX_XML);
  }

  #failTag(at: number): never {
    return this.#fail(at, `The file ends inside the start tag <${this.#nameAt(at + 1)}>.`, TRUNCATED);
  }

  #fail(offset: number, message: string, hint: string): never {
    throw new InputError(message, { offset, hint });
  }
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
