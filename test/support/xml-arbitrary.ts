import fc from "fast-check";
import type { Tree } from "./xml-tree.ts";

/** A generated document and what it says, known from how it was made. */
export interface GeneratedDocument {
  readonly bytes: Buffer;
  readonly tree: Tree;
}

/** What is written, and the character data that it stands for. */
interface Piece {
  readonly source: string;
  readonly value: string;
}

interface Attribute {
  readonly name: string;
  readonly quote: string;
  readonly value: readonly Piece[];
}

interface Node {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly content: readonly (Node | Piece)[];
  /** White space before each attribute, around `=`, and before each `>`. */
  readonly blanks: readonly [string, string, string];
  readonly selfClosing: boolean;
}

interface Layout {
  readonly prolog: string;
  readonly epilog: string;
  /** Indents elements that hold elements only, as an export does; otherwise nothing is added. */
  readonly pretty: boolean;
  /** How the line ends are written, in turn. */
  readonly lineEnds: readonly string[];
}

const codePoint = fc
  .oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0x20, max: 0x7f }) },
    { weight: 1, arbitrary: fc.integer({ min: 0x80, max: 0xd7ff }) },
    // 0xEF is the first byte of these; the scanner looks twice at it.
    { weight: 1, arbitrary: fc.integer({ min: 0xf000, max: 0xfffd }) },
    { weight: 1, arbitrary: fc.integer({ min: 0x10000, max: 0x10ffff }) },
  )
  .map((code) => String.fromCodePoint(code));
const character = fc.oneof(
  { weight: 3, arbitrary: codePoint },
  {
    weight: 2,
    arbitrary: fc.constantFrom(" ", "\n", "\t", "]", ">", "-", "?", '"', "'", "=", "/", ";", "#", "\ufeff"),
  },
);
const characters = fc.array(character, { maxLength: 12 }).map((list) => list.join(""));

const name = fc.oneof(
  // What JavaScript objects inherit is among the names; nothing may stumble over it.
  { weight: 3, arbitrary: fc.constantFrom("entry", "member", "rules", "a", "b", "log-start", "größe", "toString") },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-zA-Z_:é日][-.0-9a-zA-Z_:é·]{0,8}$/u) },
);

/** One text for each way to write a character that may not, or need not, stand for itself. */
const reference = fc.oneof(
  fc.constantFrom<Piece>(
    { source: "&amp;", value: "&" },
    { source: "&lt;", value: "<" },
    { source: "&gt;", value: ">" },
    { source: "&quot;", value: '"' },
    { source: "&apos;", value: "'" },
    { source: "&#9;", value: "\t" },
    { source: "&#10;", value: "\n" },
    { source: "&#xD;", value: "\r" },
  ),
  codePoint.map((value) => ({ source: `&#${value.codePointAt(0)};`, value })),
  codePoint.map((value) => ({ source: `&#x${value.codePointAt(0)?.toString(16)};`, value })),
);
/** A `>` may stand for itself unless `]]` comes before it, perhaps from the piece before. */
const plain = characters.map((value) => ({
  source: value
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/(^|\])>/g, "$1&gt;"),
  value,
}));
const comment = characters.map((text) => ({ source: `<!--${text.replace(/-/g, "- ")}-->`, value: "" }));
const cdata = characters.map((text) => {
  const value = text.replaceAll("]]>", "]] >");
  return { source: `<![CDATA[${value}]]>`, value };
});
/** Without quotes: fast-xml-parser takes an odd one for the beginning of an attribute that never ends. */
const instruction = fc
  .tuple(
    name.filter((target) => !/^xml$/i.test(target)),
    characters,
  )
  .map(([target, data]) => ({
    source: `<?${target} ${data.replace(/["']/g, "").replaceAll("?>", "? >")}?>`,
    value: "",
  }));

const attribute = fc.record<Attribute>({
  name,
  quote: fc.constantFrom('"', "'"),
  value: fc.array(fc.oneof(plain, reference), { maxLength: 3 }),
});
const blank = fc.constantFrom("", "", " ", "\n\t");
const piece = fc.oneof(plain, plain, reference, comment, cdata, instruction);

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.record<Node>({
    name,
    attributes: fc.uniqueArray(attribute, { selector: (one) => one.name, maxLength: 3 }),
    content: fc.oneof(
      { maxDepth: 4, depthSize: "medium", withCrossShrink: true },
      { weight: 2, arbitrary: fc.array<Node | Piece>(piece, { maxLength: 3 }) },
      { weight: 3, arbitrary: fc.array<Node | Piece>(tie("node"), { minLength: 1, maxLength: 4 }) },
      { weight: 2, arbitrary: fc.array<Node | Piece>(fc.oneof(tie("node"), piece), { maxLength: 6 }) },
    ),
    blanks: fc.tuple(fc.constantFrom(" ", " ", "\n  ", "\t "), blank, blank),
    selfClosing: fc.boolean(),
  }),
}));

const misc = fc
  .array(fc.oneof(fc.constantFrom("\n", " "), comment.map(sourceOf), instruction.map(sourceOf)), { maxLength: 3 })
  .map((pieces) => pieces.join(""));
const layout = fc.record<Layout>({
  prolog: fc
    .tuple(fc.constantFrom("", '<?xml version="1.0"?>', "<?xml version='1.0' encoding='UTF-8' ?>\n"), misc)
    .map((pieces) => pieces.join("")),
  epilog: misc,
  pretty: fc.boolean(),
  lineEnds: fc.constantFrom<readonly string[]>(["\n"], ["\r\n"], ["\r"], ["\r\n", "\n"]),
});

/** Whole documents: any tree, written in any way that XML allows, with the tree and the offsets they must be read as. */
export const xmlDocument: fc.Arbitrary<GeneratedDocument> = fc
  .tuple(node, layout)
  .map(([root, how]) => new Printer(how).print(root));

class Printer {
  readonly #layout: Layout;
  #text = "";
  #length = 0;
  #lines = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  print(root: Node): GeneratedDocument {
    this.#write(this.#layout.prolog);
    const tree = this.#element(root, 0);
    this.#write(this.#layout.epilog);
    return { bytes: Buffer.from(this.#text), tree };
  }

  #element(element: Node, depth: number): Tree {
    const [gap, around, before] = element.blanks;
    const start = this.#length;
    this.#write(`<${element.name}`);
    for (const { name, quote, value } of element.attributes) {
      this.#write(`${gap}${name}${around}=${around}${quote}${quoted(value, quote)}${quote}`);
    }
    const head = {
      name: element.name,
      attributes: element.attributes.map(({ name, value }) => [name, meaning(value)] as const),
      start,
    };
    if (element.content.length === 0 && element.selfClosing) {
      this.#write(`${before}/>`);
      return { ...head, text: "", end: this.#length, children: [] };
    }
    this.#write(`${before}>`);
    const content = this.#content(element.content, depth);
    this.#write(`</${element.name}${before}>`);
    return { ...head, ...content, end: this.#length };
  }

  #content(content: readonly (Node | Piece)[], depth: number): Pick<Tree, "text" | "children"> {
    const indented = this.#layout.pretty && content.length > 0 && content.every((piece) => "content" in piece);
    const children: Tree[] = [];
    let text = "";
    const write = ({ source, value }: Piece): void => {
      this.#write(source);
      text += value;
    };
    const indent = (levels: number): void => {
      if (!indented) return;
      const value = `\n${"  ".repeat(levels)}`;
      write({ source: value, value });
    };
    for (const piece of content) {
      indent(depth + 1);
      if ("content" in piece) children.push(this.#element(piece, depth + 1));
      else write(piece);
    }
    indent(depth);
    return { text, children };
  }

  #write(source: string): void {
    const written = source.replace(/\n/g, () => {
      const { lineEnds } = this.#layout;
      return lineEnds[this.#lines++ % lineEnds.length] ?? "\n";
    });
    this.#text += written;
    this.#length += Buffer.byteLength(written);
  }
}

function sourceOf(piece: Piece): string {
  return piece.source;
}

/** An attribute value as it is written: the quote that surrounds it is escaped. */
function quoted(value: readonly Piece[], quote: string): string {
  return value
    .map(({ source }) => source)
    .join("")
    .replaceAll(quote, quote === '"' ? "&quot;" : "&apos;");
}

/** An attribute value as it is read: white space that stands for itself becomes a blank. */
function meaning(value: readonly Piece[]): string {
  return value
    .map((piece) => (piece.source.startsWith("&#") ? piece.value : piece.value.replace(/[\t\n]/g, " ")))
    .join("");
}
