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
const findingsOf = async (...args: readonly string[]) => parseReport((await runHere(...args)).stdout).findings;

describe("suppressions in panlint.yaml", () => {
  test("hide findings, count them, and are reported when they expired or hide nothing", async () => {
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

  test("unused ones are not reported when only some files were checked", async () => {
    const { stdout } = await runHere("configs/fw.xml", "--format", "json");
    expect(parseReport(stdout).findings.map(({ rule }) => rule)).not.toContain("unused-suppression");
    const above = await runHere(cwd, "--format", "json");
    expect(parseReport(above.stdout).findings.map(({ rule }) => rule)).toContain("unused-suppression");
  });

  test("say how much came back when they expired, and are sorted among the findings by their file", async () => {
    const [expired] = (await findingsOf("--format", "json")).filter(({ rule }) => rule === "expired-suppression");
    expect(expired?.help).toBe("Fix what it hid, or give it a new last day and a reason that still holds.");
    expect((await runHere()).stdout).toContain(
      "The suppression of log-start-only (policy-rule Block-Telnet) expired on 2020-01-31; a finding that it hid is reported again.",
    );
    const nothing = folderWith({ "panlint.yaml": CONFIG.replace("Block-Telnet", "Block-FTP"), "z/fw.xml": FLAWED });
    const { findings } = parseReport((await run(["--format", "json"], { cwd: nothing })).stdout);
    expect(findings[0]).toMatchObject({ file: "panlint.yaml", help: "Delete it from the configuration file." });
    expect(findings.at(-1)?.file).toBe("z/fw.xml");
    expect((await run([], { cwd: nothing })).stdout).toContain("2020-01-31; nothing is left that it would hide.");
  });

  test("are shown with the line of panlint.yaml", async () => {
    const { stdout } = await runHere();
    expect(stdout).toContain(`      --> panlint.yaml:7:5
    7 | - rule: [log-start-only]
      |   ^^^^^^^^^^^^^^^^^^^^^^`);
  });

  test.each([
    ["a file that was not understood", { "other.xml": "<html/>" }, []],
    ["its rule being off", {}, ["--rule", "unresolved-log-forwarding-profile=off"]],
    ["the rule about it being off", {}, ["--rule", "unused-suppression=off"]],
    ["the same in the configuration file", { "panlint.yaml": `${CONFIG}rules: {unused-suppression: off}\n` }, []],
  ])("are not said to hide nothing because of %s", async (_, files, args) => {
    const folder = folderWith({ "panlint.yaml": CONFIG, "configs/fw.xml": FLAWED, ...files });
    const { stdout } = await run([...args, "--format", "json"], { cwd: folder });
    const rules = parseReport(stdout).findings.map(({ rule }) => rule);
    expect(rules).not.toContain("unused-suppression");
    expect(rules).toContain("expired-suppression");
  });

  test("have severities that can be chosen, and pages", async () => {
    const yaml = `${CONFIG}rules: {unused-suppression: error, expired-suppression: note}\n`;
    const folder = folderWith({ "panlint.yaml": yaml, "configs/fw.xml": FLAWED });
    const { stdout } = await run(["--format", "json", "--rule", "expired-suppression=error"], { cwd: folder });
    const told = parseReport(stdout).findings.filter(({ file }) => file === "panlint.yaml");
    expect(told.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      "expired-suppression error",
      "unused-suppression error",
    ]);
    expect((await runHere("explain", "expired-suppression")).stdout).toContain("A suppression is a promise");
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
    const pages = new Set(
      sarif.tool.driver.rules.slice(-3).map(({ helpUri }: { readonly helpUri: string }) => helpUri),
    );
    expect([...pages]).toEqual([expect.stringMatching(/#suppressions$/)]);
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
  ])("%s is an error with its place", async (_, suppression, message) => {
    const yaml = `rules: {log-start-and-end: {suppressible: false}}\nsuppressions:\n  - ${suppression}\n`;
    const folder = folderWith({ "panlint.yaml": yaml, "fw.xml": FLAWED });
    const { code, stderr } = await run([], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(`panlint.yaml:3:5: ${message}`);
  });
});

describe("a tag that exempts a policy rule", () => {
  const tagged = (description: string) =>
    FLAWED.replace(
      '<entry name="Web-Browsing">',
      `<entry name="Web-Browsing"><tag><member>lint-log-exempt</member></tag>${description}`,
    );
  const told = async (description: string, ...args: readonly string[]) => {
    const { stdout } = await run(["--format", "json", ...args], { cwd: folderWith({ "fw.xml": tagged(description) }) });
    return parseReport(stdout).findings.filter(({ rule }) => rule === "unexplained-exemption");
  };

  test("is reported when no description says why, once for the policy rule", async () => {
    expect(await told("")).toEqual([
      expect.objectContaining({ severity: "note", help: "Say why in its description, or take the tag away." }),
    ]);
    expect(await told("<description> </description>")).toHaveLength(1);
    expect(await told("<description>counted by start</description>")).toEqual([]);
  });

  test("is reported with the severity that the user sets, or not at all", async () => {
    expect(await told("", "--rule", "unexplained-exemption=error")).toEqual([
      expect.objectContaining({ severity: "error" }),
    ]);
    expect(await told("", "--rule", "unexplained-exemption=off")).toEqual([]);
    expect(await told("", "--no-suppressions")).toEqual([]);
    expect((await runHere("explain", "unexplained-exemption")).stdout).toContain("nobody who remembers the reason");
  });
});

describe("--show-hidden", () => {
  const TAGGED = FLAWED.replace(
    '<entry name="Web-Browsing">',
    '<entry name="Web-Browsing"><description>counted by start</description><tag><member>lint-log-exempt</member></tag>',
  );

  test("shows what is hidden in its place, and why, and counts it no more than before", async () => {
    const { code, stdout } = await runHere("--show-hidden", "--exit-zero");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      / {4}warning \(hidden\): Security rule "Web-Browsing" logs at session start and at session end; keep session end only\. \[log-start-and-end\]\n.*\n.*\n.*\n {5,}= hidden by the suppression in panlint\.yaml:2: The proxy team counts sessions \| by start \(proxy-team, CHG-42\)\n/,
    );
    expect(stdout).toContain("Found 1 error, 1 warning, 2 notes (1 suppressed).");
    expect(stdout.indexOf("(hidden)")).toBeLessThan(stdout.indexOf("[log-start-only]"));
    expect((await runHere()).stdout).not.toContain("(hidden)");
  });

  test("dims it where there are colours", async () => {
    const { stdout } = await run(["--show-hidden"], { cwd, env: { FORCE_COLOR: "1" } });
    expect(stdout).toMatch(/\u001b\[2m {4}warning \(hidden\): .*\u001b\[22m\n/);
  });

  test("gives programs the finding and what hides it", async () => {
    const { hidden } = JSON.parse((await runHere("--show-hidden", "--format", "json")).stdout);
    parseReport((await runHere("--show-hidden", "--format", "json")).stdout);
    expect(hidden).toEqual([
      {
        finding: expect.objectContaining({ rule: "log-start-and-end" }),
        because: {
          kind: "suppression",
          reason: "The proxy team counts sessions | by start",
          owner: "proxy-team",
          ticket: "CHG-42",
          expires: null,
          where: { "policy-rule": "Web-*" },
          file: "panlint.yaml",
          line: 2,
        },
      },
    ]);
    expect(JSON.parse((await runHere("--format", "json")).stdout)).not.toHaveProperty("hidden");
  });

  test("lists tags with the description as the reason, and the baseline", async () => {
    const folder = folderWith({ "fw.xml": TAGGED });
    const here = (...args: readonly string[]) => run([...args, "--show-hidden"], { cwd: folder });
    expect((await here()).stdout).toContain('= hidden by the tag "lint-log-exempt": counted by start');
    await run(["baseline"], { cwd: folder });
    const known = ["--baseline", "panlint-baseline.txt"];
    expect((await here(...known)).stdout).toContain("= hidden by the baseline panlint-baseline.txt");
    const [sarif] = JSON.parse((await here(...known, "--format", "sarif")).stdout).runs;
    const kinds = sarif.results.map((result: { readonly suppressions?: readonly unknown[] }) => result.suppressions);
    expect(kinds).toContainEqual([
      {
        kind: "inSource",
        status: "accepted",
        justification: 'Hidden by the tag "lint-log-exempt": counted by start.',
      },
    ]);
    expect(kinds).toContainEqual([expect.objectContaining({ kind: "external" })]);
  });

  test("is refused by formats that have no place for it", async () => {
    const { code, stderr } = await runHere("--show-hidden", "--report", "text", "--report", "gitlab=x.json");
    expect(code).toBe(2);
    expect(stderr).toContain("--show-hidden does not go together with the format gitlab.");
  });
});

describe("panlint suppressions", () => {
  test("fails on one that is over when it is asked to", async () => {
    expect((await runHere("suppressions", "--fail-on-expired")).code).toBe(1);
    const folder = folderWith({ "panlint.yaml": CONFIG.replace("2020", "2999"), "fw.xml": FLAWED });
    expect((await run(["suppressions", "--fail-on-expired"], { cwd: folder })).code).toBe(0);
  });

  test("lists them as text", async () => {
    const { code, stdout } = await runHere("suppressions");
    expect(code).toBe(0);
    expect(stdout.replaceAll(cwd, "")).toBe(`in use: log-start-and-end, policy-rule Web-*
  reason      The proxy team counts sessions | by start
  owner       proxy-team
  ticket      CHG-42
  hides       1 finding
  written in  panlint.yaml:2

expired: log-start-only, policy-rule Block-Telnet
  reason      =until the migration
  expires     2020-01-31
  hides       0 findings
  written in  panlint.yaml:7

unused: unresolved-log-forwarding-profile, vsys vsys9
  reason      left over
  hides       0 findings
  written in  panlint.yaml:11

3 in all, hiding 1 finding.
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
