import { describe, expect, test } from "@jest/globals";
import { lintFile } from "../../../src/lint/lint-file.ts";
import { configOf, element, panorama, parentEntries, scopeOf, sourceOf } from "../../support/panos-config.ts";

const GROUPS = { office: "", branches: "", emea: "" };
const SO = "judged as if directly below shared";

function remarks(xml: string): readonly string[] {
  return configOf(xml).remarks.map(({ message }) => message);
}

describe("what a reader is told of the tree of device groups", () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      "nothing when it is whole",
      panorama({ groups: GROUPS, parents: { office: "branches", branches: "emea", emea: undefined } }),
      [],
    ],
    [
      "nothing of groups that stand in <readonly> alone",
      panorama({ groups: GROUPS, parents: { office: undefined, branches: undefined, emea: undefined, gone: "lost" } }),
      [],
    ],
    [
      "that there is no tree",
      panorama({ groups: GROUPS, parents: {} }),
      [`the file does not hold the tree of device groups, which stands in <readonly>; each was ${SO}`],
    ],
    [
      "a group that the tree does not list",
      panorama({ groups: GROUPS, parents: { branches: "emea", emea: undefined } }),
      [`the file does not say which group is above device group "office"; ${SO}`],
    ],
    [
      "the first of several",
      panorama({ groups: GROUPS, parents: { emea: undefined } }),
      [`the file does not say which group is above device group "office" (and 1 more); ${SO}`],
    ],
    [
      "a parent that is not in the file",
      panorama({ groups: GROUPS, parents: { office: "gone", branches: "emea", emea: undefined } }),
      [`the parent of device group "office", "gone", is not in the file; ${SO}`],
    ],
    [
      "a cycle",
      panorama({ groups: GROUPS, parents: { office: "branches", branches: "office", emea: undefined } }),
      [`the parents of device group "branches" form a cycle; ${SO}`],
    ],
    [
      "nothing of a part of a configuration, which says so itself",
      panorama({ groups: GROUPS, parents: {} }).replace(' version="11.1.0"', ""),
      [],
    ],
  ])("%s", (_, xml, expected) => {
    expect(remarks(xml)).toEqual(expected);
  });

  test("stands among the notes of the file, and nothing more is wrong", () => {
    const source = sourceOf(panorama({ groups: GROUPS, parents: {} }));
    const { file, errors } = lintFile(source, []);
    expect([file?.notes, errors]).toEqual([
      ["it holds no security rules", expect.stringContaining("does not hold the tree")],
      [],
    ]);
  });

  test("the list that PAN-OS 8.0 and later use wins over one that an upgrade left behind", () => {
    const old = element(
      "readonly",
      element("dg-meta-data", element("dginfo", ...parentEntries({ office: "emea", branches: "emea" }))),
    );
    const xml = panorama({ groups: GROUPS, parents: { office: "branches", branches: undefined, emea: undefined } });
    for (const both of [xml.replace("<readonly>", `${old}<readonly>`), xml.replace("</config>", `${old}</config>`)]) {
      const config = configOf(both);
      const chain = (name: string) => [...scopeOf(config, `device-group/${name}`).chain()].map((scope) => scope.name);
      expect([chain("office"), chain("branches")]).toEqual([
        ["office", "branches", ""],
        ["branches", ""],
      ]);
    }
  });
});
