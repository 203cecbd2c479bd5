#!/usr/bin/env node
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { main } from "./cli/main.ts";
import { isClosedPipe } from "./cli/streams.ts";
import { HOME_PAGE } from "./report/addresses.ts";

declare const __PANLINT_VERSION__: string;

// A reader that has seen enough (`panlint … | head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (!isClosedPipe(error)) throw error;
  });
}

process.exitCode = await main(
  {
    version: __PANLINT_VERSION__,
    loadRules: async () => (await import("../rules/index.ts")).rules,
    terminal: { stdout: process.stdout, stderr: process.stderr, env: process.env, cwd: process.cwd() },
    issues: `${HOME_PAGE}/issues`,
    page: (rule) => readFileSync(pageOf(rule), "utf8"),
  },
  process.argv.slice(2),
);

/** The page of a rule, in whichever category it is. Both src/ and dist/ are beside rules/. */
function pageOf(rule: string): URL {
  const rules = new URL("../rules/", import.meta.url);
  const pages = readdirSync(rules).map((category) => new URL(`${category}/${rule}.md`, rules));
  const page = pages.find((each) => existsSync(each));
  if (page === undefined) throw new Error(`The package has no page for the rule ${rule}.`);
  return page;
}
