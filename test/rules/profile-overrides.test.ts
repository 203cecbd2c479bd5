/** A device group below may have another profile group of the name that a policy rule above it carries. */
import { describe, expect, test } from "@jest/globals";
import unresolvedSecurityProfile from "../../rules/hygiene/unresolved-security-profile.ts";
import allowRuleWithoutProfiles from "../../rules/threat-inspection/allow-rule-without-profiles.ts";
import fileTransfersNotLogged from "../../rules/threat-inspection/file-transfers-not-logged.ts";
import threatBlockWithoutSessionEndLog from "../../rules/threat-inspection/threat-block-without-session-end-log.ts";
import type { Rule } from "../../src/rule.ts";
import { element, entry, list, panorama, security } from "../support/panos-config.ts";
import { active, lint } from "../support/panos-lint.ts";

const GROUP = "<profile-setting><group><member>G</member></group></profile-setting>";
const ZONES = list("from", "inside") + list("to", "outside");
const PREDEFINED: Readonly<Record<string, string>> = {
  "file-blocking": "strict file blocking",
  "wildfire-analysis": "default",
};
const group = (...types: readonly string[]): string =>
  element("profile-group", entry("G", ...types.map((type) => list(type, PREDEFINED[type] ?? "strict"))));

/** What is said where the parent's rule carries the group G, of which parent and child each have one. */
function told(checked: Rule, above: string, below: string, more = ""): readonly string[] {
  const web = entry("web", ZONES, GROUP, more);
  const xml = panorama({
    groups: { parent: above + element("pre-rulebase", security(web)), child: below },
    parents: { parent: undefined, child: "parent" },
  });
  return lint(xml, active(checked)).findings.map(({ message, severity }) => `${severity}: ${message}`);
}

const FULL = group("virus", "spyware", "vulnerability", "file-blocking");
/** The predefined WildFire profile blocks nothing. */
const MILD = group("wildfire-analysis");

describe("a security rule of a device group above", () => {
  test.each([
    ["the same group", FULL, "", []],
    ["one with as much", FULL, FULL, []],
    [
      "one with less",
      FULL,
      group("virus", "spyware"),
      [
        'warning: Security rule "web" allows traffic in device group "child" without Vulnerability Protection; what it would find leaves no log.',
      ],
    ],
    [
      "one with more",
      group("virus", "spyware"),
      FULL,
      [
        'warning: Security rule "web" allows traffic without Vulnerability Protection; what it would find leaves no log.',
      ],
    ],
  ])("lacks profiles where the group below has %s", (_, above, below, expected) => {
    expect(told(allowRuleWithoutProfiles, above, below)).toEqual(expected);
  });

  test.each([
    ["neither blocks", MILD, MILD, 0],
    ["the one below blocks", MILD, FULL, 1],
    ["the one above blocks", FULL, MILD, 1],
  ])("may block sessions: %s", (_, above, below, count) => {
    const found = told(threatBlockWithoutSessionEndLog, above, below, "<log-end>no</log-end>");
    expect(found).toHaveLength(count);
  });

  test.each([
    ["both log them", FULL, group("file-blocking"), 0],
    ["the one below does not", FULL, group("virus"), 1],
    ["the one above does not", group("virus"), FULL, 1],
    ["the one below is empty, of which others speak", FULL, group(), 0],
  ])("leaves files without a log: %s", (_, above, below, count) => {
    expect(told(fileTransfersNotLogged, above, below)).toHaveLength(count);
  });
});

test("a group that only a device group below defines is told by the lint rule for names alone", () => {
  const web = entry("web", ZONES, GROUP);
  const xml = panorama({
    groups: { parent: element("pre-rulebase", security(web)), child: group("spyware") },
    parents: { parent: undefined, child: "parent" },
  });
  const told = lint(xml, active(allowRuleWithoutProfiles), active(unresolvedSecurityProfile)).findings;
  expect(told.map(({ rule, policyRule }) => `${rule} ${policyRule?.name}`)).toEqual([
    "unresolved-security-profile web",
  ]);
});

describe("an override of a default rule between zones", () => {
  const override = (name: string): string =>
    element("default-security-rules", element("rules", entry(name, "<action>allow</action>")));
  const xml = (name: string): string =>
    panorama({
      groups: {
        A: element("post-rulebase", override(name)) + element("pre-rulebase", security(entry("a", ZONES, GROUP))),
      },
    });

  test.each([
    ["interzone-default", {}, 1],
    ["interzone-default", { zonePairs: true }, 1],
    ["intrazone-default", {}, 0],
    ["intrazone-default", { intrazone: true }, 1],
    ["intrazone-default", { intrazone: true, zonePairs: true }, 0],
  ])("%s with %j", (name, options, count) => {
    const { findings } = lint(xml(name), active(allowRuleWithoutProfiles, { options }));
    expect(findings.filter(({ policyRule }) => policyRule?.name === name)).toHaveLength(count);
  });
});
