import { describe, expect, test } from "@jest/globals";
import { lintFile } from "../../src/lint/lint-file.ts";
import { isExpired } from "../../src/lint/suppress.ts";
import type { SuppressedPlace, Suppression } from "../../src/setup/suppressions.ts";
import { sourceOf } from "../support/panos-config.ts";
import { active, ruleThat } from "../support/panos-lint.ts";

const TODAY = new Date("2026-11-26T23:30:00Z");

function suppression(where: SuppressedPlace, more: Partial<Suppression> = {}): Suppression {
  const rules = ["each-rule"];
  const config = { path: "panlint.yaml", line: 3, column: 5, text: "  - rule: each-rule" };
  return { rules, where, reason: "known", owner: undefined, ticket: undefined, expires: undefined, config, ...more };
}

const PANORAMA = `<config version="11.1.0"><shared><post-rulebase><security><rules><entry name="end"/></rules></security></post-rulebase></shared>
<devices><entry name="localhost.localdomain"><device-group><entry name="DMZ/1"><pre-rulebase><security><rules>
<entry name="legacy-web"><tag><member>migration</member></tag></entry><entry name="mail"/></rules></security></pre-rulebase></entry></device-group></entry></devices></config>`;
const EACH = ruleThat("each-rule", () => ({}));

function lint(suppressions: readonly Suppression[], suppressible = true) {
  const rules = [{ ...active(EACH), suppressions, suppressible }];
  return lintFile(sourceOf(PANORAMA), rules, { excerpts: false, now: TODAY });
}

/** The policy rules whose findings stay. */
function left(suppressions: readonly Suppression[], suppressible = true): readonly (string | undefined)[] {
  return lint(suppressions, suppressible).findings.map(({ policyRule }) => policyRule?.name);
}

describe("a suppression hides what is", () => {
  test.each<[SuppressedPlace, readonly string[]]>([
    [{}, []],
    [{ "device-group": "DMZ/1" }, ["end"]],
    [{ "device-group": "DMZ*" }, ["end"]],
    [{ "device-group": "dmz/1" }, ["end", "legacy-web", "mail"]],
    [{ vsys: "*" }, ["end", "legacy-web", "mail"]],
    [{ template: "*" }, ["end", "legacy-web", "mail"]],
    [{ rulebase: "post" }, ["legacy-web", "mail"]],
    [{ "policy-rule": "legacy-*" }, ["end", "mail"]],
    [{ "policy-rule": "l*", rulebase: "post" }, ["end", "legacy-web", "mail"]],
    [{ tag: "migr*" }, ["end", "mail"]],
    [{ file: "branch-office.xml" }, []],
    [{ file: "*/branch-office.xml" }, ["end", "legacy-web", "mail"]],
    [{ path: "device-group/DMZ%2F1/pre-rulebase/security/ma?l" }, ["end", "legacy-web"]],
  ])("%j", (where, expected) => {
    expect(left([suppression(where)])).toEqual(expected);
  });

  test("is tried by every one in turn, and named by the first that fits", () => {
    const suppressions = [suppression({ "policy-rule": "mail" }), suppression({}, { reason: "all" })];
    const { findings, hidden } = lint(suppressions);
    expect(findings).toEqual([]);
    const reasons = hidden.map(({ finding, because }) => [
      finding.policyRule?.name,
      because.kind === "suppression" ? because.suppression.reason : because.kind,
    ]);
    expect(reasons).toEqual([
      ["end", "all"],
      ["legacy-web", "all"],
      ["mail", "known"],
    ]);
  });

  test("not when its last day is over", () => {
    expect(left([suppression({}, { expires: "2026-11-26" })])).toEqual([]);
    expect(left([suppression({}, { expires: "2026-11-25" })])).toEqual(["end", "legacy-web", "mail"]);
    expect(isExpired(suppression({}), "9999-12-31")).toBe(false);
  });

  test("not of a rule that may not be suppressed", () => {
    expect(left([suppression({})], false)).toEqual(["end", "legacy-web", "mail"]);
  });
});
