import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import { Progress } from "../../src/cli/progress.ts";
import { folderWith } from "../support/cli-files.ts";

const folder = folderWith({ "b.xml": Buffer.alloc(2_345_678) });
const NAMES = ["a.xml", "b.xml", "c.xml"];

/** A terminal that keeps what is written to standard error. */
function recorder(isTTY: boolean, env: { readonly [name: string]: string } = {}) {
  let text = "";
  const stderr = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    }),
    { isTTY },
  );
  return { terminal: { stdout: stderr, stderr, env, cwd: "/" }, text: () => text };
}

/** What is written when three inputs begin, a second one after the other. */
function written(isTTY: boolean, env: { readonly [name: string]: string } = {}, names = NAMES): string {
  const { terminal, text } = recorder(isTTY, env);
  let now = 0;
  const progress = new Progress(terminal, 3, () => now);
  for (const name of names) {
    progress.begin({ name, path: join(folder, name) });
    now += 1000;
  }
  progress.end();
  progress.end();
  return text();
}

test("one large file shows at which rule it is, no more often than anyone can read", () => {
  const { terminal, text } = recorder(true);
  let now = 0;
  const progress = new Progress(terminal, 1, () => now);
  progress.begin({ name: "b.xml", path: join(folder, "b.xml") });
  for (let rule = 1; rule <= 60; rule++) {
    progress.rule(rule, 60);
    now += 30;
  }
  const lines = text().split("\r\u001b[K").slice(1);
  expect(lines[0]).toBe("panlint: 1 of 1: b.xml (2.3 MB), rule 35 of 60");
  expect(lines).toHaveLength(7);
});

test("progress is shown on a terminal, once a run is long, and removed at the end", () => {
  expect(written(true)).toBe("\r\u001b[Kpanlint: 2 of 3: b.xml (2.3 MB)\r\u001b[Kpanlint: 3 of 3: c.xml\r\u001b[K");
});

test("progress is not shown in a pipe or in CI", () => {
  expect(written(false)).toBe("");
  expect(written(true, { CI: "true" })).toBe("");
});

test("a name cannot steer the terminal, nor make the line longer than a terminal is wide", () => {
  const text = written(true, {}, ["a.xml", `\u001b]0;evil\u0007\n${"x".repeat(90)}.xml`, "c.xml"]);
  expect(text.split("\r\u001b[K").slice(1, 3)).toEqual([
    `panlint: 2 of 3: …${"x".repeat(28)}.xml`,
    "panlint: 3 of 3: c.xml",
  ]);
  expect(written(true, {}, ["a.xml", "b\u001b[2J\n.xml"])).toContain("2 of 3: b?[2J?.xml");
});
