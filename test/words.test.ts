import { describe, expect, test } from "@jest/globals";
import {
  andList,
  andListUpTo,
  andMore,
  inSentence,
  lowerFirst,
  nounFor,
  orList,
  plural,
  quoted,
  upperFirst,
} from "../src/words.ts";

describe("lists", () => {
  test.each([
    [[], "", ""],
    [["a"], "a", "a"],
    [["a", "b"], "a and b", "a or b"],
    [["a", "b", "c"], "a, b and c", "a, b or c"],
    [['"a, b"', '"c and d"'], '"a, b" and "c and d"', '"a, b" or "c and d"'],
  ])("of %j", (words, and, or) => {
    expect(andList(words)).toBe(and);
    expect(orList(words)).toBe(or);
  });

  test("take whatever can be gone through", () => {
    expect(andList(new Set(["a", "b", "a"]))).toBe("a and b");
    expect(orList(new Map([["a", 1]]).keys())).toBe("a");
  });

  test.each([
    [2, [], ""],
    [2, ["a"], "a"],
    [2, ["a", "b"], "a and b"],
    [2, ["a", "b", "c"], "a, b and 1 more"],
    [1, ["a", "b", "c"], "a and 2 more"],
  ])("up to %i of %j", (most, words, expected) => {
    expect(andListUpTo(most, words)).toBe(expected);
  });
});

describe("counts", () => {
  test.each([
    [-1, ""],
    [0, ""],
    [1, " and 1 more"],
    [12, " and 12 more"],
  ])("%i more", (count, expected) => {
    expect(andMore(count)).toBe(expected);
  });

  test.each([
    [0, "rule", undefined, "rules"],
    [1, "rule", undefined, "rule"],
    [2, "rule", undefined, "rules"],
    [1, "entry is", "entries are", "entry is"],
    [2, "entry is", "entries are", "entries are"],
  ])("%i %s", (count, one, many, expected) => {
    expect(nounFor(count, one, many)).toBe(expected);
    expect(plural(count, one, many)).toBe(`${count} ${expected}`);
  });
});

test.each([
  ["dmz", '"dmz"'],
  ["", '""'],
  ['a "b"', '"a "b""'],
])("%s is quoted as it is", (name, expected) => {
  expect(quoted(name)).toBe(expected);
});

test.each([
  ["The firewall", "The firewall", "the firewall", "the firewall"],
  ['template "A"', 'Template "A"', 'template "A"', 'template "A"'],
  ['DoS rule "a"', 'DoS rule "a"', 'doS rule "a"', 'DoS rule "a"'],
  ['NAT rule "a"', 'NAT rule "a"', 'nAT rule "a"', 'NAT rule "a"'],
  [
    'Log-forwarding profile "a"',
    'Log-forwarding profile "a"',
    'log-forwarding profile "a"',
    'log-forwarding profile "a"',
  ],
  ["Panorama", "Panorama", "panorama", "Panorama"],
  ["ünder", "Ünder", "ünder", "ünder"],
  ["", "", "", ""],
])("%s begins in upper case, in lower case, inside a sentence", (text, upper, lower, inside) => {
  expect(upperFirst(text)).toBe(upper);
  expect(lowerFirst(text)).toBe(lower);
  expect(inSentence(text)).toBe(inside);
});
