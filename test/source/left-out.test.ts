import { expect, test } from "@jest/globals";
import { leftOutOf } from "../../src/source/left-out.ts";
import { folderWith } from "../support/cli-files.ts";

const XML = '<?xml version="1.0"?>\n<config version="10.2.0"><shared/></config>\n';

test.each([
  ["nothing else", { "a.xml": XML, "notes.txt": "none" }, undefined],
  ["a template", { "a.xml.j2": `{% set a = 1 %}\n${XML}` }, "Not read: a.xml.j2 looks like PAN-OS XML, but its name"],
  ["a file without an ending", { backup: XML }, "Not read: backup looks like"],
  [
    "several",
    { "a.cfg": XML, "b.tftpl": XML, "c.BAK": XML, "d.txt": XML, "e.txt": XML },
    "Not read: a.cfg, b.tftpl, c.BAK and 2 more look like PAN-OS XML, but their name",
  ],
])("of a folder with %s", async (_, files, expected) => {
  const cwd = folderWith(files);
  const told = await leftOutOf(["."], cwd);
  expect(told?.slice(0, expected?.length)).toBe(expected);
});

test("a file that is named is read, and nothing is left out", async () => {
  expect(await leftOutOf(["a.cfg"], folderWith({ "a.cfg": XML }))).toBeUndefined();
});
