import { describe, expect, test } from "@jest/globals";
import { defineRule, EXCEPT_OPTIONS, type RuleOptions } from "../../src/rule.ts";
import { element, firewallWith, list, rule } from "../support/panos-config.ts";
import { active, EACH_RULE, lint, ruleThat } from "../support/panos-lint.ts";

/** The names of the rules reported, and how many findings were left out. */
function reported(
  xml: string,
  options: RuleOptions = {},
): { readonly names: readonly string[]; readonly suppressed: number } {
  const { findings, hidden } = lint(xml, active(EACH_RULE, { options }));
  return { names: findings.map(({ policyRule }) => policyRule?.name ?? ""), suppressed: hidden.length };
}

describe("policy rules are exempted by tag", () => {
  const tagged = (...tags: readonly string[]): string => firewallWith(rule("web", list("tag", ...tags)), rule("mail"));

  test.each<readonly [string, readonly string[], RuleOptions, boolean]>([
    ["the tag that every rule knows", ["lint-log-exempt"], {}, true],
    ["it among others", ["guest", "lint-log-exempt"], {}, true],
    ["it in other letters", ["Lint-Log-Exempt"], {}, false],
    ["another tag", ["guest"], {}, false],
    ["another tag that the options name", ["guest"], { exceptTags: ["lab", "guest"] }, true],
    ["the usual tag, when the options name others", ["lint-log-exempt"], { exceptTags: ["lab"] }, false],
    ["the usual tag, when the options name none", ["lint-log-exempt"], { exceptTags: [] }, false],
    ["a tag is no pattern", ["guest"], { exceptTags: ["g*"] }, false],
  ])("%s", (_, tags, options, exempt) => {
    expect(reported(tagged(...tags), options)).toEqual(
      exempt ? { names: ["mail"], suppressed: 1 } : { names: ["web", "mail"], suppressed: 0 },
    );
  });
});

describe("policy rules are exempted by name", () => {
  test.each<readonly [string, string, boolean]>([
    ["allow-web", "allow-web", true],
    ["allow-*", "allow-web", true],
    ["*web", "allow-web", true],
    ["*", "allow-web", true],
    ["allow-???", "allow-web", true],
    ["allow-??", "allow-web", false],
    ["allow", "allow-web", false],
    ["web", "allow-web", false],
    ["Allow-*", "allow-web", false],
    ["a.c", "abc", false],
    ["a.c", "a.c", true],
    ["(x)+[y]^$|{1}", "(x)+[y]^$|{1}", true],
    ["a\\b", "a\\b", true],
    ["guests to *", "guests to Internet", true],
    ["", "web", false],
  ])("the pattern %j and the rule %j", (pattern, name, exempt) => {
    const { names, suppressed } = reported(firewallWith(rule(name)), { exceptRules: ["other", pattern] });
    expect({ names, suppressed }).toEqual(exempt ? { names: [], suppressed: 1 } : { names: [name], suppressed: 0 });
  });
});

describe("policy rules are exempted by a marker with a reason in their description", () => {
  const described = (text: string): string => firewallWith(rule("web", element("description", text)), rule("mail"));

  test.each([
    "lint-ignore: each-rule – noisy printer",
    "lint-ignore: each-rule - noisy printer",
    "lint-ignore: each-rule — noisy printer",
    "lint-ignore: each-rule: noisy printer",
    "lint-ignore: each-rule noisy printer",
    "lint-ignore:each-rule – noisy printer",
    "lint-ignore: other-rule, each-rule – noisy printer",
    "lint-ignore: each-rule,other-rule – noisy printer",
    "Printers. lint-ignore: each-rule – CHG-42",
    "(lint-ignore: each-rule – größerer Umbau)",
    "Printers.\nlint-ignore: each-rule – noisy\nOwner: facility management",
    "lint-ignore: other-rule – x\nlint-ignore: each-rule – y",
    "lint-ignore: other-rule – x; lint-ignore: each-rule – y",
    "lint-ignore: each-rule – 42",
  ])("%j counts", (text) => {
    expect(reported(described(text))).toEqual({ names: ["mail"], suppressed: 1 });
  });

  test.each([
    "lint-ignore: each-rule",
    "lint-ignore: each-rule ",
    "lint-ignore: each-rule –",
    "lint-ignore: each-rule - ",
    "lint-ignore: each-rule :",
    "lint-ignore: each-rule – .",
    "lint-ignore: other-rule, each-rule",
    "lint-ignore: each-rule, other-rule",
    "lint-ignore: each-rule\nlint-ignore: other-rule – noisy printer",
    "lint-ignore:",
    "lint-ignore: – noisy printer",
    "lint-ignore: other-rule – noisy printer",
    "lint-ignore: each-rule-2 – noisy printer",
    "lint-ignore: each – noisy printer",
    "lint-ignore: each-rules – noisy printer",
    "Lint-ignore: each-rule – noisy printer",
    "lint-ignore each-rule – noisy printer",
    "no-lint-ignoring: each-rule – noisy printer",
    "each-rule – noisy printer",
    "",
  ])("%j does not", (text) => {
    expect(reported(described(text))).toEqual({ names: ["web", "mail"], suppressed: 0 });
  });
});

describe("what an exemption reaches", () => {
  const exempted = rule("web", list("tag", "lint-log-exempt"));

  test("each lint rule has its own", () => {
    const xml = firewallWith(rule("web", "<description>lint-ignore: each-rule – known</description>"));
    const { findings, hidden } = lint(
      xml,
      EACH_RULE,
      ruleThat("other-rule", () => ({})),
    );
    expect(findings.map((finding) => finding.rule)).toEqual(["other-rule"]);
    expect(hidden).toHaveLength(1);
  });

  test("a finding about no policy rule stays", () => {
    const { findings, hidden } = lint(
      firewallWith(exempted),
      ruleThat("each-rule", () => ({ policyRule: undefined })),
    );
    expect(findings).toHaveLength(1);
    expect(hidden).toEqual([]);
  });

  test("a rule may ask for it, where one finding speaks of several policy rules", () => {
    const asking = defineRule({
      ...EACH_RULE,
      options: EXCEPT_OPTIONS,
      *check({ enabledRules, isExempt }) {
        for (const at of enabledRules()) yield { at: at.entry, message: `${at.name} ${isExempt(at)}.` };
      },
    });
    const { findings } = lint(firewallWith(exempted, rule("mail")), asking);
    expect(findings.map(({ message }) => message)).toEqual(["web true.", "mail false."]);
  });
});
