import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { rules } from "../rules/index.ts";
import { configSchema } from "../src/setup/schema.ts";

/** Files that are made from others. `npm run generate` writes them; here they are compared with what it would write. */
const GENERATED: { readonly [file: string]: string } = {
  "schema/config.schema.json": `${JSON.stringify(configSchema(rules), undefined, 2)}\n`,
};

test.each(Object.entries(GENERATED))("%s is up to date", (file, expected) => {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  if (process.env.UPDATE === "1") writeFileSync(path, expected);
  const found = existsSync(path) ? readFileSync(path, "utf8") : "";
  // Not compared by expect(): its difference would be longer than the sentence that says what to do.
  if (found !== expected) throw new Error(`${file} is stale: run npm run generate`);
  expect(found).toBe(expected);
});
