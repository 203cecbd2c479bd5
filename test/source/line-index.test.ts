import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type LineBounds, LineIndex, type Position } from "../../src/source/line-index.ts";
import { Source } from "../../src/source/source.ts";

/** What an editor shows at an offset, the plain way. */
function naivePosition(bytes: Buffer, offset: number): Position {
  const before = bytes.toString("utf8", 0, offset);
  const lastLine = before.slice(before.lastIndexOf("\n") + 1);
  return { line: before.split("\n").length, column: lastLine.length + 1 };
}

function naiveBounds(bytes: Buffer, offset: number): LineBounds {
  const start = offset === 0 ? 0 : bytes.lastIndexOf("\n", offset - 1) + 1;
  const end = bytes.indexOf("\n", offset);
  if (end < 0) return { start, end: bytes.length };
  return { start, end: end > start && bytes[end - 1] === 0x0d ? end - 1 : end };
}

describe("line and column are what an editor shows", () => {
  test.each<[string, string, string]>([
    ["at the beginning", "|ab", "1:1"],
    ["in an empty file", "|", "1:1"],
    ["inside a line", "ab|c", "1:3"],
    ["at a line end", "ab|\ncd", "1:3"],
    ["after a line end", "ab\n|cd", "2:1"],
    ["on an empty line", "ab\n\n|\ncd", "3:1"],
    ["at the end of the file", "ab\ncd|", "2:3"],
    ["at the end of a file that ends with a line end", "ab\n|", "2:1"],
    ["at the CR of a CR LF", "ab|\r\ncd", "1:3"],
    ["between CR and LF", "ab\r|\ncd", "1:4"],
    ["after a CR LF", "ab\r\n|cd", "2:1"],
    ["after a lone CR, which ends no line", "ab\r|cd", "1:4"],
    ["after a tab, which counts one", "\t\ta|", "1:4"],
    ["after characters of two and three bytes", "é€|a", "1:3"],
    ["after an astral character, which counts two", "😀|a", "1:3"],
    ["after all of them on a later line", "é€😀\n\té€😀|", "2:6"],
    ["after a combining character, which counts", "e\u0301|", "1:3"],
  ])("%s", (_story, marked, expected) => {
    const offset = Buffer.byteLength(marked.slice(0, marked.indexOf("|")));
    const { line, column } = new LineIndex(Buffer.from(marked.replace("|", ""))).positionAt(offset);
    expect(`${line}:${column}`).toBe(expected);
  });

  test.each<[string, string, string]>([
    ["a line", "ab\nc|d\nef", "cd"],
    ["the first line", "a|b\ncd", "ab"],
    ["the last line", "ab\ncd|", "cd"],
    ["an empty file", "|", ""],
    ["an empty line", "ab\n|\ncd", ""],
    ["a line that ends with CR LF", "ab\r\nc|d\r\n", "cd"],
    ["a line asked for at its CR", "ab|\r\ncd", "ab"],
    ["a line asked for at its LF", "ab\r|\ncd", "ab"],
    ["an empty line that ends with CR LF", "\r\n|\r\n", ""],
    ["what follows the last line end", "ab\n|", ""],
    ["a line with a lone CR inside", "ab\rc|d\nef", "ab\rcd"],
    ["a line with a lone CR before the CR LF", "ab\r|\r\nef", "ab\r"],
    ["a last line with a lone CR at its end, which is no line end", "ab\ncd|\r", "cd\r"],
  ])("the bounds of %s", (_story, marked, expected) => {
    const offset = Buffer.byteLength(marked.slice(0, marked.indexOf("|")));
    const bytes = Buffer.from(marked.replace("|", ""));
    const { start, end } = new LineIndex(bytes).lineBounds(offset);
    expect(bytes.toString("utf8", start, end)).toBe(expected);
  });

  test("in any order of look-ups", () => {
    const character = fc.oneof(
      fc.constantFrom("\n", "\n", "\r", "\r\n", "\t", "a", "é", "€", "😀"),
      fc.string({ unit: "binary" }),
    );
    const text = fc.array(character, { maxLength: 150, size: "max" }).map((parts) => [...parts.join("")]);
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 40, size: "max" }), (characters, picks) => {
        const bytes = Buffer.from(characters.join(""));
        const index = new LineIndex(bytes);
        for (const pick of picks) {
          const offset = Buffer.byteLength(characters.slice(0, pick % (characters.length + 1)).join(""));
          expect({ offset, ...index.positionAt(offset) }).toEqual({ offset, ...naivePosition(bytes, offset) });
          expect({ offset, ...index.lineBounds(offset) }).toEqual({ offset, ...naiveBounds(bytes, offset) });
        }
      }),
      { numRuns: 500 },
    );
  });

  test("on more lines than the first table holds", () => {
    const lines = 40_000;
    const index = new LineIndex(Buffer.from("é\n".repeat(lines)));
    for (let line = 0; line <= lines; line += 7) {
      expect(index.positionAt(3 * line)).toEqual({ line: line + 1, column: 1 });
    }
  });

  test("on one very long line, looked up from the front, then from the back", () => {
    const bytes = Buffer.from("é😀ab".repeat(250_000));
    const index = new LineIndex(bytes);
    // Five columns in eight bytes. Counting from the line's beginning each time would take minutes.
    for (let part = 0; part <= 250_000; part++) {
      const { column } = index.positionAt(8 * part);
      if (column !== 5 * part + 1) throw new Error(`column ${column} at ${8 * part}`);
    }
    for (const part of [250_000, 125_000, 1, 0]) {
      expect(index.positionAt(8 * part)).toEqual({ line: 1, column: 5 * part + 1 });
    }
    expect(index.lineBounds(1_000_000)).toEqual({ start: 0, end: bytes.length });
  });
});

describe("a source", () => {
  const bytes = Buffer.from("<a>\r\n  <b>größer 😀</b>\n</a>");
  const source = new Source({ name: "fw.xml", uri: "configs/fw.xml", bytes });

  test("gives the text between two offsets", () => {
    expect(source.text(0, 3)).toBe("<a>");
    expect(source.text(7, 27)).toBe("<b>größer 😀</b>");
    expect(source.text(0, bytes.length)).toBe(bytes.toString("utf8"));
    expect(source.text(5, 5)).toBe("");
  });

  test("gives line and column of an offset, and the text of a line", () => {
    expect(source.positionAt(7)).toEqual({ line: 2, column: 3 });
    expect(source.positionAt(bytes.length)).toEqual({ line: 3, column: 5 });
    expect(source.lineBounds(10)).toEqual({ start: 5, end: 27 });
  });

  test("reads only its own part of a larger buffer, and plain arrays of bytes", () => {
    const larger = Buffer.concat([Buffer.from("é\n\n"), bytes, Buffer.from("\n\n")]);
    const part = new Source({
      name: "",
      uri: "",
      bytes: new Uint8Array(larger.buffer, larger.byteOffset + 4, bytes.length),
    });
    expect(part.text(7, 10)).toBe("<b>");
    expect(part.positionAt(7)).toEqual({ line: 2, column: 3 });
    expect(part.lineBounds(bytes.length)).toEqual({ start: 28, end: 32 });
  });

  test("keeps the notes about how its bytes were decoded", () => {
    expect(source.notes).toEqual([]);
    expect(new Source({ name: "", uri: "", bytes, notes: ["unpacked from gzip"] }).notes).toEqual([
      "unpacked from gzip",
    ]);
  });
});
