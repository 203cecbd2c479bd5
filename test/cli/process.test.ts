import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { FORMATS as REPORTERS } from "../../src/report/index.ts";
import { branchOffice, CLEAN, FLAWED, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { buildIfStale, COMMAND, panlint } from "../support/cli-process.ts";
import type { Outcome } from "../support/cli-program.ts";
import { parseReport } from "../support/cli-reports.ts";
import { element, entry } from "../support/panos-config.ts";

/* The built command as a process of its own: what only shows there. */

beforeAll(buildIfStale);

const FORMATS = Object.keys(REPORTERS);
const cwd = folderWith({
  "clean.xml": CLEAN,
  "flawed.xml": FLAWED,
  "broken.xml": "<config><shared></config>",
  "empty/readme.txt": "",
});

describe.each(FORMATS)("with --format %s the process ends with", (format) => {
  test.each([
    [0, "clean.xml"],
    [1, "flawed.xml"],
    [2, "missing.xml"],
    [3, "broken.xml"],
    [4, "empty"],
  ])("%i for %s", (expected, path) => {
    const { code, stdout, stderr } = panlint([path, "--format", format], { cwd });
    expect([code, stderr === ""]).toEqual([expected, expected !== 2 && expected !== 4]);
    if (expected === 2) expect(stdout).toBe("");
    else if (format === "json") parseReport(stdout);
  });
});

test("it can be run as a program of its own", () => {
  const [line] = readFileSync(COMMAND, "utf8").split("\n");
  expect(line).toBe("#!/usr/bin/env node");
  // Windows has no such mode; npm writes a wrapper there.
  if (process.platform !== "win32") expect(statSync(COMMAND).mode & 0o111).toBe(0o111);
});

test("--version prints the version of package.json", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(panlint(["--version"], { cwd })).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
});

describe("panlint explain", () => {
  test.each(rules.map(({ id }) => id))("%s shows the page that comes with the program", (id) => {
    const { code, stdout, stderr } = panlint(["explain", id], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^${id.toUpperCase()}\n`));
    for (const heading of ["WHY", "BAD", "GOOD", "FIX", "REFERENCES"]) expect(stdout.split("\n")).toContain(heading);
    expect(stdout).not.toMatch(/^```|<!--|\u001b/m);
  });

  test("shows it in colour with FORCE_COLOR", () => {
    const { stdout } = panlint(["explain", "log-start-only"], { cwd, env: { FORCE_COLOR: "1" } });
    expect(stdout).toMatch(/^\u001b\[1mLOG-START-ONLY\u001b\[22m\n/);
  });
});

describe("standard input", () => {
  test.each<[string, string | Buffer]>([
    ["as it is", FLAWED],
    ["packed", gzipSync(FLAWED)],
    ["as PowerShell writes it", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(FLAWED, "utf16le")])],
  ])("is checked %s", (_, input) => {
    const { code, stdout, stderr } = panlint(["-", "--format", "json"], { cwd, input });
    expect([code, stderr]).toEqual([1, ""]);
    const report = parseReport(stdout);
    expect(report.files.map(({ path }) => path)).toEqual(["<stdin>"]);
    expect(report.findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      "<stdin> error",
      "<stdin> warning",
      "<stdin> note",
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["beside files", ["clean.xml", "-"], ["<stdin>", "clean.xml"]],
    ["before files", ["-", "clean.xml"], ["<stdin>", "clean.xml"]],
    ["behind --", ["clean.xml", "--", "-"], ["<stdin>", "clean.xml"]],
    ["once", ["-", "-"], ["<stdin>"]],
  ])("is checked %s", (_, args, expected) => {
    const { stdout } = panlint(["--format", "json", ...args], { cwd, input: CLEAN });
    expect(parseReport(stdout).files.map(({ path }) => path)).toEqual(expected);
  });

  test("is reported when it is empty", () => {
    const { code, stdout } = panlint(["-", "--format", "json"], { cwd, input: "" });
    expect(code).toBe(3);
    expect(parseReport(stdout).errors.map(({ file }) => file)).toEqual(["<stdin>"]);
  });

  test("takes the configuration of the working directory, and is called stdin in SARIF", () => {
    const folder = folderWith({ "panlint.yaml": "rules: {log-start-and-end: off, log-start-only: off}" });
    const { stdout } = panlint(["-", "--format", "sarif"], { cwd: folder, input: FLAWED });
    expect([...stdout.matchAll(/"uri":"([^"]*)"/g)].map(([, uri]) => uri)).toEqual(["stdin"]);
  });
});

test("a reader that has seen enough ends the command quietly", async () => {
  const many = Array.from({ length: 4000 }, (_, index) =>
    SECURITY_RULES.warning.replace("Web-Browsing", `Web-${index}`),
  );
  const folder = folderWith({ "running-config.xml": branchOffice(...many) });
  const { code, stdout, stderr } = await untilFirstChunk(["running-config.xml"], folder);
  expect(stdout).toMatch(/^running-config\.xml\n/);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
});

/** What `panlint … | head` does: reads the beginning, then closes the pipe. */
function untilFirstChunk(args: readonly string[], folder: string): Promise<Outcome> {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.once("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    child.stdout.destroy();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

describe("the network", () => {
  const folder = folderWith({
    "flawed.xml": FLAWED,
    "panlint.yaml": "extends: strict",
    "no-network.cjs": `
      const refuse = (name) => () => { throw new Error("network: " + name); };
      require("net").Socket.prototype.connect = refuse("connect");
      require("dgram").createSocket = refuse("datagram");
      for (const dns of [require("dns"), require("dns").promises]) for (const name of Object.keys(dns))
        if (/^(lookup|resolve)/.test(name)) dns[name] = refuse(name);
      globalThis.fetch = refuse("fetch");
      require("module").syncBuiltinESMExports();`,
  });
  const node = ["--require", join(folder, "no-network.cjs")];

  test.each([
    [1, ["flawed.xml"]],
    [1, ["flawed.xml", "--format", "json"]],
    [1, ["flawed.xml", "--format", "sarif", "--output", "x.sarif"]],
    [0, ["rules"]],
    [0, ["explain", "log-start-only"]],
    [0, ["--help"]],
  ])("is not used: exit code %i for %j", (expected, args) => {
    const { code, stderr } = panlint(args, { cwd: folder, node });
    expect({ code, stderr }).toEqual({ code: expected, stderr: "" });
  });

  test.each(["net.connect(1)", "https.get('https://example.com')", "dns.lookup('example.com', () => {})"])(
    "cannot be used in these tests: %s",
    (use) => {
      // A program in place of the command.
      const probe = folderWith({ "probe.cjs": `require("${use.split(".")[0]}").${use.slice(use.indexOf(".") + 1)}` });
      const { code, stderr } = panlint([], { cwd: folder, node: [...node, join(probe, "probe.cjs")] });
      expect(code).toBe(1);
      expect(stderr).toContain("Error: network: ");
    },
  );
});

describe("the same bytes come out", () => {
  const repository = folderWith({
    ".git/HEAD": "",
    "sites/Zürich/running-config.xml": FLAWED,
    "sites/berlin/running-config.xml": FLAWED,
    "sites/oslo/running-config.xml": "<config><shared></config>",
  });
  const SITES = ["sites/berlin", "sites/oslo/running-config.xml", "sites/Zürich/*.xml"];

  test.each(FORMATS)("as %s, for any order of files, language and time zone", (format) => {
    const first = panlint([...SITES, "--format", format], { cwd: repository });
    const env = { TZ: "Asia/Kathmandu", LANG: "de_DE.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    const second = panlint([...SITES.toReversed(), "--format", format], { cwd: repository, env });
    expect(first.code).toBe(3);
    expect(second).toEqual(first);
    expect(first.stdout).not.toContain(repository);
  });

  test("as SARIF, wherever in the repository the command runs", () => {
    const above = panlint(["sites", "--format", "sarif"], { cwd: repository });
    expect(panlint([".", "--format", "sarif"], { cwd: join(repository, "sites") })).toEqual(above);
  });
});

describe("no secret of a configuration comes out", () => {
  const SECRET = "S3CRET";
  const secrets = ["phash", "private-key", "snmp-community-string", "pre-shared-key", "bind-password", "secret"].map(
    (name) => element(name, SECRET),
  );
  const encrypted = `<value>-AQ==${SECRET}</value><text>$5$EXAMPLE$${SECRET}</text>`;
  const everywhere = branchOffice(...Object.values(SECURITY_RULES)).replace(
    /<(?=log-|action|entry name="(?:Web|Camera|Block))/g,
    `${secrets.join("")}${encrypted}<`,
  );
  const folder = folderWith({
    "many-lines.xml": everywhere.replaceAll("><", ">\n<"),
    "one-line.xml": everywhere.replaceAll("\n", ""),
    "cut-off.xml": everywhere.slice(0, everywhere.lastIndexOf(SECRET) + SECRET.length),
    "not-closed.xml": `<config><shared>${element("users", entry("admin", `<phash>${SECRET}</hash>`))}`,
    "not-escaped.xml": `<config><shared><password>${SECRET} & ${SECRET}</password></shared></config>`,
    "attribute.xml": `<config><shared><password x=${SECRET}>${SECRET}</password></shared></config>`,
    "response.xml": `<response status="error"><msg><line>Bad</line></msg><key>${SECRET}</key></response>`,
    "something-else.xml": `<settings><password>${SECRET}</password></settings>`,
    "not-xml.xml": `password: ${SECRET}`,
    "latin1.xml": Buffer.from(`<config><password>${SECRET}\xfc${SECRET}</password></config>`, "latin1"),
  });

  test.each(FORMATS)("as %s", (format) => {
    const { code, stdout, stderr } = panlint(["--format", format], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr.replace(/^panlint: GitHub shows .*\n$/, "")).toBe("");
    // All files are told of, so none is only missing from the report.
    for (const name of ["many-lines", "one-line", "cut-off", "not-closed", "not-escaped", "attribute", "response"]) {
      expect(stdout).toContain(`${name}.xml`);
    }
    expect(stdout).not.toContain(SECRET);
    // They do stand beside what is shown.
    expect(stdout.includes("********")).toBe(["text", "sarif", "html"].includes(format));
  });
});

test("--stdin-filename names standard input for findings, configuration and Git", () => {
  const folder = folderWith({ "configs/panlint.yaml": "rules: {log-start-and-end: off}" });
  const { stdout } = panlint(["-", "--stdin-filename", "configs/fw.xml", "--format", "json"], {
    cwd: folder,
    input: FLAWED,
  });
  const { findings } = parseReport(stdout);
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(["configs/fw.xml"]));
  expect(findings.map(({ rule }) => rule)).not.toContain("log-start-and-end");
});
