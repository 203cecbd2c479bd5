/** Folders that tests fill, and the exported configurations they put there. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "@jest/globals";
import { element, rule } from "./panos-config.ts";
import { SURROUNDINGS } from "./rule-surroundings.ts";

const made: string[] = [];

afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** A new folder with these files, deleted after the tests of the file that asks for it. */
export function folderWith(files: { readonly [path: string]: string | Buffer } = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "panlint-test-")));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const FORWARD = element("log-setting", "to-siem");
const PROFILES = "<profile-setting><group><member>strict</member></group></profile-setting>";
const ALLOW = element("action", "allow") + PROFILES + FORWARD;

/** A rule for one host, so that none covers another. */
function hostRule(host: number, name: string, ...inner: readonly string[]): string {
  const source = `<source><member>192.0.2.${host}</member></source>`;
  return rule(name, ...inner).replace("<source><member>any</member></source>", source);
}

/** A security rule of each severity that the built-in rules report, alone, and one that they have nothing against. */
export const SECURITY_RULES = {
  error: hostRule(1, "Camera-Upload", element("action", "allow"), PROFILES, element("log-setting", "siem-old")),
  warning: hostRule(2, "Web-Browsing", ALLOW, element("log-start", "yes")),
  note: hostRule(
    3,
    "Block-Telnet",
    ...[element("action", "deny"), element("log-start", "yes"), element("log-end", "no"), FORWARD],
  ),
  fine: hostRule(4, "Mail", ALLOW),
} as const;

/** A firewall with these security rules, and with nothing else to report. */
export function branchOffice(...entries: readonly string[]): string {
  return SURROUNDINGS.firewall.replace("<rules>\n</rules>", () => `<rules>\n${entries.join("")}</rules>`);
}

export const CLEAN = branchOffice(SECURITY_RULES.fine);
export const FLAWED = branchOffice(...Object.values(SECURITY_RULES));
