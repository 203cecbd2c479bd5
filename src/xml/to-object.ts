import { XMLParser } from "fast-xml-parser";
import type { Element } from "./element.ts";
import { decodeReferences } from "./reference.ts";
import { MAX_DEPTH } from "./scanner.ts";

/** An element as fast-xml-parser shows it: attributes as `@name`, repeated children as arrays, a leaf as its text. */
export type PlainElement = string | { readonly [name: string]: PlainElement | readonly PlainElement[] };

/** Children that PAN-OS repeats are arrays even where there is one only. */
const LISTS = new Set(["entry", "member"]);

/** fast-xml-parser's own decoder leaves `&#65;` alone unless it may decode HTML's entities, too. */
const DECODER = {
  decode: decodeReferences,
  addInputEntities: () => {},
  setExternalEntities: () => {},
  setXmlVersion: () => {},
  reset: () => {},
};

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
    // It would trim attributes as well, and every piece of a text that a comment or CDATA section divides.
    trimValues: false,
    entityDecoder: DECODER,
    ignorePiTags: true,
    maxNestedTags: MAX_DEPTH,
    // `toString` and its like are elements like any other; `__proto__` and `constructor` it refuses all the same.
    onDangerousProperty: (name) => name,
    isArray: (name) => LISTS.has(name),
  });
  const { bytes } = element.table;
  const document = parser.parse(bytes.subarray(start, end)) as Record<string, PlainElement>;
  const value = document[element.name] ?? "";
  // `isArray` makes an array of the outermost element too when it is an entry or a member.
  return trimmed(Array.isArray(value) ? (value[0] as PlainElement) : value);
}

/** Takes white space off both ends of every text and leaves out a text that was nothing else, such as indentation. */
function trimmed(value: PlainElement): PlainElement {
  if (typeof value === "string") return value.trim();
  const object: Record<string, PlainElement | readonly PlainElement[]> = {};
  for (const [name, part] of Object.entries(value)) {
    if (name.startsWith("@")) object[name] = part;
    else if (Array.isArray(part)) object[name] = part.map(trimmed);
    else {
      const text = trimmed(part as PlainElement); // an array was handled above; TypeScript does not narrow readonly ones
      if (name !== "#text" || text !== "") object[name] = text;
    }
  }
  return object;
}
