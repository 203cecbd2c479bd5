import { describe, expect, test } from "@jest/globals";
import { decode } from "../../src/source/decode.ts";

const XML = '<config version="10.2.0">\n<shared/>\n</config>\n';
const DECLARATION = '<?xml version="1.0"?>\n';

/** What is read of a text, without blanks at its ends, and its notes. */
function read(text: string): readonly [text: string, notes: readonly string[]] {
  const { bytes, notes } = decode(Buffer.from(text));
  expect(Buffer.from(bytes).toString().split("\n").length).toBe(text.split("\n").length);
  return [Buffer.from(bytes).toString().trim(), notes];
}

describe("lines around the XML are left out, and the others keep their numbers", () => {
  test.each([
    [
      "comments of a backup tool",
      `! hostname: fw1\n! \n${DECLARATION}${XML}`,
      ["read without 2 lines that are no part of the XML"],
    ],
    ["a comment with an element in it", `# from <fw1>\n${XML}`, ["read without 1 line that is no part of the XML"]],
    [
      "a session of the CLI",
      `admin@fw1> show config running\n\n${XML}admin@fw1> exit\n`,
      ["read without 2 lines that are no part of the XML"],
    ],
    ["a prompt of a cluster", `admin@fw1(active)> show\n${XML}`, ["read without 1 line that is no part of the XML"]],
    ["blank lines before the declaration", `\n \r\n${DECLARATION}${XML}`, []],
    ["a byte order mark and a blank line", `\ufeff\n${DECLARATION}${XML}`, []],
  ])("%s", (_, text, notes) => {
    expect(read(text)).toEqual([XML.trim(), notes]);
  });

  test("anything else stays, to be refused", () => {
    expect(read(`Connected to fw1.\n${XML}`)).toEqual([`Connected to fw1.\n${XML}`.trim(), []]);
    expect(read(`${XML}rm -rf\n`)).toEqual([`${XML}rm -rf`, []]);
  });
});

test("UTF-8 that declares UTF-16 is read as what it is", () => {
  const text = '<?xml version="1.0" encoding="UTF-16"?><config/>';
  expect(read(text)).toEqual([text, ["read as UTF-8, though it declares UTF-16"]]);
});

describe("entries beside each other are read as a fragment", () => {
  test.each([
    ['<entry name="a"/><entry name="b"/>', true],
    ['<entry name="a"><entry name="x>y"/></entry>\n<entry name="b"></entry>', true],
    ['<entry name="a"><entry name="b"/></entry>', false],
    ['<entry name="a"/>', false],
    ['<entry name="a"/><config/>', false],
  ])("%s", (text, wrapped) => {
    expect(Buffer.from(decode(Buffer.from(text)).bytes).toString()).toBe(wrapped ? `<result>${text}</result>` : text);
  });
});
