import { describe, expect, test } from "@jest/globals";
import { type Standard, StandardsRun, type Verdict } from "../../src/coverage/standards.ts";
import { contextOf } from "../../src/lint/rule-context.ts";
import { postureOf } from "../../src/panos/posture/posture.ts";
import { type Category, defineRule, type Finding, type Rule } from "../../src/rule.ts";
import { configOf, element, firewall, firewallWith, rule, security } from "../support/panos-config.ts";

const NOW = new Date("2026-01-15");

const WHOLE = firewallWith(rule("web"), rule("dns", "<tag><member>lint-log-exempt</member></tag>"));
const FRAGMENT = `<rules>${rule("web")}${rule("dns")}</rules>`;

interface Made {
  readonly category?: Category;
  readonly items?: readonly string[];
  /** The names of the policy rules that it reports, each with a severity of its own if it has one. */
  readonly reports?: { readonly [name: string]: Finding["severity"] };
}

function made(id: string, { category = "session-logging", items = ["1"], reports = {} }: Made): Rule {
  return defineRule({
    id,
    summary: "Made for a test.",
    category,
    severity: "warning",
    precision: "high",
    reportsIdleRules: true,
    since: "0.1.0",
    references: [],
    standards: { CIS: items },
    options: {},
    *check({ enabledRules }) {
      for (const policyRule of enabledRules()) {
        if (!(policyRule.name in reports)) continue;
        yield { at: policyRule.logEnd, policyRule, message: "It is wrong.", severity: reports[policyRule.name] };
      }
    },
  });
}

function judge(xml: string, ...rules: readonly Rule[]) {
  const config = configOf(xml);
  const options = { exceptTags: ["lint-log-exempt"], exceptRules: [] };
  const standard: Standard = {
    name: "CIS",
    preset: "cis",
    rules: rules.map((each) => ({ rule: each, severity: undefined, options })),
  };
  const now = new Date();
  const run = new StandardsRun(config, postureOf(config, NOW), (active) =>
    contextOf({ config, active, now, optionsOf: () => undefined }),
  );
  return { items: run.judge(standard).items, failures: run.failures };
}

function verdicts(xml: string, ...rules: readonly Rule[]): readonly (readonly [string, Verdict, string])[] {
  return judge(xml, ...rules).items.map(({ id, verdict, reasons }) => [id, verdict, reasons.join("; ")]);
}

const NOT_WHOLE = "the file is a fragment of a configuration";

describe("an item of a standard", () => {
  test("passes when all its rules found nothing, fails when one reports", () => {
    expect(
      verdicts(WHOLE, made("a", { items: ["1", "2"] }), made("b", { items: ["2"], reports: { web: undefined } })),
    ).toEqual([
      ["1", "pass", ""],
      ["2", "fail", ""],
    ]);
  });

  test("never passes on a part of a configuration, and may fail", () => {
    expect(verdicts(FRAGMENT, made("a", {}), made("b", { items: ["2"], reports: { web: undefined } }))).toEqual([
      ["1", "unknown", NOT_WHOLE],
      ["2", "fail", ""],
    ]);
  });

  test("does not fail by a finding that its rule lowers because the file does not tell", () => {
    const unsure = made("a", { reports: { web: "note" } });
    expect(verdicts(FRAGMENT, unsure)).toEqual([["1", "unknown", NOT_WHOLE]]);
    expect(verdicts(WHOLE, unsure)).toEqual([["1", "fail", ""]]);
  });

  test("counts what the user exempted and nothing else", () => {
    const { items } = judge(WHOLE, made("a", { reports: { dns: undefined } }));
    expect(items).toEqual([
      { id: "1", verdict: "pass", rules: [{ rule: "a", verdict: "pass", findings: 0, exempted: 1 }], reasons: [] },
    ]);
  });

  test.each<[Category, string, string]>([
    ["device-log-settings", WHOLE, "the file holds no device settings"],
    ["log-storage", WHOLE, "the file holds no device settings"],
    ["other-rulebases", WHOLE, "the file holds no zones"],
    [
      "log-forwarding",
      firewallWith(rule("web", "<log-setting>Cortex Data Lake</log-setting>")),
      "the file does not tell where some logs go",
    ],
    ["session-logging", firewallWith(), "it holds no security rules"],
    [
      "session-logging",
      firewallWith(rule("web", "<action>maybe</action>")),
      "a part of the file could not be understood",
    ],
  ])("of the category %s cannot be judged where the file does not hold the answer", (category, xml, reason) => {
    expect(verdicts(xml, made("a", { category }))).toEqual([["1", "unknown", reason]]);
  });

  test("cannot be judged by rules of a rulebase that is empty", () => {
    const dos: Rule = {
      ...made("a", {}),
      check: ({ enabledOtherRules }) => [...enabledOtherRules("dos")].flatMap(() => []),
    };
    expect(verdicts(WHOLE, dos)).toEqual([["1", "unknown", "there are no enabled DoS rules"]]);
    const flood = element("dos", element("rules", '<entry name="flood"><action><protect/></action></entry>'));
    const some = firewall({ vsys: { vsys1: element("rulebase", security(rule("web")), flood) } });
    expect(verdicts(some, dos)).toEqual([["1", "pass", ""]]);
  });

  test("cannot be judged when its rule fails, of which is told", () => {
    const broken: Rule = {
      ...made("a", {}),
      check: () => {
        throw new Error("no such thing");
      },
    };
    const { items, failures } = judge(WHOLE, broken);
    expect(items).toMatchObject([{ verdict: "unknown", reasons: ["the rule a failed"] }]);
    expect(failures).toMatchObject([{ rule: "a", error: { message: "no such thing" } }]);
  });

  test("is not left to a rule that tells of the same under another id", () => {
    const polite: Rule = {
      ...made("a", {}),
      *check(context) {
        if (context.optionsOf("b") === undefined) yield* made("a", { reports: { web: undefined } }).check(context);
      },
    };
    expect(verdicts(WHOLE, polite, made("b", { items: ["2"] }))).toEqual([
      ["1", "fail", ""],
      ["2", "pass", ""],
    ]);
  });

  test("stands in the order of the standard's numbers", () => {
    const ids = verdicts(WHOLE, made("a", { items: ["10.2", "6.17", "1.1.1", "6.2"] })).map(([id]) => id);
    expect(ids).toEqual(["1.1.1", "6.2", "6.17", "10.2"]);
  });
});
