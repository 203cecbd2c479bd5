import { describe, expect, test } from "@jest/globals";
import { openDocument } from "../../../src/panos/document/document.ts";
import { Estate } from "../../../src/panos/estate/estate.ts";
import type { ServerProfile } from "../../../src/panos/forwarding/server-profiles.ts";
import type { LookUp, Scope } from "../../../src/panos/scopes/scope.ts";
import {
  configOf,
  element,
  entry,
  firewall,
  list,
  panorama,
  problemsOf,
  profiles,
  scopeOf,
  sourceOf,
  tagOf,
} from "../../support/panos-config.ts";

function logSettings(kind: string, ...entries: readonly string[]): string {
  return element("log-settings", element(kind, ...entries));
}

function syslog(...names: readonly string[]): string {
  return logSettings("syslog", ...names.map((name) => entry(name, server("a", "<server>10.20.2.10</server>"))));
}

function server(name: string, ...inner: readonly string[]): string {
  return element("server", entry(name, ...inner));
}

function inShared(xml: string) {
  return configOf(firewall({ vsys: { vsys1: "" }, shared: xml }));
}

function theProfile<K extends ServerProfile["kind"]>(kind: K, ...inner: readonly string[]) {
  const [profile] = inShared(logSettings(kind, entry("siem", ...inner))).forwarding.serverProfiles;
  if (profile?.kind !== kind) throw new Error(`There is no ${kind} profile.`);
  return profile as Extract<ServerProfile, { kind: K }>;
}

describe("a syslog server profile", () => {
  test("has its servers in order", () => {
    const both = element(
      "server",
      entry("b", "<server>10.20.2.11</server><transport>SSL</transport>"),
      entry("a", "<server>siem.example.com</server><port>5514</port>"),
    );
    const profile = theProfile("syslog", both);
    const told = profile.servers.map((each) => [each.name, each.address.value, each.transport.value, each.port.value]);
    expect(told).toEqual([
      ["b", "10.20.2.11", "SSL", 6514],
      ["a", "siem.example.com", "UDP", 5514],
    ]);
    expect([profile.label, profile.name, profile.scope.path]).toEqual([
      'Syslog server profile "siem"',
      "siem",
      "shared",
    ]);
  });

  test.each([
    ["no server", "", false],
    ["an empty list", "<server/>", false],
    ["a server without an address", server("a", "<port>514</port>"), false],
    ["a server with a blank address", server("a", "<server> </server>"), false],
    ["a server", server("a", "<server>10.20.2.10</server>"), true],
    ["a template's variable for a server", server("a", "<server>$siem</server>"), true],
    [
      "a second server that has an address",
      element("server", entry("a"), entry("b", "<server>10.20.2.10</server>")),
      true,
    ],
  ])("%s", (_, xml, expected) => {
    expect(theProfile("syslog", xml).hasServer).toBe(expected);
  });

  test("has the formats that replace the default ones", () => {
    const profile = theProfile(
      "syslog",
      element("format", "<traffic>$src $dst</traffic><threat> </threat><hip-match>$src</hip-match><escaping/>"),
    );
    expect(profile.format("traffic")).toMatchObject({ type: "traffic", text: "$src $dst" });
    expect(tagOf(profile.format("traffic")?.element)).toBe("<traffic>");
    expect(profile.format("hipmatch")?.text).toBe("$src");
    expect([profile.format("threat"), profile.format("url")]).toEqual([undefined, undefined]);
  });

  test.each([
    ["$src $dst", "src dst"],
    ["$src:$sport,$dst", "src sport dst"],
    ["start=$cef-formatted-time_generated sev=$number-of-severity", "time_generated number-of-severity"],
    ["$src_$dst_ $src-$sport", "src dst sport"],
    ["cost 5$ $ $$rule", "rule"],
  ])("has the variables of the format %j", (format, names) => {
    const profile = theProfile("syslog", element("format", element("traffic", format)));
    expect([...(profile.format("traffic")?.variables ?? [])].join(" ")).toBe(names);
  });

  test("is proposed when a log-forwarding profile can name it, and it has a server", () => {
    const mail = "<from>fw@example.com</from><to>soc@example.com</to><gateway>10.20.2.25</gateway>";
    const profiles = [entry("empty"), entry("soc", element("server", entry("mail", mail)))];
    const config = configOf(
      firewall({ vsys: { vsys1: "", vsys2: syslog("own") }, shared: logSettings("email", ...profiles) }),
    );
    const proposed = (path: string, ...kinds: ServerProfile["kind"][]) =>
      config.forwarding.suggestedServerProfile(kinds, scopeOf(config, path))?.name;
    expect([proposed("vsys/vsys1", "syslog"), proposed("vsys/vsys2", "syslog")]).toEqual([undefined, "own"]);
    expect([proposed("vsys/vsys1", "http", "email"), proposed("vsys/vsys1", "http")]).toEqual(["soc", undefined]);
  });

  test("with a transport in small letters is a problem of the file", () => {
    const config = inShared(logSettings("syslog", entry("siem", server("a", "<transport>ssl</transport>"))));
    for (const profile of config.forwarding.serverProfiles) if (profile.kind === "syslog") profile.servers[0]?.port;
    expect(problemsOf(config)).toEqual([expect.stringContaining('Server "a" has "ssl" in transport')]);
  });
});

describe("nothing arrives at a server profile", () => {
  const reason = (address: string) => theProfile("syslog", server("a", element("server", address))).whyNothingArrives;

  test.each(["{{ siem }}", "{% siem %}", "\u0024{siem}", "%{siem}", "siem-&lt;%= zone %>"])(
    "placeholder %s",
    (address) => {
      expect(reason(address)).toMatch(/^has no server but ".*", a placeholder that was not filled in$/);
    },
  );

  test.each([
    "0.0.0.0",
    "127.0.0.1",
    "127.9.9.9",
    "localhost",
    "192.0.2.9",
    "198.51.100.1",
    "203.0.113.254",
    "::",
    "::1",
    "2001:DB8:1::9",
    "::ffff:127.0.0.1",
  ])("%s", (address) => {
    expect(reason(address)).toBe(`has no server but "${address}", an address that can receive nothing`);
  });

  test.each(["$siem", "siem.example.com", "10.20.2.10", "192.0.3.1", "0.0.0.1", "2001:db9::1", "127.1", "fd00::1"])(
    "but %s is as good as any",
    (address) => expect(reason(address)).toBeUndefined(),
  );

  test("only when none of its servers can receive", () => {
    const servers = entry("a", "<server>127.0.0.1</server>") + entry("b", "<server>10.20.2.10</server>");
    expect(theProfile("syslog", element("server", servers)).hasServer).toBe(true);
  });

  test("for registering tags", () => {
    const hook = server("a", "<address>10.20.2.20</address>");
    const tags = theProfile("http", "<tag-registration>yes</tag-registration>", hook);
    expect([tags.hasServer, tags.whyNothingArrives]).toEqual([
      false,
      "is for registering tags and cannot receive logs",
    ]);
    expect(theProfile("http", "<tag-registration>no</tag-registration>", hook).hasServer).toBe(true);
  });
});

describe("the other server profiles", () => {
  const manager = (version: string, ...inner: readonly string[]): string =>
    element("version", element(version, server("nms", ...inner)));

  test.each([
    [manager("v2c", "<manager>10.20.2.20</manager><community>x</community>"), "v2c", true],
    [manager("v3", "<manager>10.20.2.20</manager>"), "v3", true],
    [manager("v3"), "v3", false],
    ["<version/>", undefined, false],
    ["", undefined, false],
  ])("SNMP traps, %s", (xml, version, hasServer) => {
    const profile = theProfile("snmptrap", xml);
    expect([profile.version, profile.hasServer]).toEqual([version, hasServer]);
    expect(profile.label).toBe('SNMP trap server profile "siem"');
  });

  const mail = "<gateway>10.20.2.25</gateway><from>fw@example.com</from><to>soc@example.com</to>";

  test.each([
    [mail, true],
    [mail.replace(/<gateway>.*<\/gateway>/, ""), false],
    [mail.replace(/<from>.*<\/from>/, ""), false],
    [mail.replace(/<to>.*<\/to>/, "<and-also-to>soc@example.com</and-also-to>"), false],
  ])("mail, %s", (xml, hasServer) => {
    expect(theProfile("email", server("a", xml)).hasServer).toBe(hasServer);
  });

  test("mail has sender and receivers", () => {
    const [found] = theProfile("email", server("a", mail, "<and-also-to>noc@example.com</and-also-to>")).servers;
    expect([found?.address.value, found?.from.value, found?.to.value, found?.andAlsoTo.value]).toEqual([
      "10.20.2.25",
      "fw@example.com",
      "soc@example.com",
      "noc@example.com",
    ]);
  });

  test("HTTP has a payload for a type of log", () => {
    const format = element(
      "format",
      element("traffic", "<name>x</name><payload>$sessionid</payload>"),
      element("threat", "<name>y</name>"),
    );
    const profile = theProfile("http", server("a", "<address>hook.example.com</address>"), format);
    expect([profile.hasServer, profile.format("traffic")?.text, profile.format("threat")]).toEqual([
      true,
      "$sessionid",
      undefined,
    ]);
    expect(tagOf(profile.format("traffic")?.element)).toBe("<payload>");
  });

  test("NetFlow has collectors, and defaults where the refresh rate is not written", () => {
    const collector = server("a", "<host>192.0.2.55</host><port>9996</port>");
    const config = inShared(element("server-profile", element("netflow", entry("flows", collector))));
    const [profile] = config.forwarding.netflowProfiles;
    expect([profile?.label, profile?.refreshMinutes.value, profile?.refreshPackets.value]).toEqual([
      'NetFlow server profile "flows"',
      30,
      20,
    ]);
    expect(profile?.servers.map((each) => [each.name, each.address.value, each.port.value, each.isComplete])).toEqual([
      ["a", "192.0.2.55", 9996, true],
    ]);
  });
});

describe("NetFlow server profiles stand", () => {
  const netflow = (name: string): string => element("server-profile", element("netflow", entry(name)));
  const templateWith = (kind: string, xml: string): string => element(kind, entry("T", element("config", xml)));
  const ofVsys = (xml: string): string =>
    element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", xml))));

  test.each<readonly [string, string, string]>([
    ["in shared", firewall({ vsys: { vsys1: "" }, shared: netflow("a") }), "shared"],
    ["in a virtual system", firewall({ vsys: { vsys1: netflow("a") } }), 'vsys "vsys1"'],
    [
      "in a template",
      panorama({ groups: {}, device: templateWith("template", element("shared", netflow("a"))) }),
      'template "T"',
    ],
    [
      "in a template's virtual system",
      panorama({ groups: {}, device: templateWith("template", ofVsys(netflow("a"))) }),
      'template "T"',
    ],
    [
      "in a template stack",
      panorama({ groups: {}, device: templateWith("template-stack", element("shared", netflow("a"))) }),
      'template stack "T"',
    ],
    ["on Panorama itself", panorama({ groups: {}, config: element("panorama", netflow("a")) }), "Panorama"],
  ])("%s", (_, xml, scope) => {
    expect(configOf(xml).forwarding.netflowProfiles.map((each) => [each.name, each.scope.label])).toEqual([
      ["a", scope],
    ]);
  });
});

function told(answer: LookUp<ServerProfile>): string {
  if (answer.state === "found") return `found in ${answer.scope?.path} as ${answer.value?.name}`;
  if (answer.state === "missing") return `missing: there are ${answer.known.join(", ") || "none"}`;
  return `unknown: ${answer.reason}`;
}

const IN_VSYS1 = "found in vsys/vsys1 as siem";
const IN_SHARED = "found in shared as siem";
const NO_TEMPLATES = "unknown: the file holds the policy that Panorama pushes, and not its templates";

describe("a server profile on a firewall", () => {
  const pushed = (xml: string): string => element("panorama", element("vsys", entry("vsys1", xml)));
  const shadow = (xml: string): string => element("template", element("config", element("shared", xml)));

  test.each<readonly [string, string, string, string]>([
    ["the virtual system's own", "vsys/vsys1", firewall({ vsys: { vsys1: syslog("siem") } }), IN_VSYS1],
    ["shared's", "vsys/vsys1", firewall({ vsys: { vsys1: "" }, shared: syslog("siem") }), IN_SHARED],
    [
      "the nearer of two",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: syslog("siem") }, shared: syslog("siem") }),
      IN_VSYS1,
    ],
    [
      "not another's",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "", vsys2: syslog("siem") } }),
      "missing: there are none",
    ],
    [
      "not of another kind",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: logSettings("http", entry("siem")) }, shared: syslog("other") }),
      "missing: there are other",
    ],
    ["not a vsys's for shared", "shared", firewall({ vsys: { vsys1: syslog("siem") } }), "missing: there are none"],
    [
      "what was pushed to the only vsys, for shared",
      "shared",
      firewall({ vsys: { vsys1: "" }, config: pushed(syslog("siem")) }),
      IN_VSYS1,
    ],
    [
      "not what was pushed to one vsys of several, for shared",
      "shared",
      firewall({ vsys: { vsys1: "", vsys2: "" }, config: pushed(syslog("siem")), attributes: ' ptpl="x"' }),
      "missing: there are none",
    ],
    [
      "what was pushed, for the vsys",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "" }, config: pushed(syslog("siem")) }),
      IN_VSYS1,
    ],
    [
      "only in the copy of the template",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "" }, config: shadow(syslog("siem")) }),
      "unknown: it stands only in the copy of the template that Panorama pushed",
    ],
    [
      "not in the copy of the template",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "" }, config: shadow(syslog("a")) }),
      "missing: there are none",
    ],
    [
      "pushed policy without templates",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "" }, config: pushed("") }),
      NO_TEMPLATES,
    ],
    ["owners without templates", "vsys/vsys1", firewall({ vsys: { vsys1: "" }, attributes: ' loc="x"' }), NO_TEMPLATES],
    [
      "pushed policy with templates",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "" }, attributes: ' loc="x" ptpl="y"' }),
      "missing: there are none",
    ],
    [
      "pushed policy with the copy of the template",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "" }, config: pushed("") + shadow(syslog("a")) }),
      "missing: there are none",
    ],
    [
      "in <readonly>",
      "vsys/vsys1",
      firewall({ vsys: { vsys1: "" }, config: element("readonly", element("shared", syslog("siem"))) }),
      "missing: there are none",
    ],
  ])("%s", (_, from, xml, expected) => {
    const config = configOf(xml);
    expect(told(config.forwarding.serverProfile("syslog", "siem", scopeOf(config, from)))).toBe(expected);
  });

  test("is unknown in a fragment", () => {
    const config = configOf(entry("vsys1", element("rulebase"), logSettings("syslog")));
    expect(told(config.forwarding.serverProfile("syslog", "siem", scopeOf(config, "vsys/vsys1")))).toMatch(
      /^unknown: /,
    );
  });

  const managed = element(
    "deviceconfig",
    element("system", element("panorama", element("local-panorama", "<panorama-server>10.20.2.20</panorama-server>"))),
  );

  test.each([
    ["the firewall's own", syslog("siem"), IN_SHARED],
    ["none, without a template stack", syslog("a"), "missing: there are a"],
  ])("of a log-forwarding profile in Panorama's file, read with this one: %s", (_, shared, expected) => {
    const serial = "007951000000001";
    const devices = element("devices", entry(serial));
    const files = {
      [`fw-${serial}.xml`]: firewall({ vsys: { vsys1: "" }, shared, device: managed }),
      "panorama.xml": panorama({
        groups: { branches: devices },
        shared: profiles("lfp"),
        config: element("mgt-config", devices),
      }),
    };
    const estate = new Estate(
      Object.entries(files).map(([name, xml]) => ({ name, document: openDocument(sourceOf(xml, name)) })),
    );
    const config = estate.configAt(0);
    const found = config.forwarding.logForwardingProfile("lfp", scopeOf(config, "vsys/vsys1"));
    if (found.state !== "found" || found.scope === undefined) throw new Error(`It is ${found.state}.`);
    expect(told(config.forwarding.serverProfile("syslog", "siem", found.scope))).toBe(expected);
  });

  test("is one object, in the list and whoever asks for it", () => {
    const config = configOf(firewall({ vsys: { vsys1: "" }, shared: syslog("siem") }));
    const found = config.forwarding.serverProfile("syslog", "siem", scopeOf(config, "vsys/vsys1"));
    expect(found.state === "found" && found.value).toBe(config.forwarding.serverProfiles[0]);
  });
});

/** A template or stack with server profiles at `shared` or in a virtual system. */
function template(name: string, parts: { shared?: string; vsys?: string; more?: string } = {}): string {
  const { shared = "", vsys = "", more = "" } = parts;
  const devices = element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", vsys))));
  return entry(name, more, element("config", element("shared", shared), devices));
}

const SERIAL = "000000000001";
const FIREWALL = element("devices", entry(SERIAL));

describe("a server profile on Panorama", () => {
  interface Parts {
    readonly templates?: readonly string[];
    readonly stacks?: readonly string[];
    readonly group?: string;
    readonly above?: string;
    readonly own?: string;
    readonly shared?: string;
  }
  const file = ({ templates = [], stacks = [], group = "", above = "", own = "", shared = "" }: Parts): string =>
    panorama({
      groups: { office: above, branches: group },
      parents: { office: undefined, branches: "office" },
      shared,
      device: `${element("template", ...templates)}${element("template-stack", ...stacks)}${element("log-collector-group", entry("cg1"))}`,
      config: own,
    });
  const members = list("templates", "base", "logs");
  const T1 = "found in template/logs as siem";

  test.each<readonly [string, string, Parts, string]>([
    [
      "in a template of the stack that the group's firewall has",
      "device-group/branches",
      {
        templates: [template("base"), template("logs", { shared: syslog("siem") })],
        stacks: [template("s", { more: members + FIREWALL })],
        group: FIREWALL,
      },
      T1,
    ],
    [
      "for the group above",
      "device-group/office",
      {
        templates: [template("base"), template("logs", { shared: syslog("siem") })],
        stacks: [template("s", { more: members + FIREWALL })],
        group: FIREWALL,
      },
      T1,
    ],
    [
      "the stack's own before its templates'",
      "device-group/branches",
      {
        templates: [template("base"), template("logs", { shared: syslog("siem") })],
        stacks: [template("s", { shared: syslog("siem"), more: members + FIREWALL })],
        group: FIREWALL,
      },
      "found in template-stack/s as siem",
    ],
    [
      "the first template's before the second's",
      "device-group/branches",
      {
        templates: [template("logs", { shared: syslog("siem") }), template("base", { shared: syslog("siem") })],
        stacks: [template("s", { more: members + FIREWALL })],
        group: FIREWALL,
      },
      "found in template/base as siem",
    ],
    [
      "in a reference template",
      "device-group/branches",
      { templates: [template("logs", { shared: syslog("siem") })], group: list("reference-templates", "logs") },
      T1,
    ],
    [
      "in a reference template of the group above",
      "device-group/branches",
      { templates: [template("logs", { shared: syslog("siem") })], above: list("reference-templates", "logs") },
      T1,
    ],
    [
      "in a stack that nothing ties to the group",
      "device-group/branches",
      { stacks: [template("s", { shared: syslog("siem") })] },
      'unknown: template stack "s" has it, and the file does not say which templates serve device group "branches"',
    ],
    [
      "in a virtual system of a template, for a device group",
      "device-group/branches",
      { templates: [template("logs", { vsys: syslog("siem"), more: FIREWALL })], group: FIREWALL },
      T1,
    ],
    [
      "in a virtual system of a template, for shared",
      "shared",
      { templates: [template("logs", { vsys: syslog("siem"), more: FIREWALL })], group: FIREWALL },
      'unknown: it stands only in a virtual system of template "logs", which shared does not see on a firewall with several',
    ],
    [
      "for shared",
      "shared",
      { templates: [template("logs", { shared: syslog("siem"), more: FIREWALL })], group: FIREWALL },
      T1,
    ],
    [
      "in a template that nothing ties to the group",
      "device-group/branches",
      { templates: [template("logs", { shared: syslog("siem") })] },
      'unknown: template "logs" has it, and the file does not say which templates serve device group "branches"',
    ],
    [
      "in a template of other firewalls",
      "device-group/branches",
      {
        templates: [template("logs", { shared: syslog("siem") }), template("base", { more: FIREWALL })],
        group: FIREWALL,
      },
      'unknown: template "logs" has it, and no firewall of device group "branches" is known to get that',
    ],
    [
      "nowhere",
      "device-group/branches",
      { templates: [template("logs", { shared: syslog("a", "b") })], stacks: [template("s", { shared: syslog("c") })] },
      "missing: there are c, a, b",
    ],
    [
      "Panorama's own serves no firewall",
      "device-group/branches",
      {
        templates: [template("logs", { shared: syslog("a") })],
        own: element("panorama", syslog("siem")),
        shared: syslog("siem"),
      },
      "missing: there are a",
    ],
    [
      "without any template",
      "device-group/branches",
      {},
      "unknown: the file has no templates, so the firewalls may have server profiles of their own",
    ],
    [
      "in a stack with a template that the file does not hold",
      "device-group/branches",
      { stacks: [template("s", { more: members + FIREWALL })], group: FIREWALL },
      'unknown: the template "base" of template stack "s" is not in the file',
    ],
  ])("%s", (_, from, parts, expected) => {
    const config = configOf(file(parts));
    expect(told(config.forwarding.serverProfile("syslog", "siem", scopeOf(config, from)))).toBe(expected);
  });

  const scopeNamed = (config: ReturnType<typeof configOf>, path: string): Scope => {
    const found = config.devices.logSettings.find(({ scope }) => scope.path === path)?.scope;
    if (found === undefined) throw new Error(`There are no log settings of ${path}.`);
    return found;
  };

  test.each<readonly [string, string, Parts, string]>([
    ["a template's own", "template/logs", { templates: [template("logs", { shared: syslog("siem") })] }, T1],
    [
      "a stack's templates'",
      "template-stack/s",
      {
        templates: [template("base"), template("logs", { shared: syslog("siem") })],
        stacks: [template("s", { more: members })],
      },
      T1,
    ],
    [
      "that of another template of the stack",
      "template/base",
      {
        templates: [template("base"), template("logs", { shared: syslog("siem") })],
        stacks: [template("s", { more: members })],
      },
      T1,
    ],
    [
      "a template in several pieces",
      "template/logs",
      { templates: [template("logs"), template("logs", { shared: syslog("siem") })] },
      T1,
    ],
    [
      "none in any stack",
      "template/base",
      {
        templates: [template("base"), template("logs"), template("other", { shared: syslog("siem") })],
        stacks: [template("s", { more: members })],
      },
      "missing: there are siem",
    ],
    [
      "a template in no stack",
      "template/base",
      { templates: [template("base"), template("logs", { shared: syslog("siem") })] },
      'unknown: template "base" is in no stack of the file, so what it is joined with is not known',
    ],
    ["Panorama's own", "panorama", { own: element("panorama", syslog("siem")) }, "found in panorama as siem"],
    [
      "not a template's for Panorama",
      "panorama",
      { own: element("panorama", syslog("a")), templates: [template("logs", { shared: syslog("siem") })] },
      "missing: there are a",
    ],
    [
      "Panorama's for a collector group",
      "log-collector-group/cg1",
      { own: element("panorama", syslog("siem")) },
      "found in panorama as siem",
    ],
    ["none for a collector group", "log-collector-group/cg1", { shared: syslog("siem") }, "missing: there are none"],
  ])("for device log settings: %s", (_, from, parts, expected) => {
    const config = configOf(file(parts));
    expect(told(config.forwarding.serverProfile("syslog", "siem", scopeNamed(config, from)))).toBe(expected);
  });

  test("all of them are listed with the place that holds them", () => {
    const config = configOf(
      file({
        templates: [template("logs", { shared: syslog("a"), vsys: syslog("b") })],
        stacks: [template("s", { shared: syslog("c") })],
        own: element("panorama", syslog("d")),
      }),
    );
    expect(config.forwarding.serverProfiles.map(({ name, scope }) => `${scope.label} ${name}`)).toEqual([
      'template "logs" a',
      'template "logs" b',
      'template stack "s" c',
      "Panorama d",
    ]);
  });

  test("are unknown in a fragment", () => {
    const config = configOf(element("device-group", entry("branches", element("pre-rulebase"))));
    const answer = config.forwarding.serverProfile("syslog", "siem", scopeOf(config, "device-group/branches"));
    expect(told(answer)).toBe("unknown: the file is a fragment of a configuration");
  });

  test("what was pushed into a firewall's file is listed once", () => {
    const config = configOf(firewall({ vsys: { vsys1: "" }, config: element("panorama", syslog("a")) }));
    expect(config.forwarding.serverProfiles.map(({ name, scope }) => `${scope.label} ${name}`)).toEqual(["shared a"]);
  });

  test("a shared gateway's are listed too", () => {
    const gateway = element("network", element("shared-gateway", entry("sg1", syslog("a"))));
    const config = configOf(firewall({ vsys: { vsys1: "" }, device: gateway }));
    expect(config.forwarding.serverProfiles.map(({ name, scope }) => `${scope.label} ${name}`)).toEqual([
      'shared gateway "sg1" a',
    ]);
  });
});
