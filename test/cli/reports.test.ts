import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { FORMATS } from "../../src/report/index.ts";
import { CLEAN, FLAWED, folderWith } from "../support/cli-files.ts";
import { type Outcome, run } from "../support/cli-program.ts";

const cwd = folderWith({ "flawed.xml": FLAWED, "clean.xml": CLEAN, "folder/readme.txt": "" });

function runHere(...args: readonly string[]): Promise<Outcome> {
  return run(["flawed.xml", ...args], { cwd });
}

describe("several reports of one run", () => {
  test("are what each would be alone", async () => {
    const folder = folderWith({ "flawed.xml": FLAWED });
    const names = Object.keys(FORMATS).filter((name) => name !== "text");
    const reports = names.flatMap((name) => ["--report", `${name}=out = ${name}`]);
    const { code, stdout } = await run(["flawed.xml", ...reports, "--report", "text"], { cwd: folder });
    expect([code, stdout]).toEqual([1, (await runHere()).stdout]);
    for (const name of names) {
      const alone = await runHere("--format", name);
      expect(readFileSync(join(folder, `out = ${name}`), "utf8")).toBe(alone.stdout);
    }
    expect(readdirSync(folder)).toHaveLength(names.length + 1);
  });

  test("may all be files, and then nothing is printed", async () => {
    const folder = folderWith({ "flawed.xml": FLAWED });
    const { code, stdout, stderr } = await run(["--report", "json=a.json"], { cwd: folder });
    expect([code, stdout, stderr]).toEqual([1, "", ""]);
    expect(readdirSync(folder)).toEqual(["a.json", "flawed.xml"]);
  });

  const WRITABLE = "Check that the folder exists and can be written to.";
  test.each<[string, readonly string[], string]>([
    ["an unknown format", ["--report", "saarif=x"], 'There is no report format "saarif".\n  Did you mean "sarif"?'],
    [
      "a format that is like none",
      ["--report", "-"],
      "Not enough arguments following: report.\n  See `panlint --help`.",
    ],
    [
      "two on standard output",
      ["--report", "text", "--report", "json"],
      "Two reports go to standard output.\n  Give all but one a file: --report sarif=panlint.sarif.",
    ],
    [
      "two in one file",
      ["--report", "text=a", "--report", "json=./folder/../a"],
      `Two reports go to ${join(cwd, "a")}.\n  Name another file.`,
    ],
    [
      "no file behind the equals sign",
      ["--report", "sarif="],
      "--report sarif= names no file.\n  For standard output leave out the equals sign: --report sarif.",
    ],
    [
      "a dash for a file",
      ["--report", "sarif=-"],
      "--report sarif=- names no file.\n  For standard output leave out the equals sign: --report sarif.",
    ],
    [
      "the short form besides",
      ["--report", "text", "--format", "json"],
      "--report does not go together with --format.\n  Give one --report for each report: --report text --report sarif=panlint.sarif.",
    ],
    [
      "the short form's file besides",
      ["--report", "text", "--output", "a"],
      "--report does not go together with --output.\n  Give one --report for each report: --report text --report sarif=panlint.sarif.",
    ],
    [
      "a folder for a file",
      ["--report", "text", "--report", "json=folder"],
      `The report cannot be written to ${join(cwd, "folder")}: it is a folder.\n  ${WRITABLE}`,
    ],
    [
      "a folder that is missing",
      ["--report", "text", "--report", "json=missing/a"],
      `The report cannot be written to ${join(cwd, "missing", "a")}: there is no such folder.\n  ${WRITABLE}`,
    ],
    [
      "an input for a file",
      ["--output", "flawed.xml"],
      `The report would replace ${join(cwd, "flawed.xml")}, which is to be checked.\n  Name another file.`,
    ],
  ])("%s is refused before anything is checked", async (_, args, told) => {
    expect(await runHere(...args)).toEqual({ code: 2, stdout: "", stderr: `panlint: ${told}\n` });
    expect(readFileSync(join(cwd, "flawed.xml"), "utf8")).toBe(FLAWED);
  });

  test("do not go to one file by two names", async () => {
    const folder = folderWith({ "flawed.xml": FLAWED, a: "" });
    symlinkSync("a", join(folder, "b"));
    const { code, stderr } = await run(["--report", "json=a", "--report", "text=b"], { cwd: folder });
    expect([code, stderr]).toEqual([2, `panlint: Two reports go to ${join(folder, "b")}.\n  Name another file.\n`]);
  });
});

describe("--set-script", () => {
  test("writes the commands beside the report, in which nothing changes", async () => {
    const folder = folderWith({ "flawed.xml": FLAWED });
    const outcome = await run(["flawed.xml", "--set-script", "commands.txt"], { cwd: folder });
    expect(outcome).toEqual(await runHere());
    const script = readFileSync(join(folder, "commands.txt"), "utf8");
    expect(script).toContain("\nset rulebase security rules Web-Browsing log-start no\n");
  });

  test.each([
    [
      "nothing to print on",
      ["--set-script=-"],
      "--set-script wants a file.\n  Somebody has to review it before it is pasted.",
    ],
    ["a report's file", ["--set-script=a", "--output=a"], `Two reports go to ${join(cwd, "a")}.\n  Name another file.`],
    [
      "two files",
      ["--set-script=a", "--set-script=b"],
      "--set-script is given more than once.\n  Leave all but one of them out.",
    ],
  ])("does not accept %s", async (_, args, told) => {
    expect(await runHere(...args)).toEqual({ code: 2, stdout: "", stderr: `panlint: ${told}\n` });
  });
});

describe("the summary of a GitHub step", () => {
  const summaryIn = (folder: string): string => join(folder, "summary.md");

  test("gets the Markdown report behind what is there", async () => {
    const folder = folderWith({ "flawed.xml": FLAWED, "summary.md": "# Before\n" });
    const env = { GITHUB_STEP_SUMMARY: summaryIn(folder) };
    const { stdout } = await run(["flawed.xml", "--format", "github"], { cwd: folder, env });
    expect(stdout).toBe((await runHere("--format", "github")).stdout);
    const markdown = (await runHere("--format", "markdown")).stdout;
    expect(readFileSync(summaryIn(folder), "utf8")).toBe(`# Before\n${markdown}`);
  });

  test("is left alone by other formats", async () => {
    const folder = folderWith({ "flawed.xml": FLAWED });
    await run(["flawed.xml"], { cwd: folder, env: { GITHUB_STEP_SUMMARY: summaryIn(folder) } });
    expect(existsSync(summaryIn(folder))).toBe(false);
  });

  test("that cannot be written is an error, and changes nothing else", async () => {
    const file = join(cwd, "missing", "summary.md");
    const env = { GITHUB_STEP_SUMMARY: file };
    const { code, stderr } = await run(["flawed.xml", "--format", "github"], { cwd, env });
    const told = `panlint: The report cannot be written to ${file}: there is no such folder.\n`;
    expect([code, stderr]).toEqual([1, told]);
  });
});
