import { describe, expect, test } from "@jest/globals";
import { lintFile } from "../../src/lint/lint-file.ts";
import { defineRule, type Rule, SEVERITIES, type Severity } from "../../src/rule.ts";
import { Source } from "../../src/source/source.ts";
import {
  defaultRules,
  element,
  entry,
  firewall,
  firewallWith,
  panorama,
  rule,
  security,
  sourceOf,
} from "../support/panos-config.ts";
import { active, EACH_RULE, lint, ruleThat } from "../support/panos-lint.ts";

const TWO_RULES = firewallWith(rule("web"), rule("mail"));

describe("severity", () => {
  const graded = (own: Severity, finding: Severity | undefined): Rule =>
    ruleThat("graded", () => ({ severity: finding }), own);

  test.each<readonly [string, Severity, Severity | undefined, Severity | undefined, Severity]>([
    ["the rule's own, when nobody says otherwise", "warning", undefined, undefined, "warning"],
    ["the finding's, when the rule grades", "warning", "note", undefined, "note"],
    ["the finding's, when the rule raises it", "warning", "error", undefined, "error"],
    ["the user's, for a plain finding", "warning", undefined, "error", "error"],
    ["the user's, below the rule's own", "error", undefined, "note", "note"],
    ["a finding in a lower voice is not raised by the user", "warning", "note", "error", "note"],
    ["nor is the note that a rule of notes says itself", "note", "note", "error", "note"],
    ["the notes of a rule that leaves it to its severity are raised", "note", undefined, "error", "error"],
    ["nor to the rule's own severity", "warning", "note", "warning", "note"],
    ["but lowered it is", "error", "warning", "note", "note"],
    ["a finding that the rule raises takes the user's", "warning", "error", "note", "note"],
    ["or stays, where that is the same", "warning", "error", "error", "error"],
    ["a finding in the rule's own voice takes the user's", "warning", "warning", "error", "error"],
  ])("%s", (_, own, finding, chosen, expected) => {
    const choice = chosen === undefined ? {} : { severity: chosen };
    const { findings } = lint(TWO_RULES, active(graded(own, finding), choice));
    expect(findings.map(({ severity }) => severity)).toEqual([expected, expected]);
  });

  test.each<readonly [string, Severity, Severity | undefined, Severity, Severity]>([
    ["a finding that the rule raises keeps its own", "warning", "error", "note", "error"],
    ["unless the preset's is higher", "note", "warning", "error", "error"],
    ["a plain finding takes the preset's", "warning", undefined, "note", "note"],
    ["as does one in a lower voice that is still above it", "error", "warning", "note", "note"],
    ["and below it stays low", "warning", "note", "error", "note"],
  ])("where a preset chose it, %s", (_, own, finding, severity, expected) => {
    const { findings } = lint(TWO_RULES, active(graded(own, finding), { severity, byPreset: true }));
    expect(findings.map((each) => each.severity)).toEqual([expected, expected]);
  });

  test("there are three", () => {
    expect(SEVERITIES).toEqual(["note", "warning", "error"]);
  });
});

describe("a lint rule that crashes", () => {
  const failing = ruleThat("failing", (policyRule) => {
    if (policyRule.name === "mail") throw new TypeError("x is undefined");
    return {};
  });

  test("is named with the policy rule it died on; the others go on, and what it found before stays", () => {
    const { findings, crashes, errors } = lint(TWO_RULES, failing, EACH_RULE);
    expect(crashes).toEqual([
      {
        rule: "failing",
        policyRule: "vsys/vsys1/rulebase/security/mail",
        file: "branch-office.xml",
        error: new TypeError("x is undefined"),
      },
    ]);
    expect(findings.map((each) => [each.rule, each.policyRule?.name])).toEqual([
      ["failing", "web"],
      ["each-rule", "web"],
      ["each-rule", "mail"],
    ]);
    expect(errors).toEqual([]);
  });

  const crashing = (check: Rule["check"]): Rule => ({ ...EACH_RULE, id: "failing", check });

  test.each<readonly [string, Rule["check"]]>([
    [
      "before it looks at any policy rule",
      () => {
        throw new Error("early");
      },
    ],
    [
      "after the last",
      function* ({ enabledRules }) {
        for (const _ of enabledRules());
        yield* [];
        throw new Error("late");
      },
    ],
  ])("%s is named without one", (_, check) => {
    const { crashes, findings } = lint(TWO_RULES, crashing(check), EACH_RULE);
    expect(crashes.map((crash) => [crash.rule, crash.policyRule])).toEqual([["failing", undefined]]);
    expect(findings).toHaveLength(2);
  });

  test("that throws something other than an error is reported all the same", () => {
    const check: Rule["check"] = () => {
      throw "a string";
    };
    const [crash] = lint(TWO_RULES, crashing(check)).crashes;
    expect(crash?.error).toEqual(new Error("a string"));
  });
});

describe("findings", () => {
  const at = (id: string, name: "log-start" | "action" | "entry"): Rule =>
    ruleThat(id, (policyRule) => ({
      at: name === "entry" ? policyRule.entry : name === "action" ? policyRule.action : policyRule.logStart,
    }));
  const WRITTEN = "<log-start>yes</log-start><action>allow</action>";

  test("come in the order of the file; at one place in the order of the rules", () => {
    const xml = firewallWith(rule("web", WRITTEN), rule("mail", WRITTEN));
    const { findings } = lint(
      xml,
      at("a-action", "action"),
      at("b-start", "log-start"),
      at("c-entry", "entry"),
      at("d-start", "log-start"),
    );
    expect(findings.map((each) => `${each.policyRule?.name} ${each.rule}`)).toEqual([
      "web c-entry",
      "web b-start",
      "web d-start",
      "web a-action",
      "mail c-entry",
      "mail b-start",
      "mail d-start",
      "mail a-action",
    ]);
  });

  test("say everything that a reporter needs", () => {
    const told = ruleThat("told", (policyRule) => ({
      at: policyRule.logStart,
      message: "It does.",
      help: "Do not.",
      commands: [policyRule.command("set", "log-start no")],
      related: [{ at: policyRule.entry, message: "Here." }],
    }));
    const xml = `<rules>\n <entry uuid="3c9d0d0a-0000-4000-8000-000000000001" name="web">\n  <log-start>yes</log-start>\n </entry>\n</rules>`;
    const { findings } = lint(xml, told);
    expect(findings).toEqual([
      {
        rule: "told",
        severity: "warning",
        message: "It does.",
        help: "Do not.",
        commands: ["set … security rules web log-start no"],
        file: "branch-office.xml",
        uri: "branch-office.xml",
        region: { line: 3, column: 3, endLine: 3, endColumn: 29 },
        excerpt: { text: "  <log-start>yes</log-start>", start: 2, end: 28 },
        path: "fragment/security/web",
        setting: "log-start",
        identity: expect.stringMatching(/^[0-9a-f]{32}$/),
        policyRule: {
          kind: "security",
          name: "web",
          uuid: "3c9d0d0a-0000-4000-8000-000000000001",
          rulebase: "local",
          scope: "fragment",
          title: 'this fragment › security rule "web" (#1)',
        },
        related: [
          {
            file: "branch-office.xml",
            uri: "branch-office.xml",
            region: { line: 2, column: 2, endLine: 2, endColumn: 64 },
            message: "Here.",
          },
        ],
      },
    ]);
  });

  test("have no excerpt in a run whose reporter shows none", () => {
    const { findings } = lintFile(sourceOf(TWO_RULES), [active(EACH_RULE)], { excerpts: false });
    expect(findings.map(({ excerpt, region }) => [excerpt, region.line])).toEqual([
      [undefined, 1],
      [undefined, 2],
    ]);
  });

  test("may be about no policy rule", () => {
    const { findings } = lint(
      TWO_RULES,
      ruleThat("other", ({ entry: owner }) => ({ at: owner, policyRule: undefined, path: "shared/log-settings" })),
    );
    expect(findings[0]).toMatchObject({
      path: "shared/log-settings",
      policyRule: undefined,
      help: undefined,
      commands: [],
    });
  });

  test.each<readonly [string, string, readonly string[]]>([
    [
      "a virtual system",
      firewallWith(rule("web"), rule("mail")),
      ['vsys "vsys1" › rulebase › security rule "web" (#1)', 'vsys "vsys1" › rulebase › security rule "mail" (#2)'],
    ],
    [
      "a device group",
      panorama({ groups: { DMZ: element("post-rulebase", security(rule("web"))) } }),
      ['device group "DMZ" › post-rulebase › security rule "web" (#1)'],
    ],
    [
      "shared",
      panorama({ groups: {}, shared: element("pre-rulebase", security(rule("web"))) }),
      ['shared › pre-rulebase › security rule "web" (#1)'],
    ],
    [
      "default rules, whose order nobody can change",
      firewall({ vsys: { vsys1: element("rulebase", defaultRules(entry("interzone-default"))) } }),
      ['vsys "vsys1" › rulebase › default rule "interzone-default"'],
    ],
    [
      "bare default rules",
      defaultRules(entry("interzone-default")),
      ['this fragment › default rule "interzone-default"'],
    ],
    [
      "a bare rulebase",
      element("rulebase", security(rule("web"))),
      ['this fragment › rulebase › security rule "web" (#1)'],
    ],
  ])("name the place of their policy rule for a reader: %s", (_, xml, titles) => {
    expect(lint(xml, EACH_RULE).findings.map(({ policyRule }) => policyRule?.title)).toEqual(titles);
  });
});

describe("what a run says about the file", () => {
  test("product, version, shape, what is missing and how many rules", () => {
    const shared = element("pre-rulebase", security(rule("a"), rule("b", "<disabled>yes</disabled>")));
    const dmz = element("post-rulebase", security(rule("c")), defaultRules(entry("interzone-default")));
    const { file } = lint(panorama({ groups: { DMZ: dmz, other: "" }, shared }), EACH_RULE);
    expect(file).toEqual({
      path: "branch-office.xml",
      uri: "branch-office.xml",
      product: "panorama",
      panosVersion: "11.1.0",
      shape: "running-config",
      partial: undefined,
      notes: [],
      securityRules: { total: 3, disabled: 1, pre: 2, local: 0, post: 1 },
      virtualSystems: 0,
      deviceGroups: 2,
    });
  });

  test("of a part of a firewall", () => {
    const { file } = lint(element("vsys", entry("vsys1", element("rulebase", security(rule("a"))))), EACH_RULE);
    expect(file).toMatchObject({
      shape: "partial-export",
      partial: "the file is a fragment of a configuration",
      panosVersion: undefined,
      securityRules: { total: 1, disabled: 0, pre: 0, local: 1, post: 0 },
      virtualSystems: 1,
      deviceGroups: 0,
    });
  });

  test("and what was done to its bytes", () => {
    const { bytes } = sourceOf(TWO_RULES);
    const source = new Source({ name: "a", uri: "a", bytes, notes: ["unpacked from gzip"] });
    expect(lintFile(source, []).file?.notes).toEqual(["unpacked from gzip"]);
  });
});

describe("a file that cannot be understood", () => {
  test("gives one error with its place, no findings and no summary of the file", () => {
    expect(lint("<config>\n  <shared></config>", EACH_RULE)).toEqual({
      file: undefined,
      findings: [],
      hidden: [],
      crashes: [],
      errors: [
        {
          file: "branch-office.xml",
          uri: "branch-office.xml",
          line: 2,
          column: 11,
          message: "The end tag </config> does not close <shared>, opened on line 2.",
          hint: expect.stringMatching(/\.$/),
        },
      ],
    });
  });

  test("in parts is judged all the same, and says so", () => {
    const xml = firewallWith(rule("web", "<log-end>maybe</log-end>", "<action>allow</action>".repeat(2)), rule("mail"));
    const { findings, errors } = lint(xml, EACH_RULE);
    expect(findings).toHaveLength(2);
    expect(errors.map(({ line, message }) => [line, message])).toEqual([
      [1, 'Security rule "web" has "maybe" in log-end; PAN-OS knows only yes and no.'],
      [1, 'The policy rule "web" has two <action> elements, and PAN-OS allows one.'],
    ]);
  });

  test("is reported even when no lint rule is on", () => {
    const { errors } = lint(firewallWith(rule("web", "<disabled>maybe</disabled>".repeat(2))));
    expect(errors.map(({ message }) => message)).toEqual([
      'Security rule "web" has "maybe" in disabled; PAN-OS knows only yes and no.',
      'The policy rule "web" has two <disabled> elements, and PAN-OS allows one.',
    ]);
  });
});

describe("what a lint rule gets to work with", () => {
  test("its options, those of another rule that is on, and the enabled policy rules", () => {
    const seen: unknown[] = [];
    const curious = defineRule({
      ...EACH_RULE,
      id: "curious",
      options: { depth: { type: "boolean", default: true, description: "How deep to look." } },
      *check({ options, optionsOf, enabledRules }) {
        seen.push(options.depth, optionsOf("each-rule")?.exceptRules, optionsOf("gone"));
        seen.push([...enabledRules()].map(({ name }) => name));
        yield* [];
      },
    });
    const xml = firewallWith(rule("off", "<disabled>yes</disabled>"), rule("web"));
    lint(xml, curious, active(EACH_RULE, { options: { exceptRules: ["a*"] } }));
    expect(seen).toEqual([true, ["a*"], undefined, ["web"]]);
  });

  test("the time of the run, fixed or the clock's", () => {
    const seen: number[] = [];
    const late = defineRule({
      ...EACH_RULE,
      options: {},
      *check({ now }) {
        seen.push(now.getTime());
        yield* [];
      },
    });
    const before = Date.now();
    lintFile(sourceOf(TWO_RULES), [active(late)], { excerpts: false, now: new Date("2026-07-01") });
    lintFile(sourceOf(TWO_RULES), [active(late)]);
    expect(seen).toEqual([Date.UTC(2026, 6, 1), expect.any(Number)]);
    expect(seen[1]).toBeGreaterThanOrEqual(before);
  });
});
