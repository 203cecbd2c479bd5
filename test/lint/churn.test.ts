import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { churn } from "../support/churn.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
/** `CHURN=folder npm run jest -- test/lint/churn.test.ts` takes the largest configurations of a folder instead. */
const FOLDER = process.env.CHURN;
const LARGEST = 5;

const files =
  FOLDER === undefined
    ? ["branch-office", "data-centre", "panorama"].map((name) => join(EXAMPLES, name, "running-config.xml"))
    : readdirSync(FOLDER)
        .filter((name) => name.endsWith(".xml"))
        .map((name) => join(FOLDER, name))
        .sort((a, b) => readFileSync(b).length - readFileSync(a).length)
        .slice(0, LARGEST);
const ROUNDS = FOLDER === undefined ? 40 : 200;

test.each(files)(
  "%s: findings keep their identity whatever else changes, and share it with no other",
  (file) => {
    const { untouched, kept, shared } = churn(readFileSync(file, "utf8"), ROUNDS);
    // For those who ask for the figures.
    if (FOLDER !== undefined) console.log(`${file}: ${kept} of ${untouched} kept, ${shared} shared`);
    expect(shared).toBe(0);
    expect(untouched).toBeGreaterThan(ROUNDS);
    expect(kept / untouched).toBeGreaterThanOrEqual(0.995);
  },
  300_000,
);
