import { XMLParser } from "fast-xml-parser";
import type { Element } from "../../src/xml/element.ts";
import type { ElementTable } from "../../src/xml/element-table.ts";

/** One element as every reader of the document must see it. Offsets are bytes; `end` is the one after the last. */
export interface Tree {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The character data directly in the element, all pieces joined. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Tree[];
}

/** What the cursor sees. */
export function treeOf(element: Element): Tree {
  return {
    name: element.name,
    attributes: [...element.attributes()],
    text: element.text,
    ...element.span,
    children: [...element.children()].map(treeOf),
  };
}

/**
 * The one place where a deviation of fast-xml-parser is evened out, on both sides: it leaves tabs and line ends in an
 * attribute value as they are, where XML wants blanks (https://www.w3.org/TR/xml/#AVNormalize). `element.test.ts` and
 * the generated documents' own expectation hold the cursor to what XML wants.
 */
export function withBlanksInAttributes(tree: Tree): Tree {
  return {
    ...tree,
    attributes: tree.attributes.map(([name, value]) => [name, value.replace(/[\t\n\r]/g, " ")] as const),
    children: tree.children.map(withBlanksInAttributes),
  };
}

type OrderedNode = { readonly [key: string | symbol]: unknown };

const METADATA = XMLParser.getMetaDataSymbol().valueOf();
/** Everything that would trim, convert, rename or limit is turned off; `htmlEntities` is what decodes `&#65;`. */
const oracle = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  maxNestedTags: 1000,
  onDangerousProperty: (name) => name,
});

/** What fast-xml-parser sees. It counts UTF-16 units of the decoded text; they are turned into byte offsets. */
export function oracleTree(bytes: Uint8Array): Tree {
  const text = Buffer.from(bytes).toString("utf8");
  const offsets = byteOffsets(text);
  const nodes: readonly OrderedNode[] = oracle.parse(text);
  const roots = nodes.filter((node) => !("#text" in node)).map((node) => fromOrdered(node, offsets));
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw new Error(`fast-xml-parser sees ${roots.length} root elements`);
  return root;
}

function fromOrdered(node: OrderedNode, offsets: Uint32Array): Tree {
  const name = Object.keys(node).find((key) => key !== ":@") ?? "";
  const content = node[name] as readonly OrderedNode[]; // preserveOrder: an element's value is the list of its nodes
  const place = node[METADATA] as { readonly startIndex: number; readonly endIndex: number }; // captureMetaData
  const isText = (piece: OrderedNode): boolean => "#text" in piece;
  return {
    name,
    attributes: Object.entries((node[":@"] ?? {}) as Record<string, string>), // parseAttributeValue is off
    text: content
      .filter(isText)
      .map((piece) => piece["#text"])
      .join(""),
    start: offsets[place.startIndex] ?? -1,
    end: offsets[place.endIndex] ?? -1,
    children: content.filter((piece) => !isText(piece)).map((child) => fromOrdered(child, offsets)),
  };
}

/** The byte offset of every UTF-16 unit of a text, and of its end. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let at = 0;
  for (let byte = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    byte += Buffer.byteLength(character);
    at += character.length;
    offsets[at] = byte;
  }
  return offsets;
}

/** What the promises of an ElementTable say and this one breaks; empty when it is sound. */
export function brokenPromises(table: ElementTable): string[] {
  const { start, tagEnd, end, name, parent, next, count } = table;
  const lengths = [start, tagEnd, end, name, parent, next].map((array) => array.length);
  if (count < 1 || lengths.some((length) => length !== count)) return [`${count} elements in arrays of ${lengths}`];
  const broken: string[] = [];
  for (let i = 0; i < count; i++) {
    const at = { start: start[i] ?? -1, tagEnd: tagEnd[i] ?? -1, end: end[i] ?? -1, next: next[i] ?? -1 };
    const up = parent[i] ?? -1;
    const check = (promise: string, kept: boolean): void => {
      if (!kept) broken.push(`element ${i}: ${promise} (${JSON.stringify({ ...at, parent: up })})`);
    };
    check("a start tag ends inside the element", at.start < at.tagEnd && at.tagEnd <= at.end);
    check("a subtree is inside the document", i < at.next && at.next <= count && at.end <= table.bytes.length);
    checkTags(table, i, check);
    if (i === 0) {
      check("the root is its own parent and holds everything", up === 0 && at.next === count);
      continue;
    }
    check("elements are in document order", (start[i - 1] ?? 0) < at.start);
    check("a parent comes before its children", up < i);
    check("a subtree is inside its parent's", at.next <= (next[up] ?? 0));
    check("a child is between its parent's tags", (tagEnd[up] ?? 0) <= at.start && at.end < (end[up] ?? 0));
    if (at.next < (next[up] ?? 0)) {
      check("the next sibling has the same parent", parent[at.next] === up);
      check("the next sibling begins after this one ends", (start[at.next] ?? 0) >= at.end);
    }
  }
  return broken;
}

function checkTags(table: ElementTable, i: number, check: (promise: string, kept: boolean) => void): void {
  const bytes = Buffer.from(table.bytes.buffer, table.bytes.byteOffset, table.bytes.length);
  const [start, tagEnd, end] = [table.start[i] ?? 0, table.tagEnd[i] ?? 0, table.end[i] ?? 0];
  const startTag = bytes.toString("latin1", start, tagEnd);
  check("a start tag ends at its own >", /^<[^<>"'/\s]+(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>$/.test(startTag));
  const name = Buffer.from(/^<([^>/\s]*)/.exec(startTag)?.[1] ?? "", "latin1").toString("utf8");
  check("a name is what stands in the tag", table.names[table.name[i] ?? -1] === name);
  if (startTag.endsWith("/>")) {
    check("a self-closing element is its tag and has no children", end === tagEnd && table.next[i] === i + 1);
  } else {
    const endTag = bytes.toString("utf8", bytes.lastIndexOf("</", end - 1), end);
    check(
      "an element ends with its end tag",
      endTag.startsWith(`</${name}`) && /^[\s]*>$/.test(endTag.slice(2 + name.length)),
    );
  }
}
