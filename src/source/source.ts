import { type LineBounds, LineIndex, type Position } from "./line-index.ts";

export interface SourceDetails {
  /** What to call the input in reports: the path as the user may type it, `<stdin>` for standard input. */
  readonly name: string;
  /** Path from the root of the project (Git root, else working directory), with forward slashes; part of identities. */
  readonly uri: string;
  /** UTF-8 without byte order mark. */
  readonly bytes: Uint8Array;
  /** What was done to the bytes, worth telling the user ("converted from UTF-16"). */
  readonly notes?: readonly string[];
}

/** One input: decoded bytes and where their lines are. Offsets are byte offsets into `bytes`. */
export class Source {
  readonly name: string;
  readonly uri: string;
  readonly bytes: Buffer;
  readonly notes: readonly string[];
  #lines: LineIndex | undefined;

  constructor(details: SourceDetails) {
    this.name = details.name;
    this.uri = details.uri;
    const { buffer, byteOffset, length } = details.bytes;
    this.bytes = Buffer.from(buffer, byteOffset, length);
    this.notes = details.notes ?? [];
  }

  /** Line and column of a byte offset, 1-based, UTF-16 columns. */
  positionAt(offset: number): Position {
    return this.#lineIndex().positionAt(offset);
  }

  /** The line around a byte offset, without its line end. */
  lineBounds(offset: number): LineBounds {
    return this.#lineIndex().lineBounds(offset);
  }

  /** The text between two byte offsets. */
  text(start: number, end: number): string {
    return this.bytes.toString("utf8", start, end);
  }

  #lineIndex(): LineIndex {
    this.#lines ??= new LineIndex(this.bytes);
    return this.#lines;
  }
}
