import { spawn, spawnSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { Stopwatch } from "../../src/lint/stopwatch.ts";
import { FORMATS as REPORTERS } from "../../src/report/index.ts";
import type { Rule } from "../../src/rule.ts";
import { branchOffice, CLEAN, FLAWED, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { type Outcome, run } from "../support/cli-program.ts";
import { type JsonReport, parseReport } from "../support/cli-reports.ts";
import { ruleThat } from "../support/panos-lint.ts";

const FORMATS = Object.keys(REPORTERS);
const FILES = {
  "clean.xml": CLEAN,
  "flawed.xml": FLAWED,
  "broken.xml": "<config><shared></config>",
  "other.xml": "<html/>",
  "empty/readme.txt": "",
  "ignored/panlint.yaml": "ignore: ['*.xml']",
  "ignored/flawed.xml": FLAWED,
  "wrong/panlint.yaml": "rules: {log-start-ony: off}",
  "wrong/flawed.xml": FLAWED,
  "off.yaml": `rules: {${rules.map(({ id }) => `${id}: off`).join(", ")}}`,
};
const cwd = folderWith(FILES);

/** A lint rule of ours that fails on one policy rule. */
const CRASHING = ruleThat("crashing-rule", ({ name }) => {
  if (name === "Web-Browsing") throw new Error("not a function");
  return undefined;
});
const WITH_CRASH = ["--rule", "crashing-rule=note"];

function runHere(...args: readonly string[]): Promise<Outcome> {
  return run(args, { cwd, rules: [...rules, CRASHING] });
}

async function jsonOf(...args: readonly string[]): Promise<JsonReport> {
  return parseReport((await runHere("--format", "json", ...args)).stdout);
}

describe.each(FORMATS)("with --format %s the exit code is", (format) => {
  test.each<[number, string, readonly string[]]>([
    [0, "when nothing is wrong", ["clean.xml"]],
    [0, "when findings do not count", ["flawed.xml", "--fail-on", "never"]],
    [0, "when all rules are off", ["flawed.xml", "--config", "off.yaml"]],
    [1, "when there is a finding", ["flawed.xml"]],
    [1, "when there is a finding in one of several files", ["clean.xml", "flawed.xml"]],
    [2, "when a file is missing", ["flawed.xml", "missing.xml"]],
    [2, "when the configuration is wrong", ["wrong/flawed.xml"]],
    [2, "when the configuration is wrong, before a file that is", ["broken.xml", "wrong/flawed.xml"]],
    [2, "when the configuration is missing, even if nothing is to check", ["empty", "--config", "missing.yaml"]],
    [2, "when the configuration is wrong, even if nothing is to check", ["empty", "--config", "wrong/panlint.yaml"]],
    [2, "when an option is wrong", ["flawed.xml", "--fail-on", "fatal"]],
    [3, "when a file is broken", ["broken.xml"]],
    [3, "when a file is something else", ["other.xml"]],
    [3, "when a file is broken, before findings in another", ["broken.xml", "flawed.xml"]],
    [3, "when a file is broken, whatever findings count", ["broken.xml", "flawed.xml", "--fail-on", "never"]],
    [4, "when a folder holds nothing", ["empty"]],
    [4, "when a pattern matches nothing", ["*.nothing"]],
    [4, "when everything is ignored", ["ignored"]],
    [4, "when everything is ignored, though it is named", ["ignored/flawed.xml"]],
    [70, "when a lint rule fails", ["flawed.xml", ...WITH_CRASH]],
    [70, "when a lint rule fails, before broken files", ["flawed.xml", "broken.xml", ...WITH_CRASH]],
    [70, "when a lint rule fails, whatever findings count", ["flawed.xml", ...WITH_CRASH, "--fail-on", "never"]],
  ])("%i %s", async (expected, _, args) => {
    const { code, stdout, stderr } = await runHere(...args, "--format", format);
    expect(code).toBe(expected);
    // What is not the report is told on the other stream, and the report is whole or not there.
    expect(stderr === "").toBe([0, 1, 3].includes(expected));
    if (expected === 2) expect(stdout).toBe("");
    else if (format === "json") parseReport(stdout);
    else if (format === "sarif") expect(JSON.parse(stdout).runs).toHaveLength(1);
  });
});

describe("--fail-on", () => {
  const SUMS = {
    error: "Found 1 error, 0 warnings, 0 notes.",
    warning: "Found 0 errors, 1 warning, 0 notes.",
    note: "Found 0 errors, 0 warnings, 1 note.",
    fine: "Nothing found.",
  };

  test.each<[string, readonly string[], { readonly [severity: string]: number }]>([
    ["never", ["--fail-on", "never"], { error: 0, warning: 0, note: 0, fine: 0 }],
    ["error", ["--fail-on", "error"], { error: 1, warning: 0, note: 0, fine: 0 }],
    ["warning", ["--fail-on=warning"], { error: 1, warning: 1, note: 0, fine: 0 }],
    ["warning by default", [], { error: 1, warning: 1, note: 0, fine: 0 }],
    ["note", ["--fail-on", "note"], { error: 1, warning: 1, note: 1, fine: 0 }],
  ])("%s", async (_, args, expected) => {
    for (const severity of ["error", "warning", "note", "fine"] as const) {
      const folder = folderWith({ "running-config.xml": branchOffice(SECURITY_RULES[severity]) });
      const { code, stdout } = await run(args, { cwd: folder });
      expect(stdout.split("\n")).toContain(SUMS[severity]);
      expect([severity, code]).toEqual([severity, expected[severity]]);
    }
  });
});

describe("a wrong command line is explained in a sentence, with what to do", () => {
  const HELP = "See `panlint --help`.";

  test.each<[string, readonly string[], string]>([
    ["an unknown option", ["--fromat", "json"], `Unknown argument: fromat.\n  ${HELP}`],
    ["an unknown letter", ["-x"], `Unknown argument: x.\n  ${HELP}`],
    [
      "an unknown format",
      ["--format", "xml"],
      `Invalid values:\n  Argument: format, Given: "xml", Choices: ${FORMATS.map((each) => `"${each}"`).join(", ")}.\n  ${HELP}`,
    ],
    [
      "an unknown severity",
      ["--fail-on", "fatal"],
      `Invalid values:\n  Argument: fail-on, Given: "fatal", Choices: "error", "warning", "note", "never".\n  ${HELP}`,
    ],
    ["an option without its value", ["--config"], `Not enough arguments following: config.\n  ${HELP}`],
    ["a dash for a value", ["--output", "-"], `Not enough arguments following: output.\n  ${HELP}`],
    [
      "two formats",
      ["--format", "json", "--format", "text"],
      `--format is given more than once.\n  Leave all but one of them out.`,
    ],
    [
      "two outputs",
      ["--output", "a", "--output", "b"],
      `--output is given more than once.\n  Leave all but one of them out.`,
    ],
    [
      "two thresholds",
      ["--fail-on", "note", "--fail-on", "note"],
      `--fail-on is given more than once.\n  Leave all but one of them out.`,
    ],
    [
      "a configuration and none",
      ["--config", "off.yaml", "--no-config"],
      `--config is given more than once.\n  Leave all but one of them out.`,
    ],
    [
      "two formats of the list",
      ["rules", "--format", "json", "--format", "text"],
      `--format is given more than once.\n  Leave all but one of them out.`,
    ],
    ["more than the list needs", ["rules", "log-start-only"], `Unknown argument: log-start-only.\n  ${HELP}`],
    ["no rule to explain", ["explain"], `Not enough non-option arguments: got 0, need at least 1.\n  ${HELP}`],
    ["two rules to explain", ["explain", "log-start-only", "b"], `Unknown argument: b.\n  ${HELP}`],
    [
      "an unknown rule to explain",
      ["explain", "log-start-onyl"],
      'There is no rule "log-start-onyl".\n  Did you mean "log-start-only"?',
    ],
    ["an unknown rule", ["--rule", "log-start=off"], 'There is no rule "log-start".\n  `panlint rules` lists them.'],
    [
      "a missing file, or what looks like a command",
      ["rulez"],
      "There is no file or folder rulez.\n  Check the path; patterns need quotes in some shells.",
    ],
    [
      "a name without end",
      ["x".repeat(500)],
      `${"x".repeat(500)} cannot be read: its name is too long.\n  Check the path.`,
    ],
    [
      "a configuration that is missing",
      ["--config", "missing.yaml"],
      `The configuration file missing.yaml cannot be read: there is no such file.\n  Check the path given to --config.`,
    ],
    [
      "a mistake in a configuration",
      ["--config", "wrong/panlint.yaml"],
      `wrong/panlint.yaml:1:9: There is no rule "log-start-ony".\n  Did you mean "log-start-only"?`,
    ],
    [
      "a report in a folder that is missing",
      ["clean.xml", "--output", "missing/report.txt"],
      `The report cannot be written to ${join(cwd, "missing", "report.txt")}: there is no such folder.\n  Check that the folder exists and can be written to.`,
    ],
    [
      "a report in a folder that is a file",
      ["clean.xml", "--output", "clean.xml/report.txt"],
      `The report cannot be written to ${join(cwd, "clean.xml", "report.txt")}: there is no such folder.\n  Check that the folder exists and can be written to.`,
    ],
    [
      "a report in place of a folder",
      ["clean.xml", "--output", "empty"],
      `The report cannot be written to ${join(cwd, "empty")}: it is a folder.\n  Check that the folder exists and can be written to.`,
    ],
  ])("%s", async (_, args, told) => {
    expect(await runHere(...args)).toEqual({ code: 2, stdout: "", stderr: `panlint: ${told}\n` });
  });

  test("and leaves nothing behind", () => {
    expect(readdirSync(cwd).sort()).toEqual([...new Set(Object.keys(FILES).map((path) => path.split("/")[0]))].sort());
  });
});

test("links that lead in a circle are no file", async () => {
  const folder = folderWith();
  symlinkSync("b.xml", join(folder, "a.xml"));
  symlinkSync("a.xml", join(folder, "b.xml"));
  const { code, stderr } = await run(["a.xml"], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toBe(`panlint: a.xml cannot be read: its links lead in a circle.\n  Check the path.\n`);
});

describe("the report", () => {
  test("holds the files that could be read when others could not", async () => {
    const report = await jsonOf("broken.xml", "clean.xml", "flawed.xml", "other.xml");
    expect(report.files.map(({ path }) => path)).toEqual(["clean.xml", "flawed.xml"]);
    expect(report.findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      "flawed.xml error",
      "flawed.xml warning",
      "flawed.xml note",
    ]);
    expect(report.errors.map(({ file, line }) => [file, line])).toEqual([
      ["broken.xml", 1],
      ["other.xml", 1],
    ]);
  });

  test("ends without the sum with --quiet, which changes nothing else", async () => {
    const [whole, quiet] = [await runHere("flawed.xml"), await runHere("flawed.xml", "--quiet")];
    expect(whole.stdout.startsWith(quiet.stdout)).toBe(true);
    expect(whole.stdout.slice(quiet.stdout.length)).toMatch(
      /^Read 1 file .*\nFound 1 error, 1 warning, 1 note\.\n2 can be fixed .*\n$/,
    );
    expect(quiet.code).toBe(1);
    expect(await runHere("clean.xml", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("of nothing leaves it to the other stream to say so", async () => {
    const nothing = "panlint: there is nothing to check: no file matched, or all are ignored.\n";
    expect(await runHere("empty")).toEqual({ code: 4, stdout: "", stderr: nothing });
    // Commit hooks are run on commits without a configuration, too; what cannot be read is no less wrong for that.
    expect(await runHere("empty", "--allow-empty")).toEqual({ code: 0, stdout: "", stderr: nothing });
    expect((await runHere("ignored/flawed.xml", "--allow-empty")).code).toBe(0);
    expect((await runHere("broken.xml", "--allow-empty")).code).toBe(3);
  });
});

describe("a lint rule that fails", () => {
  test("is named with the policy rule it died on; the other rules report", async () => {
    const { stdout, stderr } = await runHere("flawed.xml", "--format", "json", ...WITH_CRASH);
    expect(stderr).toBe(
      "panlint: the rule crashing-rule failed on flawed.xml at vsys/vsys1/rulebase/security/Web-Browsing: not a function\n" +
        "  This is a fault of panlint; the other rules were run. Please report it: https://example.com/issues\n",
    );
    const fault = {
      file: "flawed.xml",
      line: null,
      column: null,
      message: "The rule crashing-rule failed: not a function.",
      hint: "This is a fault of panlint.",
    };
    expect(parseReport(stdout)).toEqual({ ...(await jsonOf("flawed.xml")), errors: [fault] });
  });

  test("before the first policy rule is named with the file", async () => {
    const failing: Rule = {
      ...CRASHING,
      check() {
        throw new Error("too early");
      },
    };
    const { code, stderr } = await run(["flawed.xml", ...WITH_CRASH], { cwd, rules: [...rules, failing] });
    expect(code).toBe(70);
    expect(stderr).toMatch(/^panlint: the rule crashing-rule failed on flawed\.xml: too early\n/);
  });

  test("to load is reported with the place in the code", async () => {
    const { code, stdout, stderr } = await run([], {
      cwd,
      get rules(): never {
        throw new Error("no rules");
      },
    });
    expect([code, stdout]).toEqual([70, ""]);
    expect(stderr).toMatch(
      /^panlint: this is a fault of panlint, please report it: https:\/\/example\.com\/issues\nError: no rules\n {4}at /,
    );
  });
});

describe("more results than code hosts show", () => {
  const many = folderWith({
    "running-config.xml": branchOffice(
      ...Array.from({ length: 5001 }, (_, index) =>
        SECURITY_RULES.warning
          .replace("Web-Browsing", `Web-${index}`)
          .replace("192.0.2.2<", `10.${index >> 8}.${index & 255}.1<`),
      ),
    ),
  });

  test("are mentioned on standard error, for SARIF alone", async () => {
    const sarif = await run(["--format", "sarif"], { cwd: many });
    expect(sarif.stderr).toBe(
      "panlint: Of the 5001 results, code hosts show the 5000 most severe; write a baseline of what is known, or check fewer " +
        "files at a time.\n",
    );
    expect(sarif.code).toBe(1);
    expect((await run(["--format", "json"], { cwd: many })).stderr).toBe("");
  });
});

describe("--output", () => {
  test.each(FORMATS)("writes what would have been printed as %s, without colour", async (format) => {
    const folder = folderWith({ "flawed.xml": FLAWED });
    const args = ["flawed.xml", "--format", format];
    const printed = await run(args, { cwd: folder });
    const written = await run([...args, "--output", "report"], { cwd: folder, env: { FORCE_COLOR: "1" }, isTTY: true });
    expect(written).toEqual({ code: 1, stdout: "", stderr: "" });
    const content = readFileSync(join(folder, "report"), "utf8");
    expect(content).toBe(printed.stdout);
    expect(content).toMatch(/[^\n]\n$/);
    expect(content).not.toMatch(/[\r\u001b\ufeff]/);
    expect(readdirSync(folder).sort()).toEqual(["flawed.xml", "report"]);
  });

  test("replaces a file as a whole", async () => {
    const folder = folderWith({ "clean.xml": CLEAN, "report.json": "x".repeat(100_000) });
    const before = statSync(join(folder, "report.json")).ino;
    await run(["--format", "json", "--output", "report.json"], { cwd: folder });
    expect(parseReport(readFileSync(join(folder, "report.json"), "utf8")).files).toHaveLength(1);
    expect(statSync(join(folder, "report.json")).ino).not.toBe(before);
  });

  test("leaves a file as it was when there is no report", async () => {
    const folder = folderWith({ "clean.xml": CLEAN, "report.json": "as it was" });
    await run(["--config", "missing.yaml", "--output", "report.json"], { cwd: folder });
    expect(readFileSync(join(folder, "report.json"), "utf8")).toBe("as it was");
  });

  test("follows a link", async () => {
    const folder = folderWith({ "clean.xml": CLEAN, "reports/today.txt": "" });
    symlinkSync(join("reports", "today.txt"), join(folder, "latest.txt"));
    expect((await run(["clean.xml", "--output", "latest.txt"], { cwd: folder })).stderr).toBe("");
    expect(lstatSync(join(folder, "latest.txt")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "reports", "today.txt"), "utf8")).toMatch(/^Read 1 file/);
  });

  // Windows keeps its pipes and devices elsewhere.
  if (process.platform !== "win32") {
    test("writes into a pipe, and does not put a file in its place", async () => {
      const folder = folderWith({ "flawed.xml": FLAWED });
      const pipe = join(folder, "pipe");
      spawnSync("mkfifo", [pipe]);
      const reader = spawn("cat", [pipe], { stdio: ["ignore", "pipe", "inherit"], timeout: 60_000 });
      const { code } = await run(["flawed.xml", "--output", "pipe"], { cwd: folder });
      let read = "";
      for await (const chunk of reader.stdout) read += chunk;
      expect(read).toBe((await run(["flawed.xml"], { cwd: folder })).stdout);
      expect(lstatSync(pipe).isFIFO()).toBe(true);
      expect(code).toBe(1);
    });
  }

  test("leaves nothing behind when the report cannot be put in its place", async () => {
    const folder = folderWith({ "clean.xml": CLEAN, "report.txt": "" });
    const page = (): string => {
      throw new Error("no page");
    };
    const { code } = await run(["--format", "sarif", "--output", "report.txt"], { cwd: folder, page });
    expect(code).toBe(70);
    expect(readdirSync(folder).sort()).toEqual(["clean.xml", "report.txt"]);
  });
});

describe("which configuration counts", () => {
  const folder = folderWith({
    ".git/HEAD": "",
    "panlint.yaml": "rules: {log-start-and-end: off}",
    "flawed.xml": FLAWED,
    "sites/berlin/panlint.yaml": "rules: {log-start-and-end: error}",
    "sites/berlin/flawed.xml": FLAWED,
    "other.yaml": "rules: {log-start-and-end: note}",
  });

  async function severities(...args: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await run(["--format", "json", ...args], { cwd: folder });
    const { findings } = parseReport(stdout);
    return findings.filter(({ rule }) => rule === "log-start-and-end").map((each) => `${each.file} ${each.severity}`);
  }

  test.each<[string, readonly string[], readonly string[]]>([
    ["the one that is nearest to each file", ["."], ["sites/berlin/flawed.xml error"]],
    [
      "the one that is given, for all files",
      ["--config", "other.yaml"],
      ["flawed.xml note", "sites/berlin/flawed.xml note"],
    ],
    ["none with --no-config", ["--no-config"], ["flawed.xml warning", "sites/berlin/flawed.xml warning"]],
    [
      "--rule before each of them, as often as it is given",
      ["--rule", "log-start-only=error", "--rule", "log-start-and-end=note"],
      ["flawed.xml note", "sites/berlin/flawed.xml note"],
    ],
    ["the last --rule for a rule", ["--rule", "log-start-and-end=note", "--rule=log-start-and-end=off"], []],
  ])("%s", async (_, args, expected) => {
    expect(await severities(...args)).toEqual(expected);
  });
});

describe("colour", () => {
  const COLORED = /\u001b\[\d+m/;

  test.each<[string, { readonly [name: string]: string }, boolean, boolean]>([
    ["on a terminal", {}, true, true],
    ["not in a pipe", {}, false, false],
    ["not on a terminal that knows none", { TERM: "dumb" }, true, false],
    ["in a pipe when FORCE_COLOR asks for it", { FORCE_COLOR: "1" }, false, true],
    ["not when FORCE_COLOR is 0", { FORCE_COLOR: "0" }, true, false],
    ["not when NO_COLOR asks for none", { NO_COLOR: "1" }, true, false],
    ["not when NO_COLOR and FORCE_COLOR disagree", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["when NO_COLOR is empty", { NO_COLOR: "" }, true, true],
    ["not in a pipe when FORCE_COLOR is empty", { FORCE_COLOR: "" }, false, false],
  ])("%s", async (_, env, isTTY, expected) => {
    for (const args of [["flawed.xml"], ["explain", "log-start-only"]]) {
      expect(COLORED.test((await run(args, { cwd, env, isTTY })).stdout)).toBe(expected);
    }
    for (const args of [
      ["--format", "json"],
      ["--format", "sarif"],
      ["rules", "--format", "json"],
    ]) {
      expect((await run([...args], { cwd: join(cwd, "empty"), env, isTTY })).stdout).not.toMatch(COLORED);
    }
  });
});

describe("panlint rules", () => {
  test("lists all rules by category", async () => {
    const { code, stdout, stderr } = await runHere("rules");
    expect([code, stderr]).toEqual([0, ""]);
    for (const { id, severity, summary } of rules) {
      expect(stdout).toMatch(new RegExp(`^  ${id} +${severity} +${summary.replace(/[.()]/g, "\\$&")}$`, "m"));
    }
    const categories = stdout.split("\n").filter((line) => /^[a-z]/.test(line));
    expect(categories).toEqual([...new Set([...rules, CRASHING].map(({ category }) => category))]);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("`panlint explain RULE` shows a rule's page.");
  });

  test("lists them with everything as JSON", async () => {
    const { code, stdout } = await run(["rules", "--format", "json"], { cwd });
    expect(code).toBe(0);
    const listed: readonly { readonly id: string; readonly options: object }[] = JSON.parse(stdout);
    expect(listed.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    const keys = ["id", "summary", "category", "severity", "precision", "since", "options", "references", "standards"];
    for (const each of listed) expect(Object.keys(each)).toEqual(keys);
    expect(listed.map(({ options }) => options)).toEqual(rules.map(({ options }) => options));
  });
});

describe("--timing", () => {
  test("shows the time of each rule, the longest first, and leaves the report as it is", async () => {
    const [plain, timed] = [await runHere("flawed.xml"), await runHere("flawed.xml", "--timing")];
    expect(timed.stdout).toBe(plain.stdout);
    const lines = timed.stderr.trimEnd().split("\n");
    const rows = lines.map((line) => /^ *([\d.]+) ms +[\d.]+ % {2}(\S+)$/.exec(line));
    expect(rows.map((row) => row?.[2])).toEqual(expect.arrayContaining(["(open)", "log-start-only"]));
    expect(rows.at(-1)?.[2]).toBe("(total)");
    const times = rows.slice(0, -1).map((row) => Number(row?.[1]));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

test("a stopwatch sums the time of each step, of work that fails too", () => {
  const now = [0, 10, 20, 25, 100, 101][Symbol.iterator]();
  const watch = new Stopwatch(() => now.next().value ?? 0);
  expect(watch.measure("a", () => "done")).toBe("done");
  expect(() =>
    watch.measure("b", () => {
      throw new Error("no");
    }),
  ).toThrow("no");
  watch.measure("a", () => undefined);
  expect(watch.times).toEqual([
    ["a", 11],
    ["b", 5],
  ]);
});

describe("panlint rules --preset", () => {
  const lineOf = (text: string, id: string): string => text.split("\n").find((line) => line.includes(`${id} `)) ?? "";

  test("shows the severities and options of the preset", async () => {
    const { code, stdout, stderr } = await run(["rules", "--preset", "stig"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(lineOf(stdout, "intrazone-default-not-logged")).toMatch(/ note /);
    const lines = stdout.split("\n");
    const at = lines.indexOf(lineOf(stdout, "allow-rule-not-logged"));
    expect(lines.slice(at + 1, at + 3).map((line) => line.trim())).toEqual(["chattyApps: []", "chattyPorts: []"]);
  });

  test("lets a later one win over an earlier one, and says where they disagree", async () => {
    const { stdout, stderr } = await run(["rules", "--preset", "strict", "--preset", "low-volume"], { cwd });
    expect(lineOf(stdout, "intrazone-default-not-logged")).toMatch(/ off /);
    expect(stderr).toContain(
      'panlint: The preset "low-volume" turns off intrazone-default-not-logged, which "strict" turns on.\n',
    );
    expect((await run(["rules", "--preset", "recommended", "--preset", "strict"], { cwd })).stderr).toBe(
      'panlint: The preset "strict" turns off chatty-service-logged, which "recommended" turns on.\n',
    );
    expect((await run(["rules", "--preset", "stig", "--preset", "strict"], { cwd })).stderr).toBe("");
  });

  test("as JSON has the options that it sets", async () => {
    const { stdout } = await run(["rules", "--preset", "pci", "--format", "json"], { cwd });
    const listed: readonly { readonly id: string; readonly set: object }[] = JSON.parse(stdout);
    expect(listed.find(({ id }) => id === "allow-rule-not-logged")?.set).toEqual({ chattyApps: [], chattyPorts: [] });
  });

  test("of a configuration file: presets that disagree are mentioned with every run", async () => {
    const folder = folderWith({ "panlint.yaml": "extends: [strict, low-volume]", "clean.xml": CLEAN });
    const { stderr } = await run(["clean.xml"], { cwd: folder });
    expect(stderr).toContain("turns off intrazone-default-not-logged");
  });

  test("of a configuration file: options without effect are told once in a run, and are no error", async () => {
    const folder = folderWith({
      "panlint.yaml": "rules:\n  log-quota-unusable: {exceptTags: [lab]}\n  log-rate-limited: {exceptRules: [a*]}",
      "clean.xml": CLEAN,
      "other.xml": CLEAN,
    });
    const { code, stderr } = await run(["clean.xml", "other.xml"], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toBe(
      "panlint: panlint.yaml: exceptTags and exceptRules have no effect on rules that are not about policy rules: log-quota-unusable, log-rate-limited. From 0.2.0 on they are a mistake there.\n",
    );
  });
});

test("panlint explain shows a page without the signs of Markdown, but for those in code", async () => {
  expect(await runHere("explain", "log-start-only")).toEqual({
    code: 0,
    stderr: "",
    stdout: `A-RULE

Bold is bold, code is <log-end>, and a link <https://example.com> leads on.

WHY

Because.

FIX

| Option | Values |
| --- | --- |
| mode | note | ignore |

    <log-end>yes</log-end> **as it is**

`,
  });
});

describe("--help and --version", () => {
  test.each([["--help"], ["-h"]])("%s shows commands, options and exit codes in 100 columns", async (flag) => {
    const { code, stdout, stderr } = await runHere(flag);
    expect([code, stderr]).toEqual([0, ""]);
    for (const word of ["rules", "explain", "--format", "--output", "--fail-on", "--config", "--rule", "--quiet"]) {
      expect(stdout).toContain(word);
    }
    expect(stdout).toContain(
      "Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration,\n" +
        "3 an input could not be read or understood, 4 nothing to check, 70 a fault of panlint.\n",
    );
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("--help of a command shows its own options", async () => {
    const { code, stdout } = await runHere("explain", "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("panlint explain <rule>");
    expect(stdout).not.toContain("--fail-on");
  });

  test("--version prints the version alone", async () => {
    expect(await runHere("--version")).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
  });
});
