import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { SecurityProfile } from "../../../src/panos/profiles/security-profiles.ts";
import {
  isPredefinedProfile,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
} from "../../../src/panos/vocabulary/security-profile-types.ts";
import { first } from "../../support/default-rows.ts";
import {
  configOf,
  element,
  entry,
  firewall,
  firewallWith,
  list,
  panorama,
  problemsOf,
  rule,
  ruleOf,
  scopeOf,
  security,
  tagOf,
} from "../../support/panos-config.ts";

function at(path: string, ...inner: readonly string[]): string {
  return path.split("/").reduceRight((xml, name) => element(name, xml), inner.join(""));
}

const profileXml = (type: SecurityProfileType, name: string, ...inner: readonly string[]): string =>
  at(`profiles/${type}`, entry(name, ...inner));
const configWith = (type: SecurityProfileType, ...inner: readonly string[]): Config =>
  configOf(firewall({ vsys: { vsys1: profileXml(type, "subject", ...inner) } }));
const profile = (type: SecurityProfileType, ...inner: readonly string[]): SecurityProfile =>
  first(configWith(type, ...inner).profiles.all);

/** `CERTAINTY KIND WHAT <tag>` of everything that a profile passes in silence. */
function silence(subject: SecurityProfile): readonly string[] {
  return subject
    .silentActions()
    .map(
      ({ certainty, kind, what, element: place, narrowed }) =>
        `${certainty} ${kind} ${what} ${tagOf(place)}${narrowed ? " for some addresses" : ""}`,
    );
}

const action = (name: string): string => element("action", `<${name}/>`);
const rules = (...entries: readonly string[]): string => element("rules", ...entries);
const everything = rules(entry("all", list("severity", "any"), action("alert")));

describe("antivirus", () => {
  test("allow is silent, default is the content package's, the rest logs", () => {
    const decoder = entry(
      "smb",
      "<action>allow</action><wildfire-action>reset-both</wildfire-action><mlav-action>alert</mlav-action>",
    );
    expect(silence(profile("virus", at("decoder", decoder)))).toEqual(['certain allow decoder "smb" <action>']);
    expect(silence(profile("virus", at("decoder", entry("http", "<action>drop</action>"))))).toEqual([
      'unknown default decoder "http" (wildfire-action) <entry name="http">',
      'unknown default decoder "http" (mlav-action) <entry name="http">',
    ]);
  });

  test("there is no inline machine learning before PAN-OS 10.0", () => {
    const old = firewall({ vsys: { vsys1: profileXml("virus", "subject", at("decoder", entry("http"))) } }).replace(
      '"11.1.0"',
      '"9.1.0"',
    );
    expect(silence(first(configOf(old).profiles.all))).toEqual([
      'unknown default decoder "http" <entry name="http">',
      'unknown default decoder "http" (wildfire-action) <entry name="http">',
    ]);
  });

  test("applications and signature exceptions", () => {
    const xml =
      at("application", entry("gmail-base", "<action>allow</action>")) + at("threat-exception", entry("100001"));
    expect(silence(profile("virus", xml))).toEqual([
      'certain allow application "gmail-base" <action>',
      'certain exception exception "100001" <entry name="100001">',
    ]);
  });
});

describe.each(["spyware", "vulnerability"] as const)("%s", (type) => {
  test("rules and exceptions that allow are silent", () => {
    const xml =
      rules(
        entry("low", list("severity", "low"), action("allow")),
        entry("rest", list("severity", "any"), action("reset-both")),
      ) +
      at(
        "threat-exception",
        entry("30001", action("allow")),
        entry("30002", action("allow"), at("exempt-ip", entry("192.0.2.7"))),
        entry("30003", action("alert")),
      );
    expect(silence(profile(type, xml))).toEqual([
      'certain allow rule "low" <action>',
      'certain allow threat exception "30001" <action>',
      'certain allow threat exception "30002" <action> for some addresses',
    ]);
  });

  test.each(["<action/>", "", action("default")])("%j is up to the signature", (xml) => {
    const found = silence(profile(type, rules(entry("all", list("severity", "any"), xml))));
    expect(found).toEqual([expect.stringMatching(/^unknown default rule "all" /)]);
  });

  test.each(["alert", "drop", "reset-client", "reset-server", "reset-both", "block-ip"])("%s logs", (name) => {
    expect(silence(profile(type, rules(entry("all", list("severity", "any"), action(name)))))).toEqual([]);
  });

  test("severities that no rule looks at are silent", () => {
    const xml = rules(entry("top", list("severity", "critical", "high"), action("reset-both")));
    expect(silence(profile(type, xml))).toEqual([
      'certain uncovered severity "medium" <rules>',
      'certain uncovered severity "low" <rules>',
      'certain uncovered severity "informational" <rules>',
    ]);
    expect(silence(profile(type))).toHaveLength(5);
  });

  test("a rule for some threats covers a severity in part", () => {
    const xml = rules(entry("odd", list("severity", "any"), "<threat-name>odd</threat-name>", action("alert")));
    expect(silence(profile(type, xml))).toHaveLength(5);
    expect(silence(profile(type, xml))[0]).toBe('likely uncovered severity "critical" <rules>');
  });

  test("an unknown action is a problem, and counts as the default", () => {
    const config = configWith(type, rules(entry("all", list("severity", "any"), action("shrug"))));
    expect(silence(first(config.profiles.all))).toEqual(['unknown default rule "all" <action>']);
    expect(problemsOf(config)).toEqual([expect.stringContaining('has "shrug" in action, which PAN-OS does not know.')]);
  });
});

describe("severity coverage", () => {
  const hosts = (...names: readonly string[]): SecurityProfile =>
    profile(
      "vulnerability",
      rules(...names.map((host) => entry(host, list("severity", "high"), element("host", host), action("alert")))),
    );

  test.each([
    [["any"], "full"],
    [["client"], "part"],
    [["server"], "part"],
    [["client", "server"], "full"],
    [["client", "client"], "part"],
  ])("rules for %j cover a severity: %s", (names, coverage) => {
    expect(hosts(...names).severityCoverage?.get("high")).toBe(coverage);
    expect(hosts(...names).severityCoverage?.get("low")).toBe("none");
  });

  test("other types of profiles have none", () => {
    expect(profile("virus").severityCoverage).toBeUndefined();
  });
});

describe("DNS", () => {
  const dns = (path: string, ...inner: readonly string[]): SecurityProfile =>
    profile("spyware", everything, at(`botnet-domains/${path}`, ...inner));

  test.each([
    [
      entry("default-paloalto-dns"),
      ['likely allow DNS list "default-paloalto-dns" <entry name="default-paloalto-dns">'],
    ],
    [entry("own", action("allow")), ['certain allow DNS list "own" <action>']],
    [entry("own", action("alert")), []],
    [entry("own", action("sinkhole")), []],
  ])("the list %j: %j", (xml, expected) => {
    expect(silence(dns("lists", xml))).toEqual(expected);
  });

  test.each([
    ["<log-level>none</log-level>", true],
    ["<action>sinkhole</action><log-level>none</log-level>", true],
    ["<action>allow</action>", false],
    ["<action>allow</action><log-level>default</log-level>", false],
    ["<log-level>informational</log-level>", false],
  ])("the category with %j is silent: %s", (xml, silent) => {
    const expected = ['certain log-level-none DNS category "pan-dns-sec-malware" <log-level>'];
    expect(silence(dns("dns-security-categories", entry("pan-dns-sec-malware", xml)))).toEqual(silent ? expected : []);
  });

  test("the categories of Advanced DNS Security (11.2) are read in the same way", () => {
    const list = "advanced-dns-security-categories";
    const category = (xml: string): SecurityProfile => dns(list, entry("pan-adns-sec-hijacking", xml));
    expect(silence(category("<log-level>none</log-level><action>block</action>"))).toEqual([
      'certain log-level-none advanced DNS category "pan-adns-sec-hijacking" <log-level>',
    ]);
    expect(silence(category("<action>allow</action>"))).toEqual([]);
    expect(category("<action>block</action>").blocking).toBe("yes");
    expect(category("<action>allow</action>").blocking).toBe("no");
    expect(category("").blocking).toBe("by-content");
  });

  test("domains that are passed over", () => {
    expect(silence(dns("whitelist", entry("example.com")))).toEqual([
      'certain exception exception "example.com" <entry name="example.com">',
    ]);
    expect(silence(dns("threat-exception", entry("12000000")))).toHaveLength(1);
  });
});

describe("URL filtering", () => {
  test("allowed and unlisted categories leave no URL log, unless logs are forwarded", () => {
    const subject = profile(
      "url-filtering",
      list("allow", "news"),
      list("alert", "shopping"),
      list("block", "malware"),
    );
    expect(silence(subject)).toEqual([
      'likely allow category "news" <member>',
      'likely uncovered categories that are in no list <entry name="subject">',
    ]);
    expect(subject.urlFiltering?.categories.map(({ name, action: does }) => `${does} ${name}`)).toEqual([
      "allow news",
      "alert shopping",
      "block malware",
    ]);
  });

  test("the lists of credential enforcement are others", () => {
    const subject = profile("url-filtering", at("credential-enforcement", list("allow", "news")));
    expect(subject.urlFiltering?.categories).toEqual([]);
  });

  test("container pages only by default; headers not", () => {
    const settings = profile("url-filtering").urlFiltering;
    expect([settings?.logContainerPageOnly.value, settings?.logXff.value]).toEqual([true, false]);
  });

  test("inline models", () => {
    const model = (text: string): string =>
      at("mlav-engine-urlbased-enabled", entry("Phishing", element("mlav-policy-action", text)));
    expect(silence(profile("url-filtering", model("allow")))[0]).toBe(
      'certain allow inline model "Phishing" <mlav-policy-action>',
    );
    expect(silence(profile("url-filtering", model("alert")))).toHaveLength(1);
    const config = configWith("url-filtering", model("nap"));
    expect(silence(first(config.profiles.all))).toHaveLength(1);
    expect(problemsOf(config)).toEqual([expect.stringContaining('"nap", which PAN-OS does not know')]);
  });
});

describe("files and data", () => {
  const all = list("application", "any") + list("file-type", "any");

  test.each([
    ["no rule", "", false],
    ["an alert on everything", rules(entry("rest", all, "<direction>both</direction>")), true],
    ["a rule without a direction", rules(entry("rest", all, "<action>alert</action>")), true],
    ["a block of everything", rules(entry("rest", all, "<direction>both</direction><action>block</action>")), true],
    ["a page to continue from", rules(entry("rest", all, "<action>continue</action>")), true],
    ["uploads only", rules(entry("rest", all, "<direction>upload</direction>")), false],
    ["some types", rules(entry("exe", list("application", "any"), list("file-type", "exe"))), false],
    ["some applications", rules(entry("ftp", list("application", "ftp"), list("file-type", "any"))), false],
  ])("file blocking with %s logs all files: %s", (_, xml, logs) => {
    const subject = profile("file-blocking", xml);
    expect(subject.logsAllFiles()).toBe(logs);
    expect(silence(subject)).toEqual(
      logs ? [] : ['likely uncovered file types that no rule lists <entry name="subject">'],
    );
  });

  test("files are logged in the directions that some rule is for", () => {
    const oneWay = (direction: string) => entry(direction, all, element("direction", direction));
    const uploads = profile("file-blocking", rules(oneWay("upload")));
    expect([uploads.logsAllFiles(["upload"]), uploads.logsAllFiles(["download"])]).toEqual([true, false]);
    expect(profile("file-blocking", rules(oneWay("upload"), oneWay("download"))).logsAllFiles()).toBe(true);
  });

  test("a data rule with an alert threshold of 0 never alerts", () => {
    const xml = rules(entry("cards", "<alert-threshold>0</alert-threshold>"), entry("others"));
    expect(silence(profile("data-filtering", xml))).toEqual(['likely allow rule "cards" <alert-threshold>']);
    const [, others] = profile("data-filtering", xml).dataFilteringRules;
    expect([others?.alertThreshold.value, others?.blockThreshold.value, others?.logSeverity.value]).toEqual([
      1,
      1,
      "informational",
    ]);
  });

  test.each(["wildfire-analysis", "gtp", "sctp", "ai-security"] as const)("nothing is known of %s", (type) => {
    expect(silence(profile(type))).toEqual([]);
    expect(profile(type).blocking).toBe("no");
  });
});

describe("whether a profile can end a session", () => {
  test.each([
    ["virus", at("decoder", entry("smb", "<action>drop</action>")), "yes"],
    ["virus", at("decoder", entry("smb")), "by-content"],
    [
      "virus",
      at(
        "decoder",
        entry("smb", "<action>alert</action><wildfire-action>alert</wildfire-action><mlav-action>allow</mlav-action>"),
      ),
      "no",
    ],
    ["virus", "", "no"],
    ["spyware", rules(entry("r", action("alert"))), "no"],
    ["spyware", rules(entry("r", action("block-ip"))), "yes"],
    ["spyware", at("botnet-domains/lists", entry("own", action("sinkhole"))), "yes"],
    ["spyware", at("botnet-domains/lists", entry("own")), "no"],
    ["spyware", at("botnet-domains/dns-security-categories", entry("c")), "by-content"],
    ["vulnerability", rules(entry("r")), "by-content"],
    ["vulnerability", at("threat-exception", entry("30001", action("reset-client"))), "yes"],
    ["url-filtering", list("alert", "news"), "no"],
    ["url-filtering", list("continue", "news"), "yes"],
    ["url-filtering", list("override", "news"), "yes"],
    ["file-blocking", rules(entry("r")), "no"],
    ["file-blocking", rules(entry("r", "<action>continue</action>")), "yes"],
    ["data-filtering", rules(entry("r")), "yes"],
    ["data-filtering", rules(entry("r", "<block-threshold>0</block-threshold>")), "no"],
  ] as const)("%s %s: %s", (type, xml, blocking) => {
    expect(profile(type, xml).blocking).toBe(blocking);
  });
});

describe("which profile a name means", () => {
  const state = (config: Config, scope: string, type: SecurityProfileType, name: string): string => {
    const found = config.profiles.securityProfile(type, name, scopeOf(config, scope));
    return found.state === "found" ? (found.value?.path ?? "predefined") : found.state;
  };

  test.each([
    ["virus", ["default"]],
    ["spyware", ["default", "strict"]],
    ["vulnerability", ["default", "strict"]],
    ["url-filtering", ["default"]],
    ["file-blocking", ["basic file blocking", "strict file blocking"]],
    ["wildfire-analysis", ["default"]],
    ["data-filtering", []],
  ] as const)("%s has the predefined %j", (type, names: readonly string[]) => {
    const config = configOf(firewallWith(rule("web")));
    for (const name of ["default", "strict", "basic file blocking", "strict file blocking", "own"]) {
      expect(isPredefinedProfile(type, name)).toBe(names.includes(name));
      expect(state(config, "vsys/vsys1", type, name)).toBe(names.includes(name) ? "predefined" : "missing");
    }
  });

  test("one that is defined wins over a predefined one", () => {
    const config = configOf(firewall({ vsys: { vsys1: profileXml("virus", "default") } }));
    expect(state(config, "vsys/vsys1", "virus", "default")).toBe("vsys/vsys1/profiles/virus/default");
  });

  test("in a device group the nearest", () => {
    const av = profileXml("virus", "av");
    const config = configOf(
      panorama({
        groups: { branches: "", regions: av, DMZ: "" },
        parents: { branches: "regions", regions: undefined, DMZ: undefined },
        shared: av,
      }),
    );
    expect(state(config, "device-group/branches", "virus", "av")).toBe("device-group/regions/profiles/virus/av");
    expect(state(config, "device-group/DMZ", "virus", "av")).toBe("shared/profiles/virus/av");
    expect(state(config, "device-group/DMZ", "spyware", "av")).toBe("missing");
  });

  test("is one object, however often it is asked for", () => {
    const config = configOf(firewall({ vsys: { vsys1: profileXml("virus", "av") } }));
    const found = config.profiles.securityProfile("virus", "av", scopeOf(config, "vsys/vsys1"));
    expect(found.state === "found" && found.value).toBe(config.profiles.all[0]);
  });

  test.each(SECURITY_PROFILE_TYPES)("all of type %s are listed, and have commands", (type) => {
    const file = panorama({ groups: { DMZ: profileXml(type, "out bound") }, shared: profileXml(type, "in") });
    const config = configOf(file);
    expect(config.profiles.all.map((each) => each.command("set", "x"))).toEqual([
      `set shared profiles ${type} in x`,
      `set device-group DMZ profiles ${type} "out bound" x`,
    ]);
  });
});

describe("the profiles in force on a rule", () => {
  const setting = (...inner: readonly string[]): string => element("profile-setting", ...inner);
  const shown = (config: Config): string | readonly string[] => {
    const found = ruleOf(config, "web").profilesInForce;
    if (found.state === "unknown") return found.reason;
    return found.profiles.map(({ type, name, answer }) => `${type} ${name} ${answer.state}`);
  };
  const file = (ruleXml: string, objects = ""): Config =>
    configOf(firewall({ vsys: { vsys1: element("rulebase", security(rule("web", ruleXml))) + objects } }));

  test.each([
    ["none", ""],
    ["an empty group", setting("<group/>")],
    ["no profile", setting("<profiles/>")],
  ])("%s", (_, xml) => {
    expect(shown(file(xml))).toEqual([]);
  });

  test("named one by one", () => {
    const xml = setting(element("profiles", list("virus", "av"), list("spyware", "strict"), list("gtp", "gone")));
    expect(shown(file(xml, profileXml("virus", "av")))).toEqual([
      "virus av found",
      "spyware strict found",
      "gtp gone missing",
    ]);
  });

  test("of a group: a type without a member is absent, not default", () => {
    const group = element(
      "profile-group",
      entry("outbound", list("virus", "av"), "<spyware/>", "<disable-override>no</disable-override>"),
    );
    const config = file(setting(list("group", "outbound")), profileXml("virus", "av") + group);
    expect(shown(config)).toEqual(["virus av found"]);
  });

  test("of a group that has a type twice: the first", () => {
    const group = element("profile-group", entry("outbound", list("virus", "av"), list("virus", "other")));
    const config = file(setting(list("group", "outbound")), profileXml("virus", "av") + group);
    expect(shown(config)).toEqual(["virus av found"]);
  });

  test("of a group that the file does not define", () => {
    expect(shown(file(setting(list("group", "gone"))))).toBe(
      'the file does not define the security profile group "gone"',
    );
  });
});
