import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { MatchEntry } from "../../../src/panos/forwarding/match-entry.ts";
import { LOG_FORWARDING_ROWS } from "../../../src/panos/settings/default-rows-log-forwarding.ts";
import { DEFAULTS } from "../../../src/panos/settings/defaults.ts";
import type { Setting } from "../../../src/panos/settings/setting.ts";
import { configOf, element, entry, firewall, problemsOf, tagOf } from "../../support/panos-config.ts";

/** How a row of the table shows in the model. */
interface Reader {
  /** Every value that PAN-OS knows for the element, or some of many. */
  readonly values: readonly string[];
  /** Whether any text is a value. */
  readonly open?: true;
  /** The setting in a configuration whose only profile holds the element. */
  read(config: Config): Setting<unknown>;
}

const YES_NO = ["yes", "no"];
const PORTS = ["1", "514", "65535"];

function the<T>(found: readonly T[]): T {
  const [only] = found;
  if (only === undefined) throw new Error("There is none.");
  return only;
}

function matchEntry(config: Config): MatchEntry {
  return the(the(config.forwarding.profiles).matchList);
}

function syslog(config: Config) {
  const profile = the(config.forwarding.serverProfiles);
  if (profile.kind !== "syslog") throw new Error("It is no syslog profile.");
  return the(profile.servers);
}

function email(config: Config) {
  const profile = the(config.forwarding.serverProfiles);
  if (profile.kind !== "email") throw new Error("It is no email profile.");
  return the(profile.servers);
}

function http(config: Config) {
  const profile = the(config.forwarding.serverProfiles);
  if (profile.kind !== "http") throw new Error("It is no HTTP profile.");
  return profile;
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "log-forwarding profile/enhanced-application-logging",
    { values: YES_NO, read: (config) => the(config.forwarding.profiles).enhancedApplicationLogging },
  ],
  [
    "match list/log-type",
    {
      values: [
        ...["traffic", "threat", "wildfire", "url", "data", "tunnel", "auth"],
        ...["gtp", "sctp", "decryption", "dns-security"],
      ],
      read: (config) => matchEntry(config).logType,
    },
  ],
  ["match list/send-to-panorama", { values: YES_NO, read: (config) => matchEntry(config).sendToPanorama }],
  ["match list/quarantine", { values: YES_NO, read: (config) => matchEntry(config).quarantine }],
  [
    "tagging action/target",
    {
      values: ["source-address", "destination-address", "xff-address", "user"],
      read: (config) => the(matchEntry(config).actions).target,
    },
  ],
  [
    "tagging action/action",
    { values: ["add-tag", "remove-tag"], read: (config) => the(matchEntry(config).actions).tagAction },
  ],
  ["tagging action/timeout", { values: ["0", "43200"], read: (config) => the(matchEntry(config).actions).timeout }],
  ["syslog server/transport", { values: ["UDP", "TCP", "SSL"], read: (config) => syslog(config).transport }],
  ["syslog server/port", { values: PORTS, read: (config) => syslog(config).port }],
  ["syslog server over SSL/port", { values: [...PORTS, "6514"], read: (config) => syslog(config).port }],
  ["syslog server/format", { values: ["BSD", "IETF"], read: (config) => syslog(config).format }],
  [
    "syslog server/facility",
    {
      values: ["LOG_USER", ...Array.from({ length: 8 }, (_, at) => `LOG_LOCAL${at}`)],
      read: (config) => syslog(config).facility,
    },
  ],
  ["email server/protocol", { values: ["SMTP", "TLS"], read: (config) => email(config).protocol }],
  ["email server/port", { values: ["25", "587"], read: (config) => email(config).port }],
  ["email server/tls-version", { values: ["1.2", "1.1"], read: (config) => email(config).tlsVersion }],
  [
    "email server/certificate-profile",
    { values: ["None", "mail"], open: true, read: (config) => email(config).certificateProfile },
  ],
  ["http server profile/tag-registration", { values: YES_NO, read: (config) => http(config).tagRegistration }],
  ["http server/protocol", { values: ["HTTP", "HTTPS"], read: (config) => the(http(config).servers).protocol }],
  ["http server/port", { values: ["80", "443"], read: (config) => the(http(config).servers).port }],
  [
    "http server/tls-version",
    { values: ["1.2", "1.1", "1.0"], read: (config) => the(http(config).servers).tlsVersion },
  ],
  [
    "http server/certificate-profile",
    { values: ["None", "siem"], open: true, read: (config) => the(http(config).servers).certificateProfile },
  ],
  [
    "http server/http-method",
    { values: ["POST", "PUT"], open: true, read: (config) => the(http(config).servers).method },
  ],
  [
    "netflow template refresh/minutes",
    { values: ["1", "30"], read: (config) => the(config.forwarding.netflowProfiles).refreshMinutes },
  ],
  [
    "netflow template refresh/packets",
    { values: ["1", "20"], read: (config) => the(config.forwarding.netflowProfiles).refreshPackets },
  ],
  [
    "netflow server profile/active-timeout",
    { values: ["5", "60"], read: (config) => the(config.forwarding.netflowProfiles).activeTimeout },
  ],
  [
    "netflow server profile/export-enterprise-fields",
    { values: YES_NO, read: (config) => the(config.forwarding.netflowProfiles).exportEnterpriseFields },
  ],
  [
    "netflow server/port",
    { values: ["2055", "9996"], read: (config) => the(the(config.forwarding.netflowProfiles).servers).port },
  ],
]);

function logSettings(kind: string, ...inner: readonly string[]): string {
  return element("log-settings", element(kind, entry("siem", ...inner)));
}

function matchList(...inner: readonly string[]): string {
  return logSettings("profiles", element("match-list", entry("list", ...inner)));
}

function server(...inner: readonly string[]): string {
  return element("server", entry("first", ...inner));
}

function netflow(...inner: readonly string[]): string {
  return element("server-profile", element("netflow", entry("flows", ...inner)));
}

/** By place, `<shared>` around the element. */
const PLACES: { readonly [place: string]: (xml: string) => string } = {
  "log-forwarding profile": (xml) => logSettings("profiles", xml),
  "match list": (xml) => matchList(xml),
  "tagging action": (xml) => matchList(element("actions", entry("tag", element("type", element("tagging", xml))))),
  "syslog server": (xml) => logSettings("syslog", server(xml)),
  "syslog server over SSL": (xml) => logSettings("syslog", server("<transport>SSL</transport>", xml)),
  "email server": (xml) => logSettings("email", server(xml)),
  "http server profile": (xml) => logSettings("http", xml),
  "http server": (xml) => logSettings("http", server(xml)),
  "netflow template refresh": (xml) => netflow(element("template-refresh-rate", xml)),
  "netflow server profile": (xml) => netflow(xml),
  "netflow server": (xml) => netflow(server(xml)),
};

function words({ value }: Setting<unknown>): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

test("every row is in the table of defaults", () => {
  expect(LOG_FORWARDING_ROWS.filter((row) => !DEFAULTS.includes(row))).toEqual([]);
});

const ROWS = LOG_FORWARDING_ROWS.map((row) => ({ key: `${row.place}/${row.element}`, row }));

describe.each(ROWS)("$key", ({ key, row }) => {
  const reader = READERS.get(key);
  const around = PLACES[row.place];
  if (reader === undefined || around === undefined) throw new Error(`The row ${key} has no reader or place above.`);
  const configWith = (xml: string): Config => configOf(firewall({ vsys: { vsys1: "" }, shared: around(xml) }));
  const leaf = row.element;

  test("says where the fact is from, and a value that PAN-OS knows", () => {
    expect(row.source).toMatch(/^PAN-OS 10\.0\.5 schema: /);
    expect(row.source).toContain(leaf);
    expect(reader.values).toContain(row.value);
  });

  test.each(["", `<${leaf}/>`, `<${leaf}></${leaf}>`, `<${leaf}> \n </${leaf}>`])("%j has the default", (xml) => {
    const config = configWith(xml);
    const setting = reader.read(config);
    expect([setting.name, words(setting), setting.origin]).toEqual([leaf, row.value, "default"]);
    expect(tagOf(setting.element)).toMatch(xml === "" ? /^<(entry|tagging|template-refresh-rate)[ >]/ : `<${leaf}`);
    const isUnreadable = xml !== "" && reader.values === YES_NO;
    const empty = `has an empty <${leaf}>, which PAN-OS does not write.`;
    expect(problemsOf(config)).toEqual(isUnreadable ? [expect.stringContaining(empty)] : []);
  });

  const written = reader.values.flatMap((value) => [
    [value, `<${leaf}>${value}</${leaf}>`] as const,
    [value, `<${leaf}>\n  ${value}\t</${leaf}>`] as const,
    [value, `<${leaf} ptpl="branches">${value}</${leaf}>`] as const,
  ]);

  test.each(written)("%s is read from %j", (value, xml) => {
    const config = configWith(xml);
    const setting = reader.read(config);
    expect([setting.name, words(setting), setting.origin]).toEqual([leaf, value, "explicit"]);
    expect(tagOf(setting.element)).toMatch(new RegExp(`^<${leaf}[ >]`));
    expect(problemsOf(config)).toEqual([]);
  });

  if (!reader.open) {
    test("a value that PAN-OS does not know is a problem of the file", () => {
      const config = configWith(`<${leaf}>maybe</${leaf}>`);
      reader.read(config);
      expect(problemsOf(config)).toEqual([expect.stringContaining(`has "maybe" in ${leaf}`)]);
    });
  }
});
