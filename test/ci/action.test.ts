import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { branchOffice, CLEAN, FLAWED, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { buildIfStale, panlint } from "../support/cli-process.ts";
import { ACTION, type Use, type Used, useAction } from "../support/github-runner.ts";
import { commitAll, git, programsWith, ROOT } from "../support/programs.ts";

/* The action, its scripts run by bash as GitHub's runner runs them. */

// The scripts are for the bash that GitHub's runner brings; on a desk with Windows `bash` may be anything.
const onPosix = process.platform === "win32" ? describe.skip : describe;

beforeAll(buildIfStale);

const ODD = `$(touch pwned) \`touch pwned\` "; touch pwned; ' && touch pwned #.xml`;

function repository(files: { readonly [path: string]: string } = {}): string {
  const workspace = folderWith({
    "good.xml": CLEAN,
    "sites/bad one.xml": FLAWED,
    "broken.xml": "<config><shared></config>",
    "empty/readme.txt": "",
    ...files,
  });
  commitAll(workspace);
  return workspace;
}

const workspace = repository();

function used(inputs: Use["with"] = {}, use: Partial<Use> = {}): Used {
  return useAction({ workspace, ...use, with: { "upload-sarif": "true", ...inputs } });
}

function sarifOf({ outputs }: Used) {
  const [run] = JSON.parse(readFileSync(outputs["sarif-file"] ?? "", "utf8")).runs;
  return { category: run.automationDetails.id, results: run.results.length, rules: run.tool.driver.rules.length > 0 };
}

onPosix("the action", () => {
  test("fails when there are findings, after it has uploaded and logged them", () => {
    const result = used({ paths: "sites\ngood.xml" });
    expect(result.code).toBe(1);
    expect(result.outputs).toEqual({
      "exit-code": "1",
      "sarif-file": expect.stringMatching(/panlint\.sarif$/),
      errors: "1",
      warnings: "1",
      notes: "1",
    });
    expect(sarifOf(result)).toEqual({ category: "panlint/", results: 3, rules: true });
    expect(result.uploads).toEqual([{ sarif_file: result.outputs["sarif-file"], category: "panlint" }]);
    expect(result.log).toContain("sites/bad one.xml:");
    expect(result.log).toContain("Read 2 files (2 firewalls, 2 vsys)");
    expect(result.summary.match(/^## .*/gm)).toEqual(["## panlint: 1 error, 1 warning, 1 note"]);
    // Code scanning annotates the lines.
    expect(result.log).not.toContain("::error");
  });

  test("succeeds without findings, and uploads an empty report", () => {
    const result = used({ paths: "good.xml" });
    expect([result.code, result.outputs["exit-code"], result.outputs.errors]).toEqual([0, "0", "0"]);
    expect(sarifOf(result).results).toBe(0);
    expect(result.uploads).toHaveLength(1);
  });

  test.each<[string, Use["with"], string, boolean, string]>([
    ["a file that cannot be read", { paths: "broken.xml\nsites" }, "3", true, "broken.xml"],
    ["nothing to check, without an upload", { paths: "empty" }, "4", false, "nothing to check"],
    ["a path that does not exist", { paths: "missing.xml" }, "2", false, "There is no file or folder missing.xml."],
    ["a configuration that does not exist", { config: "no such.yaml" }, "2", false, "no such.yaml"],
    ["an option that does not exist", { args: "--no-such-option" }, "2", false, "Unknown argument"],
    ["a severity that does not exist", { "fail-on": "fatal" }, "2", false, 'Given: "fatal"'],
  ])("fails with panlint's exit code for %s", (_, inputs, code, uploads, said) => {
    const result = used(inputs);
    expect([result.outputs["exit-code"], result.code, result.uploads.length]).toEqual([
      code,
      Number(code),
      uploads ? 1 : 0,
    ]);
    expect(result.outputs["sarif-file"] === "").toBe(code === "2");
    expect(result.log).toContain(said);
  });

  test.each<[string, Use["with"], string]>([
    ["fail-on", { "fail-on": "never" }, "0"],
    [
      "args, one a line",
      { args: "--rule=log-start-and-end=off\n\n--rule=unresolved-log-forwarding-profile=off\r\n" },
      "0",
    ],
    ["config", { config: "ci/my panlint.yaml" }, "4"],
  ])("passes the input to panlint: %s", (_, inputs, code) => {
    const folder = repository({ "ci/my panlint.yaml": "ignore: ['../sites/**', '**']\n" });
    const options = { paths: "sites/bad one.xml", ...inputs };
    expect(used(options, { workspace: folder }).outputs["exit-code"]).toBe(code);
  });

  test("does not report findings that are in the baseline", () => {
    const folder = repository();
    panlint(["baseline", "sites", "--file", "known findings.txt"], { cwd: folder });
    const before = used({ paths: "sites", baseline: "known findings.txt" }, { workspace: folder });
    expect([before.code, before.outputs.errors, sarifOf(before).results]).toEqual([0, "0", 0]);
    const config = readFileSync(join(folder, "sites/bad one.xml"), "utf8");
    writeFileSync(join(folder, "sites/bad one.xml"), config.replaceAll("Web-Browsing", "Web-Browsing-2"));
    const after = used({ paths: "sites", baseline: "known findings.txt" }, { workspace: folder });
    expect([after.code, after.outputs.warnings, sarifOf(after).results]).toEqual([1, "1", 1]);
  });

  test("annotates findings that are not uploaded, writes no summary when it is off, and sets the category", () => {
    const result = used({ paths: "sites", "upload-sarif": "false", summary: "false", category: "sites/all" });
    expect(result.log).toMatch(/^::error file=sites\/bad one\.xml,line=\d+/m);
    expect([result.uploads, result.summary, result.code]).toEqual([[], "", 1]);
    expect(sarifOf(result).category).toBe("sites/all/");
  });

  test.each([
    [{ "upload-sarif": "yes" }, "::error title=panlint::The input upload-sarif is neither auto nor true nor false."],
    [{ summary: "yes" }, "::error title=panlint::The input summary is neither true nor false."],
  ])("fails on the wrong input value %j", (inputs, said) => {
    const result = used(inputs);
    expect([result.code, result.uploads]).toEqual([2, []]);
    expect(result.log).toContain(`${said}\n`);
  });
});

onPosix("an input value is never run as a command", () => {
  const folder = repository({ [ODD]: FLAWED });

  test("when it is the name of a file, which is checked", () => {
    const result = used({ paths: ODD }, { workspace: folder });
    expect([result.code, result.outputs.errors]).toEqual([1, "1"]);
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  });

  const inputs = Object.keys(ACTION.inputs);
  test.each(inputs)("%s", (name) => {
    const before = readdirSync(folder);
    for (const value of [ODD, `good.xml\n${ODD}`, `x\nexit-code=0\n::error::pwned`]) {
      const result = used({ paths: "good.xml", [name]: value }, { workspace: folder });
      // Any text is a category.
      expect([value, result.code === 0]).toEqual([value, name === "category"]);
      expect(outsideReport(result.log)).not.toContain("::error::pwned");
    }
    expect(readdirSync(folder)).toEqual(before);
  });

  test("when it is a name inside a configuration", () => {
    const rule = SECURITY_RULES.warning.replaceAll("Web-Browsing", "&#10;::error::pwned&#10;");
    const result = used({ paths: "rogue.xml" }, { workspace: repository({ "rogue.xml": branchOffice(rule) }) });
    expect(result.log).toContain("::error::pwned");
    expect(outsideReport(result.log)).not.toContain("::error::pwned");
  });
});

/** What the runner looks for commands in: all but what stands between `::stop-commands::` and its end. */
function outsideReport(log: string): string {
  const [, token] = /^::stop-commands::(.+)$/m.exec(log) ?? [];
  const [before = "", report = ""] = log.split(`::stop-commands::${token}\n`);
  return before + report.slice(report.indexOf(`::${token}::`));
}

onPosix("with upload-sarif: auto, the action", () => {
  let server: ChildProcess | undefined;
  let address = "";
  beforeAll(async () => {
    const script = `
      const server = require("node:http").createServer((request, answer) => {
        const [, status, name] = /^\\/repos\\/(\\d+)\\/(\\w+)\\/code-scanning\\/analyses\\?/.exec(request.url);
        answer.statusCode = request.headers.authorization === "Bearer t0ken" ? Number(status) : 401;
        answer.end(JSON.stringify({ message: name === "new" ? "no analysis found" : "something" }));
      });
      server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
    server = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const port = await new Promise((resolve) => server?.stdout?.once("data", resolve));
    address = `http://127.0.0.1:${String(port).trim()}`;
  });
  afterAll(() => {
    server?.kill();
  });

  const here = "example/configs";
  const pull = (from: string) => ({
    event_name: "pull_request",
    repository: here,
    "event.pull_request.head.repo.full_name": from,
  });
  const NOTICE = "::notice title=panlint::The findings are not uploaded to code scanning: ";
  test.each<[string, string, Use["github"], Use["env"], string | undefined]>([
    ["yes where code scanning is on", "200/configs", {}, {}, undefined],
    ["yes where nothing was uploaded yet", "404/new", {}, {}, undefined],
    ["yes for a pull request from the same repository", "200/configs", pull(here), {}, undefined],
    ["not for one from a fork", "200/configs", pull("fork/configs"), {}, "a pull request from a fork may not do that."],
    ["not for Dependabot", "200/configs", {}, { GITHUB_ACTOR: "dependabot[bot]" }, "a run for Dependabot may not"],
    ["not where it is off", "403/configs", {}, {}, "it is off for this repository, or the job lacks"],
    ["not where the repository is not seen", "404/configs", {}, {}, "it is off for this repository, or the job lacks"],
    ["not at a server error", "502/configs", {}, {}, "GitHub did not say whether it is on (status 502)."],
    [
      "not when GitHub does not answer",
      "",
      {},
      { GITHUB_API_URL: "http://127.0.0.1:1" },
      "GitHub did not say whether it is on (status 000).",
    ],
  ])("decides whether to upload: %s", (_, name, github, env, reason) => {
    const result = used(
      { "upload-sarif": "auto", paths: "good.xml" },
      {
        github: { token: "t0ken", ...github },
        env: { GITHUB_API_URL: address, GITHUB_REPOSITORY: name, NO_PROXY: "127.0.0.1", ...env },
      },
    );
    expect([result.code, result.uploads.length]).toEqual([0, reason === undefined ? 1 : 0]);
    if (reason === undefined) expect(result.log).not.toContain("::notice");
    else expect(result.log).toContain(`${NOTICE}${reason}`);
    expect(result.log).not.toContain("t0ken");
  });
});

onPosix("the action at a commit without dist/", () => {
  test("builds panlint before it runs it", () => {
    const actionPath = join(folderWith(), "panlint");
    git(ROOT, "clone", "--quiet", ROOT, actionPath);
    // The project was installed from its lock file before the tests run; this npm takes what is there.
    const programs = programsWith({
      npm: `echo "$PWD: $*" >>calls\nln -s "${join(ROOT, "node_modules")}" node_modules`,
    });
    const env = { PATH: `${programs}${delimiter}${process.env.PATH}` };
    const result = used({ paths: "good.xml" }, { actionPath, env });
    expect(readFileSync(join(actionPath, "calls"), "utf8")).toBe(
      `${actionPath}: ci --ignore-scripts --no-audit --no-fund\n`,
    );
    expect([result.code, existsSync(join(actionPath, "dist", "cli.js"))]).toEqual([0, true]);
  });
});

test("no script of the action contains a GitHub expression", () => {
  for (const { run } of ACTION.runs.steps) expect(run ?? "").not.toContain("${{");
});
