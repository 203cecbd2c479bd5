import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { LogForwardingProfile } from "../../../src/panos/forwarding/log-forwarding-profile.ts";
import type { MatchEntry } from "../../../src/panos/forwarding/match-entry.ts";
import { hasLogType } from "../../../src/panos/vocabulary/log-types.ts";
import {
  configOf,
  element,
  entry,
  firewall,
  list,
  panorama,
  problemsOf,
  scopeOf,
  tagOf,
} from "../../support/panos-config.ts";

function fileWith(...inner: readonly string[]): string {
  return firewall({
    vsys: { vsys1: "" },
    shared: element("log-settings", element("profiles", entry("siem", ...inner))),
  });
}

function profileIn(config: Config, name = "siem"): LogForwardingProfile {
  const found = config.forwarding.logForwardingProfile(name, config.scopes.shared);
  if (found.state !== "found" || found.value === undefined) throw new Error(`There is no profile ${name}.`);
  return found.value;
}

function profileWith(...inner: readonly string[]): LogForwardingProfile {
  return profileIn(configOf(fileWith(...inner)));
}

function matchList(...entries: readonly string[]): string {
  return element("match-list", ...entries);
}

function only(...inner: readonly string[]): MatchEntry {
  const [found] = profileWith(matchList(entry("list", ...inner))).matchList;
  if (found === undefined) throw new Error("There is no match list.");
  return found;
}

function destinations({ destinations }: Pick<MatchEntry, "destinations">): string {
  return destinations.map(({ kind, name }) => `${kind} ${name}`).join(", ");
}

const PANORAMA = "<send-to-panorama>yes</send-to-panorama>";
const SYSLOG = list("send-syslog", "siem");

describe("a log-forwarding profile", () => {
  test("has its description, and its match lists in order, those with the same name too", () => {
    const profile = profileWith(
      element("description", " To the store. "),
      matchList(
        entry("b", "<log-type>threat</log-type>", element("action-desc", "First")),
        entry("a"),
        entry("b", "<log-type>url</log-type>"),
      ),
    );
    expect([profile.label, profile.description]).toEqual(['Log-forwarding profile "siem"', "To the store."]);
    expect(profile.matchList.map(({ name, logType }) => `${name} ${logType.value}`)).toEqual([
      "b threat",
      "a traffic",
      "b url",
    ]);
    expect(profile.matchList[0]?.description).toBe("First");
    expect(profile.matchList[0]?.label).toBe('Match list "b" of log-forwarding profile "siem"');
  });

  test.each(["", "<match-list/>", "<traffic/>", "<description>x</description>"])("%j has no match list", (xml) => {
    expect(profileWith(xml).matchList).toEqual([]);
    expect(profileWith(xml).forwards("traffic").coverage).toBe("none");
  });

  test("is one object, whoever asks for it", () => {
    const config = configOf(fileWith(matchList(entry("a"))));
    const found = config.forwarding.logForwardingProfile("siem", scopeOf(config, "vsys/vsys1"));
    expect(found.state === "found" && found.value).toBe(profileIn(config));
    expect(config.forwarding.profiles).toEqual([profileIn(config)]);
    expect(profileIn(config).scope.path).toBe("shared");
  });

  test.each(["IoT Security Default Profile", "Cortex Data Lake"])("%s is predefined, found without a value", (name) => {
    const config = configOf(fileWith());
    expect(config.forwarding.logForwardingProfile(name, config.scopes.shared)).toMatchObject({
      state: "found",
      value: undefined,
    });
  });

  test("all profiles of the file are listed, scope by scope", () => {
    const profiles = (name: string): string => element("log-settings", element("profiles", entry(name)));
    const config = configOf(
      panorama({ groups: { office: profiles("a"), branch: profiles("b") }, shared: profiles("c") }),
    );
    expect(config.forwarding.profiles.map(({ name, scope }) => `${scope.path} ${name}`)).toEqual([
      "shared c",
      "device-group/office a",
      "device-group/branch b",
    ]);
  });
});

describe("the command that changes a log-forwarding profile", () => {
  const own = element("log-settings", element("profiles", entry("to siem")));
  const pushed = own.replace("<entry", '<entry loc="office"');

  test.each([
    ["shared", firewall({ vsys: { vsys1: "" }, shared: own }), "shared "],
    ["the only virtual system", firewall({ vsys: { vsys1: own } }), ""],
    ["one virtual system of several", firewall({ vsys: { vsys1: "", vsys2: own } }), "vsys vsys2 "],
    ["a device group", panorama({ groups: { office: own } }), "device-group office "],
    ["a device group that pushed it", firewall({ vsys: { vsys1: pushed } }), "device-group office "],
    ["shared of Panorama", firewall({ vsys: { vsys1: pushed.replace("office", "shared") } }), "shared "],
    ["nobody knows which group", firewall({ vsys: { vsys1: "" }, config: element("panorama", own) }), "… "],
  ])("in %s", (_, xml, words) => {
    const [profile] = configOf(xml).forwarding.profiles;
    expect(profile?.command("set", "description x")).toBe(`set ${words}log-settings profiles "to siem" description x`);
  });
});

describe("the command that sends all logs of a type", () => {
  const all = (...inner: readonly string[]) => entry("all", "<log-type>threat</log-type>", ...inner);
  const server = entry("siem", element("server", entry("a", "<server>10.20.2.10</server>")));
  const inFile = (lists: string, version = "") =>
    firewall({
      vsys: { vsys1: "" },
      shared: element("log-settings", element("syslog", server) + element("profiles", entry("siem", lists))),
    })
      .replace("<config", `<config${version}`)
      .replace(version === "" ? "" : ' version="11.1.0"', "");
  const commandIn = (xml: string) => {
    const config = configOf(xml);
    return profileIn(config).commandToForward("traffic");
  };
  const to = (words: string) =>
    `set shared log-settings profiles siem match-list traffic log-type traffic filter "All Logs" ${words}`;

  test.each([
    ["the syslog server of a list without a filter", all(SYSLOG), to("send-syslog siem")],
    [
      "a store alone, and no alerts beside it",
      all(PANORAMA, SYSLOG, list("send-http", "pager")),
      to("send-to-panorama yes send-syslog siem"),
    ],
    ["no destination of some logs only", all("<filter>(severity eq critical)</filter>", SYSLOG), undefined],
    [
      "no mail, trap or webhook",
      all(list("send-http", "pager"), list("send-email", "soc"), list("send-snmptrap", "nms")),
      undefined,
    ],
  ])("copies %s", (_, entries, command) => {
    expect(commandIn(inFile(matchList(entries)))).toBe(command);
  });

  test("is none before 8.0, which has no match lists", () => {
    const old = element("alarm", element("critical", PANORAMA)) + element("traffic", element("any", PANORAMA));
    expect(commandIn(inFile(old, ' version="7.1.0"'))).toBeUndefined();
    expect(commandIn(inFile(old))).toBeUndefined();
  });
});

describe("the log type of a match list", () => {
  test("that PAN-OS does not know is none, and a problem of the file", () => {
    const config = configOf(fileWith(matchList(entry("list", "<log-type>Traffic</log-type>", PANORAMA))));
    const [found] = profileIn(config).matchList;
    expect([found?.logType.value, found?.logType.origin]).toEqual([undefined, "explicit"]);
    expect(tagOf(found?.logType.element)).toBe("<log-type>");
    expect(profileIn(config).forwards("traffic").coverage).toBe("none");
    expect(problemsOf(config)).toEqual([
      expect.stringMatching(/Match list "list" of log-forwarding profile "siem" has "Traffic" in log-type/),
    ]);
  });

  test.each([
    ["7.1.0", "threat", true],
    ["7.1.0", "url", false],
    ["8.0.0", "url", true],
    ["8.0.19", "sctp", false],
    ["8.1.0", "sctp", true],
    ["9.1.0", "decryption", false],
    ["10.0.0", "decryption", true],
    ["10.1.6-h3", "decryption", true],
    ["11.2.0", "dns-security", false],
    ["12.1.0", "dns-security", true],
    ["9.0.0", "globalprotect", false],
    ["9.1.0", "globalprotect", true],
    ["8.1.0", "iptag", false],
    ["7.1.0", "userid", false],
    ["6.1.0", "correlation", false],
    [undefined, "dns-security", true],
  ] as const)("%s, %s: %j", (version, type, expected) => {
    expect(hasLogType(version, type)).toBe(expected);
  });
});

describe("the filter of a match list", () => {
  test.each([
    ["absent", "", "", "default", true],
    ["empty", "<filter/>", "", "default", true],
    ["blank", "<filter> \n </filter>", "", "default", true],
    ["All Logs", "<filter>All Logs</filter>", "All Logs", "explicit", true],
    ["by severity", "<filter>(severity eq high)</filter>", "(severity eq high)", "explicit", false],
    ["with references", "<filter>(app eq &quot;a&quot;)</filter>", '(app eq "a")', "explicit", false],
  ])("%s", (_, xml, value, origin, all) => {
    const found = only(xml);
    expect([found.filter.value, found.filter.origin, found.takesAllLogs]).toEqual([value, origin, all]);
  });
});

describe("the destinations of a match list", () => {
  test.each([
    ["none at all", "", ""],
    ["an empty list", "<send-syslog/>", ""],
    ["the word none", list("send-syslog", "none"), ""],
    [
      "the word none in every list",
      ["syslog", "snmptrap", "email", "http"].map((k) => list(`send-${k}`, "none")).join(""),
      "",
    ],
    ["none with white space", "<send-syslog><member> none </member></send-syslog>", ""],
    [
      "one of each kind",
      `${list("send-http", "h")}${list("send-email", "e")}${list("send-snmptrap", "t")}${SYSLOG}`,
      "syslog siem, snmptrap t, email e, http h",
    ],
    ["several, one twice", list("send-syslog", "b", "none", "a", "b"), "syslog b, syslog a, syslog b"],
    ["as before 8.0", "<send-syslog><using-syslog-setting>siem</using-syslog-setting></send-syslog>", "syslog siem"],
    ["plain text, as hand-made files have it", "<send-syslog>siem</send-syslog>", "syslog siem"],
  ])("%s", (_, xml, expected) => {
    const found = only(xml);
    expect(destinations(found)).toBe(expected);
    expect(found.delivers).toBe(expected !== "");
    expect(found.hasEffect).toBe(expected !== "");
  });

  test("point at the member that names them", () => {
    const [first, second] = only(list("send-syslog", "a", "b")).destinations;
    expect([first?.element.text, second?.element.text]).toEqual(["a", "b"]);
  });

  const tagging = element("tagging", list("tags", "bad", "none"), element("registration", "<localhost/>"));
  const action = element("actions", entry("tag", element("type", tagging)));

  test.each([
    ["nothing", "", false, false],
    ["Panorama", PANORAMA, true, true],
    ["not Panorama", "<send-to-panorama>no</send-to-panorama>", false, false],
    ["Panorama, with blanks", "<send-to-panorama> yes\n</send-to-panorama>", true, true],
    ["a tag, which is no delivery", action, false, true],
    ["quarantine, which is no delivery", "<quarantine>yes</quarantine>", false, true],
    ["an empty list of actions", "<actions/>", false, false],
  ])("%s: delivers, has an effect", (_, xml, delivers, hasEffect) => {
    const found = only(xml);
    expect([found.delivers, found.hasEffect]).toEqual([delivers, hasEffect]);
  });

  test("a tagging action has tags and a registration", () => {
    const [found] = only(action).actions;
    expect([found?.name, found?.kind, found?.tags, found?.registration]).toEqual([
      "tag",
      "tagging",
      ["bad"],
      { kind: "localhost", httpProfile: undefined },
    ]);
  });

  test("a remote registration names an HTTP server profile", () => {
    const remote = element("registration", element("remote", element("http-profile", "user-id")));
    const [found] = only(element("actions", entry("tag", element("type", element("tagging", remote))))).actions;
    expect([found?.registration?.kind, found?.registration?.httpProfile?.name]).toEqual(["remote", "user-id"]);
    expect(tagOf(found?.registration?.httpProfile?.element)).toBe("<http-profile>");
  });

  test.each([
    ["<type><integration><action>Azure-Security-Center-Integration</action></integration></type>", "integration"],
    ["<type/>", undefined],
  ])("an action of type %s is of kind %s", (xml, kind) => {
    const [found] = only(element("actions", entry("a", xml))).actions;
    expect([found?.kind, found?.tags, found?.registration]).toEqual([kind, [], undefined]);
  });
});

describe("what leaves of a type of log", () => {
  const all = (type: string, ...to: readonly string[]): string =>
    entry(`all-${type}`, element("log-type", type), "<filter>All Logs</filter>", ...to);
  const some = (filter: string, ...to: readonly string[]): string =>
    entry("some", "<log-type>threat</log-type>", element("filter", filter), ...to);

  test.each([
    ["threat logs of all severities", all("threat", SYSLOG), "all"],
    ["of another type alone", `${all("traffic", SYSLOG)}${all("url", SYSLOG)}`, "none"],
    ["to the destination none", all("threat", list("send-syslog", "none")), "none"],
    ["one severity", some("(severity eq critical)", SYSLOG), "part"],
    [
      "two lists that share the severities",
      `${some("(severity geq medium)", SYSLOG)}${some("(severity leq low)", PANORAMA)}`,
      "all",
    ],
    [
      "a list for the rest that sends nothing",
      `${some("(severity geq medium)", SYSLOG)}${some("(severity leq low)")}`,
      "part",
    ],
    ["a filter that asks for something else", some("(subtype eq virus)", SYSLOG), "part"],
    ["a filter that lets nothing through", some("(severity eq low) and (severity eq high)", SYSLOG), "none"],
    ["all logs beside a narrower list", `${some("(subtype eq virus)", SYSLOG)}${all("threat", PANORAMA)}`, "all"],
  ])("%s", (_, xml, coverage) => {
    expect(profileWith(matchList(xml)).forwards("threat").coverage).toBe(coverage);
  });

  test("is told with its destinations and severities", () => {
    const profile = profileWith(
      matchList(
        some("(severity eq critical)", list("send-email", "on-call")),
        some("(severity eq high)", SYSLOG, PANORAMA),
      ),
    );
    const { entries, severities, toPanorama, ...found } = profile.forwards("threat");
    expect(entries).toEqual(profile.entriesFor("threat"));
    expect([...(severities ?? [])]).toEqual(["critical", "high"]);
    expect([toPanorama, destinations(found)]).toEqual([true, "email on-call, syslog siem"]);
  });

  test("has unknown severities when a filter asks for something else", () => {
    const profile = profileWith(matchList(some("(severity eq high)", SYSLOG), some("(subtype eq virus)", SYSLOG)));
    expect(profile.forwards("threat").severities).toBeUndefined();
  });

  test("counts only destinations of the kinds that are asked for", () => {
    const profile = profileWith(
      matchList(all("threat", list("send-email", "on-call")), some("(severity eq high)", SYSLOG, PANORAMA)),
    );
    expect(profile.forwards("threat").coverage).toBe("all");
    const stored = profile.forwards("threat", ["syslog", "http"]);
    expect([stored.coverage, stored.toPanorama, destinations(stored)]).toEqual(["part", false, "syslog siem"]);
    expect(profile.forwards("threat", ["panorama"]).destinations).toEqual([]);
    expect(profile.forwards("threat", ["http"]).coverage).toBe("none");
  });
});

describe("a profile from before 8.0", () => {
  const to = (kind: string, name: string): string => element(`send-${kind}`, element(`using-${kind}-setting`, name));
  const severities = ["informational", "low", "medium", "high", "critical"];
  const blocks = (...names: readonly string[]): string =>
    names.map((name) => element(name, "<send-to-panorama>no</send-to-panorama>", to("syslog", "siem"))).join("");

  test("has one match list a block", () => {
    const profile = profileWith(
      element("traffic", element("any", PANORAMA, to("snmptrap", "traps"))),
      element("alarm", blocks("critical")),
      element("wildfire", element("malicious", to("email", "on-call")), "<benign/>"),
    );
    const told = profile.matchList.map(
      (each) =>
        `${each.logType.value} "${each.filter.value}" ${each.sendToPanorama.value ? "Panorama " : ""}${destinations(each)}`,
    );
    expect(told).toEqual([
      'traffic "" Panorama snmptrap traps',
      'threat "(severity eq critical)" syslog siem',
      'wildfire "(verdict eq malicious)" email on-call',
      'wildfire "(verdict eq benign)" ',
    ]);
    expect(profile.matchList.map((each) => each.label)).toEqual([
      'The settings for traffic logs of log-forwarding profile "siem"',
      'The settings for critical threat logs of log-forwarding profile "siem"',
      'The settings for malicious wildfire logs of log-forwarding profile "siem"',
      'The settings for benign wildfire logs of log-forwarding profile "siem"',
    ]);
    expect(profile.matchList.map((each) => tagOf(each.element))).toEqual([
      "<any>",
      "<critical>",
      "<malicious>",
      "<benign/>",
    ]);
  });

  test.each([
    ["all severities", element("alarm", blocks(...severities)), "all"],
    ["all severities, in a block called threat", element("threat", blocks(...severities)), "all"],
    ["two severities", element("alarm", blocks("high", "critical")), "part"],
    ["blocks that send nothing", element("alarm", ...severities.map((name) => `<${name}/>`)), "none"],
    ["blocks of other names", element("alarm", blocks("urgent")), "none"],
  ])("threat logs, and URL and data logs with them: %s", (_, xml, coverage) => {
    const profile = profileWith(xml);
    expect((["threat", "url", "data"] as const).map((type) => profile.forwards(type).coverage)).toEqual([
      coverage,
      coverage,
      coverage,
    ]);
    expect(profile.forwards("wildfire").coverage).toBe("none");
  });

  test("traffic logs leave through the block any", () => {
    expect(profileWith(element("traffic", blocks("any"))).forwards("traffic").coverage).toBe("all");
  });
});
