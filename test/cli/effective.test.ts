import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { effectiveLogging } from "../../src/effective/effective.ts";
import { effectiveText } from "../../src/report/effective/text.ts";
import { tgzOf } from "../support/archives.ts";
import { folderWith } from "../support/cli-files.ts";
import { buildIfStale, panlint } from "../support/cli-process.ts";
import { run } from "../support/cli-program.ts";
import { configOf, defaultRules, element, entry, firewall, panorama, rule, security } from "../support/panos-config.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BRANCH = "examples/branch-office/running-config.xml";
const PANORAMA = "examples/panorama/running-config.xml";

async function effective(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["effective", ...args], { cwd: ROOT });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** The text without its line breaks. */
function unwrapped(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

describe("panlint effective", () => {
  test("shows each value, where it is from, and what goes where", async () => {
    expect(await effective(BRANCH, "Web-Browsing")).toMatchInlineSnapshot(`
"vsys "vsys1" › rulebase › security rule "Web-Browsing" (#3)
examples/branch-office/running-config.xml:459

  Runs                  yes
                        nothing in the file keeps it from matching
  Target                every firewall that gets the rulebase
                        <target> is not written
  Schedule              none
                        <schedule> is not written, and the rule matches at any time
  Enabled               yes
                        <disabled> is not written, and means no (PAN-OS 10.0.5 schema:
                        rulebase/security disabled default="no")
  Action                allow
                        line 491: written as <action>
  Log at Session Start  yes
                        line 492: written as <log-start>
  Log at Session End    yes
                        <log-end> is not written, and means yes (PAN-OS 10.0.5 schema:
                        rulebase/security log-end default="yes")
  Log Forwarding        to-siem
                        line 493: written as <log-setting>; it is defined in shared, line 51
  Security Profiles     group "outbound" (virus, spyware, vulnerability, url-filtering,
                        file-blocking, wildfire-analysis)
                        line 494: written as <profile-setting>; it is defined in vsys "vsys1",
                        line 357

What it logs, and where that goes

  traffic log, at session start and at session end
    → syslog "siem", by match list "traffic" (All Logs), line 53
      10.20.2.10, TCP, port 514: server "siem-1" of shared, line 40
  threat log, when a profile (virus, spyware, vulnerability) logs
    → syslog "siem", by match list "threat" (All Logs), line 60
      10.20.2.10, TCP, port 514: server "siem-1" of shared, line 40
  url log, when a profile (url-filtering) logs
    → syslog "siem", by match list "url" (All Logs), line 74
      10.20.2.10, TCP, port 514: server "siem-1" of shared, line 40
  data log, when a profile (file-blocking) logs
    → syslog "siem", by match list "data" (All Logs), line 81
      10.20.2.10, TCP, port 514: server "siem-1" of shared, line 40
  wildfire log, when a profile (wildfire-analysis) logs
    → syslog "siem", by match list "wildfire" (All Logs), line 67
      10.20.2.10, TCP, port 514: server "siem-1" of shared, line 40

What the lint rules say of it

  warning: Security rule "Web-Browsing" logs at session start and at session end; keep session end
  only. [log-start-and-end] line 492
  note: Security rule "Camera-Upload" can never match, because security rule "Web-Browsing" before
  it covers it, so its settings never act. [shadowed-rule-never-logs] line 669

And of the profiles that it goes through

  note: Syslog server "siem-1" of server profile "siem" receives logs over TCP without encryption.
  [syslog-cleartext-transport] line 42
"
`);
  });

  test("prints what README.md shows", async () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const [, args = "", excerpt = ""] =
      /`panlint (effective [^`.]+\.xml [^`]+)`:\n\n```\n([^`]+)```/.exec(readme) ?? [];
    const { stdout } = await run(args.split(" "), { cwd: ROOT });
    const lines = excerpt.split("\n").filter((line) => line !== "");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !stdout.includes(`${line}\n`))).toEqual([]);
  });

  test("an object of a higher device group is found there", async () => {
    const text = await effective(PANORAMA, "berlin-lab-shell");
    expect(text).toMatch(/it is defined in device group "EMEA",\s+line 529\n/);
    expect(text).toContain('→ syslog "siem", by match list "traffic" (All Logs), line 531\n');
    expect(text).toContain('      10.20.2.10, SSL, port 6514: server "siem-1" of template "base", line 399\n');
  });

  test("a disabled rule logs nothing, whatever it says", async () => {
    const text = await effective(BRANCH, "Remote-Support");
    expect(text).toContain("Log at Session Start  yes");
    expect(text).toContain("What it logs, and where that goes\n\n  Nothing.\n");
    expect(text).toMatch(/Runs +no\n +it is disabled, and Panorama does not push it/);
  });

  test("a rule without a log-forwarding profile keeps its logs", async () => {
    const text = await effective(BRANCH, "Guest-Internet");
    expect(text).toContain("→ stays on the firewall: no log-forwarding profile is named");
    expect(text).toContain("[rule-without-log-forwarding]");
  });

  test("a rule that an earlier one covers never matches, and writes no log", async () => {
    const text = await effective(BRANCH, "Camera-Upload");
    expect(text).toMatch(/Runs +no\n +security rule "Web-Browsing" \(line 459\) before it covers it/);
    expect(text).toContain("What it logs, and where that goes\n\n  Nothing.\n");
  });

  test("a default rule that nobody overrides is shown with its predefined values", async () => {
    expect(await effective(BRANCH, "interzone-default")).toMatchInlineSnapshot(`
"vsys "vsys1" › default rule "interzone-default"
examples/branch-office/running-config.xml: not written in the file

  Action                deny
                        the rule is predefined, and nothing in the file overrides it
  Log at Session Start  no
                        the rule is predefined, and nothing in the file overrides it
  Log at Session End    no
                        the rule is predefined, and nothing in the file overrides it
  Log Forwarding        none
                        the rule is predefined, and nothing in the file overrides it
  Security Profiles     none
                        the rule is predefined, and nothing in the file overrides it

What it logs, and where that goes

  Nothing.

What the lint rules say of it

  warning: Traffic that interzone-default denies is not logged in vsys "vsys1".
  [interzone-default-not-logged] line 206
"
`);
  });

  test("as JSON", async () => {
    const json: unknown = JSON.parse(await effective(BRANCH, "Mail-Hosting", "--format", "json"));
    expect(json).toMatchObject({
      version: 1,
      file: BRANCH,
      path: "vsys/vsys1/rulebase/security/Mail-Hosting",
      settings: expect.arrayContaining([
        expect.objectContaining({ name: "Log at Session End", value: "no", origin: "explicit", line: 523 }),
        expect.objectContaining({ name: "Enabled", value: "yes", origin: "default", line: null }),
      ]),
      logs: expect.arrayContaining([
        expect.objectContaining({
          type: "threat",
          goesTo: [
            {
              to: 'syslog "siem"',
              matchList: "threat",
              filter: "All Logs",
              file: BRANCH,
              line: 60,
              servers: [
                {
                  name: "siem-1",
                  address: "10.20.2.10",
                  transport: "TCP, port 514",
                  scope: "shared",
                  file: BRANCH,
                  line: 40,
                },
              ],
              trouble: null,
            },
          ],
          staysBecause: null,
        }),
      ]),
      findings: [expect.objectContaining({ rule: "log-start-only", severity: "error" })],
    });
  });

  test.each([
    ["a rule that is not there", [BRANCH, "Web-Browsin"], 2, 'Did you mean "Web-Browsing"?'],
    [
      "a name that several have",
      [PANORAMA, "interzone-default"],
      2,
      "Give the path of one:\n    device-group/EMEA-Branches/post-rulebase",
    ],
    ["a file that is not there", ["no.xml", "x"], 2, "There is no file or folder no.xml."],
    ["a folder", ["examples", "x"], 2, "examples is not one file."],
    ["a file that is no configuration", ["package.json", "x"], 3, "package.json: "],
  ])("%s is explained", async (_, args, code, text) => {
    const outcome = await run(["effective", ...args], { cwd: ROOT });
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe("");
    expect(outcome.stderr).toContain(text);
  });

  test("the path of a scope shows which override applies there", async () => {
    const path = "device-group/AMER/post-rulebase/default-security-rules/interzone-default";
    expect(await effective(PANORAMA, path)).toContain("traffic log, for every session that it blocks");
  });
});

describe("panlint effective says no more than the file shows", () => {
  const GROUP = "<profile-setting><group><member>strict</member></group></profile-setting>";
  const SUBJECT = rule("web", "<action>allow</action><log-setting>siem</log-setting>", GROUP);
  const SERVER = "<local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama>";
  const MANAGED = element("deviceconfig", element("system", element("panorama", SERVER)));
  const FAST = "<enable-high-speed-log-forwarding>yes</enable-high-speed-log-forwarding>";
  const fast = element("deviceconfig", element("setting", element("management", FAST)));
  const file = (rulebase: string, device = ""): string =>
    firewall({ vsys: { vsys1: element("rulebase", rulebase) }, device });
  const override = (...inner: readonly string[]): string =>
    defaultRules(entry("interzone-default", "<action>deny</action>", ...inner));
  const ASIDE = "the firewall is managed by Panorama, and the file does not hold what Panorama pushes";

  test.each<readonly [string, string, readonly string[], readonly string[]]>([
    [
      "of a profile that Panorama may have pushed",
      file(security(SUBJECT), MANAGED),
      [
        `→ the file does not tell: ${ASIDE} `,
        `Which logs the security profiles of group "strict" write cannot be told: ${ASIDE}.`,
      ],
      ["stays on the firewall"],
    ],
    [
      "of a predefined profile",
      file(security(SUBJECT.replace(">siem<", ">Cortex Data Lake<"))),
      [
        "→ the file does not tell: the profile is predefined and not in the file",
        "there is no such group in its scope",
      ],
      ["stays on the firewall"],
    ],
    [
      "where nothing is kept",
      file(security(rule("web", "<action>allow</action>")), fast),
      ["High speed log forwarding is on: such a firewall keeps no logs of its own, and what is not forwarded is lost."],
      [],
    ],
    [
      "of an override without log-end",
      file(override()),
      ["What an override without <log-end> means is not certain"],
      [],
    ],
    ["but all of one with log-end", file(override("<log-end>yes</log-end>")), [], ["not certain", "High speed"]],
  ])("%s", async (_, xml, told, untold) => {
    const cwd = folderWith({ "fw.xml": xml });
    const name = xml.includes("interzone-default") ? "interzone-default" : "web";
    const { code, stdout } = await run(["effective", "fw.xml", name], { cwd });
    expect(code).toBe(0);
    for (const text of told) expect(unwrapped(stdout)).toContain(text);
    for (const text of untold) expect(unwrapped(stdout)).not.toContain(text);
  });
});

describe("panlint effective explains every rule that logs", () => {
  const OTHERS = [
    '<decryption><rules><entry name="tls"><action>decrypt</action><log-success>yes</log-success><log-setting>lfp</log-setting></entry></rules></decryption>',
    '<authentication><rules><entry name="portal"><authentication-enforcement>web</authentication-enforcement><log-authentication-timeout>yes</log-authentication-timeout></entry></rules></authentication>',
    '<dos><rules><entry name="flood"><action><protect/></action><log-setting>lfp</log-setting></entry></rules></dos>',
    '<tunnel-inspect><rules><entry name="gre"><monitor-options><log-setting-override><enable>yes</enable><log-start>yes</log-start><log-setting>lfp</log-setting></log-setting-override></monitor-options></entry><entry name="vxlan"/></rules></tunnel-inspect>',
    '<nat><rules><entry name="hide"/></rules></nat>',
  ].join("");
  const ZONE = element(
    "zone",
    entry(
      "untrust",
      "<network><zone-protection-profile>zp</zone-protection-profile><log-setting>lfp</log-setting><layer3/></network>",
    ),
  );
  const MATCHES = ["threat", "decryption", "tunnel"].map((type) =>
    entry(
      type,
      `<log-type>${type}</log-type><send-http><member>hook</member></send-http><send-syslog><member>gone</member></send-syslog>`,
    ),
  );
  const LFP = element("log-settings", element("profiles", entry("lfp", element("match-list", ...MATCHES))));
  const HOOK = element("http", entry("hook", element("server", entry("h1", "<address>10.151.100.7</address>"))));
  const xml = firewall({
    vsys: { vsys1: ZONE + element("rulebase", OTHERS) + LFP.replace("<profiles>", `${HOOK}<profiles>`) },
  });
  const hook = '→ http "hook", by match list';
  const server = '10.151.100.7, HTTPS, port 443: server "h1" of vsys "vsys1", line 1';
  const gone = "nothing arrives: there is no such server profile";

  test.each<readonly [string, readonly string[]]>([
    ["tls", ["decryption log, when a TLS handshake succeeds or fails", hook, server, gone]],
    ["portal", ["auth log, when a user authenticates, and when that times out", "stays on the firewall"]],
    ["flood", ["threat log, when a flood gets to a rate of its profile", server]],
    ["gre", ["tunnel log, at session start and at session end", server]],
    ["vxlan", ["the security rule that allows the tunnel decides", "Nothing."]],
    ["untrust", ['vsys "vsys1" › zone "untrust"', "when zone protection finds a flood", server]],
    ["vsys/vsys1/zone/untrust", ["Log Setting", "lfp line 1: written as <log-setting>"]],
  ])("%s", async (name, told) => {
    const { code, stdout } = await run(["effective", "fw.xml", name], { cwd: folderWith({ "fw.xml": xml }) });
    expect(code).toBe(0);
    for (const text of told) expect(unwrapped(stdout)).toContain(text);
  });

  test("and says why a decryption rule of an old release writes none", async () => {
    const old = xml.replace('version="11.1.0"', 'version="9.1.0"').replace(/<log-success>.*?<\/log-setting>/, "");
    const { stdout } = await run(["effective", "fw.xml", "tls"], { cwd: folderWith({ "fw.xml": old }) });
    expect(stdout).toContain("\n\n  Nothing.\n\n  PAN-OS before 10.0 has no decryption log.\n");
  });

  test("and a shared profile does not see what a virtual system has", async () => {
    const own = element("log-settings", HOOK);
    const apart = firewall({ vsys: { vsys1: ZONE + element("rulebase", OTHERS) + own, vsys2: "" }, shared: LFP });
    const { stdout } = await run(["effective", "fw.xml", "tls"], { cwd: folderWith({ "fw.xml": apart }) });
    expect(unwrapped(stdout)).toContain(gone);
    expect(unwrapped(stdout)).not.toContain('server "h1"');
  });

  test("and why nothing arrives at a server profile for registering tags", async () => {
    const tags = xml.replace(
      "</server></entry></http>",
      "</server><tag-registration>yes</tag-registration></entry></http>",
    );
    const { stdout } = await run(["effective", "fw.xml", "tls"], { cwd: folderWith({ "fw.xml": tags }) });
    const why = "nothing arrives: the server profile is for registering tags and cannot receive logs";
    expect(unwrapped(stdout)).toContain(why);
  });

  test("and says which has no log settings", async () => {
    const { code, stderr } = await run(["effective", "fw.xml", "hide"], { cwd: folderWith({ "fw.xml": xml }) });
    expect([code, stderr]).toEqual([2, expect.stringContaining('NAT rule "hide" has no log settings.')]);
  });

  test.each(["branch-office", "data-centre", "panorama"])("in lines of a hundred columns: %s", (example) => {
    const name = `examples/${example}/running-config.xml`;
    const config = configOf(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
    for (const subject of [...config.policies.all, ...config.network.zones]) {
      const logging = effectiveLogging(config, subject, new Date());
      const text = [...effectiveText({ logging, findings: [], ofProfiles: [] }, false)].join("");
      expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    }
    expect(config.policies.all.length).toBeGreaterThan(0);
  });
});

describe("panlint effective reads", () => {
  const LOCAL_RULE = rule("web", "<action>allow</action><log-setting>siem</log-setting>");
  const one = firewall({ vsys: { vsys1: element("rulebase", security(LOCAL_RULE)) } });

  test("the configuration in an archive, and the one of several that has the rule or is named", async () => {
    const cwd = folderWith({
      "state.tgz": await tgzOf(["running-config.xml", one]),
      "bundle.tgz": await tgzOf(["b/fw1.xml", one], ["b/fw2.xml", one], ["b/fw3.xml", one.replaceAll("web", "dns")]),
    });
    const at = async (...args: readonly string[]) => run(["effective", ...args], { cwd });
    expect((await at("state.tgz", "web")).stdout).toContain("state.tgz!running-config.xml:");
    expect((await at("bundle.tgz", "dns")).stdout).toContain("bundle.tgz!b/fw3.xml:");
    expect((await at("bundle.tgz!b/fw2.xml", "web")).stdout).toContain("bundle.tgz!b/fw2.xml:");
    const several = await at("bundle.tgz", "web");
    expect([several.code, several.stdout]).toEqual([2, ""]);
    expect(several.stderr).toContain("Give the file and the path of one:\n    bundle.tgz!b/fw1.xml vsys/vsys1/rule");
    const absent = await at("bundle.tgz!b/fw9.xml", "web");
    expect([absent.code, absent.stderr]).toEqual([
      2,
      expect.stringContaining("no configuration b/fw9.xml in bundle.tgz"),
    ]);
  });

  test("standard input", () => {
    buildIfStale();
    const { stdout, code } = panlint(["effective", "-", "web"], { cwd: ROOT, input: one });
    expect([code, stdout.split("\n")[1]]).toEqual([0, "<stdin>:1"]);
  });

  test("what it can, and says what it cannot", async () => {
    const cwd = folderWith({ "bundle.tgz": await tgzOf(["fw1.xml", one], ["fw2.xml", '<config version="1">']) });
    const { code, stdout, stderr } = await run(["effective", "bundle.tgz", "web"], { cwd });
    expect(code).toBe(3);
    expect(stdout).toContain('security rule "web"');
    expect(stderr).toContain("panlint: bundle.tgz!fw2.xml: The file ends before <config>");
  });

  const SERIAL = "007951000000001";
  const SERVER = "<local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama>";
  const managed = element("deviceconfig", element("system", element("panorama", SERVER)));
  const devices = element("devices", entry(SERIAL));
  const syslog = element("syslog", entry("collector", element("server", entry("s1", "<server>10.151.100.9</server>"))));
  const stack =
    element("template", entry("T", element("config", element("shared", element("log-settings", syslog))))) +
    element("template-stack", entry("S", "<templates><member>T</member></templates>", devices));
  const match = entry("all", "<log-type>traffic</log-type><send-syslog><member>collector</member></send-syslog>");
  const estate = {
    [`${SERIAL}.xml`]: firewall({ vsys: { vsys1: element("rulebase", security(LOCAL_RULE)) }, device: managed }),
    "panorama.xml": panorama({
      groups: {
        Branch:
          devices +
          element(
            "post-rulebase",
            defaultRules(
              entry("interzone-default", "<log-end>yes</log-end><action>deny</action><log-setting>siem</log-setting>"),
            ),
          ),
      },
      shared: `\n${element("log-settings", element("profiles", entry("siem", element("match-list", match))))}`,
      device: `\n${stack}`,
    }),
  };

  test("an estate, and says in which file each piece is", async () => {
    const around = { cwd: folderWith(estate) };
    const files = Object.keys(estate);
    const { code, stdout, stderr } = await run(["effective", "--estate", ...files, "web"], around);
    expect([code, stderr]).toEqual([0, ""]);
    const told = unwrapped(stdout);
    expect(told).toContain("it is defined in shared, panorama.xml:2");
    expect(told).toContain('→ syslog "collector", by match list "all" (All Logs), panorama.xml:2');
    expect(told).toContain('10.151.100.9, UDP, port 514: server "s1" of template "T", panorama.xml:3');
    expect(told).toContain('Read together with panorama.xml, device group "Branch".');
    expect(told).not.toContain("does not show everything");
    expect(told).toContain("[syslog-cleartext-transport] panorama.xml:3");
    const alone = await run(["effective", `${SERIAL}.xml`, "web"], around);
    expect(unwrapped(alone.stdout)).toContain("→ the file does not tell: the firewall is managed by Panorama");
  });

  test("server profiles of templates, and says when the file does not tie them to the rule", async () => {
    const inGroup = element("pre-rulebase", security(LOCAL_RULE));
    const untied = estate["panorama.xml"].replaceAll(devices, "").replace("<post-rulebase>", `${inGroup}$&`);
    const { stdout } = await run(["effective", "p.xml", "web"], { cwd: folderWith({ "p.xml": untied }) });
    expect(unwrapped(stdout)).toContain(
      'server "s1" of template "T", line 3 whether it arrives cannot be told: template "T" has it, and the file',
    );
  });

  test("an estate's default rule where it is overridden", async () => {
    const path = "vsys/vsys1/rulebase/default-security-rules/interzone-default";
    const args = ["effective", "--estate", ...Object.keys(estate), path];
    const { stdout } = await run(args, { cwd: folderWith(estate) });
    expect(stdout).toContain('vsys "vsys1" › default rule "interzone-default"\npanorama.xml:3\n');
    expect(unwrapped(stdout)).toContain('The override in device group "Branch" applies here as a whole.');
  });

  test("a predefined default rule behind one that matches everything", async () => {
    const { stdout } = await run(["effective", "fw.xml", "interzone-default"], { cwd: folderWith({ "fw.xml": one }) });
    expect(stdout).toContain('Security rule "web" (line 1) matches everything before it, so it is never reached.');
  });

  test("an estate that has nothing to put together as single files, and says why", async () => {
    const { [`${SERIAL}.xml`]: local = "" } = estate;
    const around = { cwd: folderWith({ "fw.xml": local, "panorama.xml": estate["panorama.xml"] ?? "" }) };
    const { code, stderr } = await run(["effective", "--estate", "fw.xml", "panorama.xml", "web"], around);
    expect([code, stderr]).toEqual([0, expect.stringContaining("panlint: fw.xml: no file of the run says what")]);
  });
});
