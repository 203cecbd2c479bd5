import { describe, expect, test } from "@jest/globals";
import { element, firewallWith, rule } from "../support/panos-config.ts";
import { active, lint, ruleThat } from "../support/panos-lint.ts";

const WEB = ruleThat("web-only", ({ name }) => (name === "web" ? {} : undefined));
const EXPLAINS = ruleThat("explains", ({ label }) => ({
  under: ["absent", "web-only"],
  message: `${label}, because.`,
}));
const FILE = firewallWith(rule("web"), rule("mail"));

/** `rule-id policy-rule (related messages)` of every finding. */
function told(xml: string, ...rules: Parameters<typeof lint>[1][]): readonly string[] {
  return lint(xml, ...rules).findings.map(
    ({ rule, policyRule, related }) =>
      `${rule} ${policyRule?.name} (${related.map(({ message }) => message).join(" ")})`,
  );
}

describe("a finding that explains another on the same policy rule", () => {
  const joined = ['web-only web (Security rule "web", because.)', "explains mail ()"];

  test.each([
    ["goes into that one; elsewhere it stands alone", [WEB, EXPLAINS], joined],
    ["in any order of the rules", [EXPLAINS, WEB], joined],
    ["stands alone where the other rule is off", [EXPLAINS], ["explains web ()", "explains mail ()"]],
    ["leaves no trace where it is off itself", [WEB], ["web-only web ()"]],
  ])("%s", (_, rules, expected) => {
    expect(told(FILE, ...rules)).toEqual(expected);
  });

  test("has a place in the file", () => {
    const [finding] = lint(FILE, WEB, EXPLAINS).findings;
    const { file, uri, region } = finding ?? {};
    expect(finding?.related).toEqual([{ file, uri, region, message: 'Security rule "web", because.' }]);
  });

  test("stands alone where the policy rule is exempt from the other rule, and is not hidden by that", () => {
    const exempt = active(WEB, { options: { exceptRules: ["w*"] } });
    expect(told(FILE, exempt, EXPLAINS)).toEqual(["explains web ()", "explains mail ()"]);
    expect(lint(FILE, exempt, EXPLAINS).hidden).toHaveLength(1);
  });

  test("is not mentioned where the policy rule is exempt from it", () => {
    const described = element("description", "lint-ignore: explains - known");
    expect(told(firewallWith(rule("web", described)), WEB, EXPLAINS)).toEqual(["web-only web ()"]);
  });
});
