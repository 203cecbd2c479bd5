import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { InputError } from "../../src/error.ts";
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";
import { brokenPromises, treeOf } from "../support/xml-tree.ts";
import { isWellFormed } from "../support/xml-well-formed.ts";

const MUTATIONS = 8000;
/** Bytes that mean something to XML or to UTF-8; a random byte is too seldom one of them. */
const TELLING = Buffer.from("<>/&;\"'=!?-[]#:x1a \t\n\r\0\u0001é\ufffe\u{10ffff}\xff", "utf8");

/** Numbers from 0 to below `limit`, the same in every run (mulberry32). */
function dice(seed: number): (limit: number) => number {
  return (limit) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** The document with one byte changed, removed or inserted. */
function mutate(bytes: Buffer, roll: (limit: number) => number): Buffer {
  const at = roll(bytes.length);
  const [telling, own, random] = [TELLING[roll(TELLING.length)], bytes[roll(bytes.length)], roll(256)];
  const byte = Buffer.of([telling, telling, own, random][roll(4)] ?? 0);
  const removed = roll(3) === 0;
  const inserted = !removed && roll(2) === 0;
  const after = bytes.subarray(inserted ? at : at + 1);
  return Buffer.concat(removed ? [bytes.subarray(0, at), after] : [bytes.subarray(0, at), byte, after]);
}

/** What is wrong with how a document is scanned, undefined when nothing is. */
function fault(bytes: Buffer): { verdict: "accepted" | "refused"; problem: string | undefined } {
  try {
    const table = scan(bytes);
    treeOf(new Element(table, 0));
    return { verdict: "accepted", problem: brokenPromises(table)[0] };
  } catch (error) {
    if (!(error instanceof InputError)) return { verdict: "refused", problem: `threw ${String(error)}` };
    const { offset = -1 } = error;
    const inside = offset >= 0 && offset <= bytes.length;
    return { verdict: "refused", problem: inside ? undefined : `the offset ${offset} is outside` };
  }
}

const folder = new URL("fixtures/", import.meta.url);

test.each(readdirSync(folder))(
  "%s with one byte changed, removed or inserted is read without contradictions or refused with a position",
  (name) => {
    const original = readFileSync(new URL(name, folder));
    const roll = dice(original.length);
    const count = { accepted: 0, refused: 0, compared: 0 };
    const failures: string[] = [];
    for (let i = 0; i < MUTATIONS; i++) {
      const bytes = mutate(original, roll);
      const { verdict, problem } = fault(bytes);
      count[verdict]++;
      if (problem !== undefined) failures.push(`mutation ${i}: ${problem}`);
      if (!isUtf8(bytes)) continue; // the scanner may assume UTF-8; it only must not break without
      count.compared++;
      const expected = isWellFormed(bytes.toString("utf8")) ? "accepted" : "refused";
      if (verdict !== expected)
        failures.push(`mutation ${i}: ${verdict}, should be ${expected}: ${difference(bytes, original)}`);
    }
    expect(failures).toEqual([]);
    // Neither verdict may be the only one, else this test would say little.
    for (const enough of Object.values(count)) expect(enough).toBeGreaterThan(MUTATIONS / 10);
  },
);

test("random markup is read when it is well-formed and refused when it is not", () => {
  const tokens = [
    ..."<>/ab =\"'&;!?-[]#\n",
    ...[
      "<a>",
      "</a>",
      "<a/>",
      "</",
      "/>",
      "<b ",
      ' a="b"',
      " b='a'",
      "<!--",
      "-->",
      "--",
      "<![CDATA[",
      "]]>",
      "<?",
      "?>",
    ],
    ...[
      "<?a b?>",
      "<!-- a -->",
      "<![CDATA[a]]>",
      "&amp;",
      "&#65;",
      "&#x41;",
      "&#",
      "é",
      "\r\n",
      '<?xml version="1.0"?>',
    ],
  ];
  const heap = fc.array(fc.constantFrom(...tokens), { maxLength: 8, size: "max" }).map((list) => list.join(""));
  const wrapped = fc.oneof(
    heap,
    heap.map((text) => `<a>${text}</a>`),
    heap.map((text) => `<a ${text}/>`),
    heap.map((text) => `<a/>${text}`),
    heap.map((text) => `${text}<a/>`),
    heap.map((text) => `<a b="${text}"></a>`),
    heap.map((text) => `<!--${text}--><a><?b ${text}?></a>`),
  );
  const property = fc.property(wrapped, (text) => {
    const { verdict, problem } = fault(Buffer.from(text));
    expect({ verdict, problem }).toEqual({ verdict: isWellFormed(text) ? "accepted" : "refused", problem: undefined });
  });
  fc.assert(property, { numRuns: 10_000 });
});

/** The place where two documents begin to differ, for a failure's message. */
function difference(bytes: Buffer, original: Buffer): string {
  let at = 0;
  while (at < bytes.length && bytes[at] === original[at]) at++;
  return `at ${at}: ${JSON.stringify(bytes.toString("utf8", Math.max(0, at - 20), at + 20))}`;
}
