import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { readConfigFile } from "../../src/setup/config-file.ts";
import { branchOffice, CLEAN, FLAWED, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { buildIfStale, panlint } from "../support/cli-process.ts";
import { run } from "../support/cli-program.ts";
import { SURROUNDINGS } from "../support/rule-surroundings.ts";

beforeAll(buildIfStale);

/** A firewall that Panorama manages. */
const MANAGED = CLEAN.replace(
  "<system>\n<hostname>",
  "<system>\n<panorama><local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama></panorama><hostname>",
);

describe("panlint init", () => {
  test.each<[string, { readonly [path: string]: string }, boolean]>([
    ["nothing", {}, false],
    ["a firewall", { "fw.xml": FLAWED }, false],
    ["Panorama", { "panorama.xml": SURROUNDINGS.panorama }, false],
    ["Panorama and a firewall of its own", { "panorama.xml": SURROUNDINGS.panorama, "fw.xml": MANAGED }, true],
    ["a file that is not understood", { "fw.xml": FLAWED, "broken.xml": "<config>" }, false],
  ])("writes a right configuration for %s", async (_, files, estate) => {
    const cwd = folderWith({ ...files, ".keep": "" });
    const { code, stdout, stderr } = await run(["init"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^panlint\.yaml is written, for \d configurations?/);
    const path = join(cwd, "panlint.yaml");
    const written = await readConfigFile(path, rules);
    expect(written).toMatchObject({ presets: ["recommended"], rules: {}, suppressions: [], estate });
    const text = readFileSync(path, "utf8");
    expect(text.startsWith("# yaml-language-server: $schema=https://")).toBe(true);
    // What is a comment to begin with must be right when somebody takes the sign away.
    const live = text
      .replace(/^# ?(?=suppressions:|baseline:| {2,}\S)/gm, "")
      .replace(/^ *(recommended|low-volume|cis|stig|pci|strict|[\w.]+\.xml): .*$/gm, "");
    writeFileSync(path, live);
    const all = await readConfigFile(path, rules);
    expect(all.suppressions).toHaveLength(1);
    expect(all.baseline).toBe("panlint-baseline.txt");
    expect(Object.keys(all.rules).length).toBeGreaterThan(0);
  });

  test("never replaces a configuration without --force", async () => {
    const cwd = folderWith({ "panlint.yaml": "extends: strict", "fw.xml": FLAWED });
    const refused = await run(["init"], { cwd });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("There is a panlint.yaml already.")]);
    expect(readFileSync(join(cwd, "panlint.yaml"), "utf8")).toBe("extends: strict");
    expect((await run(["init", "--force"], { cwd })).code).toBe(0);
  });

  test.each(["panlint.yml", "panlint.json"])("puts no second configuration beside %s, forced or not", async (name) => {
    const cwd = folderWith({ [name]: "{}", "fw.xml": FLAWED });
    for (const args of [["init"], ["init", "--force"]]) {
      const { code, stderr } = await run(args, { cwd });
      expect([code, stderr]).toEqual([2, expect.stringContaining(`There is a ${name} already.`)]);
    }
    expect(readdirSync(cwd).sort()).toEqual(["fw.xml", name]);
  });

  test("says what to do next, for one finding as for many", async () => {
    const told = async (text: string): Promise<string> =>
      (await run(["init"], { cwd: folderWith({ "fw.xml": text }) })).stdout;
    expect(await told(branchOffice(SECURITY_RULES.error))).toMatch(
      /^panlint.yaml is written, for 1 configuration with 1 finding\.\n/,
    );
    expect(await told(FLAWED)).toBe(`panlint.yaml is written, for 1 configuration with 3 findings.
Next:
  panlint                     see the findings
  panlint baseline            take those of today as known, and report only new ones
  panlint explain RULE        why a rule asks, and how to mend it
  a commit hook, and CI       https://github.com/panlint/panlint/tree/main/examples/ci
`);
  });
});

describe("panlint doctor", () => {
  const cwd = folderWith({
    "panlint.yaml": "extends: [cis]\nignore: [old/]\nrules: {log-start-only: off}",
    "fw.xml": FLAWED,
    "managed.xml": MANAGED,
    "broken.xml": "<config>",
    "old/fw.xml": FLAWED,
  });

  test("shows what each file is, and what could not be read", async () => {
    const { code, stdout } = await run(["doctor"], { cwd });
    expect(code).toBe(3);
    expect(
      stdout.replace(/^.*\n/, ""),
    ).toBe(`configuration: panlint.yaml, found beside or above the files (presets cis; 1 rule set; 0 suppressions)
files: 4 matched, 1 of them ignored

fw.xml
  firewall, running-config, PAN-OS 11.1.4, 1 vsys, 4 security rules (0 disabled)
managed.xml
  firewall, running-config, PAN-OS 11.1.4, 1 vsys, 1 security rule (0 disabled)
  judged with care: the firewall is managed by Panorama, and the file does not hold what Panorama pushes
broken.xml:1
  The file ends before <config>, opened on line 1, is closed.
`);
  });

  test("as JSON, with no name of a file when it is asked to be anonymous", async () => {
    const { stdout } = await run(["doctor", "--format", "json", "--anonymous"], { cwd });
    const facts = JSON.parse(stdout);
    expect(facts).toMatchObject({ version: 1, panlint: "1.2.3", matched: 4, ignored: 1 });
    expect(facts.files.map(({ path }: { readonly path: string }) => path)).toEqual(["file 1", "file 2"]);
    expect(stdout).not.toMatch(/\w\.xml/);
  });

  test("shows no name and no value from a configuration", async () => {
    const text = FLAWED.replace('name="Web-Browsing"', 'name="ACME &quot;secret&quot; project"').replace(
      "<log-start>yes",
      "<log-start>hunter2",
    );
    const around = { cwd: folderWith({ "fw.xml": text }) };
    for (const args of [["doctor"], ["doctor", "--format", "json"]]) {
      const { code, stdout } = await run(args, around);
      expect([code, stdout]).toEqual([3, expect.stringContaining("Security rule ")]);
      expect(stdout).not.toMatch(/ACME|secret|project|hunter2/);
    }
  });

  test("shows which configuration is used and why, and what the baseline knows", async () => {
    const files = {
      "fw!1.xml": FLAWED,
      "old.xml": FLAWED,
      "some.txt": "",
      "off.yaml": "ignore: [old.xml]\nbaseline: some.txt",
    };
    const around = { cwd: folderWith(files) };
    const lines = async (...args: readonly string[]): Promise<readonly string[]> =>
      (await run(["doctor", ...args], around)).stdout.split("\n").slice(1, 3);
    expect(await lines()).toEqual([
      "configuration: none found, so the preset recommended is used",
      "files: 2 matched, 0 of them ignored",
    ]);
    expect(await lines("--no-config")).toEqual([
      "configuration: none, as --no-config says, so the preset recommended is used",
      "files: 2 matched, 0 of them ignored",
    ]);
    const named = "configuration: off.yaml, named by --config (presets recommended; 0 rules set; 0 suppressions";
    expect(await lines("--config", "off.yaml")).toEqual([
      `${named}; a baseline of 0 findings)`,
      "files: 2 matched, 1 of them ignored",
    ]);
    rmSync(join(around.cwd, "some.txt"));
    expect(await lines("--config", "off.yaml")).toEqual([
      `${named}; a baseline that cannot be read)`,
      "files: 2 matched, 1 of them ignored",
    ]);
  });
});

test.each([
  ["doctor", "panorama, running-config"],
  ["init", "panlint.yaml is written, for 1 configuration with"],
  ["baseline", ""],
  ["suppressions", "Nothing is suppressed."],
])("panlint %s reads standard input, not the folder", (command, expected) => {
  const cwd = folderWith({ "broken.xml": "<config>" });
  const { code, stdout } = panlint([command, "-"], { cwd, input: SURROUNDINGS.panorama });
  expect([code, stdout]).toEqual([0, expect.stringContaining(expected)]);
});

describe("panlint completion", () => {
  test("completes commands, options, values and rules in bash", async () => {
    const { code, stdout } = await run(["completion", "bash"], { cwd: folderWith() });
    expect(code).toBe(0);
    const complete = (...words: readonly string[]): readonly string[] => {
      const typed = words.map((word) => `'${word}'`).join(" ");
      const ask = `${stdout}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; _panlint; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync("bash", ["-c", ask], { encoding: "utf8" }).trim().split("\n");
    };
    expect(complete("panlint", "cov")).toEqual(["coverage"]);
    expect(complete("panlint", "--fail")).toEqual(["--fail-on"]);
    expect(complete("panlint", "--fail-on", "")).toEqual(["error", "warning", "note", "never"]);
    expect(complete("panlint", "coverage", "--format", "c")).toEqual(["csv"]);
    expect(complete("panlint", "rules", "--preset", "st")).toEqual(["stig", "strict"]);
    expect(complete("panlint", "explain", "log-start")).toEqual(["log-start-and-end", "log-start-only"]);
  });

  test.each(["zsh", "fish"])("has a script for %s", async (shell) => {
    const { code, stdout } = await run(["completion", shell], { cwd: folderWith() });
    expect(code).toBe(0);
    expect(stdout).toContain("log-start-only");
    expect(stdout).toContain("coverage");
  });
});

test("--exit-zero makes findings no failure, and nothing else", async () => {
  const cwd = folderWith({ "fw.xml": FLAWED, "broken.xml": "<config>" });
  expect((await run(["fw.xml", "--exit-zero"], { cwd })).code).toBe(0);
  expect((await run(["broken.xml", "--exit-zero"], { cwd })).code).toBe(3);
  // The report says what it says without it: a failed test stays one, and nothing is below a threshold.
  for (const format of ["text", "junit", "sarif"]) {
    const { stdout } = await run(["fw.xml", "--format", format], { cwd });
    expect((await run(["fw.xml", "--format", format, "--exit-zero"], { cwd })).stdout).toBe(stdout);
  }
});
