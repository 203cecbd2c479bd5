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

/** Of so many lines one is remembered: a large file has millions of short ones, and few are asked for. */
const STEP = 16;

/** Byte offsets to lines and columns. Built in one pass when the first finding needs it. */
export class LineIndex {
  readonly #bytes: Buffer;
  /** Where every sixteenth line starts. */
  #starts = new Uint32Array(1024);
  #count = 1;
  /** The line that was asked for last, and where it and the next one start: look-ups come in groups for one line. */
  #line = { number: 0, start: 0, next: 0 };
  /** The last column worked out: a 200 MB export may be one line, and look-ups come in document order. */
  #last = { start: 0, offset: 0, units: 0 };

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let line = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
      if (++line % STEP !== 0) continue;
      if (this.#count === this.#starts.length) this.#grow();
      this.#starts[this.#count++] = at + 1;
    }
  }

  /** The line and column of the byte at `offset`; the end of the file is a valid offset. */
  positionAt(offset: number): Position {
    const { number, start } = this.#lineAt(offset);
    return { line: number + 1, column: this.#unitsBetween(start, offset) + 1 };
  }

  /** The line that holds `offset`, without its LF or CR LF. */
  lineBounds(offset: number): LineBounds {
    const { start, next } = this.#lineAt(offset);
    if (next === Number.POSITIVE_INFINITY) return { start, end: this.#bytes.length };
    const end = next - 1;
    return { start, end: end > start && this.#bytes[end - 1] === CR ? end - 1 : end };
  }

  #lineAt(offset: number) {
    const { start, next } = this.#line;
    if (start <= offset && offset < next) return this.#line;
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    let line = { number: low * STEP, start: this.#starts[low] ?? 0 };
    for (;;) {
      const end = this.#bytes.indexOf(LF, line.start);
      const following = end < 0 ? Number.POSITIVE_INFINITY : end + 1;
      if (offset < following) {
        this.#line = { ...line, next: following };
        return this.#line;
      }
      line = { number: line.number + 1, start: following };
    }
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
