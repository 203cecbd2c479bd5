import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";
import { type PlainElement, toObject } from "../../src/xml/to-object.ts";
import { xmlDocument } from "../support/xml-arbitrary.ts";
import { brokenPromises, oracleTree, type Tree, treeOf, withBlanksInAttributes } from "../support/xml-tree.ts";

const RUNS = { numRuns: 600 };

function rootOf(bytes: Uint8Array): Element {
  return new Element(scan(bytes), 0);
}

/** Every file, and once more with each of the other ways to end a line. */
function documents(): [story: string, bytes: Buffer][] {
  const files = ["test/xml/fixtures", "examples"]
    .map((folder) => new URL(`../../${folder}/`, import.meta.url))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".xml"))
        .map((path) => [path, readFileSync(new URL(path, folder), "utf8")] as const),
    );
  return files.flatMap(([path, text]) => [
    [path, Buffer.from(text)],
    [`${path} with CR LF`, Buffer.from(text.replaceAll("\n", "\r\n"))],
    [`${path} with lone CR`, Buffer.from(text.replaceAll("\n", "\r"))],
  ]);
}

/** What `toObject` promises, worked out with the cursor. */
function plain(element: Element): PlainElement {
  const object: Record<string, PlainElement | PlainElement[]> = {};
  for (const [name, value] of element.attributes()) object[`@${name}`] = value;
  const text = element.text.trim();
  if (!element.hasChildren && Object.keys(object).length === 0) return text;
  if (text !== "") object["#text"] = text;
  for (const { name } of element.children()) {
    const values = [...element.children(name)].map(plain);
    const [first = "", second] = values;
    object[name] = second !== undefined || name === "entry" || name === "member" ? values : first;
  }
  return object;
}

describe("the scanner and fast-xml-parser see the same tree at the same offsets", () => {
  test.each(documents())("in %s", (_story, bytes) => {
    expect(withBlanksInAttributes(treeOf(rootOf(bytes)))).toEqual(withBlanksInAttributes(oracleTree(bytes)));
  });

  test("in any generated document", () => {
    fc.assert(
      fc.property(xmlDocument, ({ bytes }) => {
        expect(withBlanksInAttributes(treeOf(rootOf(bytes)))).toEqual(withBlanksInAttributes(oracleTree(bytes)));
      }),
      RUNS,
    );
  });
});

describe("a generated document", () => {
  test("is read as the tree it was made from", () => {
    fc.assert(
      fc.property(xmlDocument, ({ bytes, tree }) => {
        expect(treeOf(rootOf(bytes))).toEqual(tree);
      }),
      RUNS,
    );
  });

  test("gives an element table without contradictions", () => {
    fc.assert(
      fc.property(xmlDocument, ({ bytes }) => {
        expect(brokenPromises(scan(bytes))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("is read the same from the middle of a larger buffer", () => {
    fc.assert(
      fc.property(xmlDocument, fc.nat(20), ({ bytes, tree }, before) => {
        const view = Buffer.concat([Buffer.alloc(before, "<x "), bytes, Buffer.from("</x>")]).subarray(before, -4);
        expect(treeOf(rootOf(view))).toEqual(tree);
      }),
    );
  });
});

describe("toObject shows what the cursor sees", () => {
  test.each(documents())("in %s", (_story, bytes) => {
    const root = rootOf(bytes);
    expect(evened(toObject(root))).toEqual(evened(plain(root)));
  });

  test("in any generated document, from any element", () => {
    fc.assert(
      fc.property(xmlDocument, fc.nat(), ({ bytes }, pick) => {
        const table = scan(bytes);
        const element = new Element(table, pick % table.count);
        expect(evened(toObject(element))).toEqual(evened(plain(element)));
      }),
      RUNS,
    );
  });

  test.each([
    ["a leaf is its text", "<a> x </a>", "x"],
    ["an empty element is an empty text", "<a/>", ""],
    ["attributes are marked with @", '<a b=" 1 "/>', { "@b": " 1 " }],
    ["a leaf with attributes keeps its text as #text", '<a b="1"> x </a>', { "@b": "1", "#text": "x" }],
    ["what occurs twice is a list", "<a><b>1</b><c/><b>2</b></a>", { b: ["1", "2"], c: "" }],
    [
      "entry and member are lists even alone",
      "<a><entry/><b><member>x</member></b></a>",
      { entry: [""], b: { member: ["x"] } },
    ],
    [
      "the outermost element is never a list",
      '<entry name="x"><member>y</member></entry>',
      { "@name": "x", member: ["y"] },
    ],
    [
      "nothing becomes a number or a boolean",
      '<a b="01"><c>1.0</c><d>true</d></a>',
      { "@b": "01", c: "1.0", d: "true" },
    ],
    ["references are replaced", '<a b="&#65;&amp;"><c>&#x42;&lt;</c></a>', { "@b": "A&", c: "B<" }],
    ["what references stand for is not read again", "<a>&amp;lt; &#38;gt;</a>", "&lt; &gt;"],
    ["HTML's entities are not known to CDATA either", "<a><![CDATA[&lt;&nbsp;]]></a>", "&lt;&nbsp;"],
    ["blanks between pieces of a text stay", "<a> x <![CDATA[ y ]]> z </a>", "x  y  z"],
    ["comments and processing instructions are left out", "<a><!-- b --><?c d?><e/></a>", { e: "" }],
    [
      "names that JavaScript objects inherit are names",
      "<a><toString/><valueOf>1</valueOf></a>",
      { toString: "", valueOf: "1" },
    ],
  ] satisfies [string, string, PlainElement][])("%s", (_story, xml, expected) => {
    expect(toObject(rootOf(Buffer.from(xml)))).toEqual(expected);
  });

  test("as deep as the scanner lets elements nest", () => {
    const root = rootOf(Buffer.from(`${"<a>".repeat(256)}x${"</a>".repeat(256)}`));
    expect(toObject(root)).toEqual(plain(root));
  });

  test("independent of what another subtree contains", () => {
    const root = rootOf(Buffer.from("<a><b>1</b><b><c>2</c></b></a>"));
    expect([...root.children("b")].map(toObject)).toEqual(["1", { c: "2" }]);
  });
});

/** See `withBlanksInAttributes`. */
function evened(value: PlainElement): PlainElement {
  return JSON.parse(JSON.stringify(value), (key, part: unknown) =>
    key.startsWith("@") && typeof part === "string" ? part.replace(/[\t\n\r]/g, " ") : part,
  ) as PlainElement; // the same shape as before
}

/** Guards the guard: trees that differ in one place only must not pass as the same. */
describe("the comparison of both readers finds", () => {
  const bytes = Buffer.from('<a b="c"><d>é</d> x</a>');
  const tree = oracleTree(bytes);
  test.each<[string, Partial<Tree>]>([
    ["another name", { name: "b" }],
    ["another attribute", { attributes: [["b", "d"]] }],
    ["another text", { text: "x" }],
    ["another start", { start: 1 }],
    ["another end", { end: bytes.length - 1 }],
    ["a missing child", { children: [] }],
  ])("%s", (_story, change) => {
    expect(treeOf(rootOf(bytes))).toEqual(tree);
    expect(treeOf(rootOf(bytes))).not.toEqual({ ...tree, ...change });
  });
});
