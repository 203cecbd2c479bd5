import { describe, expect, test } from "@jest/globals";
import { excerptOf, regionOf } from "../../src/lint/excerpt.ts";
import type { Excerpt, Region } from "../../src/lint/report.ts";
import { firewallWith, rule, sourceOf } from "../support/panos-config.ts";
import { elementIn } from "../support/panos-lint.ts";

const MAX_WIDTH = 160;

/** `LINE:COLUMN-ENDCOLUMN`; a region that ends on another line than it begins on shows both. */
function placeOf({ line, column, endLine, endColumn }: Region): string {
  return `${line}:${column}-${endLine === line ? "" : `${endLine}:`}${endColumn}`;
}

/** The excerpt with its marked part in double angle brackets. */
function shown({ text, start, end }: Excerpt): string {
  return `${text.slice(0, start)}»${text.slice(start, end)}«${text.slice(end)}`;
}

describe("a region is what to underline, never longer than one line", () => {
  test.each<readonly [string, string, string, string, string]>([
    ["a leaf", "<a>\n  <log-end>no</log-end>\n</a>", "log-end", "2:3-24", "  »<log-end>no</log-end>«"],
    ["an empty leaf", "<a>\n<log-end/></a>", "log-end", "2:1-11", "»<log-end/>«</a>"],
    [
      "an element with children: its start tag",
      '<a><entry name="web">\n<b/></entry></a>',
      "entry",
      "1:4-22",
      '<a>»<entry name="web">«',
    ],
    [
      "a leaf over several lines: its first",
      "<a><log-end>\n  no\n</log-end></a>",
      "log-end",
      "1:4-13",
      "<a>»<log-end>«",
    ],
    [
      "a start tag over several lines: its first",
      '<a>\n <entry\n   name="web"\n   uuid="x"><b/></entry></a>',
      "entry",
      "2:2-8",
      " »<entry«",
    ],
    [
      "in a file with CR LF",
      "<a>\r\n  <log-end>no</log-end>\r\n</a>",
      "log-end",
      "2:3-24",
      "  »<log-end>no</log-end>«",
    ],
    [
      "a leaf over several lines with CR LF",
      "<a>\r\n<log-end>\r\nno</log-end></a>",
      "log-end",
      "2:1-10",
      "»<log-end>«",
    ],
    [
      "behind tabs, which are one column each",
      "<a>\n\t\t<log-end>no</log-end></a>",
      "log-end",
      "2:3-24",
      "\t\t»<log-end>no</log-end>«</a>",
    ],
    [
      "behind letters that are not ASCII",
      "<a><b>größe</b><log-end>no</log-end></a>",
      "log-end",
      "1:16-37",
      "<a><b>größe</b>»<log-end>no</log-end>«</a>",
    ],
    [
      "behind a character of two UTF-16 units",
      "<a><b>🔥</b><log-end>no</log-end></a>",
      "log-end",
      "1:13-34",
      "<a><b>🔥</b>»<log-end>no</log-end>«</a>",
    ],
    ["the root", "<log-end>no</log-end>", "log-end", "1:1-22", "»<log-end>no</log-end>«"],
    [
      "the last line, without a line end",
      "<a>\n<log-end>no</log-end></a>",
      "log-end",
      "2:1-22",
      "»<log-end>no</log-end>«</a>",
    ],
  ])("%s", (_, xml, name, place, excerpt) => {
    const element = elementIn(xml, name);
    expect(placeOf(regionOf(sourceOf(xml), element))).toBe(place);
    expect(shown(excerptOf(sourceOf(xml), element))).toBe(excerpt);
  });
});

describe("an excerpt of a long line is cut around its region", () => {
  const ONE_LINE = firewallWith(
    ...Array.from({ length: 40 }, (_, at) => rule(`r${at}`, "<log-end>no</log-end>")),
  ).replaceAll("\n", "");

  test("wherever the region is, the excerpt shows it and what is around it", () => {
    const source = sourceOf(ONE_LINE);
    const rules = [...elementIn(ONE_LINE, "rules").children("entry")];
    expect(rules).toHaveLength(40);
    for (const entry of rules) {
      for (const element of entry.children()) {
        const { text, start, end } = excerptOf(source, element);
        const { start: from, end: to } = element.hasChildren ? element.tagSpan : element.span;
        expect(text.slice(start, end)).toBe(ONE_LINE.slice(from, to));
        expect(text).toMatch(/^….*…$/);
        expect(text).toHaveLength(MAX_WIDTH + 2);
        expect(ONE_LINE).toContain(text.slice(1, -1));
      }
    }
  });

  test.each([
    ["at its beginning", "<log-end>no</log-end>", "x".repeat(500), /^<log-end>no<\/log-end>x{135}…$/],
    [
      "at its end, behind text whose tag is out of sight",
      "x".repeat(500),
      "<log-end>no</log-end>",
      /^…\*{8}<log-end>no<\/log-end>$/,
    ],
    [
      "near its beginning",
      `${"x".repeat(20)}<log-end>no</log-end>`,
      "x".repeat(500),
      /^x{20}<log-end>no<\/log-end>x+…$/,
    ],
  ])("%s", (_, before, after, expected) => {
    // What stands around is text of the root, so its own tags are on other lines.
    const xml = `<a>\n<b/>${before}${after}\n</a>`;
    const { text, start, end } = excerptOf(sourceOf(xml), elementIn(xml, "log-end"));
    expect(text.replace("<b/>", "")).toMatch(expected);
    expect(text.slice(start, end)).toBe("<log-end>no</log-end>");
  });

  test.each(["before", "behind"])("a line that just fits is shown whole, with one letter more %s it is cut", (side) => {
    const excerpt = (length: number): string => {
      const padding = `<b>${"x".repeat(length - "<b></b><log-end>no</log-end>".length)}</b>`;
      const line = side === "before" ? `${padding}<log-end>no</log-end>` : `<log-end>no</log-end>${padding}`;
      const xml = `<a>\n${line}\n</a>`;
      const { text } = excerptOf(sourceOf(xml), elementIn(xml, "log-end"));
      return text === line ? "whole" : text;
    };
    expect(excerpt(MAX_WIDTH)).toBe("whole");
    expect(excerpt(MAX_WIDTH + 1)).toHaveLength(MAX_WIDTH + 1);
    expect(excerpt(MAX_WIDTH + 1)).toMatch(side === "before" ? /^…[^…]+$/ : /^[^…]+…$/);
  });

  test("a region that just fits is shown whole", () => {
    const xml = `<a>\n<entry name="${"n".repeat(MAX_WIDTH - '<entry name="">'.length)}"><b/></entry>\n</a>`;
    const { text, start, end } = excerptOf(sourceOf(xml), elementIn(xml, "entry"));
    expect(text.slice(start, end)).toBe(xml.slice(4, 4 + MAX_WIDTH));
    expect(text.slice(end)).toBe("…");
  });

  test("a region longer than an excerpt is cut too", () => {
    const xml = `<a><entry name="${"n".repeat(300)}"><b/></entry></a>`;
    const { text, start, end } = excerptOf(sourceOf(xml), elementIn(xml, "entry"));
    expect(text).toBe(`…<entry name="${"n".repeat(147)}……`);
    expect(text.slice(start, end)).toBe(`<entry name="${"n".repeat(147)}…`);
  });

  test.each(["ä", "日", "🔥"])("no character is cut in two: %s", (character) => {
    for (let shift = 0; shift < 4; shift++) {
      const padding = `${"x".repeat(shift)}${character.repeat(500)}`;
      for (const before of ["", `<b>${padding}</b>`]) {
        const xml = `<a>\n${before}<log-end>no</log-end><b>${padding}</b><log-end n="${padding}"/></a>`;
        for (const name of ["log-end", "b"]) {
          const { text } = excerptOf(sourceOf(xml), elementIn(xml, name));
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toContain("\ufffd");
        }
      }
    }
  });
});
