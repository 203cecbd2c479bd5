import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { folderWith } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { defaultRules, element, entry, firewall, rule, security } from "../support/panos-config.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BRANCH = "examples/branch-office/running-config.xml";
const PANORAMA = "examples/panorama/running-config.xml";

async function effective(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["effective", ...args], { cwd: ROOT });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe("panlint effective", () => {
  test("tells each value, where it is from, and what goes where", async () => {
    expect(await effective(BRANCH, "Web-Browsing")).toMatchInlineSnapshot(`
"vsys "vsys1" › rulebase › security rule "Web-Browsing" (#3)
examples/branch-office/running-config.xml:459

  Enabled               yes
                        <disabled> is not written, and means no (PAN-OS 10.0.5 schema: rulebase/security disabled default="no")
  Action                allow
                        line 491: written as <action>
  Log at Session Start  yes
                        line 492: written as <log-start>
  Log at Session End    yes
                        <log-end> is not written, and means yes (PAN-OS 10.0.5 schema: rulebase/security log-end default="yes")
  Log Forwarding        to-siem
                        line 493: written as <log-setting>; it is defined in shared, line 51
  Security Profiles     group "outbound" (virus, spyware, vulnerability, url-filtering, file-blocking, wildfire-analysis)
                        line 494: written as <profile-setting>; it is defined in vsys "vsys1"

What it logs, and where that goes

  traffic log, at session start and at session end
    → syslog "siem"  match list "traffic", All Logs, line 53
  threat log, when a profile (virus, spyware, vulnerability) logs
    → syslog "siem"  match list "threat", All Logs, line 60
  url log, when a profile (url-filtering) logs
    → syslog "siem"  match list "url", All Logs, line 74
  data log, when a profile (file-blocking) logs
    → syslog "siem"  match list "data", All Logs, line 81
  wildfire log, when a profile (wildfire-analysis) logs
    → syslog "siem"  match list "wildfire", All Logs, line 67

What the lint rules say of it

  warning: Security rule "Web-Browsing" logs at session start and at session end; keep session end only. [log-start-and-end] line 492
"
`);
  });

  test("an object of a higher device group is found there", async () => {
    const story = await effective(PANORAMA, "berlin-lab-shell");
    expect(story).toContain('it is defined in device group "EMEA", line ');
    expect(story).toContain('→ syslog "siem"  match list "traffic", All Logs');
  });

  test("a disabled rule logs nothing, whatever it says", async () => {
    const story = await effective(BRANCH, "Remote-Support");
    expect(story).toContain("Log at Session Start  yes");
    expect(story).toContain("What it logs, and where that goes\n\n  Nothing.\n");
    expect(story).toContain("The rule is disabled");
  });

  test("a rule without a log-forwarding profile keeps its logs", async () => {
    const story = await effective(BRANCH, "Guest-Internet");
    expect(story).toContain("→ stays on the firewall: the rule has no log-forwarding profile");
    expect(story).toContain("[rule-without-log-forwarding]");
  });

  test("a profile that does not exist forwards nothing", async () => {
    const story = await effective(BRANCH, "Camera-Upload");
    expect(story).toContain("→ stays on the firewall: there is no such profile in its scope");
  });

  test("a default rule that nobody overrides is told by its predefined values", async () => {
    expect(await effective(BRANCH, "interzone-default")).toMatchInlineSnapshot(`
"vsys "vsys1" › default rule "interzone-default"
examples/branch-office/running-config.xml: not written in the file

  Action                deny
                        the rule is predefined, and nothing in the file overrides it
  Log at Session Start  no
                        the rule is predefined, and nothing in the file overrides it
  Log at Session End    no
                        the rule is predefined, and nothing in the file overrides it
  Log Forwarding        none
                        the rule is predefined, and nothing in the file overrides it
  Security Profiles     none
                        the rule is predefined, and nothing in the file overrides it

What it logs, and where that goes

  Nothing.

What the lint rules say of it

  warning: Traffic that interzone-default denies is not logged in vsys "vsys1". [interzone-default-not-logged] line 206
"
`);
  });

  test("as JSON", async () => {
    const story: unknown = JSON.parse(await effective(BRANCH, "Mail-Hosting", "--format", "json"));
    expect(story).toMatchObject({
      version: 1,
      file: BRANCH,
      path: "vsys/vsys1/rulebase/security/Mail-Hosting",
      settings: expect.arrayContaining([
        expect.objectContaining({ name: "Log at Session End", value: "no", origin: "explicit", line: 523 }),
        expect.objectContaining({ name: "Enabled", value: "yes", origin: "default", line: null }),
      ]),
      logs: expect.arrayContaining([
        expect.objectContaining({
          type: "threat",
          goesTo: [{ to: 'syslog "siem"', matchList: "threat", filter: "All Logs", line: expect.any(Number) }],
          staysBecause: null,
        }),
      ]),
      findings: [expect.objectContaining({ rule: "log-start-only", severity: "error" })],
    });
  });

  test.each([
    ["a rule that is not there", [BRANCH, "Web-Browsin"], 2, 'Did you mean "Web-Browsing"?'],
    [
      "a name that several have",
      [PANORAMA, "interzone-default"],
      2,
      "Give the path of one:\n    device-group/EMEA-Branches/post-rulebase",
    ],
    ["a file that is not there", ["no.xml", "x"], 2, "There is no file or folder no.xml."],
    ["a folder", ["examples", "x"], 2, "examples is not one file."],
    ["a file that is no configuration", ["package.json", "x"], 3, "package.json: "],
  ])("%s is told", async (_, args, code, text) => {
    const outcome = await run(["effective", ...args], { cwd: ROOT });
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe("");
    expect(outcome.stderr).toContain(text);
  });

  test("the path of a scope tells which override applies there", async () => {
    const path = "device-group/AMER/post-rulebase/default-security-rules/interzone-default";
    expect(await effective(PANORAMA, path)).toContain("traffic log, for every session that it blocks");
  });
});

describe("panlint effective does not say more than the file tells", () => {
  const GROUP = "<profile-setting><group><member>strict</member></group></profile-setting>";
  const SUBJECT = rule("web", "<action>allow</action><log-setting>siem</log-setting>", GROUP);
  const SERVER = "<local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama>";
  const MANAGED = element("deviceconfig", element("system", element("panorama", SERVER)));
  const FAST = "<enable-high-speed-log-forwarding>yes</enable-high-speed-log-forwarding>";
  const fast = element("deviceconfig", element("setting", element("management", FAST)));
  const file = (rulebase: string, device = ""): string =>
    firewall({ vsys: { vsys1: element("rulebase", rulebase) }, device });
  const override = (...inner: readonly string[]): string =>
    defaultRules(entry("interzone-default", "<action>deny</action>", ...inner));
  const ASIDE = "the firewall is managed by Panorama, and the file does not hold what Panorama pushes";

  test.each<readonly [string, string, readonly string[], readonly string[]]>([
    [
      "of a profile that Panorama may have pushed",
      file(security(SUBJECT), MANAGED),
      [
        `→ the file does not tell: ${ASIDE}\n`,
        `Which logs the security profiles of group "strict" write cannot be told: ${ASIDE}.`,
      ],
      ["stays on the firewall"],
    ],
    [
      "of a predefined profile",
      file(security(SUBJECT.replace(">siem<", ">Cortex Data Lake<"))),
      [
        "→ the file does not tell: the profile is predefined and not in the file\n",
        "there is no such group in its scope",
      ],
      ["stays on the firewall"],
    ],
    [
      "where nothing is kept",
      file(security(rule("web", "<action>allow</action>")), fast),
      ["High speed log forwarding is on: such a firewall keeps no logs of its own, and what is not forwarded is lost."],
      [],
    ],
    [
      "of an override without log-end",
      file(override()),
      ["What an override without <log-end> means is not certain"],
      [],
    ],
    ["but all of one with log-end", file(override("<log-end>yes</log-end>")), [], ["not certain", "High speed"]],
  ])("%s", async (_, xml, told, untold) => {
    const cwd = folderWith({ "fw.xml": xml });
    const name = xml.includes("interzone-default") ? "interzone-default" : "web";
    const { code, stdout } = await run(["effective", "fw.xml", name], { cwd });
    expect(code).toBe(0);
    for (const text of told) expect(stdout).toContain(text);
    for (const text of untold) expect(stdout).not.toContain(text);
  });
});
