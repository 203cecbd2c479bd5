import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { validate } from "jsonschema";
import { branchOffice, CLEAN, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { element, panorama } from "../support/panos-config.ts";

const SCHEMA = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../schema/diff.schema.json", import.meta.url)), "utf8"),
);
const { fine, warning, error } = SECURITY_RULES;
const OLD = branchOffice(fine, error);
/** One rule more, and one that no longer logs. */
const NEW = branchOffice(fine.replace("</entry>", "<log-end>no</log-end></entry>"), warning);

async function diff(files: Parameters<typeof folderWith>[0], ...args: readonly string[]) {
  return run(["diff", ...args], { cwd: folderWith(files) });
}

describe("panlint diff", () => {
  test("shows what is worse first, then new findings, then the rest", async () => {
    const { code, stdout, stderr } = await diff({ "old.xml": OLD, "new.xml": NEW }, "old.xml", "new.xml");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
"old: old.xml
new: new.xml

Worse

  - Security rule "Mail" no longer logs; it logged at session end.
    vsys/vsys1/rulebase/security/Mail, line 182

New findings

  - warning: Security rule "Mail" allows traffic without any traffic log. [allow-rule-not-logged]
    vsys/vsys1/rulebase/security/Mail, line 182
  - warning: Security rule "Web-Browsing" logs at session start and at session end; keep session end
    only. [log-start-and-end]
    vsys/vsys1/rulebase/security/Web-Browsing, line 183

Changed

  ~ Security rule "Web-Browsing" was added (allows, logs at session start and session end, forwards
    with "to-siem" and has the security profile group "strict").
    vsys/vsys1/rulebase/security/Web-Browsing, line 183
  ~ Security rule "Camera-Upload" was deleted (allows, logs at session end, forwards with "siem-old"
    and has the security profile group "strict").
    vsys/vsys1/rulebase/security/Camera-Upload, old line 183

Findings that are gone

  + unresolved-log-forwarding-profile (1)
    vsys/vsys1/rulebase/security/Camera-Upload

1 worse, 2 changed; 2 new findings, 1 gone.
"
`);
  });

  test("as Markdown, in which names are no markup", async () => {
    const files = { "old.xml": OLD, "new.xml": NEW.replaceAll("Web-Browsing", "*Web*") };
    const { stdout } = await diff(files, "old.xml", "new.xml", "--format", "markdown");
    expect(stdout.split("\n").slice(0, 8)).toMatchInlineSnapshot(`
[
  "## Logging: old.xml → new.xml",
  "",
  "1 worse, 2 changed; 2 new findings, 1 gone.",
  "",
  "### Worse",
  "",
  "- Security rule "Mail" no longer logs; it logged at session end.  ",
  "  <sub>vsys/vsys1/rulebase/security/Mail, line 182</sub>",
]
`);
    expect(stdout).toContain("\\*Web\\*");
  });

  test.each([
    [OLD, NEW],
    [NEW, OLD],
    [OLD, OLD],
  ])("as JSON, in the shape of its schema", async (old, now) => {
    const { stdout } = await diff({ "old.xml": old, "new.xml": now }, "old.xml", "new.xml", "--format", "json");
    const report = JSON.parse(stdout);
    expect(validate(report, SCHEMA).errors.map(String)).toEqual([]);
    expect(report.changes.length + report.findings.new.length > 0).toBe(old !== now);
  });

  test.each([
    ["never", OLD, NEW, 0],
    ["worse", OLD, NEW, 1],
    ["worse", CLEAN, branchOffice(), 0],
    ["change", CLEAN, branchOffice(), 1],
    ["change", OLD, OLD.replaceAll(">\n<", "><"), 0],
    ["change", OLD, OLD, 0],
  ])("exits with 1 only when --fail-on %s says so", async (threshold, old, now, expected) => {
    const files = { "old.xml": old, "new.xml": now };
    const { code } = await diff(files, "old.xml", "new.xml", "--fail-on", threshold);
    expect(code).toBe(expected);
  });

  test("says in one line that nothing changed, and writes a file", async () => {
    const cwd = folderWith({ "old.xml": OLD, "new.xml": OLD });
    const { stdout } = await run(["diff", "old.xml", "new.xml", "--output", "diff.txt"], { cwd });
    expect(stdout).toBe("");
    expect(readFileSync(join(cwd, "diff.txt"), "utf8")).toBe(
      "old: old.xml\nnew: new.xml\n\nNothing changed in what is logged.\n",
    );
  });

  test("judges by the configuration of the new file: what it hides is shown as hidden", async () => {
    const files = {
      "old.xml": OLD,
      "new.xml": OLD.replace(/(name="Camera-Upload">)/, "$1<tag><member>lint-log-exempt</member></tag>"),
    };
    const { stdout } = await diff(files, "old.xml", "new.xml");
    expect(stdout).toContain("Findings hidden now by tags, markers or suppressions");
    const off = { ...files, "panlint.yaml": "rules: { unresolved-log-forwarding-profile: off }" };
    expect((await diff(off, "old.xml", "new.xml")).stdout).toContain("Nothing changed");
  });

  const OTHER_HOST = OLD.replace(/<hostname>[^<]*/, "<hostname>other");
  test.each([
    ["a file that is not there", ["old.xml", "no.xml"], 2, "no.xml"],
    ["a broken file", ["broken.xml", "old.xml"], 3, "broken.xml: "],
    ["another product", ["old.xml", "panorama.xml"], 2, "old.xml is of a firewall, panorama.xml is of a panorama."],
    ["another host name", ["old.xml", "other.xml"], 0, 'the host names are "edge-1" and "other"'],
  ])("%s is reported", async (_, names, expected, message) => {
    const files = {
      "old.xml": OLD,
      "broken.xml": "<config>",
      "panorama.xml": panorama({ groups: { DMZ: element("pre-rulebase") } }),
      "other.xml": OTHER_HOST,
    };
    const { code, stderr } = await diff(files, ...names);
    expect([code, stderr]).toEqual([expected, expect.stringContaining(message)]);
  });

  test("a value that PAN-OS would not accept makes it exit with 3", async () => {
    const cwd = folderWith({ "old.xml": OLD, "new.xml": OLD });
    writeFileSync(join(cwd, "new.xml"), OLD.replace("<action>allow</action>", "<action>perhaps</action>"));
    const { code, stdout } = await run(["diff", "old.xml", "new.xml"], { cwd });
    expect([code, stdout]).toEqual([3, expect.stringContaining("perhaps")]);
  });
});
