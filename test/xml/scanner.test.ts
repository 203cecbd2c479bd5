import { describe, expect, test } from "@jest/globals";
import { InputError } from "../../src/error.ts";
import { LineIndex } from "../../src/source/line-index.ts";
import { Element } from "../../src/xml/element.ts";
import { MAX_DEPTH, scan } from "../../src/xml/scanner.ts";
import { brokenPromises, type Tree, treeOf } from "../support/xml-tree.ts";

function rootOf(xml: string): Element {
  return new Element(scan(Buffer.from(xml)), 0);
}

/** The error that a document is refused with; fails when it is not refused, or with anything but an InputError. */
function refusal(bytes: Uint8Array): InputError {
  try {
    scan(bytes);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error(`accepted: ${Buffer.from(bytes).toString("utf8").slice(0, 200)}`);
}

/** `line:column message`, as the command prints it. */
function told(xml: string): string {
  const bytes = Buffer.from(xml);
  const { message, offset } = refusal(bytes);
  const { line, column } = new LineIndex(bytes).positionAt(offset ?? Number.NaN);
  return `${line}:${column} ${message}`;
}

function nested(depth: number): string {
  return `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;
}

describe("an ill-formed document is refused where it breaks", () => {
  test.each([
    // tags that do not match
    [
      "an end tag with another name",
      "<a>\n  <b></c>\n</a>",
      "2:6 The end tag </c> does not close <b>, opened on line 2.",
    ],
    [
      "end tags in the wrong order",
      "<a>\n<b><c></b></c>\n</a>",
      "2:7 The end tag </b> does not close <c>, opened on line 2.",
    ],
    ["an end tag that is the beginning of the name", "<entry></ent>", "1:8 The end tag </ent> does not close <entry>"],
    ["an end tag that goes on after the name", "<ent></entry>", "1:6 The end tag </entry> does not close <ent>"],
    ["an end tag in another case", "<a></A>", "1:4 The end tag </A> does not close <a>"],
    ["an end tag without a name", "<a></></a>", "1:4 The end tag </> does not close <a>"],
    ["a blank before the name of an end tag", "<a></ a>", "1:4 The end tag </> does not close <a>"],
    ["an end tag with an attribute", '<a></a b="c">', "1:4 The end tag </a> is malformed."],
    ["an end tag that is self-closing", "<a></a/>", "1:4 The end tag </a> is malformed."],
    ["an end tag with its > missing", "<a><b></b</a>", "1:7 The end tag </b> is malformed."],
    ["an end tag before any element", "</a>", "1:1 The end tag </a> closes nothing."],
    ["an end tag after the root", "<a/>\n</a>", "2:1 The end tag </a> closes nothing."],
    ["one end tag too many", "<a></a></a>", "1:8 The end tag </a> closes nothing."],
    ["an element that is not closed", "<a>\n <b>\n</a>", "3:1 The end tag </a> does not close <b>, opened on line 2."],
    ["a root that is not closed", "<a>\n <b/>\n", "3:1 The file ends before <a>, opened on line 1, is closed."],
    ["two elements that are not closed", "<a>\n<b>x", "2:5 The file ends before <b>, opened on line 2, is closed."],
    // start tags
    ["a < that begins no tag", "<a>1 < 2</a>", '1:6 A "<" stands where no tag begins; in text it is written &lt;.'],
    ["a name that begins with a digit", "<a><1/></a>", '1:4 A "<" stands where no tag begins'],
    ["a name that begins with a dash", "<-a/>", '1:1 A "<" stands where no tag begins'],
    ["an empty tag", "<a><></a>", '1:4 A "<" stands where no tag begins'],
    ["a start tag inside a start tag", "<a>\n <b\n <c/></b></a>", "3:2 The start tag <b> is malformed here."],
    ["a character that no name may hold", "<a><b,c/></a>", "1:6 The start tag <b> is malformed here."],
    ["a / in the middle of a start tag", '<a / b="c">', '1:4 A "/" in a start tag must be followed by ">".'],
    ["a blank after the / of a start tag", "<a/ >", '1:3 A "/" in a start tag must be followed by ">".'],
    // attributes
    ["an attribute without value", "<a>\n <b c></b></a>", "2:6 The attribute c has no value."],
    ["an attribute without value before another", '<a b c="d"/>', "1:6 The attribute b has no value."],
    ["an attribute with a name that is not ASCII and no value", "<a größe/>", "1:9 The attribute größe has no value."],
    ["an unquoted attribute", "<a b=c/>", "1:6 The value of attribute b is not in quotes."],
    [
      "an unquoted attribute with a name that is not ASCII",
      "<a größe=1/>",
      "1:10 The value of attribute größe is not in quotes.",
    ],
    ["an attribute with = and nothing", "<a b=>", "1:6 The value of attribute b is not in quotes."],
    ["an attribute with two =", '<a b=="c"/>', "1:6 The value of attribute b is not in quotes."],
    ["an attribute without a name", '<a ="b"/>', "1:4 The start tag <a> is malformed here."],
    ["an attribute whose name begins with a digit", '<a 1b="c"/>', "1:4 The start tag <a> is malformed here."],
    ["a value without an attribute", '<a "b"/>', "1:4 The start tag <a> is malformed here."],
    ["no blank between attributes", '<a b="c"d="e"/>', "1:9 Attributes must be separated by a blank."],
    ["no blank between name and attribute", '<a"b"/>', "1:3 The start tag <a> is malformed here."],
    ["a < in a value", '<a b="<"/>', '1:7 A "<" stands in an attribute value; there it is written &lt;.'],
    ["a value that is not closed", '<a>\n<b c="d>\n<e f="g"/></b></a>', '3:1 A "<" stands in an attribute value'],
    [
      "a value that opens and closes with different quotes",
      "<a b=\"c'/>",
      "1:1 The file ends inside the start tag <a>.",
    ],
    ["an attribute twice", '<a b="c" d="e"\n  b="c"/>', "2:3 The attribute b is given twice in one tag."],
    ["an attribute twice, without ASCII", "<a ü='1' ö='2' ü='3'/>", "1:16 The attribute ü is given twice in one tag."],
    [
      "an attribute twice, with the quotes of the other in its value",
      "<a b='\"' c=\"'\" b=''/>",
      "1:16 The attribute b is given twice",
    ],
    // references
    ["a bare &", "<a>\nR & D</a>", '2:3 An "&" begins no entity or character reference.'],
    ["a bare & before a ;", "<a>AT&T, R;</a>", '1:6 An "&" begins no entity or character reference.'],
    ["a bare & in an attribute", '<a b="R & D;"/>', '1:9 An "&" begins no entity or character reference.'],
    ["two &", "<a>&&amp;</a>", '1:4 An "&" begins no entity or character reference.'],
    ["an & with nothing", "<a>&;</a>", '1:4 An "&" begins no entity or character reference.'],
    ["an entity of HTML", "<a>x&nbsp;y</a>", "1:5 The entity &nbsp; is unknown."],
    ["an entity in another case", "<a>&AMP;</a>", "1:4 The entity &AMP; is unknown."],
    ["an entity without ;", "<a>&lt</a>", '1:4 An "&" begins no entity or character reference.'],
    [
      "an entity without ; in an attribute",
      '<a b="&lt" c=";"/>',
      '1:7 An "&" begins no entity or character reference.',
    ],
    ["an unknown entity in an attribute", '<a>\n<b c="d&e;f"/></a>', "2:8 The entity &e; is unknown."],
    ["a name that JavaScript objects inherit as entity", "<a>&toString;</a>", "1:4 The entity &toString; is unknown."],
    ["a character reference without a number", "<a>&#;</a>", "1:4 The entity &#; is unknown."],
    ["a hexadecimal one without a number", "<a>&#x;</a>", "1:4 The entity &#x; is unknown."],
    ["one with an upper-case X", "<a>&#X41;</a>", "1:4 The entity &#X41; is unknown."],
    ["one with a letter in the number", "<a>&#4A;</a>", "1:4 The entity &#4A; is unknown."],
    ["one with a sign", "<a>&#-65;</a>", "1:4 The entity &#-65; is unknown."],
    ["a reference to NUL", "<a>&#0;</a>", "1:4 The character reference &#0; names a character that XML forbids."],
    [
      "a reference to a control character",
      "<a>&#x1F;</a>",
      "1:4 The character reference &#x1F; names a character that XML forbids.",
    ],
    [
      "a reference to a surrogate",
      "<a>&#xD800;</a>",
      "1:4 The character reference &#xD800; names a character that XML forbids.",
    ],
    [
      "a reference to the last surrogate",
      "<a>&#57343;</a>",
      "1:4 The character reference &#57343; names a character that XML forbids.",
    ],
    [
      "a reference to U+FFFE",
      "<a>&#xFFFE;</a>",
      "1:4 The character reference &#xFFFE; names a character that XML forbids.",
    ],
    [
      "a reference beyond Unicode",
      "<a>&#x110000;</a>",
      "1:4 The character reference &#x110000; names a character that XML forbids.",
    ],
    [
      "a reference far beyond Unicode",
      "<a>&#99999999999999999999;</a>",
      "1:4 The character reference &#99999999999999999999; names a character that XML forbids.",
    ],
    [
      "a bad reference in an attribute",
      '<a b="&#0;"/>',
      "1:7 The character reference &#0; names a character that XML forbids.",
    ],
    // declarations, comments, CDATA sections, processing instructions
    ["a DOCTYPE", "<!DOCTYPE config>\n<config/>", "1:1 The file has a DOCTYPE, which PAN-OS never writes."],
    [
      "a DOCTYPE with entities",
      '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      "2:1 The file has a DOCTYPE",
    ],
    ["a DOCTYPE after the root", "<a/><!DOCTYPE a>", "1:5 The file has a DOCTYPE"],
    ["a DOCTYPE in lower case", "<!doctype html><html/>", '1:1 A "<!" begins neither a comment nor a CDATA section.'],
    ["an entity declaration", '<a><!ENTITY b "c"></a>', '1:4 A "<!" begins neither a comment nor a CDATA section.'],
    [
      "a CDATA section in lower case",
      "<a><![cdata[b]]></a>",
      '1:4 A "<!" begins neither a comment nor a CDATA section.',
    ],
    ["a -- in a comment", "<a>\n<!-- b -- c --></a>", '2:8 A comment must not contain "--".'],
    ["a comment with three dashes at its end", "<a><!-- b ---></a>", '1:11 A comment must not contain "--".'],
    ["a comment that closes while it opens", "<a><!--></a>", "1:4 This comment is not closed with -->."],
    ["a comment that is not closed", "<a>\n <!-- b </a>", "2:2 This comment is not closed with -->."],
    ["a comment that is not closed after the root", "<a/>\n<!-- ", "2:1 This comment is not closed with -->."],
    ["a CDATA section that is not closed", "<a>\n<![CDATA[b]] ></a>", "2:1 This CDATA section is not closed with ]]>."],
    ["a CDATA section before the root", "<![CDATA[a]]><b/>", "1:1 A CDATA section stands outside the root element."],
    ["a CDATA section after the root", "<a/>\n <![CDATA[]]>", "2:2 A CDATA section stands outside the root element."],
    ["a ]]> in text", "<a>\nb ]] > ]]> c</a>", '2:8 The text "]]>" must not stand outside a CDATA section.'],
    [
      "a ]]> after a CDATA section",
      "<a><![CDATA[]]>]]></a>",
      '1:16 The text "]]>" must not stand outside a CDATA section.',
    ],
    ["a ]]]> in text", "<a>]]]></a>", '1:5 The text "]]>" must not stand outside a CDATA section.'],
    [
      "a processing instruction that is not closed",
      "<a>\n<?b c></a>",
      "2:1 This processing instruction is not closed with ?>.",
    ],
    ["a processing instruction without a name", "<a><? b?></a>", "1:4 This processing instruction has no proper name."],
    ["an empty processing instruction", "<a><??></a>", "1:4 This processing instruction has no proper name."],
    [
      "a processing instruction whose name begins with a digit",
      "<a><?1?></a>",
      "1:4 This processing instruction has no proper name.",
    ],
    [
      "a processing instruction with no blank after its name",
      "<a><?b+c?></a>",
      "1:4 This processing instruction has no proper name.",
    ],
    // the XML declaration
    [
      "an XML declaration after a blank line",
      '\n<?xml version="1.0"?><a/>',
      "2:1 The XML declaration <?xml …?> must stand at the very start",
    ],
    [
      "an XML declaration after a comment",
      '<!-- --><?xml version="1.0"?><a/>',
      "1:9 The XML declaration <?xml …?> must stand at the very start",
    ],
    [
      "an XML declaration in the root",
      '<a><?xml version="1.0"?></a>',
      "1:4 The XML declaration <?xml …?> must stand at the very start",
    ],
    [
      "two XML declarations",
      '<?xml version="1.0"?>\n<?xml version="1.0"?><a/>',
      "2:1 The XML declaration <?xml …?> must stand at the very start",
    ],
    [
      "a processing instruction named XML",
      "<a><?XML b?></a>",
      "1:4 The XML declaration <?xml …?> must stand at the very start",
    ],
    [
      "an XML declaration that is not closed",
      '<?xml version="1.0">\n<a/>',
      "1:1 The XML declaration is not closed with ?>.",
    ],
    ...[
      "<?xml?>",
      "<?xml ?>",
      '<?xml version="2.0"?>',
      '<?xml version="1."?>',
      "<?xml version=1.0?>",
      "<?xml version=\"1.0'?>",
      '<?xml Version="1.0"?>',
      '<?xml encoding="UTF-8"?>',
      '<?xml encoding="UTF-8" version="1.0"?>',
      '<?xml version="1.0"encoding="UTF-8"?>',
      '<?xml version="1.0" encoding=""?>',
      '<?xml version="1.0" encoding="8859-1"?>',
      '<?xml version="1.0" standalone="maybe"?>',
      '<?xml version="1.0" standalone="yes" encoding="UTF-8"?>',
      '<?xml version="1.0" other="x"?>',
      '<?xml version="1.0" ??>',
    ].map((declaration) => [
      `the XML declaration ${JSON.stringify(declaration)}`,
      `${declaration}<a/>`,
      "1:1 The XML declaration is malformed",
    ]),
    // forbidden characters
    [
      "a vertical tab in the XML declaration",
      '<?xml version="1.0"\v?><a/>',
      "1:20 There is a control character (0x0b)",
    ],
    ["a form feed in the XML declaration", '<?xml\fversion="1.0"?><a/>', "1:6 There is a control character (0x0c)"],
    ["a control character in text", "<a>\nb\u0001</a>", "2:2 There is a control character (0x01), which XML forbids."],
    ["a NUL in text", "<a>\0</a>", "1:4 There is a control character (0x00)"],
    ["a NUL between tags", "<a></a>\0", "1:8 There is text after the end of the document."],
    ["a NUL after a <", "<a><\0</a>", '1:4 A "<" stands where no tag begins'],
    ["a NUL in a tag", "<a \0/>", "1:4 The start tag <a> is malformed here."],
    ["a NUL in an end tag", "<a></a\0>", "1:4 The end tag </a> is malformed."],
    ["a NUL for a value", "<a b=\0/>", "1:6 The value of attribute b is not in quotes."],
    ["an escape in text after a reference", "<a>&lt;\u001b[0m</a>", "1:8 There is a control character (0x1b)"],
    ["a form feed in an attribute", '<a b="c\f"/>', "1:8 There is a control character (0x0c)"],
    ["a vertical tab between attributes", '<a b="c"\vd="e"/>', "1:9 The start tag <a> is malformed here."],
    ["a control character in a comment", "<a><!--\n\u0002--></a>", "2:1 There is a control character (0x02)"],
    [
      "a control character in a comment before the root",
      "<!--\u0002--><a/>",
      "1:5 There is a control character (0x02)",
    ],
    ["a control character in a CDATA section", "<a><![CDATA[\u001f]]></a>", "1:13 There is a control character (0x1f)"],
    [
      "a control character in a processing instruction",
      "<a><?b \u000e?></a>",
      "1:8 There is a control character (0x0e)",
    ],
    ["U+FFFE in text", "<a>é\ufffe</a>", "1:5 There is a character (U+FFFE or U+FFFF) that XML forbids."],
    ["U+FFFF in text", "<a>\uffff</a>", "1:4 There is a character (U+FFFE or U+FFFF)"],
    ["U+FFFE in an attribute", '<a b="\ufffe"/>', "1:7 There is a character (U+FFFE or U+FFFF)"],
    ["U+FFFE in a comment", "<a><!--\ufffe--></a>", "1:8 There is a character (U+FFFE or U+FFFF)"],
    ["U+FFFF in a CDATA section", "<a><![CDATA[\uffff]]></a>", "1:13 There is a character (U+FFFE or U+FFFF)"],
    ["U+FFFE in a processing instruction", "<a><?b \ufffe?></a>", "1:8 There is a character (U+FFFE or U+FFFF)"],
    // what stands around the root
    ["two roots", "<a/>\n<b/>", "2:1 A second root element <b> follows the first."],
    ["two roots of the same name", "<a></a><a></a>", "1:8 A second root element <a> follows the first."],
    ["text before the root", "admin@fw> show config\n<a/>", "1:1 There is text before the first element."],
    ["text after a comment before the root", "<!-- -->\n x<a/>", "2:2 There is text before the first element."],
    ["text after the root", "<a/>\nadmin@fw>", "2:1 There is text after the end of the document."],
    ["a reference after the root", "<a/>&#32;", "1:5 There is text after the end of the document."],
    ["a byte order mark that was not taken off", "\ufeff<a/>", "1:1 There is text before the first element."],
    ["JSON", '{ "a": 1 }', "1:1 There is text before the first element."],
    ["an empty file", "", "1:1 The file is empty: it holds no XML element."],
    ["white space only", " \r\n\t\n", "1:1 The file is empty: it holds no XML element."],
    ["an XML declaration only", '<?xml version="1.0"?>\n', "1:1 The file is empty: it holds no XML element."],
    ["a comment only", "<!-- nothing -->", "1:1 The file is empty: it holds no XML element."],
    // what would be expensive
    [
      "nesting beyond the bound",
      `<x>\n${nested(MAX_DEPTH)}</x>`,
      `2:${3 * MAX_DEPTH - 2} Elements are nested more than 256 deep.`,
    ],
    [
      "a self-closing element beyond the bound",
      `${"<a>".repeat(MAX_DEPTH)}<b/>`,
      "1:769 Elements are nested more than 256 deep.",
    ],
  ])("%s", (_story, xml, expected) => {
    expect(told(xml)).toContain(expected);
  });

  test("every control character but tab, LF and CR, in text and in attributes", () => {
    for (let code = 0; code < 0x20; code++) {
      const character = String.fromCharCode(code);
      const documents = [`<a>${character}</a>`, `<a b="${character}"/>`, `<a><!--${character}--></a>`];
      if ("\t\n\r".includes(character)) expect(documents.map((xml) => rootOf(xml).name)).toEqual(["a", "a", "a"]);
      else for (const xml of documents) expect(told(xml)).toContain("There is a control character");
    }
  });

  test("too many attributes in one tag, without a long search for duplicates", () => {
    const attributes = (count: number): string => Array.from({ length: count }, (_, i) => ` a${i}="${i}"`).join("");
    expect([...rootOf(`<a${attributes(256)}/>`).attributes()]).toHaveLength(256);
    expect(told(`<a${attributes(255)} a254="x"/>`)).toContain("given twice");
    expect(told(`<a${attributes(200_000)}/>`)).toContain("The start tag <a> has more than 256 attributes.");
  });

  test("more different names than the element table can number", () => {
    const elements = Array.from({ length: 70_000 }, (_, i) => `<a${i}/>`).join("");
    expect(told(`<root>${elements}</root>`)).toContain("There are more than 65535 different");
  });
});

test("a file that is cut off at any byte is refused as cut off", () => {
  const xml = [
    `<?xml version="1.0"?><!-- a --><?b c?><d e="f &amp; &#65;" g = 'h'>`,
    `i &lt; é😀 ]] > <j /><k></k ><!-- l-m --><?n o?><![CDATA[p < ]] ]]><q r='s'>t&#x1F600;u</q></d>`,
  ].join("\n");
  const bytes = Buffer.from(xml);
  expect(rootOf(xml).name).toBe("d");
  for (let length = 0; length < bytes.length; length++) {
    const prefix = bytes.subarray(0, length);
    const { offset = -1, hint } = refusal(prefix);
    expect({ length, hint }).toEqual({ length, hint: expect.stringContaining("cut off") });
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset).toBeLessThanOrEqual(length);
  }
});

describe("a well-formed document is read correctly:", () => {
  /** An element as `name[attributes](text)children`, to be short. */
  function brief({ name, attributes, text, children }: Tree): string {
    const list = attributes.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(" ");
    const content = text === "" ? "" : `(${JSON.stringify(text).slice(1, -1)})`;
    const below = children.length === 0 ? "" : `{${children.map(brief).join(",")}}`;
    return `${name}${list === "" ? "" : `[${list}]`}${content}${below}`;
  }

  test.each([
    ["an element", "<a></a>", "a"],
    ["a self-closing root", "<a/>", "a"],
    ["white space around the root", "\n\t <a/> \r\n", "a"],
    ["an XML declaration", '<?xml version="1.0"?><a/>', "a"],
    ["an XML declaration with everything", "<?xml\tversion = '1.1'\nencoding='utf-8'  standalone=\"no\" ?>\n<a/>", "a"],
    ["what only begins like an XML declaration", "<?xml-stylesheet href='x'?><a><?xmlish?></a>", "a"],
    ["comments around the root", "<!-- <b> & --><a/><!----><!-- - - -->", "a"],
    ["processing instructions around the root", "<?b?><?b c > d?><a/>\n<?e ? >?>", "a"],
    ["comments between elements", "<a><!-- <c> --><b/><!-- </a> --></a>", "a{b}"],
    ["comments inside text", "<a>b<!-- c -->d<!---->e</a>", "a(bde)"],
    ["a comment that ends like a CDATA section", "<a><!--]]>--></a>", "a"],
    ["CDATA sections", "<a><![CDATA[b]]></a>", "a(b)"],
    ["markup in a CDATA section", "<a><![CDATA[<b c='&amp;'></a> -- ]] > ]]]></a>", "a(<b c='&amp;'></a> -- ]] > ])"],
    ["a CDATA section inside text", "<a>b<![CDATA[]]>c<![CDATA[ ]]>d</a>", "a(bc d)"],
    [
      "comments in CDATA sections and the other way round",
      "<a><![CDATA[<!-- b -->]]><!-- <![CDATA[c]]> --></a>",
      "a(<!-- b -->)",
    ],
    ["processing instructions inside text", "<a>b<?c d?>e<?f?>g</a>", "a(beg)"],
    ["a comment in a processing instruction", "<a>b<?c <!-- ?>d<!-- ?> -->e</a>", "a(bde)"],
    ["the five entities", "<a>&lt;&gt;&amp;&quot;&apos;</a>", "a(<>&\\\"')"],
    ["the five entities in an attribute", '<a b="&lt;&gt;&amp;&quot;&apos;"/>', 'a[b="<>&\\"\'"]'],
    ["decimal references", "<a>&#65;&#0066;&#8364;&#128274;</a>", "a(AB€🔒)"],
    ["hexadecimal references", "<a>&#x41;&#x0042;&#x20aC;&#x1F512;</a>", "a(AB€🔒)"],
    [
      "the first and last characters",
      "<a>&#9;&#32;&#xD7FF;&#xE000;&#xFFFD;&#x10000;&#x10FFFF;</a>",
      "a(\\t \ud7ff\ue000\ufffd\u{10000}\u{10ffff})",
    ],
    ["what a reference stands for is not read again", "<a>&amp;lt; &#38;#60; &#60;b/></a>", "a(&lt; &#60; <b/>)"],
    ["CR LF is one line end", "<a>b\r\nc\r\n\r\nd</a>", "a(b\\nc\\n\\nd)"],
    ["a lone CR is a line end", "<a>b\rc\r\rd</a>", "a(b\\nc\\n\\nd)"],
    ["CR LF in a CDATA section", "<a><![CDATA[b\r\nc\rd]]></a>", "a(b\\nc\\nd)"],
    ["a CR LF and a CR across a comment", "<a>b\r<!-- -->\nc</a>", "a(b\\n\\nc)"],
    ["a CR that is written as a reference stays", "<a>b&#13;\nc&#xD;</a>", "a(b\\r\\nc\\r)"],
    ["white space in an attribute becomes blanks", '<a b="c\nd\te\r\nf\rg"/>', 'a[b="c d e f g"]'],
    ["white space written as references stays", '<a b="c&#10;d&#9;e&#13;&#10;f"/>', 'a[b="c\\nd\\te\\r\\nf"]'],
    ["blanks at the ends of an attribute stay", "<a b='  c '/>", 'a[b="  c "]'],
    ["a self-closing tag with a blank", "<a><b /><c\n/></a>", "a{b,c}"],
    ["a self-closing tag after an attribute", "<a><b c='d'/><e f='g' /></a>", 'a{b[c="d"],e[f="g"]}'],
    ["blanks at the end of a start tag", "<a\n><b c='d'\t></b></a>", 'a{b[c="d"]}'],
    ["blanks in end tags", "<a><b></b ></a\r\n>", "a{b}"],
    ["blanks around =", "<a b = 'c' d= \n'e' f\t='g'/>", 'a[b="c" d="e" f="g"]'],
    ["single quotes, and double ones in them", `<a b='"c"' d="'e'"/>`, 'a[b="\\"c\\"" d="\'e\'"]'],
    ["an empty attribute", `<a b="" c=''/>`, 'a[b="" c=""]'],
    ["a > in an attribute", '<a b=">" c="/>"><d e="]]>"/></a>', 'a[b=">" c="/>"]{d[e="]]>"]}'],
    ["a > in text", "<a>> b > c ></a>", "a(> b > c >)"],
    ["brackets in text", "<a>]] ]>]&gt;]]&gt;]]</a>", "a(]] ]>]>]]>]])"],
    ["quotes and = in text", "<a>\"b' = c</a>", "a(\\\"b' = c)"],
    ["names that are not ASCII", "<größe ä='ü'><日本語/></größe>", 'größe[ä="ü"]{日本語}'],
    ["names of all sorts", "<_a:b.c-d><:/><A1 x:y-z='' _='' /></_a:b.c-d>", '_a:b.c-d{:,A1[x:y-z="" _=""]}'],
    ["names that begin alike", "<a><aa><aaa/></aa><aab/></a>", "a{aa{aaa},aab}"],
    ["attributes whose names begin alike", "<a b='' bb='' bbb='' bc=''/>", 'a[b="" bb="" bbb="" bc=""]'],
    ["the same attribute in neighbours", "<a b=''><c b=''/><c b=''/></a>", 'a[b=""]{c[b=""],c[b=""]}'],
    ["an element inside one of its own name", "<a><a><a/></a><a/></a>", "a{a{a},a}"],
    ["mixed content", "<a>b<c>d</c>e<f/>g</a>", "a(beg){c(d),f}"],
    [
      "characters that begin like forbidden ones",
      "<a b='\uffed\uf8ff'>\uffed\uf8ff\ufeff\ufffd\uffbe</a>",
      'a[b="\uffed\uf8ff"](\uffed\uf8ff\ufeff\ufffd\uffbe)',
    ],
    ["DEL and the controls after it", "<a>\u007f\u0080\u0085\u009f\u2028</a>", "a(\u007f\u0080\u0085\u009f\u2028)"],
    ["astral characters", "<a b='😀'>𝒳</a>", 'a[b="😀"](𝒳)'],
  ])("%s", (_story, xml, expected) => {
    expect(brief(treeOf(rootOf(xml)))).toBe(expected);
  });

  test("elements nested as deep as is allowed", () => {
    const table = scan(Buffer.from(nested(MAX_DEPTH)));
    expect(table.count).toBe(256);
    expect(brokenPromises(table)).toEqual([]);
  });

  test("elements nested as deep as is allowed, many times", () => {
    const table = scan(Buffer.from(`<x>${nested(MAX_DEPTH - 1).repeat(3)}</x>`));
    expect(table.count).toBe(1 + 3 * 255);
    expect(brokenPromises(table)).toEqual([]);
  });

  test("more different names than the first hash table holds", () => {
    const names = Array.from({ length: 5000 }, (_, i) => `name-${i}`);
    const pairs = [...names, ...names.toReversed()].map((name) => `<${name}/>`).join("");
    const root = rootOf(`<a>${pairs}</a>`);
    expect([...root.children()].map(({ name }) => name)).toEqual([...names, ...names.toReversed()]);
    expect(new Set(root.table.names)).toEqual(new Set(["a", ...names]));
    expect(names.filter((name) => [...root.children(name)].length !== 2)).toEqual([]);
  });

  test("different names with the same hash", () => {
    // 31 * 65 + 97 = 31 * 66 + 66
    const root = rootOf("<x><Aa>1</Aa><BB>2</BB><AaAa>3</AaAa><BBBB>4</BBBB><AaBB>5</AaBB><BBAa>6</BBAa></x>");
    expect(["Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa"].map((name) => root.child(name)?.text)).toEqual([..."123456"]);
    expect(root.child("BBaa")).toBeUndefined();
  });

  test.each([1, 62, 63, 64, 65, 1000, 100_000])("%d elements of four bytes each", (count) => {
    const table = scan(Buffer.from(`<a>${"<b/>".repeat(count)}</a>`));
    expect(table.count).toBe(count + 1);
    expect(brokenPromises(table)).toEqual([]);
  });

  test("the names of all attributes, without repetition", () => {
    const { table } = rootOf('<a b="" c=""><d c="" b=""/><e größe=""/></a>');
    expect(table.attributeNames).toEqual(["b", "c", "größe"]);
  });

  test("the scanner does not copy the bytes", () => {
    const bytes = Buffer.from("<a/>");
    const scanned = scan(bytes).bytes;
    expect(scanned.equals(bytes)).toBe(true);
    expect([scanned.buffer, scanned.byteOffset]).toEqual([bytes.buffer, bytes.byteOffset]);
  });
});
