import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { presetRules } from "../../src/setup/active-rules.ts";
import { generateConfig } from "../bench/generate.ts";
import { CHANGES, changed, churn, findingsIn, randomFrom } from "../support/churn.ts";

const STRICT = presetRules(rules, "strict");
const folder = mkdtempSync(join(tmpdir(), "panlint-churn-"));
afterAll(() => rmSync(folder, { recursive: true }));

function generated(type: "firewall" | "panorama"): Buffer {
  const out = join(folder, `${type}.xml`);
  generateConfig({ type, rules: 60, out });
  return readFileSync(out);
}

const BRANCH = (): Buffer => readFileSync("examples/branch-office/running-config.xml");
const PANORAMA = (): Buffer => readFileSync("examples/panorama/running-config.xml");

test.each([
  ["policy rules of a firewall", 200, "rules", BRANCH],
  ["any entries of a Panorama", 100, "all", PANORAMA],
  ["policy rules of a generated firewall", 24, "rules", () => generated("firewall")],
  ["any entries of a generated Panorama", 24, "all", () => generated("panorama")],
] as const)("findings outlive random changes of %s", (_, rounds, where, read) => {
  const { untouched, kept, shifted, gone, shared } = churn(read(), STRICT, { rounds, seed: 7, where });
  expect(shifted.map(({ rule, path }) => `${rule} ${path}`)).toEqual([]);
  expect(shared).toBe(0);
  // A change may mend what it does not touch: a rule that is moved up is reached.
  expect(kept + gone).toBe(untouched);
  expect(kept / untouched).toBeGreaterThan(0.98);
});

test("every change changes something", () => {
  const bytes = BRANCH();
  const random = randomFrom(7);
  for (const change of CHANGES) {
    const after = changed(bytes, change, { random, where: "rules" });
    expect(after.equals(bytes)).toBe(false);
    expect(findingsIn(after, STRICT).length).toBeGreaterThan(0);
  }
});
