import { XMLParser } from "fast-xml-parser";
import type { Element } from "./element.ts";

/** An element as fast-xml-parser shows it: attributes as `@name`, repeated children as arrays, a leaf as its text. */
export type PlainElement = string | { readonly [name: string]: PlainElement | readonly PlainElement[] };

/** Children that PAN-OS repeats are arrays even where there is one only. */
const LISTS = new Set(["entry", "member"]);

/**
 * Hands a subtree out as a plain object, for declarative rules and plug-ins. Values are strings as the file has them:
 * nothing is turned into a number or a boolean.
 */
export function toObject(element: Element): PlainElement {
  const { start, end } = element.span;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    processEntities: true,
    htmlEntities: false,
    isArray: (name) => LISTS.has(name),
  });
  const { bytes } = element.table;
  const document = parser.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)) as Record<
    string,
    PlainElement
  >;
  const value = document[element.name] ?? "";
  // `isArray` makes an array of the outermost element too when it is an entry or a member.
  return Array.isArray(value) ? (value[0] as PlainElement) : value;
}
