import { Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import { Progress } from "../../src/cli/progress.ts";

/** What is written when three inputs begin, 700 milliseconds one after the other. */
function written(isTTY: boolean, env: { readonly [name: string]: string } = {}): string {
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
  let now = -700;
  const terminal = { stdout: stderr, stderr, env, cwd: "/" };
  const progress = new Progress(terminal, 3, () => (now += 700));
  for (const name of ["a.xml", "b.xml", "c.xml"]) progress.begin(name);
  progress.end();
  progress.end();
  return text;
}

test("progress is told where a person looks, once a run is long, and taken away at the end", () => {
  expect(written(true)).toBe("\r\u001b[Kpanlint: 2 of 3: b.xml\r\u001b[Kpanlint: 3 of 3: c.xml\r\u001b[K");
});

test("progress is told in no pipe and in no CI", () => {
  expect(written(false)).toBe("");
  expect(written(true, { CI: "true" })).toBe("");
});
