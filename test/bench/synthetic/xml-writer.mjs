import { closeSync, openSync, writeSync } from "node:fs";

const CHUNK = 1 << 20;

/**
 * Writes XML the way PAN-OS exports it (two blanks a level) straight to a file, a mebibyte at a time, so that the size
 * of the file does not matter. Texts and names are written as they come: the caller escapes.
 */
export class XmlWriter {
  #file;
  #chunk = "";
  #pad = "";
  /** Bytes written so far, without what is still in the chunk. */
  bytes = 0;

  /** @param {string} path */
  constructor(path) {
    this.#file = openSync(path, "w");
  }

  /** Elements around what `body` writes; `path` names them from the outside in, as in `security/rules`. */
  within(path, body) {
    const tags = path.split("/");
    for (const tag of tags) this.#open(tag);
    body();
    for (const tag of tags.reverse()) this.#close(tag);
  }

  /** `<tag attributes>` around what `body` writes. */
  element(tag, attributes, body) {
    this.#open(`${tag} ${attributes}`);
    body();
    this.#close(tag);
    if (this.#chunk.length >= CHUNK) this.#flush();
  }

  /** `<entry name="…">` around what `body` writes. */
  entry(name, body, uuid) {
    this.element("entry", uuid === undefined ? `name="${name}"` : `name="${name}" uuid="${uuid}"`, body);
  }

  /** `<tag>text</tag>`, or nothing when there is no text. */
  leaf(tag, text) {
    if (text !== undefined) this.#chunk += `${this.#pad}<${tag}>${text}</${tag}>\n`;
  }

  /** `<tag>` with one `<member>` for each value. */
  members(tag, values) {
    let lines = `${this.#pad}<${tag}>\n`;
    for (const value of values) lines += `${this.#pad}  <member>${value}</member>\n`;
    this.#chunk += `${lines}${this.#pad}</${tag}>\n`;
  }

  /** Ready lines, indented to where we are. */
  block(text) {
    for (const line of text.trim().split("\n")) this.#chunk += `${this.#pad}${line}\n`;
  }

  /** Writes the rest and closes the file, also after an error. */
  finish() {
    try {
      this.#flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #open(start) {
    this.#chunk += `${this.#pad}<${start}>\n`;
    this.#pad += "  ";
  }

  #close(tag) {
    this.#pad = this.#pad.slice(2);
    this.#chunk += `${this.#pad}</${tag}>\n`;
  }

  #flush() {
    const bytes = Buffer.from(this.#chunk);
    // One call may write less than it was given.
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    this.bytes += bytes.length;
    this.#chunk = "";
  }
}
