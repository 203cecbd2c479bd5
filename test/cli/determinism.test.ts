import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { FORMATS } from "../../src/report/index.ts";
import { folderWith } from "../support/cli-files.ts";
import { buildIfStale, panlint } from "../support/cli-process.ts";

beforeAll(buildIfStale);

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
const NAMES = ["branch-office", "data-centre", "panorama"];

/** A checkout of the examples' configurations, somewhere. */
function checkout(folder: string): string {
  const cwd = join(folderWith(), folder);
  for (const name of NAMES) {
    mkdirSync(join(cwd, name), { recursive: true });
    cpSync(join(EXAMPLES, name, "running-config.xml"), join(cwd, name, "running-config.xml"));
  }
  mkdirSync(join(cwd, ".git"));
  return cwd;
}

test.each(Object.keys(FORMATS))("%s is the same bytes for any order, locale, time zone and place", (format) => {
  const files = NAMES.map((name) => `${name}/running-config.xml`);
  const run = (cwd: string, paths: readonly string[], env: { readonly [name: string]: string }): string =>
    panlint([...paths, "--format", format], { cwd, env }).stdout;
  const first = run(checkout("a"), files, { TZ: "UTC", LC_ALL: "C" });
  expect(first.length).toBeGreaterThan(1000);
  const second = run(checkout("some where/else"), files.toReversed(), {
    TZ: "Asia/Kathmandu",
    LC_ALL: "tr_TR.UTF-8",
    LANG: "tr",
  });
  expect(second).toBe(first);
});
