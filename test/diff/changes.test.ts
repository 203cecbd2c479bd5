import { describe, expect, test } from "@jest/globals";
import { postureChanges } from "../../src/diff/changes.ts";
import { configOf, defaultRules, element, entry, firewall, list, rule, security } from "../support/panos-config.ts";

interface Parts {
  readonly rules?: readonly string[];
  readonly vsys?: string;
  readonly shared?: string;
  readonly device?: string;
}

function configuration({ rules = [], vsys = "", shared = "", device = "" }: Parts): string {
  return firewall({ vsys: { vsys1: element("rulebase", security(...rules)) + vsys }, shared, device });
}

/** The changes, each as `effect path: message`. */
function changes(old: Parts, now: Parts): readonly string[] {
  return postureChanges(configOf(configuration(old)), configOf(configuration(now)), new Date("2026-01-15")).map(
    ({ effect, path, message }) => `${effect} ${path}: ${message}`,
  );
}

const WEB = "vsys/vsys1/rulebase/security/web";
const [SIEM, VAULT] = ["<log-setting>siem</log-setting>", "<log-setting>vault</log-setting>"];
const withOnly = (name: string, field: string, member: string, ...inner: readonly string[]): string =>
  rule(name, ...inner).replace(list(field, "any"), list(field, member));
const group = (name: string): string => `<profile-setting>${list("group", name)}</profile-setting>`;
const profile = (...types: readonly string[]): string =>
  `<profile-setting><profiles>${types.map((type) => list(type, "strict")).join("")}</profiles></profile-setting>`;
const matchList = (type: string, filter: string, ...to: readonly string[]): string =>
  entry(type, `<log-type>${type}</log-type><filter>${filter}</filter>`, list("send-syslog", ...to));
const forwarding = (profiles: { readonly [name: string]: readonly string[] }): string =>
  element(
    "log-settings",
    element(
      "profiles",
      ...Object.entries(profiles).map(([name, lists]) => entry(name, element("match-list", ...lists))),
    ),
  );
const ALL = "All Logs";
const BOTH = {
  siem: [matchList("traffic", ALL, "a"), matchList("threat", ALL, "a")],
  vault: [matchList("traffic", ALL, "a")],
};
const deviceconfig = (path: string, inner: string): string =>
  `deviceconfig/${path}`.split("/").reduceRight((xml, name) => element(name, xml), inner);
const server = (inner: string): string =>
  element("log-settings", element("syslog", entry("siem", element("server", entry("s", inner)))));

const CASES: { readonly [what: string]: readonly [old: Parts, now: Parts, ...expected: string[]] } = {
  "a rule no longer logs": [
    { rules: [rule("web")] },
    { rules: [rule("web", "<log-end>no</log-end>")] },
    `worse ${WEB}: Security rule "web" no longer logs; it logged at session end.`,
  ],
  "a rule no longer logs at session end": [
    { rules: [rule("web", "<log-start>yes</log-start>")] },
    { rules: [rule("web", "<log-start>yes</log-start>", "<log-end>no</log-end>")] },
    `worse ${WEB}: Security rule "web" no longer logs at session end, only at session start.`,
  ],
  "a rule logs": [
    { rules: [rule("web", "<log-end>no</log-end>")] },
    { rules: [rule("web", "<log-start>yes</log-start>")] },
    `better ${WEB}: Security rule "web" logs at session start and session end now; it logged nothing.`,
  ],
  "the same written otherwise": [{ rules: [rule("web")] }, { rules: [rule("web", "<log-end>yes</log-end>")] }],
  "a rule loses its log-forwarding profile": [
    { rules: [rule("web", SIEM)] },
    { rules: [rule("web")] },
    `worse ${WEB}: Security rule "web" has no log-forwarding profile any more; it had "siem".`,
  ],
  "a rule forwards less": [
    { rules: [rule("web", SIEM)], shared: forwarding(BOTH) },
    { rules: [rule("web", VAULT)], shared: forwarding(BOTH) },
    `worse ${WEB}: Security rule "web" uses the log-forwarding profile "vault" instead of "siem", which does not forward threat logs.`,
  ],
  "a rule names a profile that is not there": [
    { rules: [rule("web", SIEM)], shared: forwarding({ siem: [] }) },
    { rules: [rule("web", VAULT)], shared: forwarding({ siem: [] }) },
    `worse ${WEB}: Security rule "web" uses the log-forwarding profile "vault" instead of "siem", and there is none of that name.`,
  ],
  "a rule loses profiles": [
    { rules: [rule("web", profile("virus", "spyware"))] },
    { rules: [rule("web", profile("virus"))] },
    `worse ${WEB}: Security rule "web" has no Anti-Spyware profile any more.`,
  ],
  "a rule loses all profiles": [
    { rules: [rule("web", group("strict"))] },
    { rules: [rule("web")] },
    `worse ${WEB}: Security rule "web" has no security profiles any more; it had the security profile group "strict".`,
  ],
  "a rule is disabled": [
    { rules: [rule("web")] },
    { rules: [rule("web", "<disabled>yes</disabled>", "<log-end>no</log-end>")] },
    `other ${WEB}: Security rule "web" is disabled now (allows, logs at session end, has no log-forwarding profile and has no security profiles).`,
  ],
  "a rule that logs nothing is added": [
    {},
    { rules: [rule("web", "<action>deny</action><log-end>no</log-end>")] },
    `worse ${WEB}: Security rule "web" was added (blocks, logs nothing and has no log-forwarding profile).`,
  ],
  "a rule is deleted": [
    { rules: [rule("web", "<action>deny</action>", SIEM)] },
    {},
    `other ${WEB}: Security rule "web" was deleted (blocks, logs at session end and forwards with "siem").`,
  ],
  "a rule is renamed, told by its uuid": [
    { rules: [rule("web").replace('name="web"', 'name="web" uuid="u-1"')] },
    { rules: [rule("www", "<log-end>no</log-end>").replace('name="www"', 'name="www" uuid="u-1"')] },
    `worse vsys/vsys1/rulebase/security/www: Security rule "www" no longer logs; it logged at session end.`,
    `other vsys/vsys1/rulebase/security/www: Security rule "www" was called "web" before.`,
  ],
  "a rule moves behind one that covers it": [
    { rules: [withOnly("web", "application", "ssl"), rule("any", "<log-end>no</log-end>")] },
    { rules: [rule("any", "<log-end>no</log-end>"), withOnly("web", "application", "ssl")] },
    `worse ${WEB}: Security rule "web" can never match any more, because security rule "any" before it covers it and logs nothing.`,
  ],
  "rules change places": [
    {
      rules: [withOnly("a", "source", "10.20.2.1"), withOnly("b", "source", "10.20.2.2")],
    },
    {
      rules: [withOnly("b", "source", "10.20.2.2"), withOnly("a", "source", "10.20.2.1")],
    },
  ],
  "the override of a default rule goes": [
    {
      vsys: element(
        "rulebase",
        defaultRules(entry("interzone-default", "<action>deny</action><log-end>yes</log-end>")),
      ),
    },
    {},
    `worse vsys/vsys1/rulebase/default-security-rules/interzone-default: Default rule "interzone-default" is not overridden any more (blocks, logs at session end and has no log-forwarding profile), and without it nothing is logged.`,
  ],
  "a log-forwarding profile drops a type of logs and a server": [
    {
      shared: forwarding({
        siem: [matchList("traffic", ALL, "a", "b"), matchList("url", ALL, "a", "b"), matchList("threat", ALL, "a")],
      }),
    },
    { shared: forwarding({ siem: [matchList("traffic", ALL, "a"), matchList("url", ALL, "a")] }) },
    `worse shared/log-settings/profiles/siem: Log-forwarding profile "siem" no longer sends traffic and url logs to syslog "b".`,
    `worse shared/log-settings/profiles/siem: Log-forwarding profile "siem" no longer forwards threat logs.`,
  ],
  "a log-forwarding profile sends elsewhere": [
    { shared: forwarding({ siem: [matchList("traffic", ALL, "a"), matchList("url", ALL, "a")] }) },
    { shared: forwarding({ siem: [matchList("traffic", ALL, "b"), matchList("url", ALL, "a", "b")] }) },
    `better shared/log-settings/profiles/siem: Log-forwarding profile "siem" sends url logs to syslog "b", too, now.`,
    `other shared/log-settings/profiles/siem: Log-forwarding profile "siem" sends traffic logs to syslog "b" instead of syslog "a".`,
  ],
  "a log-forwarding profile filters": [
    { shared: forwarding({ siem: [matchList("threat", ALL, "a")] }) },
    { shared: forwarding({ siem: [matchList("threat", "(severity geq high)", "a")] }) },
    `worse shared/log-settings/profiles/siem: Log-forwarding profile "siem" forwards only some threat logs now, those that match "(severity geq high)".`,
  ],
  "a log-forwarding profile goes": [
    { shared: forwarding({ siem: [matchList("threat", ALL, "a")] }) },
    {},
    `other shared/log-settings/profiles/siem: Log-forwarding profile "siem" was deleted (forwards threat logs).`,
  ],
  "the device's own logs": [
    {
      shared: element("log-settings", element("system", element("match-list", entry("all", list("send-syslog", "a"))))),
    },
    { shared: "<log-settings/>" },
    "worse shared/log-settings: The firewall no longer forwards system logs.",
  ],
  "a server": [
    { shared: server("<server>10.20.2.1</server><transport>SSL</transport>") },
    { shared: server("<server>10.20.2.2</server><transport>UDP</transport><port>6514</port>") },
    `worse shared/log-settings/syslog/siem: Server "s" of syslog server profile "siem" has the transport "UDP" instead of "SSL".`,
    `other shared/log-settings/syslog/siem: Server "s" of syslog server profile "siem" has the address "10.20.2.2" instead of "10.20.2.1".`,
  ],
  "settings of the device": [
    {
      device: deviceconfig("setting/logging", "<log-suppression>no</log-suppression>"),
    },
    {
      device: deviceconfig(
        "system/ntp-servers/primary-ntp-server",
        "<ntp-server-address>192.0.2.9</ntp-server-address>",
      ),
    },
    "worse deviceconfig: Log suppression is on now.",
    `better deviceconfig: There is a primary NTP server now, "192.0.2.9".`,
  ],
  "a quota": [
    { device: deviceconfig("setting/management/quota-settings/log-expiration-period", "<traffic>365</traffic>") },
    { device: deviceconfig("setting/management/quota-settings/log-expiration-period", "<traffic>30</traffic>") },
    "worse deviceconfig: The expiration of traffic logs is 30 days instead of 365 days.",
  ],
  "a zone": [
    { vsys: element("zone", entry("dmz", "<network><layer3/><log-setting>siem</log-setting></network>")) },
    { vsys: element("zone", entry("dmz", "<network><layer3/></network>")) },
    'worse vsys/vsys1/zone/dmz: Zone "dmz" has no log-forwarding profile any more; it had "siem".',
  ],
};

describe("what changed in logging", () => {
  test.each(Object.entries(CASES))("%s", (_, [old, now, ...expected]) => {
    expect(changes(old, now)).toEqual(expected);
  });

  test.each(Object.entries(CASES))("%s: nothing, when both are the same", (_, [old, now]) => {
    expect([...changes(old, old), ...changes(now, now)]).toEqual([]);
  });

  test.each(Object.entries(CASES))("%s: the way back is told, too", (_, [old, now, ...expected]) => {
    const back = changes(now, old);
    expect(back.length > 0).toBe(expected.length > 0);
  });
});
