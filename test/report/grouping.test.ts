import { describe, expect, test } from "@jest/globals";
import type { ReportedFinding, ReportedPlace } from "../../src/lint/report.ts";
import { isMendable, placeholdersIn } from "../../src/report/findings/placeholders.ts";
import { text } from "../../src/report/findings/text.ts";
import { finding, render, report } from "../support/cli-reports.ts";

/** From how many findings on that are alike they are put together. */
const FOLDED_FROM = 10;
const DEFINITION: ReportedPlace = {
  file: "branch-office.xml",
  uri: "branch-office.xml",
  region: { line: 357, column: 1, endLine: 357, endColumn: 9 },
  message: 'Security profile group "outbound" is defined in vsys "vsys1".',
};

/** As many findings whose cause is one profile group, each with a related place of its own besides. */
function withGroup(group: string, count: number): readonly ReportedFinding[] {
  return Array.from({ length: count }, (_, index) => {
    const like = finding(index + 100);
    const own = { ...DEFINITION, region: { ...DEFINITION.region, line: index }, message: "It stands here." };
    return finding(index + 100, {
      rule: "profiles-on-deny-rule",
      message: `Security rule "${like.policyRule?.name}" blocks traffic but carries the security profile group "${group}".`,
      related: index === 0 ? [DEFINITION, own] : [DEFINITION],
      help: "Remove the profiles.",
    });
  });
}

describe("findings that are alike", () => {
  test("share one explanation when there are many, each with its place and what to type", () => {
    const shown = render(text, report([finding(1), ...withGroup("outbound", FOLDED_FROM)]), { quiet: true });
    const entries = Array.from({ length: FOLDED_FROM }, (_, index) => {
      const name = `Web-Browsing-${index + 100}`;
      return `    branch-office.xml:${index + 100}:19: vsys "vsys1" › rulebase › security rule "${name}" (#${index + 100})
${index === 0 ? "      = line 0: It stands here.\n" : ""}      = type: set rulebase security rules ${name} log-start no
`;
    });
    expect(shown).toBe(`branch-office.xml

  vsys "vsys1" › rulebase › security rule "Web-Browsing-1" (#1)

    warning: Security rule "Web-Browsing-1" logs at session start and at session end; keep session end only. [log-start-and-end]
      --> branch-office.xml:1:19
    1 | <log-start>yes</log-start>
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: Turn off Log at Session Start.
      = type: set rulebase security rules Web-Browsing-1 log-start no

  warning, 10 times: Security rule "…" blocks traffic but carries the security profile group "outbound". [profiles-on-deny-rule]
    = branch-office.xml:357: Security profile group "outbound" is defined in vsys "vsys1".
    = help: Remove the profiles.

${entries.join("")}
`);
  });

  test("are shown one by one when there are few", () => {
    const shown = render(text, report(withGroup("outbound", FOLDED_FROM - 1)));
    expect(shown).not.toContain(" times:");
    expect(shown.match(/^ {4}warning: /gm)).toHaveLength(FOLDED_FROM - 1);
  });

  test("are so only if they have the same cause", () => {
    const two = [...withGroup("outbound", FOLDED_FROM), ...withGroup("inbound", FOLDED_FROM)];
    expect(render(text, report(two)).match(/times: .*/g)).toEqual(
      ["outbound", "inbound"].map(
        (group) =>
          `times: Security rule "…" blocks traffic but carries the security profile group "${group}". [profiles-on-deny-rule]`,
      ),
    );
    const mixed = [...withGroup("outbound", FOLDED_FROM / 2), ...withGroup("inbound", FOLDED_FROM / 2)];
    expect(render(text, report(mixed))).not.toContain(" times:");
  });

  test.each(["file", "scope", "rule"] as const)("are all listed by %s, whether folded or not", (groupBy) => {
    const others = Array.from({ length: 25 }, (_, index) => finding(index + 1));
    const all = [...others, ...withGroup("outbound", 3), finding(1, { file: "b.xml" })];
    const shown = render(text, report(all), { groupBy });
    for (const { file, region, commands } of all) {
      expect(shown).toContain(`${file}:${region.line}:${region.column}`);
      for (const command of commands) expect(shown).toContain(`= type: ${command}\n`);
    }
    expect(shown).toMatch(/warning, 2[56] times:/);
  });
});

describe("--group-by", () => {
  const pathed = (path: string, rule = "log-start-and-end"): ReportedFinding =>
    finding(1, { path, rule, policyRule: undefined });
  const MIXED = report([
    pathed("device-group/DMZ/pre-rulebase/security/a"),
    pathed("shared/pre-rulebase/security/a", "log-start-only"),
    pathed("device-group/DMZ/post-rulebase/security/a", "log-start-only"),
    pathed("template/T%2F1/config/deviceconfig"),
    pathed("template-stack/S"),
    pathed("panorama/log-settings"),
    pathed("deviceconfig/system"),
    pathed("vsys/vsys1"),
  ]);
  const titles = (groupBy: "file" | "scope" | "rule"): readonly string[] =>
    render(text, MIXED, { groupBy, quiet: true })
      .split("\n")
      .filter((line) => /^\S/.test(line));

  test("file is one group a file", () => {
    expect(titles("file")).toEqual(["branch-office.xml"]);
  });

  test("scope is one group a scope of a file, in its words", () => {
    expect(titles("scope")).toEqual(
      [
        'device group "DMZ"',
        "shared",
        'template "T/1"',
        'template stack "S"',
        "Panorama",
        "the device itself",
        'vsys "vsys1"',
      ].map((scope) => `branch-office.xml › ${scope}`),
    );
  });

  test("rule is one group a lint rule, with what it checks", () => {
    expect(titles("rule")).toEqual([
      "log-start-and-end: A security rule logs at session start and at session end.",
      "log-start-only: A security rule logs at session start but not at session end.",
    ]);
  });
});

describe("the totals", () => {
  const lastLine = (findings: readonly ReportedFinding[]): string | undefined =>
    render(text, report(findings)).trimEnd().split("\n").at(-1);

  test.each<[string, readonly ReportedFinding[], string]>([
    ["nothing to add", [finding(1, { commands: [] })], "Found 0 errors, 1 warning, 0 notes."],
    ["commands", [finding(1), finding(2)], "2 can be fixed with the commands given."],
    [
      "a command that lacks something",
      [finding(1, { commands: ["set rulebase security rules a log-setting PROFILE"] })],
      "Found 0 errors, 1 warning, 0 notes.",
    ],
    [
      "findings that do not count",
      [finding(1), finding(2, { severity: "note", commands: [] })],
      "1 can be fixed with the commands given, 1 is below the threshold of --fail-on.",
    ],
  ])("mention %s", (_, findings, expected) => {
    expect(lastLine(findings)).toBe(expected);
  });
});

test.each<[string, readonly string[]]>([
  ["set rulebase security rules a log-setting PROFILE", ["PROFILE"]],
  ["set shared log-settings system match-list all send-syslog SYSLOG-PROFILE", ["SYSLOG-PROFILE"]],
  ["set deviceconfig system ntp-servers primary-ntp-server ntp-server-address NTP-SERVER", ["NTP-SERVER"]],
  ['set rulebase security rules a description "REASON"', ["REASON"]],
  ["set … rulebase security rules PROFILE log-setting PROFILE", ["…", "PROFILE"]],
  ["set device-group A …-rulebase security rules b log-end yes", ["…"]],
  ["set rulebase security rules MY-PROFILES log-end yes", []],
  ["set rulebase security rules PROFILE-1 log-end yes", []],
])("placeholders are found in %s", (command, expected) => {
  expect(placeholdersIn(command)).toEqual(expected);
  expect(isMendable(finding(1, { commands: [command] }))).toBe(expected.length === 0);
});
