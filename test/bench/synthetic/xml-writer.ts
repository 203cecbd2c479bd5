import { closeSync, openSync, writeSync } from "node:fs";

const CHUNK = 1 << 20;

/**
 * Writes XML the way PAN-OS exports it (two blanks a level) straight to a file, a mebibyte at a time, so that the size
 * of the file does not matter. Texts and names are written as they come: the caller escapes.
 */
export class XmlWriter {
  readonly #file: number;
  #chunk = "";
  #pad = "";
  /** Bytes written so far, without what is still in the chunk. */
  bytes = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  /** Elements around what `body` writes; `path` names them from the outside in, as in `security/rules`. */
  within(path: string, body: () => void): void {
    const tags = path.split("/");
    for (const tag of tags) this.#open(tag);
    body();
    for (const tag of tags.reverse()) this.#close(tag);
  }

  /** `<tag attributes>` around what `body` writes. */
  element(tag: string, attributes: string, body: () => void): void {
    this.#open(`${tag} ${attributes}`);
    body();
    this.#close(tag);
    if (this.#chunk.length >= CHUNK) this.#flush();
  }

  /** `<entry name="…">` around what `body` writes. */
  entry(name: string, body: () => void, uuid?: string): void {
    this.element("entry", uuid === undefined ? `name="${name}"` : `name="${name}" uuid="${uuid}"`, body);
  }

  /** `<tag>text</tag>`, or nothing when there is no text. */
  leaf(tag: string, text: string | number | undefined): void {
    if (text !== undefined) this.#chunk += `${this.#pad}<${tag}>${text}</${tag}>\n`;
  }

  /** `<tag>` with one `<member>` for each value. */
  members(tag: string, values: readonly string[]): void {
    let lines = `${this.#pad}<${tag}>\n`;
    for (const value of values) lines += `${this.#pad}  <member>${value}</member>\n`;
    this.#chunk += `${lines}${this.#pad}</${tag}>\n`;
  }

  /** Ready lines, indented to where we are. */
  block(text: string): void {
    for (const line of text.trim().split("\n")) this.#chunk += `${this.#pad}${line}\n`;
  }

  /** Writes the rest and closes the file, also after an error. */
  finish(): void {
    try {
      this.#flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #open(start: string): void {
    this.#chunk += `${this.#pad}<${start}>\n`;
    this.#pad += "  ";
  }

  #close(tag: string): void {
    this.#pad = this.#pad.slice(2);
    this.#chunk += `${this.#pad}</${tag}>\n`;
  }

  #flush(): void {
    const bytes = Buffer.from(this.#chunk);
    // One call may write less than it was given.
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    this.bytes += bytes.length;
    this.#chunk = "";
  }
}
