import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { validate } from "jsonschema";
import { folderWith } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { entry, firewallWith, list, rule } from "../support/panos-config.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const EXAMPLES = ["branch-office", "data-centre", "panorama"].map((name) => `examples/${name}/running-config.xml`);
const SCHEMA = JSON.parse(readFileSync(join(ROOT, "schema/coverage.schema.json"), "utf8"));

async function coverage(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["coverage", ...args], { cwd: ROOT });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe("panlint coverage", () => {
  test("shows how the policy logs, forwards and inspects", async () => {
    const [tables] = (await coverage(EXAMPLES[0] ?? "")).split("  CIS,");
    expect(tables).toMatchInlineSnapshot(`
"examples/branch-office/running-config.xml: firewall 10.2.9, 14 security rules, 1 disabled

  Traffic logs: when enabled security and default rules write one

    scope         rulebase  rules  at end  at start  both  never  (disabled)
    vsys "vsys1"  local        13       7         1     2      3           1
    vsys "vsys1"  default       2       ·         ·     ·      2           ·
    all                        15       7         1     2      5           1

  Log forwarding: where the logs of enabled rules go, by log type

    scope         rulebase  log       rules  sent  kept  to (rules)
    vsys "vsys1"  local     traffic      10     8     2  syslog "siem" 8
                            threat       10     8     2  syslog "siem" 8
                            wildfire      9     8     1  syslog "siem" 8
                            url          10     8     2  syslog "siem" 8
                            data          9     8     1  syslog "siem" 8

    kept: the logs stay on the firewall.

  Inspection: enabled rules that allow, and the security profiles they apply

    scope         rulebase  allow  inspected  not  AV  AS  VP  URL  FB  WF
    vsys "vsys1"  local        10         10    ·  10  10  10   10   9   9
    vsys "vsys1"  default       1          ·    1   ·   ·   ·    ·   ·   ·
    all                        11         10    1  10  10  10   10   9   9

    AV virus, AS spyware, VP vulnerability, URL url-filtering, FB file-blocking, WF
    wildfire-analysis

"
`);
  });

  test("is what the readme shows", async () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const [, excerpt = "nothing"] = /```\n( {2}Log forwarding: [^`]+)```/.exec(readme) ?? [];
    expect(await coverage(EXAMPLES[0] ?? "")).toContain(excerpt);
  });

  test("judges each standard by its preset", async () => {
    const text = await coverage(EXAMPLES[2] ?? "");
    expect(text).toMatch(/^ {2}STIG, judged with the preset stig: \d+ fail, \d+ pass, \d+ cannot be judged$/m);
    expect(text).toMatch(/^ {4}fail {2}7\.4 +interzone-default-not-logged \(1\), intrazone-default-not-logged \(1\)$/m);
    expect(text).toMatch(
      /^ {4}cannot be judged, because Panorama's file does not hold what firewalls set themselves:$/m,
    );
  });

  test.each(EXAMPLES)("fits in 100 columns: %s", async (path) => {
    expect((await coverage(path)).split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("writes JSON by its schema, for several files in the order of their names", async () => {
    const report = JSON.parse(await coverage(...EXAMPLES.toReversed(), "--format", "json"));
    expect(validate(report, SCHEMA).errors.map(String)).toEqual([]);
    expect(report.files.map(({ path }: { path: string }) => path)).toEqual(EXAMPLES);
    expect(validate({ ...report, files: [{}] }, SCHEMA).valid).toBe(false);
  });

  test("writes CSV with one number a line, in which no name runs as a formula", async () => {
    const evil = firewallWith(rule("web")).replace('name="vsys1"', 'name="=1+1"');
    const cwd = folderWith({ "=a,b.xml": evil });
    const { stdout } = await run(["coverage", "--format", "csv"], { cwd });
    const [head, first] = stdout.split("\n");
    expect(head).toBe("file,section,scope,rulebase,subject,measure,value");
    expect(first).toBe(`"'=a,b.xml",rules,vsys/=1+1,local,,enabled,1`);
    expect(stdout).toContain(",logging,vsys/=1+1,default,traffic,none,2\n");
    expect(stdout).toContain(",standard,,,CIS,1.1.1.1,fail\n");
  });

  test("writes Markdown in which no name is markup", async () => {
    const odd = firewallWith(rule("web")).replace('name="vsys1"', 'name="a|b_c_*"');
    const cwd = folderWith({ "fw.xml": odd });
    const { stdout } = await run(["coverage", "fw.xml", "--format", "markdown"], { cwd });
    expect(stdout).toContain('| vsys "a\\|b\\_c\\_\\*" | local | 1 | 1 | · | · | · |\n');
    expect(stdout).toContain("| scope | rulebase | rules | at end | at start | both | never |\n| --- | --- | ---: |");
  });

  test("shows where a server is missing and where only a part of the logs is sent", async () => {
    const matches =
      entry("all", "<log-type>traffic</log-type>", list("send-syslog", "gone")) +
      entry("part", "<log-type>traffic</log-type><filter>(bytes geq 1)</filter>", list("send-http", "gone"));
    const lists = `<log-settings><profiles>${entry("siem", `<match-list>${matches}</match-list>`)}</profiles></log-settings>`;
    const xml = firewallWith(rule("web", "<log-setting>siem</log-setting>")).replace("<shared>", `<shared>${lists}`);
    const { stdout } = await run(["coverage", "fw.xml"], { cwd: folderWith({ "fw.xml": xml }) });
    expect(stdout).toContain('traffic      1     ·     1  syslog "gone" 1!, HTTP "gone" 1! (in part)\n');
    expect(stdout).toContain("!: there is no such server or Panorama, so the logs do not arrive.\n");
  });

  test("reads standard configuration files: what is ignored, what is an estate", async () => {
    const cwd = folderWith({
      "fw.xml": firewallWith(rule("web")),
      "old/fw.xml": "<rules",
      "panlint.yaml": "ignore: [old/]\n",
    });
    expect((await run(["coverage"], { cwd })).code).toBe(0);
    expect((await run(["coverage", "--no-config"], { cwd })).code).toBe(3);
    const { stdout } = await run(["coverage", "fw.xml", "--estate"], { cwd });
    expect(stdout).toContain("The estate has nothing to put together");
  });

  test("has the exit codes of linting, and none for what it finds", async () => {
    const cwd = folderWith({ "fw.xml": firewallWith(rule("web")), "bad.xml": "<config><a></config>" });
    const codes = async (...args: readonly string[]) => (await run(["coverage", ...args], { cwd })).code;
    expect(await codes("fw.xml")).toBe(0);
    const { code, stdout } = await run(["coverage", "fw.xml", "bad.xml"], { cwd });
    expect(code).toBe(3);
    expect(stdout).toContain("bad.xml:1:12\n  not understood: ");
    expect(stdout).toContain("fw.xml: firewall 11.1.0, 1 security rule\n");
    expect(await codes("fw.xml", "--format", "sarif")).toBe(2);
    expect(await codes("fw.xml", "--config", "none.yaml")).toBe(2);
    expect(await codes("fw.xml", "--format", "csv", "--format", "json")).toBe(2);
    expect(await codes(".", "--config", "all.yaml")).toBe(2);
    expect((await run(["coverage"], { cwd: folderWith({}) })).code).toBe(4);
  });

  test("writes into a file", async () => {
    const cwd = folderWith({ "fw.xml": firewallWith(rule("web")) });
    const { stdout } = await run(["coverage", "fw.xml", "--output", "posture.md", "--format", "markdown"], { cwd });
    expect(stdout).toBe("");
    expect(readFileSync(join(cwd, "posture.md"), "utf8")).toMatch(/^## fw\.xml\n/);
  });
});
