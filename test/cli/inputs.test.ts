import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { CLEAN, FLAWED, folderWith } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { type JsonReport, parseReport } from "../support/cli-reports.ts";

async function reportOf(cwd: string, ...args: readonly string[]): Promise<JsonReport> {
  const { stdout, stderr } = await run(["--format", "json", ...args], { cwd });
  expect(stderr).toBe("");
  return parseReport(stdout);
}

async function pathsOf(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  return (await reportOf(cwd, ...args)).files.map(({ path }) => path);
}

/** The URIs in a SARIF report, each once. */
async function urisOf(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(["--format", "sarif", ...args], { cwd });
  return [...new Set([...stdout.matchAll(/"uri":"([^"]*)"/g)].map(([, uri = ""]) => uri))];
}

describe("the files that are checked", () => {
  const cwd = folderWith({
    "b.xml": CLEAN,
    "a/running-config.xml": CLEAN,
    "a/backup.xml.gz": gzipSync(CLEAN),
    "a/UPPER.XML": CLEAN,
    "a/readme.md": "",
    "a/export": CLEAN,
    "a/deep/er/running-config.xml": CLEAN,
    "a/.hidden.xml": CLEAN,
    "a/node_modules/x/running-config.xml": CLEAN,
    "a/.git/running-config.xml": CLEAN,
    "[1] Zürich #5 100%.xml": CLEAN,
    "..two-dots.xml": CLEAN,
    "-dash.xml": CLEAN,
    "007": CLEAN,
  });
  const IN_A = ["a/UPPER.XML", "a/backup.xml.gz", "a/deep/er/running-config.xml", "a/running-config.xml"];

  test.each<[string, readonly string[], readonly string[]]>([
    ["all .xml and .xml.gz below the working directory", [], ["-dash.xml", "[1] Zürich #5 100%.xml", ...IN_A, "b.xml"]],
    ["those below a folder", ["a"], IN_A],
    ["those below a folder with a slash behind it", ["a/"], IN_A],
    ["one that is named, whatever it is called", ["a/export"], ["a/export"]],
    ["one that is named, though a folder would leave it out", ["a/.hidden.xml"], ["a/.hidden.xml"]],
    ["one whose name looks like a pattern", ["[1] Zürich #5 100%.xml"], ["[1] Zürich #5 100%.xml"]],
    ["one whose name begins like the folder above", ["..two-dots.xml"], ["..two-dots.xml"]],
    ["one whose name looks like an option", ["--", "-dash.xml"], ["-dash.xml"]],
    ["one whose name looks like a number", ["007"], ["007"]],
    ["one whose name looks like a number, behind --", ["--", "007"], ["007"]],
    ["those that match a pattern", ["a/*.xml"], ["a/UPPER.XML", "a/running-config.xml"]],
    [
      "those that match a pattern of folders",
      ["**/running-*"],
      ["a/deep/er/running-config.xml", "a/running-config.xml"],
    ],
    ["those that match one of two words", ["a/{export,backup*}"], ["a/backup.xml.gz", "a/export"]],
    [
      "each once",
      ["b.xml", "./b.xml", "a/../b.xml", "b*", "."],
      ["-dash.xml", "[1] Zürich #5 100%.xml", ...IN_A, "b.xml"],
    ],
    [
      "in the order of their names",
      ["b.xml", "a/running-config.xml", "a/export"],
      ["a/export", "a/running-config.xml", "b.xml"],
    ],
  ])("are %s", async (_, args, expected) => {
    expect(await pathsOf(cwd, ...args)).toEqual([...expected].sort());
  });

  test("are named from the working directory, by their whole path when they are outside it", async () => {
    const path = join(cwd, "b.xml").replaceAll("\\", "/");
    expect(await pathsOf(join(cwd, "a"), "deep", "../b.xml")).toEqual([path, "deep/er/running-config.xml"]);
    expect(await pathsOf(cwd, path)).toEqual(["b.xml"]);
  });
});

describe("a file that links lead to", () => {
  const cwd = folderWith({ "2026/today.xml": FLAWED, "2026/other.xml": CLEAN });
  symlinkSync("today.xml", join(cwd, "2026", "latest.xml"));
  symlinkSync("2026", join(cwd, "current"), "junction");
  symlinkSync("..", join(cwd, "2026", "up"), "junction");

  test("is checked once, under its own name", async () => {
    expect(await pathsOf(cwd)).toEqual(["2026/other.xml", "2026/today.xml"]);
    expect(await pathsOf(cwd, "2026/latest.xml", "2026/today.xml")).toEqual(["2026/today.xml"]);
  });

  test("is checked under the name that is given alone", async () => {
    expect(await pathsOf(cwd, "current")).toEqual(["current/latest.xml", "current/other.xml"]);
    expect(await pathsOf(cwd, "2026/latest.xml")).toEqual(["2026/latest.xml"]);
  });

  test("has the URI of the file itself, which code hosts know", async () => {
    expect(await urisOf(cwd, "2026/latest.xml")).toEqual(["2026/today.xml"]);
  });
});

describe("URIs", () => {
  const cwd = folderWith({
    "repository/.git/HEAD": "",
    "repository/sites/Zürich #5/running config.xml": FLAWED,
    "repository/sites/100%.xml": "<html/>",
    "elsewhere/running-config.xml": FLAWED,
  });
  const IN_REPOSITORY = ["sites/100%25.xml", "sites/Z%C3%BCrich%20%235/running%20config.xml"];

  test.each(["repository", "repository/sites", "repository/sites/Zürich #5"])(
    "lead from the root of the repository, wherever in it the user stands: %s",
    async (folder) => {
      const whole = await urisOf(join(cwd, folder), join(cwd, "repository"));
      expect([...whole].sort()).toEqual(IN_REPOSITORY);
    },
  );

  test("lead from the working directory outside of a repository", async () => {
    expect(await urisOf(join(cwd, "elsewhere"))).toEqual(["running-config.xml"]);
    expect(await urisOf(cwd, "elsewhere")).toEqual(["elsewhere/running-config.xml"]);
  });

  test("are relative even for a file that is elsewhere", async () => {
    const [uri = ""] = await urisOf(join(cwd, "repository"), join(cwd, "elsewhere"));
    expect(uri).toMatch(/^[^/:]+\/.*elsewhere\/running-config\.xml$/);
  });
});

describe("what a file is packed or encoded in", () => {
  test("makes no difference to what is found", async () => {
    const cwd = folderWith({
      "a.xml": FLAWED,
      "b.xml.gz": gzipSync(FLAWED),
      "c.xml": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(FLAWED, "utf16le")]),
      "d.xml": `\ufeff${FLAWED}`,
    });
    const { findings, errors } = await reportOf(cwd);
    expect(errors).toEqual([]);
    const found = ["a.xml", "b.xml.gz", "c.xml", "d.xml"].map((name) =>
      findings.filter(({ file }) => file === name).map(({ rule, line }) => `${rule} ${line}`),
    );
    expect(found[0]).toHaveLength(3);
    for (const each of found) expect(each).toEqual(found[0]);
    expect((await run(["b.xml.gz"], { cwd })).stdout).toContain("b.xml.gz: unpacked from gzip.\n");
  });

  test("is reported when it cannot be read, and the others are checked", async () => {
    const cwd = folderWith({
      "a.xml.gz": gzipSync(CLEAN).subarray(0, 40),
      "b.xml": "PK\u0003\u0004",
      "c.xml": CLEAN,
      "d.xml": "",
      "e.xml": Buffer.from("<a>Z\xfcrich</a>", "latin1"),
    });
    const { files, errors } = await reportOf(cwd);
    expect(files.map(({ path }) => path)).toEqual(["c.xml"]);
    expect(errors.map(({ file, line, message }) => [file, line, message.split(/[:,;]/)[0]])).toEqual([
      ["a.xml.gz", null, "The gzip file cannot be unpacked"],
      ["b.xml", null, "This is a zip archive"],
      ["d.xml", 1, "The file is empty"],
      ["e.xml", null, "The byte 0xfc is not valid UTF-8"],
    ]);
  });
});

describe("ignore", () => {
  const FILES = {
    ".git/HEAD": "",
    "a.xml": CLEAN,
    "old/a.xml": CLEAN,
    "old/deep/b.xml": CLEAN,
    "sites/berlin/a.xml": CLEAN,
    "sites/.draft/c.xml": CLEAN,
  };
  const ALL = ["a.xml", "old/a.xml", "old/deep/b.xml", "sites/berlin/a.xml"];

  test.each<[string, string, readonly string[]]>([
    ["nothing", "[]", ALL],
    ["a file", "[a.xml]", ["old/a.xml", "old/deep/b.xml", "sites/berlin/a.xml"]],
    ["a folder with all in it", "[old]", ["a.xml", "sites/berlin/a.xml"]],
    ["a folder with a slash behind it", "[old/]", ["a.xml", "sites/berlin/a.xml"]],
    ["a folder and what is below", "[old/**]", ["a.xml", "sites/berlin/a.xml"]],
    ["a name in any folder", "['**/a.xml']", ["old/deep/b.xml"]],
    ["a part of a name in one folder", "['old/*.xml']", ["a.xml", "old/deep/b.xml", "sites/berlin/a.xml"]],
    ["several", "[a.xml, sites]", ["old/a.xml", "old/deep/b.xml"]],
    ["what is not there", "[new]", ALL],
  ])("leaves out %s", async (_, patterns, expected) => {
    const cwd = folderWith({ ...FILES, "panlint.yaml": `ignore: ${patterns}` });
    expect(await pathsOf(cwd)).toEqual(expected);
    // The same when every file is named, as commit hooks do.
    expect(await pathsOf(cwd, ...ALL)).toEqual(expected);
  });

  test("means hidden files, too", async () => {
    const cwd = folderWith({ ...FILES, "panlint.yaml": "ignore: [sites]" });
    expect(await pathsOf(cwd, "a.xml", "sites/.draft/c.xml")).toEqual(["a.xml"]);
  });

  test("is relative to its file, whatever the working directory is", async () => {
    const cwd = folderWith({ ...FILES, "panlint.yaml": "ignore: [old/deep]" });
    expect(await pathsOf(join(cwd, "old"), "a.xml", "deep/b.xml")).toEqual(["a.xml"]);
    expect(await pathsOf(cwd, "--config", "panlint.yaml", "old")).toEqual(["old/a.xml"]);
  });

  test("does not count with --no-config", async () => {
    const cwd = folderWith({ ...FILES, "panlint.yaml": "ignore: ['**']" });
    expect(await pathsOf(cwd, "--no-config")).toEqual(ALL);
  });
});
