import { describe, expect, test } from "@jest/globals";
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";

function rootOf(xml: string): Element {
  return new Element(scan(Buffer.from(xml)), 0);
}

const XML = `<config version="10.2.0" größe='l' name="a&amp;b">
  <shared/>
  <devices>
    <entry name="fw-1"><vsys><entry name="vsys1"><tag>one</tag></entry><entry name="vsys2"/></vsys></entry>
    <other><vsys><entry name="not reached"/></vsys></other>
    <entry name="fw-2"><network/><vsys><entry name="vsys3"><vsys/></entry></vsys><vsys><entry name="vsys4"/></vsys></entry>
  </devices>
</config>
`;
const config = rootOf(XML);

function names(elements: Iterable<Element>): string[] {
  return [...elements].map((element) => element.attribute("name") ?? element.name);
}

describe("an element finds", () => {
  test.each<[string, Element | undefined, string | undefined]>([
    ["its first child with a name", config.child("devices")?.child("entry"), "fw-1"],
    ["a child behind others", config.child("devices")?.child("other"), "other"],
    ["no child that is not there", config.child("nothing"), undefined],
    ["no child with a name that only grandchildren have", config.child("vsys"), undefined],
    ["no child of an element without any", config.child("shared")?.child("devices"), undefined],
    ["no child that follows it", config.child("shared")?.child("entry"), undefined],
    ["itself by no name at all", config.find(), "a&b"],
    ["a child by one name", config.find("shared"), "shared"],
    ["what a chain of names leads to", config.find("devices", "entry", "vsys", "entry", "tag"), "tag"],
    ["nothing when a name in the chain is missing", config.find("devices", "entry", "nothing", "entry"), undefined],
    ["only along the first of several children", config.find("devices", "entry", "network"), undefined],
  ])("%s", (_story, element, expected) => {
    expect(element === undefined ? undefined : names([element])[0]).toBe(expected);
  });

  test.each<[string, Iterable<Element>, string[]]>([
    ["all its children", config.children(), ["shared", "devices"]],
    ["its children with a name", config.child("devices")?.children("entry") ?? [], ["fw-1", "fw-2"]],
    ["children in document order", config.child("devices")?.children() ?? [], ["fw-1", "other", "fw-2"]],
    ["no children by a name that nothing has", config.children("nothing"), []],
    ["no children by a name that only grandchildren have", config.children("entry"), []],
    ["no children in an empty element", config.child("shared")?.children() ?? [config], []],
    ["itself by no name at all, in a list", config.findAll(), ["a&b"]],
    [
      "what a chain of names leads to, along every branch",
      config.findAll("devices", "entry", "vsys", "entry"),
      ["vsys1", "vsys2", "vsys3", "vsys4"],
    ],
    ["nothing when no branch goes on", config.findAll("devices", "other", "entry"), []],
    ["nothing below a missing name", config.findAll("nothing", "entry"), []],
  ])("%s", (_story, elements, expected) => {
    expect(names(elements)).toEqual(expected);
  });

  test("its parent, up to the root, which has none", () => {
    const chain: string[] = [];
    for (let at = config.find("devices", "entry", "vsys", "entry", "tag"); at; at = at.parent) chain.push(at.name);
    expect(chain).toEqual(["tag", "entry", "vsys", "entry", "devices", "config"]);
    expect(config.parent).toBeUndefined();
  });

  test("that it is the parent of each of its children", () => {
    const walk = (element: Element): void => {
      for (const child of element.children()) {
        expect(child.parent?.index).toBe(element.index);
        walk(child);
      }
    };
    walk(config);
    expect.assertions(config.table.count - 1);
  });

  test("whether it has children", () => {
    const root = rootOf("<a><b/><c></c><d>text</d><e><!-- --></e><f><g/></f></a>");
    const having = [root, ...root.children()].filter(({ hasChildren }) => hasChildren).map(({ name }) => name);
    expect(having).toEqual(["a", "f"]);
  });

  test("its children again for each loop, and no more than the loop takes", () => {
    const devices = config.child("devices");
    const [first] = devices?.children() ?? [];
    expect(first?.attribute("name")).toBe("fw-1");
    expect(names(devices?.children() ?? [])).toHaveLength(3);
  });
});

describe("attributes", () => {
  test("come in document order", () => {
    expect([...config.attributes()]).toEqual([
      ["version", "10.2.0"],
      ["größe", "l"],
      ["name", "a&b"],
    ]);
  });

  test.each([
    ["by name", '<a b="c" d="e"/>', "d", "e"],
    ["by a name that is not ASCII", "<a größe='l'/>", "größe", "l"],
    ["by a name beyond the BMP", "<a 𝒳='l'/>", "𝒳", "l"],
    ["not by the beginning of a name", '<a name="x"/>', "nam", undefined],
    ["not by more than a name", '<a nam="x"/>', "name", undefined],
    ["not by another name of the same length", '<a b="x"/>', "c", undefined],
    ["not by what stands in a value", "<a b=' c=\"d\"'/>", "c", undefined],
    ["not from an element without any", "<a>b='c'</a>", "b", undefined],
    ["not from a child", "<a><b c='d'/></a>", "c", undefined],
    ["empty", "<a b=''/>", "b", ""],
    ["with the other quote in it", "<a b='\"'/>", "b", '"'],
    ["with a > in it", '<a b=">" c="d"/>', "c", "d"],
    ["with a / at its end", '<a b="c/"/>', "b", "c/"],
    ["with blanks around =", '<a b\n=\t"c"/>', "b", "c"],
    ["with references replaced once", '<a b="&lt;&#38;amp;&quot;"/>', "b", '<&amp;"'],
    ["with white space normalised", '<a b=" c\r\n\td&#10;&#13;&#9;"/>', "b", " c  d\n\r\t"],
    ["with what is no reference in it", '<a b="c; d"/>', "b", "c; d"],
  ])("are read %s", (_story, xml, name, expected) => {
    expect(rootOf(xml).attribute(name)).toBe(expected);
  });
});

describe("text", () => {
  test.each([
    ["of a leaf", "<a>b c</a>", "b c"],
    ["of an empty element", "<a></a>", ""],
    ["of a self-closing element", "<a/>", ""],
    ["with white space as it is", "<a>\n  b\t</a>", "\n  b\t"],
    ["with references replaced", "<a>R&amp;D &#8364; &#x1F512; &lt;b/&gt;</a>", "R&D € 🔒 <b/>"],
    ["with references replaced once", "<a>&amp;lt;&#38;#65;</a>", "&lt;&#65;"],
    ["with line ends as LF", "<a>b\r\nc\rd\n\r\n</a>", "b\nc\nd\n\n"],
    ["with a CR that was meant", "<a>b&#13;\r\n</a>", "b\r\n"],
    ["across comments", "<a>b<!-- c -->d<!-- & < --> e</a>", "bd e"],
    ["across processing instructions", "<a>b<?c & < ?>d</a>", "bd"],
    ["of a CDATA section", "<a><![CDATA[<b>&amp;</b>]]></a>", "<b>&amp;</b>"],
    ["around CDATA sections", "<a>b&amp;<![CDATA[c&amp;\r\n]]>d&amp;<![CDATA[]]>e</a>", "b&c&amp;\nd&e"],
    ["of CDATA sections that share a ]]>", "<a><![CDATA[]]]]><![CDATA[>]]></a>", "]]>"],
    ["around children, without theirs", "<a>b<c>not me</c>d<e><f>nor me</f></e>g<h/></a>", "bdg"],
    ["around children with everything", "<a>&lt;<c>&gt;</c><!-- - --><![CDATA[<c/>]]><c/>&amp;</a>", "<<c/>&"],
    ["of indentation only", "<a>\n  <b/>\n</a>", "\n  \n"],
    ["before an end tag with blanks", "<a>b</a \n>", "b"],
    ["that is not ASCII", "<a>größer ≥ 日本語 😀</a>", "größer ≥ 日本語 😀"],
  ])("%s", (_story, xml, expected) => {
    expect(rootOf(xml).text).toBe(expected);
  });

  test.each([
    ["without white space at its ends", "<a>\n  b c\t\r\n</a>", "b c"],
    ["without white space around comments at its ends", "<a> <!-- --> b <!-- --> </a>", "b"],
    ["undefined when only white space is left", "<a> \n\t<b>c</b> </a>", undefined],
    ["undefined when there is none", "<a/>", undefined],
  ])("trimmed: %s", (_story, xml, expected) => {
    expect(rootOf(xml).trimmedText).toBe(expected);
  });
});

describe("spans", () => {
  test.each([
    ["an element", "<a>\n <b c='>'>é</b> </a>", "<b c='>'>é</b>", "<b c='>'>"],
    ["a self-closing element", "<a>ü<b c='d' /></a>", "<b c='d' />", "<b c='d' />"],
    ["an element with children", "<a><b\n><c/><b/></b></a>", "<b\n><c/><b/></b>", "<b\n>"],
    ["an end tag with blanks", "<a><b></b\t></a>", "<b></b\t>", "<b>"],
  ])("of %s", (_story, xml, whole, tag) => {
    const bytes = Buffer.from(xml);
    const element = rootOf(xml).child("b");
    const shown = [element?.span, element?.tagSpan].map((span) =>
      bytes.subarray(span?.start, span?.end).toString("utf8"),
    );
    expect(shown).toEqual([whole, tag]);
  });

  test("of the root leave out what is around it", () => {
    const { span, tagSpan } = rootOf("<!-- -->\n<a>b</a>\n");
    expect({ span, tagSpan }).toEqual({ span: { start: 9, end: 17 }, tagSpan: { start: 9, end: 12 } });
  });
});
