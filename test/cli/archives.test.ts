import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { tarOf, tgzOf } from "../support/archives.ts";
import { branchOffice, CLEAN, FLAWED, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { buildIfStale, panlint } from "../support/cli-process.ts";
import { type Outcome, run } from "../support/cli-program.ts";
import { parseReport } from "../support/cli-reports.ts";
import { element, entry, firewall, panorama, profiles, rule, security } from "../support/panos-config.ts";

const PEER = ".ha-remote-rc.xml";
const LATIN1 = Buffer.from(FLAWED.replace("Mail", "M\u00e4il"), "latin1");
const cwd = folderWith({
  "flawed.xml": FLAWED,
  "state.tgz": await tgzOf(["./running-config.xml", FLAWED], ["certificate.pem", "x"]),
  "state.tar": await tarOf(["running-config.xml", FLAWED]),
  "called-otherwise.xml": await tgzOf(["running-config.xml", FLAWED]),
  "clean.tgz": await tgzOf(["running-config.xml", CLEAN]),
  "bundle.tgz": await tgzOf(["a/fw 1.xml", FLAWED], ["a/fw2.xml", CLEAN], ["a/fw3.xml", "<config version='1'>"]),
  "tech.tgz": await tgzOf(["saved-configs/running-config.xml", CLEAN], [`saved-configs/${PEER}`, FLAWED]),
  "latin1.tgz": await tgzOf(["running-config.xml", CLEAN], ["other.xml", LATIN1]),
  "cut.tgz": (await tgzOf(["running-config.xml", FLAWED])).subarray(0, -30),
  "empty.tgz": await tgzOf(["readme.txt", "x"]),
  "plain.xml.gz": gzipSync(FLAWED),
  "a.zip": Buffer.from("PK\x03\x04rest"),
});

function runHere(...args: readonly string[]): Promise<Outcome> {
  return run(args, { cwd });
}

describe("an archive", () => {
  test.each<[string, string, number, readonly string[]]>([
    ["gives its configurations as inputs", "bundle.tgz", 3, ["bundle.tgz!a/fw 1.xml", "bundle.tgz!a/fw2.xml"]],
    ["without gzip, too", "state.tar", 1, ["state.tar!running-config.xml"]],
    ["whatever it is called", "called-otherwise.xml", 1, ["called-otherwise.xml!running-config.xml"]],
    ["with nothing wrong is clean", "clean.tgz", 0, ["clean.tgz!running-config.xml"]],
    ["is read as far as it goes", "latin1.tgz", 3, ["latin1.tgz!running-config.xml"]],
    ["that is damaged is an input that cannot be read", "cut.tgz", 3, []],
    ["without a configuration, too", "empty.tgz", 3, []],
    ["of another kind, too", "a.zip", 3, []],
    ["of one XML file is that file", "plain.xml.gz", 1, ["plain.xml.gz"]],
  ])("%s", async (_, file, code, paths) => {
    const outcome = await runHere(file, "--format", "json");
    expect([outcome.code, outcome.stderr]).toEqual([code, ""]);
    expect(parseReport(outcome.stdout).files.map(({ path }) => path)).toEqual(paths);
  });

  test("has its members in findings, with identities of their own, the same in every run", async () => {
    const identities = async (...files: readonly string[]): Promise<readonly string[]> =>
      parseReport((await runHere("--format", "json", ...files)).stdout).findings.map(({ identity }) => identity);
    const inside = await identities("state.tgz");
    expect(inside.length).toBeGreaterThan(0);
    expect(await identities("state.tgz")).toEqual(inside);
    expect((await identities("flawed.xml")).filter((identity) => inside.includes(identity))).toEqual([]);
  });

  test("says which member cannot be read, and where", async () => {
    const { errors } = parseReport((await runHere("--format", "json", "bundle.tgz", "latin1.tgz", "cut.tgz")).stdout);
    expect(errors.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "bundle.tgz!a/fw3.xml: The file ends before <config>, opened on line 1, is closed.",
      "cut.tgz: The archive is damaged: it ends in the middle.",
      "latin1.tgz!other.xml: The byte 0xe4 is not valid UTF-8; the file seems to be in another encoding, such as Latin-1.",
    ]);
  });

  test("says what was left out, in every format", async () => {
    const told = `tech.tgz: left out saved-configs/${PEER}: the configuration of the HA peer, to be linted by the peer's own export.`;
    expect((await runHere("tech.tgz")).stdout).toContain(`\n${told}\n`);
    expect(parseReport((await runHere("tech.tgz", "--format", "json")).stdout).remarks).toEqual([told]);
    const sarif = JSON.parse((await runHere("tech.tgz", "--format", "sarif")).stdout);
    expect(sarif.runs[0].invocations[0].toolExecutionNotifications).toEqual([
      { level: "note", message: { text: told } },
    ]);
  });

  test("is named in SARIF by a URI", async () => {
    const { stdout } = await runHere("bundle.tgz", "--format", "sarif");
    expect(stdout).toContain('"artifactLocation":{"uri":"bundle.tgz!a/fw%201.xml"}');
  });

  test("may come from standard input", async () => {
    buildIfStale();
    const input = await tgzOf(["running-config.xml", FLAWED]);
    const { stdout } = panlint(["-", "--format", "json"], { cwd, input });
    expect(parseReport(stdout).files.map(({ path }) => path)).toEqual(["<stdin>!running-config.xml"]);
  });

  test("is left alone when it is ignored", async () => {
    const folder = folderWith({
      "panlint.yaml": "ignore: ['*.tgz']",
      "a.tgz": await tgzOf(["running-config.xml", FLAWED]),
    });
    expect((await run(["a.tgz"], { cwd: folder })).code).toBe(4);
  });

  test("in a folder is not looked for", async () => {
    const folder = folderWith({ "a.tgz": await tgzOf(["running-config.xml", FLAWED]), "b.xml": CLEAN });
    const { stdout } = await run(["--format", "json"], { cwd: folder });
    expect(parseReport(stdout).files.map(({ path }) => path)).toEqual(["b.xml"]);
  });
});

describe("an estate", () => {
  const SERIAL = "007951000000001";
  const server =
    "<system><panorama><local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama></panorama></system>";
  const local = firewall({
    vsys: {
      vsys1: element(
        "rulebase",
        security(
          rule("web", "<action>allow</action><log-setting>siem</log-setting>").replace(
            "<application><member>any",
            "<application><member>ssl",
          ),
        ),
      ),
    },
    device: element("deviceconfig", server),
  });
  const override = `<default-security-rules><rules><entry name="interzone-default"><action>deny</action><log-end>yes</log-end><log-setting>siem</log-setting></entry></rules></default-security-rules>`;
  const group = panorama({
    groups: { Branch: element("devices", entry(SERIAL)) + element("post-rulebase", override) },
    shared: profiles("siem"),
  });
  const files = { [`${SERIAL}.xml`]: local, "panorama.xml": group };
  const remark = `${SERIAL}.xml: read together with panorama.xml, device group "Branch", no template stack.`;

  /** Two rules that ask what a managed firewall's own file cannot answer. */
  const asking = rules.filter(({ id }) =>
    ["unresolved-log-forwarding-profile", "interzone-default-not-logged"].includes(id),
  );
  const alone: readonly string[] = ["unresolved-log-forwarding-profile note", "interzone-default-not-logged note"];
  const reportOf = async (contents: { readonly [path: string]: string | Buffer }, ...args: readonly string[]) =>
    parseReport((await run(["--format", "json", ...args], { cwd: folderWith(contents), rules: asking })).stdout);
  const told = ({ findings }: Awaited<ReturnType<typeof reportOf>>): readonly string[] =>
    findings.map(({ rule: id, severity }) => `${id} ${severity}`);

  test.each<[string, { readonly [path: string]: string }, readonly string[], readonly string[], readonly string[]]>([
    ["is not asked for", files, [], alone, []],
    ["answers what a firewall's own file cannot", files, ["--estate"], [], [remark]],
    ["is asked for by the configuration file", { ...files, "panlint.yaml": "estate: true" }, [], [], [remark]],
    ["is refused on the command line", { ...files, "panlint.yaml": "estate: true" }, ["--no-estate"], alone, []],
    [
      "says when nothing belongs together",
      { "a.xml": CLEAN },
      ["--estate"],
      [],
      [
        "The estate has nothing to put together: that needs Panorama's configuration or pushed policy beside a managed firewall's own.",
      ],
    ],
  ])("%s", async (_, contents, args, findings, remarks) => {
    const report = await reportOf(contents, ...args);
    expect([...told(report)].sort()).toEqual([...findings].sort());
    expect(report.remarks).toEqual(remarks);
  });

  test("turns a guess into a finding when Panorama shows that a profile is missing", async () => {
    const report = await reportOf(
      { ...files, "panorama.xml": group.replaceAll('name="siem"', 'name="other"') },
      "--estate",
    );
    expect(told(report)).toContain("unresolved-log-forwarding-profile error");
  });

  test("reports what is wrong with pushed policy in Panorama's file", async () => {
    const silent = group.replace("<log-end>yes</log-end>", "<log-end>no</log-end>");
    const { findings } = await reportOf({ ...files, "panorama.xml": silent }, "--estate");
    expect([...new Set(findings.map(({ rule: id, file }) => `${file}: ${id}`))]).toEqual([
      "panorama.xml: interzone-default-not-logged",
    ]);
  });

  test("shows what explains a finding in the other file, in every format", async () => {
    const match = "<match-list><entry name='all'><log-type>traffic</log-type><send-syslog><member>collector";
    const sending = profiles("own").replace("<match-list/>", `${match}</member></send-syslog></entry></match-list>`);
    const collector = element("log-settings", element("syslog", entry("collector")));
    const template = element("template", entry("T", element("config", element("shared", collector))));
    const assigned = `<templates><member>T</member></templates>${element("devices", entry(SERIAL))}`;
    const cwdOfEstate = folderWith({
      [`${SERIAL}.xml`]: local.replace("<rulebase>", `${sending}$&`).replace(">siem<", ">own<"),
      "panorama.xml": group.replace(
        "<device-group>",
        `${template}\n${element("template-stack", entry("S", assigned))}$&`,
      ),
    });
    const one = rules.filter(({ id }) => id === "unresolved-log-server-profile");
    const report = async (format: string) =>
      (await run(["--format", format, "--estate"], { cwd: cwdOfEstate, rules: one })).stdout;
    const message = 'Syslog server profile "collector" is defined in template "T".';
    expect(await report("text")).toContain(`= panorama.xml:1: ${message}\n`);
    const [finding] = parseReport(await report("json")).findings;
    expect(finding).toMatchObject({ file: `${SERIAL}.xml`, related: [{ file: "panorama.xml", line: 1, message }] });
    const [result] = JSON.parse(await report("sarif")).runs[0].results;
    expect(result.relatedLocations[0].physicalLocation.artifactLocation).toEqual({ uri: "panorama.xml" });
  });

  test("is found in one Panorama bundle", async () => {
    const bundle = await tgzOf([`b/${SERIAL}.xml`, local], ["b/panorama.xml", group]);
    const report = await reportOf({ "bundle.tgz": bundle }, "bundle.tgz", "--estate");
    expect(told(report)).toEqual([]);
    expect(report.files.map(({ path, partial }) => [path, partial])).toEqual([
      [`bundle.tgz!b/${SERIAL}.xml`, null],
      ["bundle.tgz!b/panorama.xml", null],
    ]);
  });

  test("still reports what is wrong with each file", async () => {
    const flawed = { "broken.xml": "<config>", "flawed.xml": branchOffice(SECURITY_RULES.warning) };
    const one = rules.filter(({ id }) => id === "log-start-and-end");
    const around = { cwd: folderWith({ ...files, ...flawed }), rules: one };
    const { code, stdout } = await run(["--format", "json", "--estate"], around);
    expect(code).toBe(3);
    const report = parseReport(stdout);
    expect(report.errors.map(({ file }) => file)).toEqual(["broken.xml"]);
    expect(told(report)).toEqual(["log-start-and-end warning"]);
  });
});
