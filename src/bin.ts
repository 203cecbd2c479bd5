#!/usr/bin/env node
import { readFileSync } from "node:fs";
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
    // Both src/ and dist/ stand beside rules/.
    page: (rule) => readFileSync(new URL(`../rules/${rule}.md`, import.meta.url), "utf8"),
  },
  process.argv.slice(2),
);
