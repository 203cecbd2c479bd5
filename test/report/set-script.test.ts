import { describe, expect, test } from "@jest/globals";
import type { ReportedFinding } from "../../src/lint/report.ts";
import { setScript } from "../../src/report/findings/set-script.ts";
import { finding, render, report } from "../support/cli-reports.ts";

/** The script without its head. */
function scriptOf(...findings: readonly ReportedFinding[]): string {
  const script = render(setScript, report(findings));
  return script.slice(script.indexOf("\n\n") + 2);
}

function typing(...commands: readonly string[]): ReportedFinding {
  return finding(1, { commands });
}

/** The lines that would be typed. */
function typedBy(...findings: readonly ReportedFinding[]): readonly string[] {
  return scriptOf(...findings)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

test("a script says what it is, where each group is typed, and for which lint rules", () => {
  const pushed = finding(3, {
    rule: "log-start-only",
    commands: ["set device-group DMZ …-rulebase security rules a log-end yes"],
  });
  const { policyRule } = pushed;
  if (policyRule === undefined) throw new Error("The finding has no policy rule.");
  const findings = [
    finding(1),
    finding(2, { rule: "log-start-only" }),
    finding(4, { commands: [] }),
    { ...pushed, policyRule: { ...policyRule, owner: "DMZ" } },
    finding(5, { path: "deviceconfig/system", policyRule: undefined, file: "b.xml", commands: ["set deviceconfig x"] }),
  ];
  expect(render(setScript, report(findings))).toBe(`\
# Commands that panlint 1.2.3 proposes for what it found. Nothing was applied.
# Review every one of them. Then paste them group by group in configure mode, on the device or the Panorama
# that the group is for; check with \`validate full\`, and commit.
# Lines that begin with # are notes. Commands in which somebody has to put in a value are such lines, too.
# 1 of 5 findings have no command; the report says what to do.

# branch-office.xml: vsys "vsys1"
# for log-start-and-end, log-start-only
set rulebase security rules Web-Browsing-1 log-start no
set rulebase security rules Web-Browsing-2 log-start no

# branch-office.xml: on Panorama, device group "DMZ"
# for log-start-only
# Put in …: set device-group DMZ …-rulebase security rules a log-end yes

# b.xml: the device itself
# for log-start-and-end
set deviceconfig x
`);
});

test("a script of nothing says so", () => {
  expect(scriptOf()).toBe("# There is nothing to type.\n");
  expect(scriptOf(typing())).toBe("# There is nothing to type.\n");
});

describe("commands", () => {
  const END = "set rulebase security rules a log-end yes";
  const NO_START = "set rulebase security rules a log-start no";
  const BOTH = "set rulebase security rules b log-end yes log-start no";
  const RULE = "delete device-group DMZ pre-rulebase security rules c";
  const GROUP = "delete shared profile-group g";
  const FORWARDING = "delete shared log-settings profiles p";
  const SERVER = "delete shared log-settings syslog s";

  test("turn on before they turn off, and delete at last, what refers before what is referred to", () => {
    const wrong = [SERVER, FORWARDING, GROUP, RULE, NO_START, BOTH, END].map((command) => typing(command));
    expect(typedBy(...wrong)).toEqual([BOTH, END, NO_START, RULE, GROUP, FORWARDING, SERVER]);
  });

  test("of one finding stay together in their order", () => {
    const anew = [
      "delete rulebase security rules a profile-setting group",
      "set rulebase security rules a profile-setting group g",
    ];
    expect(typedBy(typing(RULE), typing(...anew), typing(END))).toEqual([...anew, END, RULE]);
  });

  test("are typed once", () => {
    expect(typedBy(typing(END), typing(NO_START), typing(END))).toEqual([END, NO_START]);
  });

  test("that lack something are notes, with all that belong to them", () => {
    const lacking = [
      "delete rulebase security rules a log-setting",
      "set rulebase security rules a log-setting PROFILE",
    ];
    expect(
      scriptOf(typing(...lacking))
        .split("\n")
        .slice(2, -1),
    ).toEqual(lacking.map((command) => `# Put in PROFILE: ${command}`));
  });

  test.each([
    ["a command", typing('set rulebase security rules "a\nset shared x" log-end yes')],
    ["a file", finding(1, { file: "a\nset shared x.xml", commands: [END] })],
    ["a scope", finding(1, { path: "vsys/a\nset shared x", commands: [END] })],
  ])("do not come out of a line end in the name of %s", (_, hostile) => {
    expect(typedBy(hostile).every((line) => line === END)).toBe(true);
    expect(scriptOf(hostile)).toContain("a set shared x");
  });
});
