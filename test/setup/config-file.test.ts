import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { UsageError } from "../../src/error.ts";
import { defineRule, EXCEPT_OPTIONS } from "../../src/rule.ts";
import { findConfigFile, readConfigFile, repositoryRoot } from "../../src/setup/config-file.ts";
import { folderWith } from "../support/cli-files.ts";

const RULES = [
  defineRule({
    id: "chatty-rule",
    summary: "A rule for tests.",
    category: "hygiene",
    severity: "warning",
    precision: "high",
    since: "0.1.0",
    references: [],
    options: {
      ...EXCEPT_OPTIONS,
      applications: { type: "array", items: { type: "string" }, default: ["dns"], description: "Names." },
      ports: { type: "array", items: { type: "integer" }, default: [53], description: "Ports." },
      mode: { type: "string", enum: ["note", "ignore"], default: "note", description: "How to report." },
      loud: { type: "boolean", default: false, description: "Whether to shout." },
    },
    *check() {},
  }),
  defineRule({
    id: "device-rule",
    summary: "A rule for tests that is not about policy rules.",
    category: "device-log-settings",
    severity: "warning",
    precision: "high",
    since: "0.1.0",
    references: [],
    options: {},
    *check() {},
  }),
];
const SEVERITIES = "note, warning, error, off";

describe("the configuration file of an input", () => {
  const FILES = {
    "repository/.git/HEAD": "",
    "repository/panlint.yaml": "",
    "repository/sites/berlin/panlint.yml": "",
    "repository/sites/oslo/running-config.xml": "",
    "repository/sites/lima/panlint.json": "{}",
    "worktree/.git": "gitdir: elsewhere",
    "worktree/sites/lima/running-config.xml": "",
    "panlint.yaml": "",
    "exports/today/running-config.xml": "",
    "exports/panlint.yaml": "",
  };

  test.each([
    [
      "in the input's own folder, by any of its three names",
      "repository/sites/berlin",
      "repository/sites/berlin/panlint.yml",
    ],
    ["as JSON", "repository/sites/lima", "repository/sites/lima/panlint.json"],
    ["above it, up to the root of the repository", "repository/sites/oslo", "repository/panlint.yaml"],
    ["in the root itself", "repository", "repository/panlint.yaml"],
    ["not above the root", "worktree/sites/lima", undefined],
    ["outside of a repository in the input's own folder", "exports", "exports/panlint.yaml"],
    ["outside of a repository not above it when it is elsewhere", "exports/today", undefined],
  ])("is found %s", (_, folder, expected) => {
    const root = folderWith(FILES);
    expect(findConfigFile(join(root, folder), join(root, "elsewhere"))).toBe(expected && join(root, expected));
  });

  test("outside of a repository it is found up to the working directory, and not beyond it", () => {
    const root = folderWith(FILES);
    const today = join(root, "exports", "today");
    expect(findConfigFile(today, join(root, "exports"))).toBe(join(root, "exports", "panlint.yaml"));
    expect(findConfigFile(today, today)).toBeUndefined();
  });

  test("must be the only one in its folder", () => {
    const root = folderWith({ ...FILES, "repository/panlint.json": "{}" });
    const [yaml, json] = ["panlint.yaml", "panlint.json"].map((name) => join(root, "repository", name));
    expect(() => findConfigFile(join(root, "repository", "sites", "oslo"), root)).toThrow(
      new UsageError(`There are two configuration files: ${yaml} and ${json}.`),
    );
  });

  test("belongs to a repository whose root has a folder or a file .git", () => {
    const root = folderWith(FILES);
    expect(repositoryRoot(join(root, "repository", "sites", "oslo"))).toBe(join(root, "repository"));
    expect(repositoryRoot(join(root, "worktree", "sites"))).toBe(join(root, "worktree"));
    expect(repositoryRoot(join(root, "exports"))).toBeUndefined();
  });
});

describe("a configuration file is read", () => {
  const NOTHING = {
    presets: [],
    rules: {},
    ignore: [],
    estate: false,
    suppressions: [],
    baseline: undefined,
    remarks: [],
  };

  test.each<[string, string, object]>([
    ["that is empty", "", NOTHING],
    ["that holds comments only", "# rules:\n#   chatty-rule: off\n", NOTHING],
    ["whose parts are all commented out", "rules:\n#  chatty-rule: off\nignore:\n# - old/**\n", NOTHING],
    [
      "that is JSON, indented by tabs",
      '{\n\t"extends": "strict",\n\t"$schema": "x"\n}',
      { ...NOTHING, presets: ["strict"] },
    ],
    ["with a byte order mark and CR LF", "\ufeffextends: strict\r\n", { ...NOTHING, presets: ["strict"] }],
    ["with one preset", "extends: recommended", { ...NOTHING, presets: ["recommended"] }],
    [
      "with several presets, in their order",
      "extends: [strict, recommended]",
      { ...NOTHING, presets: ["strict", "recommended"] },
    ],
    [
      "with the severity of a rule",
      "rules:\n  chatty-rule: note",
      { ...NOTHING, rules: { "chatty-rule": { severity: "note" } } },
    ],
    [
      "with a rule turned off, by a word that other YAML takes for false",
      "rules:\n  chatty-rule: off",
      { ...NOTHING, rules: { "chatty-rule": { severity: "off" } } },
    ],
    [
      "with severity and options of a rule",
      "rules:\n  chatty-rule:\n    severity: error\n    ports: [53, 123]\n    loud: true\n    mode: ignore\n",
      {
        ...NOTHING,
        rules: { "chatty-rule": { severity: "error", options: { ports: [53, 123], loud: true, mode: "ignore" } } },
      },
    ],
    [
      "with options alone",
      "rules: { chatty-rule: { exceptTags: [lab] } }",
      { ...NOTHING, rules: { "chatty-rule": { severity: "default", options: { exceptTags: ["lab"] } } } },
    ],
    [
      "with a list that is written once and used twice",
      "rules:\n  chatty-rule:\n    exceptTags: &names [lab]\n    exceptRules: *names\n",
      {
        ...NOTHING,
        rules: { "chatty-rule": { severity: "default", options: { exceptTags: ["lab"], exceptRules: ["lab"] } } },
      },
    ],
    ["with an estate", "estate: true", { ...NOTHING, estate: true }],
    ["with files to leave out", "ignore:\n  - old/**\n  - '*.bak'\n", { ...NOTHING, ignore: ["old/**", "*.bak"] }],
  ])("%s", async (_, text, expected) => {
    const path = join(folderWith({ "panlint.yaml": text }), "panlint.yaml");
    expect(await readConfigFile(path, RULES)).toEqual({ path, ...expected });
  });
});

describe("exceptTags and exceptRules of a rule that is not about policy rules", () => {
  const remark = (rules: string): string =>
    `exceptTags and exceptRules have no effect on rules that are not about policy rules: ${rules}. From 0.2.0 on they are a mistake there.`;

  test.each<[string, string, object, string | undefined]>([
    ["are left out", "device-rule: {exceptTags: [lab], exceptRules: [lab-*]}", { "device-rule": {} }, "device-rule"],
    ["may be anything", "device-rule: {exceptTags: no}", { "device-rule": {} }, "device-rule"],
    [
      "are left out of a list that another rule shares",
      "{chatty-rule: &lab {severity: note, exceptTags: [lab]}, device-rule: *lab}",
      { "chatty-rule": { exceptTags: ["lab"] }, "device-rule": {} },
      "device-rule",
    ],
    [
      "are told once for all rules",
      "{device-rule: {exceptTags: []}, unused-suppression: {exceptRules: []}}",
      {},
      "device-rule, unused-suppression",
    ],
    ["are not told when they are not there", "{device-rule: note, chatty-rule: {exceptTags: []}}", {}, undefined],
  ])("%s", async (_, choices, options, told) => {
    const path = join(folderWith({ "panlint.yaml": `rules:\n  ${choices}` }), "panlint.yaml");
    const file = await readConfigFile(path, RULES);
    for (const [id, expected] of Object.entries(options)) expect(file.rules[id]?.options).toEqual(expected);
    expect(file.remarks).toEqual(told === undefined ? [] : [`${path}: ${remark(told)}`]);
  });

  test("hide no other mistake", async () => {
    const path = join(
      folderWith({ "panlint.yaml": "rules:\n  device-rule: {exceptTags: [], loud: true}" }),
      "panlint.yaml",
    );
    expect((await mistakeIn(path)).message).toBe(`${path}:2:33: There is no option "loud" of the rule "device-rule".`);
  });
});

describe("a mistake in a configuration file is told with its place", () => {
  interface Mistake {
    readonly text: string;
    /** Line and column, and what is told. */
    readonly told: string;
    readonly hint: string;
  }
  const MEND_YAML = "Fix the YAML; indentation is by blanks, not tabs.";
  const QUOTE = "A text that begins with * needs quotes.";
  const MAPPING =
    "Write `name: value`, with a blank behind the colon. Known are: extends, rules, ignore, suppressions, baseline, estate.";
  const EXPLAIN = "`panlint explain chatty-rule` shows its options.";
  const IGNORE = "Files that are not checked: patterns relative to this file, `**` for any folders.";
  const OPTIONS = "Known are: severity, suppressible, exceptTags, exceptRules, applications, ports, mode, loud.";

  const MISTAKES: { readonly [name: string]: Mistake } = {
    "an unknown key": { text: "rule: {}", told: '1:1: There is no key "rule".', hint: 'Did you mean "rules"?' },
    "an unknown key that is like no other": {
      text: "extends: strict\nplugins: []",
      told: '2:1: There is no key "plugins".',
      hint: "Known are: extends, rules, ignore, suppressions, baseline, estate.",
    },
    "a key in capitals": {
      text: "Extends: strict",
      told: '1:1: There is no key "Extends".',
      hint: 'Did you mean "extends"?',
    },
    "an unknown preset": {
      text: "extends: strikt",
      told: '1:10: "extends" cannot be "strikt".',
      hint: 'Did you mean "strict"? Allowed are: recommended, low-volume, cis, stig, pci, strict.',
    },
    "an unknown preset in a list": {
      text: "extends:\n  - recommended\n  - all\n",
      told: '3:5: An item of "extends" cannot be "all".',
      hint: "Allowed are: recommended, low-volume, cis, stig, pci, strict.",
    },
    "a suppression without a reason": {
      text: "suppressions:\n  - rule: chatty-rule",
      told: '2:5: An item of "suppressions" has no "reason".',
      hint: "A suppression has rule, reason and a place, such as policy-rule: legacy-*; owner, ticket and expires if you like.",
    },
    "a suppression of a rule that does not exist": {
      text: "suppressions:\n  - {rule: chatty-rul, reason: x}",
      told: '2:12: There is no rule "chatty-rul".',
      hint: 'Did you mean "chatty-rule"?',
    },
    "a suppression that expires on no day": {
      text: "suppressions:\n  - {rule: chatty-rule, reason: x, expires: soon}",
      told: '2:45: An item of "suppressions.expires" is no date as YYYY-MM-DD.',
      hint: "A suppression has rule, reason and a place, such as policy-rule: legacy-*; owner, ticket and expires if you like.",
    },
    "a list of no presets": {
      text: "extends: []",
      told: '1:10: "extends" cannot be [].',
      hint: "Allowed are: recommended, low-volume, cis, stig, pci, strict.",
    },
    "an unknown rule": {
      text: "rules:\n  chaty-rule: off\n",
      told: '2:3: There is no rule "chaty-rule".',
      hint: 'Did you mean "chatty-rule"?',
    },
    "an unknown rule that is like no other": {
      text: "rules: {prototype: off, constructor: off}",
      told: '1:9: There is no rule "prototype".',
      hint: "Known are: chatty-rule, device-rule, expired-suppression, unused-suppression, unexplained-exemption.",
    },
    "an unknown option": {
      text: "rules:\n  chatty-rule:\n    port: [1]\n",
      told: '3:5: There is no option "port" of the rule "chatty-rule".',
      hint: 'Did you mean "ports"?',
    },
    "an unknown option that is like no other": {
      text: "rules: {chatty-rule: {severity: note, colour: red}}",
      told: '1:39: There is no option "colour" of the rule "chatty-rule".',
      hint: OPTIONS,
    },
    "an unknown severity": {
      text: "rules:\n  chatty-rule: eror\n",
      told: '2:16: "rules.chatty-rule" cannot be "eror".',
      hint: `Did you mean "error"? Allowed are: ${SEVERITIES}.`,
    },
    "a severity of other linters": {
      text: "rules:\n  chatty-rule: {severity: info}\n",
      told: '2:27: "rules.chatty-rule.severity" cannot be "info".',
      hint: `Allowed are: ${SEVERITIES}.`,
    },
    "true for a severity": {
      text: "rules:\n  chatty-rule: true\n",
      told: '2:16: "rules.chatty-rule" cannot be true.',
      hint: `Allowed are: ${SEVERITIES}.`,
    },
    "no severity": {
      text: "rules:\n  chatty-rule:\n",
      told: '2:15: "rules.chatty-rule" cannot be empty.',
      hint: `Allowed are: ${SEVERITIES}.`,
    },
    "severity and options in a list, as other linters have them": {
      text: "rules:\n  chatty-rule: [error, {ports: [1]}]\n",
      told: '2:16: "rules.chatty-rule" cannot be ["error",{"ports":[1]}].',
      hint: `Allowed are: ${SEVERITIES}.`,
    },
    "a text for a list": {
      text: "rules:\n  chatty-rule:\n    applications: dns\n",
      told: '3:19: "rules.chatty-rule.applications" must be a list.',
      hint: EXPLAIN,
    },
    "a number for a text": {
      text: "rules:\n  chatty-rule:\n    applications:\n      - dns\n      - 53\n",
      told: '5:9: An item of "rules.chatty-rule.applications" must be a text.',
      hint: EXPLAIN,
    },
    "a text for a number": {
      text: 'rules: {chatty-rule: {ports: ["53"]}}',
      told: '1:31: An item of "rules.chatty-rule.ports" must be a whole number.',
      hint: EXPLAIN,
    },
    "a text for a yes or no": {
      text: "rules: {chatty-rule: {loud: yes}}",
      told: '1:29: "rules.chatty-rule.loud" must be true or false.',
      hint: EXPLAIN,
    },
    "a word that an option does not know": {
      text: "rules: {chatty-rule: {mode: ignored}}",
      told: '1:29: "rules.chatty-rule.mode" cannot be "ignored".',
      hint: 'Did you mean "ignore"? Allowed are: note, ignore.',
    },
    "the same twice in a list": {
      text: "rules: {chatty-rule: {ports: [1, 2, 1]}}",
      told: '1:30: "rules.chatty-rule.ports" names something twice.',
      hint: EXPLAIN,
    },
    "rules in a list": {
      text: "rules:\n  - chatty-rule\n",
      told: '2:3: "rules" must be a mapping.',
      hint: "Rules by id: a severity, or a severity with options.",
    },
    "one pattern in place of a list": { text: "ignore: old", told: '1:9: "ignore" must be a list.', hint: IGNORE },
    "an empty pattern": { text: 'ignore: [""]', told: '1:10: An item of "ignore" is empty.', hint: IGNORE },
    "a pattern that takes back another": {
      text: 'ignore:\n  - old/**\n  - "!old/keep.xml"\n',
      told: '3:5: An item of "ignore" begins with "!", which has no meaning here.',
      hint: IGNORE,
    },
    "a pattern without quotes, an alias to YAML": {
      text: "ignore:\n  - old/**\n  - *.bak\n  - *.old\n",
      told: "3:5: Unresolved alias (the anchor must be set before the alias): .bak.",
      hint: QUOTE,
    },
    "aliases that multiply": {
      text: `a: &a [${"x,".repeat(20)}]\nb: &b [${"*a,".repeat(20)}]\nc: &c [${"*b,".repeat(20)}]\nd: [${"*c,".repeat(20)}]\n`,
      told: "1:1: Excessive alias count indicates a resource exhaustion attack.",
      hint: QUOTE,
    },
    "a list for the whole file": { text: "- strict\n", told: "1:1: The file must be a mapping.", hint: MAPPING },
    "a colon without a blank": { text: "extends:strict\n", told: "1:1: The file must be a mapping.", hint: MAPPING },
    "a key that is there twice": {
      text: "rules:\n  chatty-rule: off\n  chatty-rule: note\n",
      told: "3:3: This key is there a second time.",
      hint: "Keep one of the two.",
    },
    "a key that is there twice in JSON": {
      text: '{"ignore": [],\n "ignore": []}',
      told: "2:2: This key is there a second time.",
      hint: "Keep one of the two.",
    },
    "a second document": {
      text: "extends: strict\n---\nrules: {}\n",
      told: "2:1: A second document begins here.",
      hint: "Keep one of the two.",
    },
    "a tab": {
      text: "rules:\n\tchatty-rule: off\n",
      told: "2:1: Tabs are not allowed as indentation.",
      hint: MEND_YAML,
    },
    "a bracket left open": {
      text: "extends: [strict\nrules: {}\n",
      told: "2:1: Flow sequence in block collection must be sufficiently indented and end with a ].",
      hint: MEND_YAML,
    },
    "a quote left open": { text: "extends: 'strict\n", told: "2:1: Missing closing 'quote.", hint: MEND_YAML },
    "JSON that is broken off": {
      text: '{"rules": {"chatty-rule"',
      told: "1:25: Flow map in block collection must be sufficiently indented and end with a }.",
      hint: MEND_YAML,
    },
    "a key indented too far": {
      text: "extends: strict\r\n  rules: {}\r\n",
      told: "1:10: Nested mappings are not allowed in compact mappings.",
      hint: MEND_YAML,
    },
  };

  test.each(Object.entries(MISTAKES))("%s", async (_, { text, told, hint }) => {
    const path = join(folderWith({ "panlint.yaml": text }), "panlint.yaml");
    const error = await mistakeIn(path);
    expect(error.message).toBe(`${path}:${told}`);
    expect(error.hint).toBe(hint);
  });

  test.each([
    ["is missing", "missing.yaml", "there is no such file"],
    ["is a folder", "sites", "it is a folder"],
  ])("or that the file %s", async (_, name, why) => {
    const path = join(folderWith({ "sites/panlint.yaml": "" }), name);
    const error = await mistakeIn(path);
    expect(error.message).toBe(`The configuration file ${path} cannot be read: ${why}.`);
    expect(error.hint).toBe("Check the path given to --config.");
  });
});

async function mistakeIn(path: string): Promise<UsageError> {
  try {
    await readConfigFile(path, RULES);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`${path} was found right.`);
}
