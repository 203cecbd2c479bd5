/** Findings about policy rules of other rulebases than security: what they are called and how they are exempted. */
import { describe, expect, test } from "@jest/globals";
import { OTHER_RULE_KINDS, type OtherRuleKind } from "../../src/panos/scopes/other-rulebases.ts";
import { json } from "../../src/report/findings/json.ts";
import { defineRule, EXCEPT_OPTIONS, type OtherRule, type Rule } from "../../src/rule.ts";
import { finding, parseReport, render, report } from "../support/cli-reports.ts";
import { element, entry, firewall, list, panorama } from "../support/panos-config.ts";
import { active, EACH_RULE, lint } from "../support/panos-lint.ts";

/** A lint rule that reports every enabled rule of one kind. */
function eachOf(kind: OtherRuleKind, look: (rule: OtherRule) => void = () => {}): Rule {
  return defineRule({
    ...EACH_RULE,
    options: EXCEPT_OPTIONS,
    *check({ enabledOtherRules }) {
      for (const policyRule of enabledOtherRules(kind)) {
        look(policyRule);
        yield { at: policyRule.disabled, policyRule, message: `${policyRule.label} is.` };
      }
    },
  });
}

function rulesOf(kind: OtherRuleKind, ...entries: readonly string[]): string {
  return element(kind, element("rules", ...entries));
}

function firewallRules(kind: OtherRuleKind, ...entries: readonly string[]): string {
  return firewall({ vsys: { vsys1: element("rulebase", rulesOf(kind, ...entries)) } });
}

const TITLES: Readonly<Record<OtherRuleKind, string>> = {
  decryption: 'decryption rule "web"',
  authentication: 'authentication rule "web"',
  "captive-portal": 'captive portal rule "web"',
  dos: 'DoS rule "web"',
  "tunnel-inspect": 'tunnel inspection rule "web"',
  "application-override": 'application override rule "web"',
  nat: 'NAT rule "web"',
  pbf: 'policy based forwarding rule "web"',
  qos: 'QoS rule "web"',
  sdwan: 'SD-WAN rule "web"',
  "network-packet-broker": 'network packet broker rule "web"',
};

describe.each(OTHER_RULE_KINDS)("a finding about a rule of the rulebase %s", (kind) => {
  const each = eachOf(kind);

  test("names its place for a reader, for programs and for the JSON report", () => {
    const off = entry("off", element("disabled", "yes"));
    const { findings } = lint(firewallRules(kind, off, entry("web")), each);
    const expected = { kind, name: "web", rulebase: "local", scope: "vsys/vsys1", owner: undefined };
    expect(findings.map(({ path, policyRule }) => [path, policyRule])).toEqual([
      [
        `vsys/vsys1/rulebase/${kind}/web`,
        { ...expected, uuid: undefined, title: `vsys "vsys1" › rulebase › ${TITLES[kind]} (#2)` },
      ],
    ]);
    parseReport(render(json, report([finding(1, { policyRule: findings[0]?.policyRule })])));
  });

  test("on Panorama", () => {
    const groups = { DMZ: element("post-rulebase", rulesOf(kind, entry("web"))) };
    const titles = lint(panorama({ groups }), each).findings.map(({ policyRule }) => policyRule?.title);
    expect(titles).toEqual([`device group "DMZ" › post-rulebase › ${TITLES[kind]} (#1)`]);
  });
});

describe("a policy rule of another rulebase is exempted", () => {
  test.each<readonly [string, string]>([
    ["by its tag", entry("web", list("tag", "lint-log-exempt"))],
    ["by its name", entry("lab-web")],
    ["by a marker in its description", entry("web", element("description", "lint-ignore: each-rule – lab"))],
  ])("%s", (_, exempt) => {
    const xml = firewallRules("dos", exempt, entry("mail"));
    const { findings, hidden } = lint(xml, active(eachOf("dos"), { options: { exceptRules: ["lab-*"] } }));
    expect([findings.map(({ policyRule }) => policyRule?.name), hidden.length]).toEqual([["mail"], 1]);
  });
});

test("a lint rule that fails is named with the policy rule of another rulebase that it failed on", () => {
  const failing = eachOf("nat", ({ name }) => {
    if (name === "mail") throw new Error("x is undefined");
  });
  const { crashes } = lint(firewallRules("nat", entry("web"), entry("mail")), failing);
  expect(crashes.map(({ policyRule }) => policyRule)).toEqual(["vsys/vsys1/rulebase/nat/mail"]);
});
