import { describe, expect, test } from "@jest/globals";
import { urlCategoriesOf } from "../../../src/panos/vocabulary/url-categories.ts";
import { configOf, element, entry, firewall, list } from "../../support/panos-config.ts";

const NEWEST = [
  "malware",
  "command-and-control",
  "high-risk",
  "grayware",
  "ransomware",
  "artificial-intelligence",
  "marijuana",
  "file-converter",
];
const having = (version: string | undefined, ...named: readonly string[]) => {
  const known = urlCategoriesOf(version, new Set(named));
  return known && NEWEST.filter((name) => known.includes(name)).join(" ");
};

describe("the predefined URL categories", () => {
  test.each([
    ["7.1.0", [], undefined],
    ["8.0.9", [], "malware"],
    ["8.1.3", [], "malware command-and-control"],
    ["9.0.0", [], "malware command-and-control high-risk"],
    ["10.1.0", [], "malware command-and-control high-risk grayware"],
    ["10.2.9", [], "malware command-and-control high-risk grayware ransomware artificial-intelligence"],
    ["11.2.0", [], "malware command-and-control high-risk grayware ransomware artificial-intelligence marijuana"],
    ["12.1.2", [], "malware command-and-control high-risk grayware ransomware marijuana file-converter"],
    // The content is as new as what a profile names.
    ["9.1.0", ["ransomware"], "malware command-and-control high-risk grayware ransomware artificial-intelligence"],
    [
      "10.2.0",
      ["ai-media-service"],
      "malware command-and-control high-risk grayware ransomware marijuana file-converter",
    ],
    [
      "10.2.0",
      ["our partners", "malware"],
      "malware command-and-control high-risk grayware ransomware artificial-intelligence",
    ],
    // A fragment does not tell its release.
    [undefined, [], "malware"],
    [undefined, ["high-risk"], "malware command-and-control high-risk"],
  ])("of %s, where profiles name %j", (version, named, expected) => {
    expect(having(version, ...named)).toBe(expected);
  });

  test("are named once each", () => {
    const known = urlCategoriesOf("12.1.0", new Set()) ?? [];
    expect(known).toEqual([...new Set(known)]);
    expect(known.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });
});

test("a profile leaves unlogged what it allows by name and what it does not list", () => {
  const lists = [
    list("allow", "our partners", "news", "sports"),
    list("alert", "sports", "games"),
    list("block", "malware"),
    list("continue", "hacking"),
    list("override", "adult"),
  ];
  const profiles = element("profiles", element("url-filtering", entry("staff", ...lists)));
  const [profile] = configOf(firewall({ vsys: { vsys1: profiles } })).profiles.all;
  const unlogged = profile?.urlFiltering?.unlogged([
    "news",
    "sports",
    "games",
    "malware",
    "hacking",
    "adult",
    "weapons",
  ]);
  expect(unlogged?.map(({ name, element: at }) => [name, at?.parent?.name])).toEqual([
    ["our partners", "allow"],
    ["news", "allow"],
    ["weapons", undefined],
  ]);
});
