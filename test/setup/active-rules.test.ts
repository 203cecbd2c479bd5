import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { rules } from "../../rules/index.ts";
import { UsageError } from "../../src/error.ts";
import { SEVERITIES } from "../../src/rule.ts";
import { activeRules, choiceOf, parseRuleOverrides } from "../../src/setup/active-rules.ts";
import { readConfigFile } from "../../src/setup/config-file.ts";
import { PRESETS } from "../../src/setup/presets.ts";
import { configSchema } from "../../src/setup/schema.ts";
import { folderWith } from "../support/cli-files.ts";
import { EACH_RULE, ruleThat } from "../support/panos-lint.ts";
import { defaultsOf } from "../support/rule-examples.ts";

const DEFAULT_APPS = rules.find(({ id }) => id === "allow-rule-not-logged")?.options.chattyApps?.default;

/** One rule as a configuration and the command line want it; undefined when it is off. */
async function chosen(id: string, yaml: string, overrides: readonly string[] = []) {
  const file = await readConfigFile(join(folderWith({ "panlint.yaml": yaml }), "panlint.yaml"), rules);
  const active = activeRules(rules, file, parseRuleOverrides(overrides, rules));
  return active.find(({ rule }) => rule.id === id);
}

describe("presets", () => {
  test.each(Object.entries(PRESETS))(
    "%s names rules and options that exist, with values that they take",
    (_, preset) => {
      const validate = new Ajv({ allowUnionTypes: true }).compile(configSchema(rules));
      const known = Object.entries(preset).filter(([id]) => rules.some((rule) => rule.id === id));
      const written = known.map(([id, { severity, options }]) => [
        id,
        { ...(severity === "default" ? {} : { severity }), ...options },
      ]);
      validate({ rules: Object.fromEntries(written) });
      expect(validate.errors).toBeNull();
    },
  );

  test("recommended is where everybody begins: no rule is changed or raised, and what is off another preset asks for", () => {
    const active = activeRules(rules, undefined, new Map());
    for (const { rule, severity = rule.severity, options } of active) {
      expect(SEVERITIES.indexOf(severity)).toBeLessThanOrEqual(SEVERITIES.indexOf(rule.severity));
      expect(options).toEqual(defaultsOf(rule));
    }
    const off = rules.filter((each) => !active.some(({ rule }) => rule === each));
    const asked = Object.values(PRESETS).flatMap((preset) => off.filter(({ id }) => preset[id]?.severity !== "off"));
    expect(off.filter((rule) => !asked.includes(rule))).toEqual([]);
    expect(off.map(({ id }) => id)).toContain("malicious-verdict-without-alert");
  });

  test("every preset speaks of every rule", () => {
    for (const preset of Object.values(PRESETS)) {
      expect(rules.filter(({ id }) => !(id in preset)).map(({ id }) => id)).toEqual([]);
    }
  });

  test.each([
    ["nothing", "", DEFAULT_APPS],
    ["recommended", "extends: recommended", DEFAULT_APPS],
    ["strict", "extends: strict", []],
    ["a list of one", "extends: [strict]", []],
    ["a list whose last one does not mention the option", "extends: [strict, recommended]", []],
    ["a list, in its order", "extends: [recommended, strict]", []],
  ])("%s gives the options of a rule", async (_, yaml, expected) => {
    expect((await chosen("allow-rule-not-logged", yaml))?.options.chattyApps).toEqual(expected);
  });

  test("leave out a rule that they do not name, until it is asked for", () => {
    const extra = ruleThat("extra-rule", () => ({}));
    const active = (file: Parameters<typeof activeRules>[1], ...overrides: readonly string[]) =>
      activeRules([extra], file, parseRuleOverrides(overrides, [extra])).map(({ severity }) => severity);
    const file = {
      path: "panlint.yaml",
      presets: [],
      ignore: [],
      estate: false,
      suppressions: [],
      baseline: undefined,
      remarks: [],
    };
    expect(active(undefined)).toEqual([]);
    expect(active(undefined, "extra-rule=note")).toEqual(["note"]);
    expect(active({ ...file, rules: { "extra-rule": { severity: "error" } } })).toEqual(["error"]);
    expect(active({ ...file, rules: { "extra-rule": { severity: "default", options: {} } } })).toEqual([undefined]);
  });
});

describe("options laid over others", () => {
  test("replace values and lists, and fill mappings key by key", () => {
    const below = { list: ["a", "b"], days: { traffic: 90, threat: 90 }, on: true };
    const above = { list: ["c"], days: { threat: 365 } };
    const layers = [below, above].map((options) => ({ severity: "default", options }) as const);
    expect(choiceOf(EACH_RULE, [], layers).options).toEqual({
      list: ["c"],
      days: { traffic: 90, threat: 365 },
      on: true,
    });
  });
});

describe("the severity of a rule is that of", () => {
  test.each<[string, string, readonly string[], string | undefined]>([
    ["the rule", "", [], "its own"],
    ["the file before the preset", "rules: {log-start-only: error}", [], "error"],
    ["the command line before the file", "rules: {log-start-only: error}", ["log-start-only=note"], "note"],
    ["the last of several on the command line", "", ["log-start-only=note", "log-start-only=error"], "error"],
    ["the preset when the file gives options alone", "rules: {log-start-only: {allowTags: [a]}}", [], "its own"],
    ["the file when it gives both", "rules: {log-start-only: {severity: note, allowTags: [a]}}", [], "note"],
    ["nobody when the file turns it off", "rules: {log-start-only: off}", [], undefined],
    ["nobody when the file turns it off in a mapping", "rules: {log-start-only: {severity: off}}", [], undefined],
    ["nobody when the command line turns it off", "rules: {log-start-only: error}", ["log-start-only=off"], undefined],
    ["the command line when the file turns it off", "rules: {log-start-only: off}", ["log-start-only=error"], "error"],
    [
      "the rule, whatever others are given",
      "rules: {log-start-and-end: error}",
      ["allow-rule-not-logged=off"],
      "its own",
    ],
  ])("%s", async (_, yaml, overrides, expected) => {
    const found = await chosen("log-start-only", yaml, overrides);
    expect(found && (found.severity ?? "its own")).toBe(expected);
  });
});

test.each<[string, string, readonly string[], boolean]>([
  ["a preset", "extends: stig", [], true],
  ["a preset, with options of the file", "rules: {log-start-only: {allowTags: [a]}}", [], true],
  ["the file", "rules: {log-start-only: note}", [], false],
  ["the command line", "extends: stig", ["log-start-only=note"], false],
])("the severity is chosen by %s", async (_, yaml, overrides, expected) => {
  expect((await chosen("log-start-only", yaml, overrides))?.byPreset).toBe(expected);
});

test("options of preset, file and rule are put together; the command line leaves them alone", async () => {
  const yaml = "extends: strict\nrules: {allow-rule-not-logged: {severity: note, exceptTags: [lab]}}";
  const found = await chosen("allow-rule-not-logged", yaml, ["allow-rule-not-logged=error"]);
  expect(found?.severity).toBe("error");
  expect(found?.options).toMatchObject({ chattyApps: [], chattyPorts: [], exceptTags: ["lab"], exceptRules: [] });
});

describe("--rule", () => {
  const SEVERITIES = "Severities are note, warning, error, off.";

  test.each([
    [
      "log-start-only",
      "--rule log-start-only does not say which severity.",
      "Write --rule log-start-only=error, =warning, =note or =off.",
    ],
    ["log-start-ony=error", 'There is no rule "log-start-ony".', 'Did you mean "log-start-only"?'],
    ["Log_Start_Only=error", 'There is no rule "Log_Start_Only".', 'Did you mean "log-start-only"?'],
    ["x=error", 'There is no rule "x".', "`panlint rules` lists them."],
    ["=error", 'There is no rule "".', "`panlint rules` lists them."],
    ["log-start-only=", 'There is no severity "".', SEVERITIES],
    ["log-start-only=eror", 'There is no severity "eror".', `Did you mean "error"? ${SEVERITIES}`],
    ["log-start-only=ERROR", 'There is no severity "ERROR".', `Did you mean "error"? ${SEVERITIES}`],
    ["log-start-only=off,log-start-and-end=off", 'There is no severity "off,log-start-and-end".', SEVERITIES],
    ["log-start-only=default", 'There is no severity "default".', SEVERITIES],
  ])("%s is refused", (text, message, hint) => {
    const expected = new UsageError(message, { hint });
    expect(() => parseRuleOverrides(["log-start-and-end=off", text], rules)).toThrow(expected);
    expect(hintOf(() => parseRuleOverrides([text], rules))).toBe(hint);
  });

  test("is read as often as it is given", () => {
    expect([...parseRuleOverrides(["log-start-only=off", "log-start-and-end=note"], rules)]).toEqual([
      ["log-start-only", "off"],
      ["log-start-and-end", "note"],
    ]);
  });
});

function hintOf(action: () => void): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof UsageError) return error.hint;
    throw error;
  }
  return undefined;
}
