/** What means the same to PAN-OS gets the same findings, however it is written. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import type { ReportedFinding } from "../../src/lint/report.ts";
import { presetRules } from "../../src/setup/active-rules.ts";
import { generateConfig } from "../bench/generate.ts";
import { findingsIn, randomFrom } from "../support/churn.ts";
import { asPanorama, withChildrenShuffled, withDefaultsWritten, withDisabledRules } from "../support/same-meaning.ts";

const STRICT = presetRules(rules, "strict");
const folder = mkdtempSync(join(tmpdir(), "panlint-same-"));
afterAll(() => rmSync(folder, { recursive: true }));

function generated(type: "firewall" | "panorama"): Buffer {
  const out = join(folder, `${type}.xml`);
  generateConfig({ type, rules: 60, out });
  return readFileSync(out);
}

const example = (name: string): Buffer => readFileSync(`examples/${name}/running-config.xml`);

/** A finding without the places that move; a value is the same whether it is written or not. */
function said({ rule, severity, path, message, commands }: ReportedFinding): string {
  return [rule, severity, path, message.replace(" (by default)", ""), ...commands].join(" | ");
}

const sorted = (bytes: Buffer): readonly string[] => findingsIn(bytes, STRICT).map(said).sort();

describe.each([
  ["a firewall", () => example("branch-office")],
  ["a firewall with several virtual systems", () => example("data-centre")],
  ["a Panorama", () => example("panorama")],
  ["a generated firewall", () => generated("firewall")],
  ["a generated Panorama", () => generated("panorama")],
])("%s has the same findings", (_, read) => {
  test("with defaults written out", () => {
    const changed = withDefaultsWritten(read());
    expect(changed.length).toBeGreaterThan(read().length);
    expect(sorted(changed)).toEqual(sorted(read()));
  });

  test.each([1, 2, 3])("with elements in another order (%d)", (seed) => {
    const changed = withChildrenShuffled(read(), randomFrom(seed));
    expect(changed.equals(read())).toBe(false);
    expect(sorted(changed)).toEqual(sorted(read()));
  });

  test("beside disabled rules", () => {
    // Disabled rules of one list are one finding, so this one alone reads differently.
    const others = (xml: Parameters<typeof sorted>[0]) =>
      sorted(xml).filter((text) => !text.startsWith("inactive-rule-left-in-rulebase"));
    expect(others(withDisabledRules(read()))).toEqual(others(read()));
  });
});

test("the policy of a firewall has the same findings as a device group", () => {
  // What the device sets, Panorama cannot know for certain; that is told in a lower voice.
  const ofDevice = new Set(
    rules.filter(({ category }) => /^(log-storage|device-log-settings)$/.test(category)).map(({ id }) => id),
  ).add("wildfire-verdicts-not-reported");
  const told = (bytes: Buffer): readonly string[] =>
    findingsIn(bytes, STRICT)
      .filter(({ rule }) => !ofDevice.has(rule))
      .map(({ rule, severity, policyRule, message }) => {
        const place = message.replace(/vsys "vsys1"|device group "DG"|shared|the firewall|template stack "S"/g, "here");
        return [rule, severity, policyRule?.name, place].join(" | ");
      })
      .sort();
  const firewall = told(example("branch-office"));
  expect(firewall.length).toBeGreaterThan(5);
  expect(told(asPanorama(example("branch-office")))).toEqual(firewall);
});
