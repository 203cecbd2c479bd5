import { describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import { ABSENT, FieldContents, onceForEach } from "../../../src/panos/policy-table/field-contents.ts";
import type { ElementTable } from "../../../src/xml/element-table.ts";
import { scan } from "../../../src/xml/scanner.ts";

/** The fields of a made-up rule: the children of the root. */
function fieldsOf(xml: string): { readonly table: ElementTable; readonly fields: readonly number[] } {
  const table = scan(Buffer.from(`<r>${xml}</r>`));
  const fields: number[] = [];
  for (let at = 1; at < table.count; at = table.next[at] ?? table.count) fields.push(at);
  return { table, fields };
}

function contentsOf(xml: string): readonly number[] {
  const { table, fields } = fieldsOf(xml);
  const contents = new FieldContents(table);
  return fields.map((field) => contents.contentOf(field));
}

describe("two fields have one number", () => {
  test.each([
    ["with the same members", "<a><member>x</member></a><b><member>x</member></b>"],
    ["with the same text", "<a>yes</a><a>yes</a>"],
    ["whatever blanks stand between members", "<a><member>x</member></a><b>\n  <member>x</member>\n</b>"],
    ["whoever wrote them", '<a><member>x</member></a><b admin="me"><member loc="shared">x</member></b>'],
    ["with nothing in them", "<a/><b/>"],
    [
      "with the same profiles",
      "<a><group><member>x</member></group></a><b>\n <group>\n  <member>x</member></group></b>",
    ],
  ])("%s", (_, xml) => {
    const [one, other] = contentsOf(xml);
    expect(one).toBe(other);
    expect(one).not.toBe(ABSENT);
  });
});

describe("two fields have different numbers", () => {
  test.each([
    ["with other members", "<a><member>x</member></a><b><member>y</member></b>"],
    ["with one more", "<a><member>x</member></a><b><member>x</member><member>y</member></b>"],
    ["with members divided otherwise", "<a><m>xy</m><m>z</m></a><b><m>x</m><m>yz</m></b>"],
    ["with a text instead of a member", "<a><member>no</member></a><b>no</b>"],
    ["with profiles of another type", "<a><virus><m>x</m></virus></a><b><spyware><m>x</m></spyware></b>"],
    ["with an empty element of another name", "<a><virus/></a><b><spyware/></b>"],
    ["with elements in others", "<a><x><y/></x><z/></a><b><x/><y><z/></y></b>"],
    ["with a comment in a text", "<a>yes</a><b>y<!-- -->es</b>"],
  ])("%s", (_, xml) => {
    const [one, other] = contentsOf(xml);
    expect(one).not.toBe(other);
  });
});

interface Node {
  readonly name: string;
  readonly content: string | readonly Node[];
}

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.record({
    name: fc.constantFrom("member", "group", "x"),
    content: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom("", "a", "b", "any", "a b"),
      fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
    ),
  }),
}));

/** As XML, indented by so many blanks, if by any. */
function written({ name, content }: Node, blanks: number): string {
  const gap = blanks === 0 ? "" : `\n${" ".repeat(blanks)}`;
  const inner =
    typeof content === "string" ? content : `${gap}${content.map((each) => written(each, blanks)).join(gap)}`;
  return `<${name}>${inner}</${name}>`;
}

test("numbers are the same exactly where names and texts are, however they are indented", () => {
  const fields = fc.array(fc.tuple(node, fc.nat(3)), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(fields, (list) => {
      const numbers = contentsOf(list.map(([each, blanks]) => written({ ...each, name: "field" }, blanks)).join(""));
      const texts = list.map(([each]) => JSON.stringify(each.content));
      const firsts = texts.map((text) => texts.indexOf(text));
      expect(numbers.map((number) => numbers.indexOf(number))).toEqual(firsts);
    }),
  );
});

test("thousands of different fields are told apart", () => {
  const texts = Array.from({ length: 5000 }, (_, at) => `<a>${at % 2500}</a>`);
  expect(new Set(contentsOf(texts.join(""))).size).toBe(2500);
});

test.each([
  ["<a><member>any</member></a>", true],
  ["<a>any</a>", true],
  ["<a><member>trust</member></a>", false],
  ["<a/>", undefined],
])("%s holds any: %s", (xml, expected) => {
  const { table, fields } = fieldsOf(xml);
  const contents = new FieldContents(table);
  const content = contents.contentOf(fields[0] ?? 0);
  expect([contents.isAny(content), contents.isAny(content)]).toEqual([expected, expected]);
  expect(contents.isAny(ABSENT)).toBeUndefined();
});

test("what follows from a content is found out once", () => {
  const find = jest.fn((content: number) => (content === 1 ? undefined : `found ${content}`));
  const found = onceForEach(find);
  expect([found(7), found(7), found(8), found(1), found(1)]).toEqual([
    "found 7",
    "found 7",
    "found 8",
    undefined,
    undefined,
  ]);
  expect(find.mock.calls.filter(([content]) => content === 7)).toHaveLength(1);
});
