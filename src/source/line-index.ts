/** A place in a text file as editors show it: 1-based, columns in UTF-16 code units, a tab counts one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Byte offsets of a line without its line end. */
export interface LineBounds {
  readonly start: number;
  readonly end: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Byte offsets to lines and columns. Built in one pass when the first finding needs it. */
export class LineIndex {
  readonly #bytes: Buffer;
  #starts = new Uint32Array(1024);
  #count = 1;
  #lastLine = 0;
  /** The last column worked out: a 200 MB export may be one line, and look-ups come in document order. */
  #last = { start: 0, offset: 0, units: 0 };

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
      if (this.#count === this.#starts.length) this.#grow();
      this.#starts[this.#count++] = at + 1;
    }
  }

  /** The line and column of the byte at `offset`; the end of the file is a valid offset. */
  positionAt(offset: number): Position {
    const line = this.#lineOf(offset);
    return { line: line + 1, column: this.#unitsBetween(this.#starts[line] ?? 0, offset) + 1 };
  }

  /** The line that holds `offset`, without its LF or CR LF. */
  lineBounds(offset: number): LineBounds {
    const line = this.#lineOf(offset);
    const start = this.#starts[line] ?? 0;
    if (line + 1 === this.#count) return { start, end: this.#bytes.length };
    const end = (this.#starts[line + 1] ?? 0) - 1;
    return { start, end: end > start && this.#bytes[end - 1] === CR ? end - 1 : end };
  }

  #lineOf(offset: number): number {
    // Look-ups come in groups for one line.
    const last = this.#lastLine;
    const next = last + 1 < this.#count ? (this.#starts[last + 1] ?? 0) : Number.POSITIVE_INFINITY;
    if ((this.#starts[last] ?? 0) <= offset && offset < next) return last;
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    this.#lastLine = low;
    return low;
  }

  #unitsBetween(start: number, offset: number): number {
    const known = this.#last.start === start && this.#last.offset <= offset && this.#last.offset > start;
    const from = known ? this.#last.offset : start;
    // Decoding natively is faster than counting the units of the bytes here. Offsets stand between characters.
    const units = (known ? this.#last.units : 0) + this.#bytes.toString("utf8", from, offset).length;
    this.#last = { start, offset, units };
    return units;
  }

  #grow(): void {
    const starts = new Uint32Array(this.#starts.length * 2);
    starts.set(this.#starts);
    this.#starts = starts;
  }
}
