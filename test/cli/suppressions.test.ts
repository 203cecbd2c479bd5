import { describe, expect, test } from "@jest/globals";
import { FLAWED, folderWith } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { parseReport } from "../support/cli-reports.ts";

const CONFIG = `suppressions:
  - rule: log-start-and-end
    policy-rule: Web-*
    reason: The proxy team counts sessions | by start
    owner: proxy-team
    ticket: CHG-42
  - rule: [log-start-only]
    policy-rule: Block-Telnet
    reason: "=until the migration"
    expires: "2020-01-31"
  - rule: unresolved-log-forwarding-profile
    vsys: vsys9
    reason: left over
`;
const cwd = folderWith({ "panlint.yaml": CONFIG, "configs/fw.xml": FLAWED });
const runHere = (...args: readonly string[]) => run(args, { cwd });

describe("suppressions in panlint.yaml", () => {
  test("hide findings, count them, and are told when they expired or hide nothing", async () => {
    const { code, stdout } = await runHere("--format", "json");
    const report = parseReport(stdout);
    expect(code).toBe(1);
    expect(report.findings.map(({ rule, file, line }) => `${file}:${line} ${rule}`)).toEqual([
      expect.stringMatching(/^configs\/fw\.xml:\d+ unresolved-log-forwarding-profile$/),
      expect.stringMatching(/^configs\/fw\.xml:\d+ log-start-only$/),
      "panlint.yaml:7 expired-suppression",
      "panlint.yaml:11 unused-suppression",
    ]);
    expect(report.summary).toMatchObject({ error: 1, warning: 1, note: 2, suppressed: 1 });
  });

  test("unused ones are not told when only some files were looked at", async () => {
    const { stdout } = await runHere("configs/fw.xml", "--format", "json");
    expect(parseReport(stdout).findings.map(({ rule }) => rule)).not.toContain("unused-suppression");
    const above = await runHere(cwd, "--format", "json");
    expect(parseReport(above.stdout).findings.map(({ rule }) => rule)).toContain("unused-suppression");
  });

  test("hide nothing with --no-suppressions", async () => {
    const { stdout } = await runHere("--no-suppressions", "--format", "json");
    const report = parseReport(stdout);
    expect(report.findings.map(({ rule }) => rule)).toEqual([
      "unresolved-log-forwarding-profile",
      "log-start-and-end",
      "log-start-only",
    ]);
    expect(report.summary.suppressed).toBe(0);
  });

  test("have rules of their own in SARIF", async () => {
    const { code, stdout } = await runHere("--format", "sarif");
    expect(code).toBe(1);
    const [sarif] = JSON.parse(stdout).runs;
    const ids = sarif.tool.driver.rules.map(({ id }: { readonly id: string }) => id);
    expect(ids.slice(-2)).toEqual(["expired-suppression", "unused-suppression"]);
    for (const { ruleId, ruleIndex } of sarif.results) expect(ids[ruleIndex]).toBe(ruleId);
  });

  test.each([
    [
      "a day that no calendar has",
      "{rule: log-start-only, reason: x, expires: 2026-02-31}",
      "There is no day 2026-02-31.",
    ],
    [
      "a rule that may not be suppressed",
      "{rule: log-start-and-end, reason: x}",
      '"log-start-and-end" may not be suppressed.',
    ],
  ])("%s is told with its place", async (_, suppression, message) => {
    const yaml = `rules: {log-start-and-end: {suppressible: false}}\nsuppressions:\n  - ${suppression}\n`;
    const folder = folderWith({ "panlint.yaml": yaml, "fw.xml": FLAWED });
    const { code, stderr } = await run([], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(`panlint.yaml:3:5: ${message}`);
  });
});

describe("panlint suppressions", () => {
  test("lists them as text", async () => {
    const { code, stdout } = await runHere("suppressions");
    expect(code).toBe(0);
    expect(stdout.replaceAll(cwd, "")).toBe(`in use: log-start-and-end, policy-rule Web-*
  reason      The proxy team counts sessions | by start
  owner       proxy-team
  ticket      CHG-42
  hides       1 finding
  written in  /panlint.yaml:2

expired: log-start-only, policy-rule Block-Telnet
  reason      =until the migration
  expires     2020-01-31
  hides       0 findings
  written in  /panlint.yaml:7

unused: unresolved-log-forwarding-profile, vsys vsys9
  reason      left over
  hides       0 findings
  written in  /panlint.yaml:11

3 in all, hiding 1 findings.
`);
  });

  test("lists them for spreadsheets, wikis and programs", async () => {
    const csv = (await runHere("suppressions", "--format", "csv")).stdout.split("\n");
    expect(csv[0]).toBe("Rule,Where,Reason,Owner,Ticket,Expires,Hides,State,Written in");
    expect(csv[2]).toContain("'=until the migration,");
    const markdown = (await runHere("suppressions", "--format", "markdown")).stdout.split("\n");
    expect(markdown[2]).toContain("| The proxy team counts sessions \\| by start | proxy-team |");
    const { version, suppressions } = JSON.parse((await runHere("suppressions", "--format", "json")).stdout);
    expect(version).toBe(1);
    expect(suppressions.map(({ state }: { readonly state: string }) => state)).toEqual(["in use", "expired", "unused"]);
  });

  test("lists tags and markers that hide something, with the marker's reason", async () => {
    const marked = FLAWED.replace(
      '<entry name="Web-Browsing">',
      '<entry name="Web-Browsing"><description>lint-ignore: log-start-and-end - counted by start</description>',
    );
    const folder = folderWith({ "fw.xml": marked });
    const { suppressions } = JSON.parse((await run(["suppressions", "--format", "json"], { cwd: folder })).stdout);
    expect(suppressions).toEqual([
      expect.objectContaining({
        kind: "marker",
        rules: ["log-start-and-end"],
        place: "vsys/vsys1/rulebase/security/Web-Browsing",
        reason: "counted by start",
        hides: 1,
      }),
    ]);
  });

  test("says so when nothing is suppressed", async () => {
    const folder = folderWith({ "fw.xml": FLAWED });
    expect((await run(["suppressions"], { cwd: folder })).stdout).toBe("Nothing is suppressed.\n");
  });
});
