import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { SecurityRule } from "../../../src/panos/policies/security-rule.ts";
import type { DefaultRuleName } from "../../../src/panos/settings/defaults.ts";
import {
  configOf,
  defaultRules,
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

const LOCAL = (...names: readonly string[]): string =>
  element("rulebase", security(...names.map((name) => rule(name, "<action>allow</action>"))));
const PRE = (...names: readonly string[]): string =>
  element("pre-rulebase", security(...names.map((name) => rule(name))));
const POST = (...names: readonly string[]): string =>
  element("post-rulebase", security(...names.map((name) => rule(name))));

const NOW = new Date("2026-01-15");
const idleBecause = (config: Config, each: SecurityRule) => config.running(NOW).idleBecause(each)?.because;

/** `POSITION PLACE-IN-LIST PATH` of every policy rule. */
function placesIn(xml: string): readonly string[] {
  return configOf(xml).policies.all.map((each) => `${each.rulebasePosition} ${each.position} ${each.path}`);
}

describe("where policy rules are found", () => {
  test("in every virtual system", () => {
    const override = defaultRules(entry("interzone-default", "<action>deny</action>"));
    const vsys = { vsys1: LOCAL("web", "mail"), vsys2: LOCAL("web").replace("</rulebase>", `${override}</rulebase>`) };
    expect(placesIn(firewall({ vsys }))).toEqual([
      "local 1 vsys/vsys1/rulebase/security/web",
      "local 2 vsys/vsys1/rulebase/security/mail",
      "local 1 vsys/vsys2/rulebase/security/web",
      "default 1 vsys/vsys2/rulebase/default-security-rules/interzone-default",
    ]);
  });

  test("in shared and in every device group of Panorama, before and behind the firewalls' own", () => {
    const shared = PRE("quarantine") + POST("clean-up");
    const groups = { branches: PRE("web", "mail") + POST("rest"), DMZ: PRE("web") };
    expect(placesIn(panorama({ groups, shared }))).toEqual([
      "pre 1 shared/pre-rulebase/security/quarantine",
      "post 1 shared/post-rulebase/security/clean-up",
      "pre 1 device-group/branches/pre-rulebase/security/web",
      "pre 2 device-group/branches/pre-rulebase/security/mail",
      "post 1 device-group/branches/post-rulebase/security/rest",
      "pre 1 device-group/DMZ/pre-rulebase/security/web",
    ]);
  });

  test("where Panorama pushed them into a firewall's file, with or without virtual systems", () => {
    const pushed = element("panorama", PRE("quarantine"), element("vsys", entry("vsys1", PRE("web"), POST("rest"))));
    expect(placesIn(firewall({ vsys: { vsys1: LOCAL("printers") }, config: pushed }))).toEqual([
      "local 1 vsys/vsys1/rulebase/security/printers",
      "pre 1 panorama/shared/pre-rulebase/security/quarantine",
      "pre 1 panorama/vsys/vsys1/pre-rulebase/security/web",
      "post 1 panorama/vsys/vsys1/post-rulebase/security/rest",
    ]);
  });

  test("in containers that stand twice, as hand-joined files have them", () => {
    const twoLists = LOCAL("web").replace("</security>", `</security>${security(rule("mail"))}`);
    const twoRules = LOCAL("web").replace("</rules>", `</rules>${element("rules", rule("mail"))}`);
    for (const vsys1 of [LOCAL("web") + LOCAL("mail"), twoLists, twoRules]) {
      const config = configOf(firewall({ vsys: { vsys1 } }));
      expect(config.policies.securityRules.map(({ name }) => name)).toEqual(["web", "mail"]);
      expect(problemsOf(config)).toEqual([]);
    }
  });

  test("in a virtual system that stands twice: its rules are one virtual system's", () => {
    const twice = firewall({ vsys: { vsys1: LOCAL("web") } }).replace(
      "</vsys>",
      `${entry("vsys1", LOCAL("mail"))}</vsys>`,
    );
    const config = configOf(twice);
    expect(config.scopes.all.map(({ path }) => path)).toEqual(["vsys/vsys1"]);
    expect(config.policies.securityRules.map(({ path }) => path)).toEqual([
      "vsys/vsys1/rulebase/security/web",
      "vsys/vsys1/rulebase/security/mail",
    ]);
  });

  test("two rules of one name are two rules", () => {
    const config = configOf(firewallWith(rule("web", "<log-end>no</log-end>"), rule("web")));
    expect(config.policies.securityRules.map(({ position, logged }) => [position, logged])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(problemsOf(config)).toEqual([]);
  });
});

describe("what looks like policy rules and is none", () => {
  const decoy = element("rulebase", security(rule("decoy")));
  const inside = (...path: readonly string[]): string => path.reduceRight((inner, name) => element(name, inner), decoy);
  const deviceTree = element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", decoy))));

  test.each([
    ["<readonly>", firewall({ vsys: { vsys1: LOCAL("web") }, config: element("readonly", deviceTree) })],
    ["<predefined>", firewall({ vsys: { vsys1: LOCAL("web") }, config: element("predefined", decoy) })],
    [
      "the shadow of a pushed template",
      firewall({ vsys: { vsys1: LOCAL("web") }, config: element("template", element("config", deviceTree)) }),
    ],
    ["<deleted>", firewall({ vsys: { vsys1: LOCAL("web") + element("deleted", decoy) } })],
    ["an admin role", firewall({ vsys: { vsys1: LOCAL("web") }, shared: inside("admin-role", "role", "webui") })],
    ["previewed content", firewall({ vsys: { vsys1: LOCAL("web") }, shared: inside("content-preview") })],
    [
      "a Panorama template",
      panorama({ groups: { DMZ: PRE("web") }, device: element("template", entry("T", element("config", deviceTree))) }),
    ],
    [
      "security profiles, whose entries have actions too",
      firewall({
        vsys: {
          vsys1:
            LOCAL("web") +
            element(
              "profiles",
              element("vulnerability", entry("strict", element("rules", entry("decoy", "<action><drop/></action>")))),
              element("file-blocking", entry("strict", element("rules", entry("decoy", "<action>block</action>")))),
            ),
        },
      }),
    ],
    [
      "the rules of other rulebases",
      firewall({
        vsys: {
          vsys1: element(
            "rulebase",
            element("nat", element("rules", entry("decoy"))),
            security(rule("web")),
            element("decryption", element("rules", entry("decoy", "<action>decrypt</action>"))),
          ),
        },
      }),
    ],
    [
      "an element called security elsewhere",
      firewall({ vsys: { vsys1: `${LOCAL("web")}<security><level>1</level></security>` } }),
    ],
  ])("%s", (_, xml) => {
    const config = configOf(xml);
    expect(config.policies.all.map(({ name }) => name)).toEqual(["web"]);
    expect(problemsOf(config)).toEqual([]);
  });

  test("security rules in a place that is not known are a problem, not a silence", () => {
    const config = configOf(
      firewall({ vsys: { vsys1: LOCAL("web") }, device: element("network", element("new-thing", LOCAL("lost"))) }),
    );
    expect(config.policies.all.map(({ name }) => name)).toEqual(["web"]);
    expect(problemsOf(config)).toEqual([
      "1:128 There are security rules at network/new-thing/rulebase/security, a place that panlint does not know; they were not judged.",
    ]);
  });

  test.each([
    [
      "an override before the firewalls' own rules, where Panorama has none",
      element("pre-rulebase", defaultRules(entry("interzone-default", "<log-end>yes</log-end>"))),
      "There are security rules at device-group/DMZ/pre-rulebase/default-security-rules, a place that panlint does not know",
    ],
    [
      "a rule that is no <entry>",
      element("pre-rulebase", security(rule("web"), "<rule><log-end>no</log-end></rule>")),
      "The element <rule> stands among security rules, where PAN-OS writes <entry>",
    ],
    [
      "an override that is no <entry>",
      element("post-rulebase", defaultRules("<interzone-default/>")),
      "The element <interzone-default> stands among security rules, where PAN-OS writes <entry>",
    ],
    [
      "a rule outside of its list",
      element("post-rulebase", element("security", rule("web"), element("rules", rule("mail")))),
      'The security rule "web" stands outside of <rules>, where PAN-OS does not look for it',
    ],
  ])("%s is a problem, not a silence", (_, xml, told) => {
    const config = configOf(panorama({ groups: { DMZ: xml } }));
    expect(config.file.problems.all.map(({ message }) => message)).toEqual([expect.stringContaining(told)]);
    expect(
      config.policies.defaultRule("interzone-default", scopeOf(config, "device-group/DMZ")).override,
    ).toBeUndefined();
  });

  test("a rule that is no <entry> in a bare list, too", () => {
    expect(problemsOf(configOf(element("rules", rule("web", "<action>allow</action>"), "<rule/>")))).toEqual([
      "2:1 The element <rule> stands among security rules, where PAN-OS writes <entry>; it was not judged.",
    ]);
  });

  test("what is staged as deleted among security rules is no problem", () => {
    const deleted = element("deleted", rule("old"));
    const config = configOf(panorama({ groups: { DMZ: element("pre-rulebase", security(rule("web"), deleted)) } }));
    expect(config.policies.all.map(({ name }) => name)).toEqual(["web"]);
    expect(config.file.problems.all).toEqual([]);
  });
});

describe("evaluation order", () => {
  const order = (xml: string, scope: string): readonly string[] => {
    const config = configOf(xml);
    return [...config.policies.evaluationOrder(scopeOf(config, scope))].map(({ name }) => name);
  };

  test("a firewall's rules in their order; default rules are not among them", () => {
    const override = defaultRules(entry("interzone-default", "<action>deny</action>"));
    const vsys1 = LOCAL("web", "mail").replace("<rulebase>", `<rulebase>${override}`);
    expect(order(firewall({ vsys: { vsys1, vsys2: LOCAL("guests") } }), "vsys/vsys1")).toEqual(["web", "mail"]);
  });

  test("Panorama's groups: pre-rules from the top down, post-rules from the bottom up", () => {
    const lists = (scope: string): string => POST(`${scope}-post`) + PRE(`${scope}-pre`);
    const xml = panorama({
      groups: { sibling: lists("sibling"), office: lists("office"), branches: lists("branches"), emea: lists("emea") },
      parents: { office: "branches", branches: "emea", emea: undefined, sibling: "emea" },
      shared: lists("shared"),
    });
    expect(order(xml, "device-group/office")).toEqual([
      "shared-pre",
      "emea-pre",
      "branches-pre",
      "office-pre",
      "office-post",
      "branches-post",
      "emea-post",
      "shared-post",
    ]);
  });

  test("pushed rules stand around a firewall's own", () => {
    const pushed = element("panorama", element("vsys", entry("vsys1", POST("after"), PRE("before"))));
    expect(order(firewall({ vsys: { vsys1: LOCAL("own") }, config: pushed }), "vsys/vsys1")).toEqual([
      "before",
      "own",
      "after",
    ]);
  });

  test("pushed policy alone, whose rules all stand in shared", () => {
    const pushed = element("policy", element("panorama", PRE("quarantine", "web"), POST("clean-up")));
    expect(order(element("result", pushed), "shared")).toEqual(["quarantine", "web", "clean-up"]);
  });
});

test("a scope knows whether it has security rules of its own; default rules and empty lists are none", () => {
  const config = configOf(
    panorama({
      groups: {
        office: POST("rest"),
        branches: element("pre-rulebase", security()),
        emea: element("post-rulebase", defaultRules(entry("interzone-default"))),
        DMZ: "",
      },
      parents: { office: "branches", branches: undefined, emea: undefined, DMZ: undefined },
    }),
  );
  expect(config.scopes.all.filter((scope) => config.scopes.hasSecurityRules(scope)).map(({ name }) => name)).toEqual([
    "office",
  ]);
});

describe("what a policy rule says of itself", () => {
  test.each([
    ["allow web", "vsys/vsys1/rulebase/security/allow web"],
    ["dmz/lan", "vsys/vsys1/rulebase/security/dmz%2Flan"],
    ["100% web", "vsys/vsys1/rulebase/security/100%25 web"],
    ["a%2Fb", "vsys/vsys1/rulebase/security/a%252Fb"],
  ])("its path, where names are one segment: %s", (name, path) => {
    expect(ruleOf(configOf(firewallWith(rule(name))), name).path).toBe(path);
  });

  test("paths through a device group whose name has a slash", () => {
    expect(placesIn(panorama({ groups: { "DMZ/web": PRE("in") } }))).toEqual([
      "pre 1 device-group/DMZ%2Fweb/pre-rulebase/security/in",
    ]);
  });

  test("its name as it is meant, not as it is written", () => {
    const [web] = configOf(firewallWith(rule("R&amp;D &quot;web&quot;"))).policies.securityRules;
    expect(web?.name).toBe('R&D "web"');
    expect(web?.label).toBe('Security rule "R&D "web""');
  });

  test("uuid, owner, tags and description", () => {
    const config = configOf(
      firewallWith(
        `<entry uuid="3c9d0d0a-0000-4000-8000-000000000001" loc="branches" name="web">${list("tag", " guest ", "web")}
          <description>
            Ticket 42, R&amp;D
          </description></entry>`,
        entry("bare"),
        entry("empty", "<tag/><description/>"),
      ),
    );
    const shown = config.policies.securityRules.map(({ uuid, pushedFrom, tags, description }) => ({
      uuid,
      pushedFrom,
      tags,
      description,
    }));
    const nothing = { uuid: undefined, pushedFrom: undefined, tags: [], description: undefined };
    expect(shown).toEqual([
      {
        uuid: "3c9d0d0a-0000-4000-8000-000000000001",
        pushedFrom: "branches",
        tags: ["guest", "web"],
        description: "Ticket 42, R&D",
      },
      nothing,
      nothing,
    ]);
  });

  test.each<readonly [string, string, string | undefined, "explicit" | "default", string]>([
    ["written", "<log-setting>siem</log-setting>", "siem", "explicit", "<log-setting>"],
    ["padded", "<log-setting>\n siem\n</log-setting>", "siem", "explicit", "<log-setting>"],
    ["padded behind", "<log-setting>siem\n</log-setting>", "siem", "explicit", "<log-setting>"],
    ["with a reference", "<log-setting>R&amp;D</log-setting>", "R&D", "explicit", "<log-setting>"],
    ["empty", "<log-setting/>", undefined, "default", "<log-setting/>"],
    ["absent", "", undefined, "default", '<entry name="web">'],
  ])("its log setting, %s", (_, xml, value, origin, tag) => {
    const { logSetting, forwardingProfileName } = ruleOf(configOf(firewallWith(rule("web", xml))), "web");
    expect([logSetting.value, logSetting.origin, tagOf(logSetting.element)]).toEqual([value, origin, tag]);
    expect(forwardingProfileName).toBe(value);
  });

  test.each([
    ["neither flag", "<log-start>no</log-start><log-end>no</log-end>", { logged: false, start: false, end: false }],
    ["the start alone", "<log-start>yes</log-start><log-end>no</log-end>", { logged: true, start: true, end: false }],
    ["both", "<log-start>yes</log-start>", { logged: true, start: true, end: true }],
    ["nothing written", "", { logged: true, start: false, end: true }],
  ])("whether it logs: %s", (_, xml, expected) => {
    const subject = ruleOf(configOf(firewallWith(rule("web", xml))), "web");
    const { logged, logsAtStart: start, logsAtEnd: end } = subject;
    expect({ logged, start, end }).toEqual(expected);
    expect([subject.logStart.value, subject.logEnd.value]).toEqual([start, end]);
  });

  test("disabled rules are kept, and not among the enabled ones", () => {
    const config = configOf(firewallWith(rule("old", "<disabled>yes</disabled>"), rule("web")));
    expect(config.policies.securityRules.map(({ name, enabled }) => [name, enabled])).toEqual([
      ["old", false],
      ["web", true],
    ]);
    expect(config.policies.enabledRules().map(({ name }) => name)).toEqual(["web"]);
  });
});

describe("the security profiles of a policy rule", () => {
  const setting = (...inner: readonly string[]): string => element("profile-setting", ...inner);
  const group = `<profile-group>${entry(
    "strict",
    list("virus", "default"),
    list("spyware", "strict"),
    "<url-filtering/>",
    "<disable-override>no</disable-override>",
  )}</profile-group>`;

  test.each<readonly [string, string, SecurityRule["profiles"]["value"]["kind"], readonly string[]]>([
    ["absent", "", "none", []],
    ["empty", "<profile-setting/>", "none", []],
    ["an empty group, as integrations clear it", setting("<group/>"), "none", []],
    ["an empty member", setting(element("group", "<member/>")), "none", []],
    ["a blank member", setting(list("group", " \n ")), "none", []],
    ["empty profiles", setting("<profiles/>"), "none", []],
    ["profiles without members", setting(element("profiles", "<virus/><spyware> </spyware>")), "none", []],
    ["a group", setting(list("group", "strict")), "group", ["virus", "spyware"]],
    ["a padded group", setting(list("group", "\n strict \n")), "group", ["virus", "spyware"]],
    ["a group that the file does not define", setting(list("group", "gone")), "group", []],
    ["a group as plain text", setting(element("group", "strict")), "group", ["virus", "spyware"]],
    [
      "profiles of two types",
      setting(element("profiles", list("virus", "default"), list("vulnerability", "strict"), "<spyware/>")),
      "profiles",
      ["virus", "vulnerability"],
    ],
  ])("%s", (_, xml, kind, types) => {
    const vsys1 = element("rulebase", security(rule("web", xml))) + group;
    const subject = ruleOf(configOf(firewall({ vsys: { vsys1 } })), "web");
    expect(subject.profiles.value.kind).toBe(kind);
    expect(subject.profiles.origin).toBe(kind === "none" ? "default" : "explicit");
    expect(subject.profileTypes).toEqual(types);
    expect(subject.hasProfiles).toBe(kind !== "none");
  });
});

describe("values that PAN-OS does not know are problems with a place", () => {
  const told = (xml: string, read: (subject: SecurityRule) => unknown): readonly string[] => {
    const config = configOf(
      `<response status="success"><result>\n${rule("other")}${entry("web", xml)}</result></response>`,
    );
    read(ruleOf(config, "web"));
    return problemsOf(config);
  };

  test.each<readonly [string, (subject: SecurityRule) => unknown, unknown, string]>([
    [
      "<action>allow</action>\n<log-end>maybe</log-end>",
      (subject) => subject.logEnd.value,
      true,
      '4:1 Security rule "web" has "maybe" in log-end; PAN-OS knows only yes and no.',
    ],
    [
      "<action>allow</action>\n\t<log-start>true</log-start>",
      (subject) => subject.logged,
      true,
      '4:2 Security rule "web" has "true" in log-start; PAN-OS knows only yes and no.',
    ],
    [
      "<action>allow</action><disabled>YES</disabled>",
      (subject) => subject.enabled,
      true,
      '3:41 Security rule "web" has "YES" in disabled; PAN-OS knows only yes and no.',
    ],
    [
      "<action>allow</action><log-end>no</log-end>\n<log-end>yes</log-end>",
      (subject) => subject.logEnd.value,
      false,
      '4:1 The policy rule "web" has two <log-end> elements, and PAN-OS allows one.',
    ],
  ])("%j", (xml, read, value, problem) => {
    expect(told(xml, (subject) => expect(read(subject)).toBe(value))).toEqual([problem]);
  });

  test.each(["maybe", "nx", "xo", "noo", "yxs", "yex", "yess", "y", "0", "&lt;yes"])("a flag that says %j", (text) => {
    const config = configOf(firewallWith(rule("web", element("log-start", text))));
    const subject = ruleOf(config, "web");
    expect([subject.logStart.value, subject.logStart.origin, subject.logsAtStart]).toEqual([false, "default", false]);
    const [problem] = config.file.problems.all;
    expect(problem?.message).toBe(
      `Security rule "web" has "${text.replace("&lt;", "<")}" in log-start; PAN-OS knows only yes and no.`,
    );
  });

  test.each(["pass", "Allow", "allox", "denyx", "dropp", "reset", "allow;"])(
    "the unknown action %j is a problem",
    (text) => {
      const config = configOf(firewallWith(rule("web", element("action", text))));
      expect(ruleOf(config, "web").allows).toBe(true);
      expect(config.file.problems.all.map(({ message }) => message)).toEqual([
        `Security rule "web" has the action "${text}", which PAN-OS does not know.`,
      ]);
    },
  );

  test.each([
    ["disabled", "<member>yes</member>"],
    ["action", "<deny/>"],
    ["log-start", "<member>yes</member>"],
    ["log-end", "<member>no</member>"],
    ["log-setting", "<member>siem</member>"],
  ])("an element inside <%s>, such as %s, is a problem", (name, xml) => {
    const config = configOf(firewallWith(rule("web", element(name, xml))));
    const subject = ruleOf(config, "web");
    expect([subject.enabled, subject.allows, subject.logsAtStart, subject.logsAtEnd]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(subject.forwardingProfileName).toBeUndefined();
    expect(config.file.problems.all.map(({ message }) => message)).toEqual([
      `Security rule "web" has elements inside <${name}>, where PAN-OS writes a plain value.`,
    ]);
  });

  test("an unknown action is taken for the default, allow", () => {
    const config = configOf(firewallWith(rule("web", "<action>block</action>")));
    const subject = ruleOf(config, "web");
    expect([subject.action.value, subject.allows]).toEqual(["allow", true]);
    expect(config.file.problems.all.map(({ message, hint }) => [message, hint])).toEqual([
      [
        'Security rule "web" has the action "block", which PAN-OS does not know.',
        "Actions are allow, deny, drop, reset-client, reset-server, reset-both.",
      ],
    ]);
  });

  test("each is told once, and all in the order of the file", () => {
    const config = configOf(
      firewallWith(rule("web", "<log-end>maybe</log-end><action>block</action>"), rule("mail", "<log-end>2</log-end>")),
    );
    const read = () =>
      config.policies.securityRules.map(({ logEnd, action }) => [logEnd.value, action.value]).reverse();
    expect(read()).toEqual(read());
    expect(config.file.problems.all.map(({ element: { name } }) => name)).toEqual(["log-end", "action", "log-end"]);
  });

  test("three elements where PAN-OS allows one are two problems", () => {
    const config = configOf(firewallWith(rule("web", "<log-end>no</log-end>".repeat(3))));
    expect(config.policies.securityRules).toHaveLength(1);
    expect(problemsOf(config)).toHaveLength(2);
  });
});

describe("whether a policy rule matches everything", () => {
  /** A rule that does, with one of its elements replaced or added. */
  const anyAnyWith = (xml: string): string => {
    const name = /^<([a-z-]+)/.exec(xml)?.[1] ?? "";
    const plain = rule("any-any", "<action>allow</action>");
    const written = list(name, "any");
    return plain.includes(written) ? plain.replace(written, xml) : plain.replace("<action>", `${xml}<action>`);
  };
  /** The answer for the rule as PAN-OS writes it; the same rule written in an odd way must give the same. */
  const matches = (subject: string): boolean => {
    const [answer, odd] = [subject, subject.replace("<action>allow<", "<action> allow <")].map((written) => {
      const config = configOf(panorama({ groups: { DMZ: element("pre-rulebase", security(written)) } }));
      return ruleOf(config, "any-any").match.matchesEverything;
    });
    expect(odd).toBe(answer);
    return answer ?? false;
  };

  test.each([
    "",
    "<rule-type>universal</rule-type>",
    "<rule-type>interzone</rule-type>",
    "<disabled>no</disabled>",
    "<negate-source>no</negate-source>",
    "<source-user><member>any</member></source-user>",
    "<category><member>any</member></category>",
    "<source-hip><member>any</member></source-hip>",
    "<schedule/>",
    '<from loc="DMZ"><member loc="DMZ">any</member></from>',
    '<from><member previous-zone="inside">any</member></from>',
    "<from>\n  <member>\n    any\n  </member>\n</from>",
    "<source/>",
    "<target><negate>no</negate></target>",
    "<target><devices/><negate>no</negate></target>",
    "<target><tags/></target>",
    "<action>deny</action>",
    "<log-end>no</log-end>",
    "<profile-setting><group><member>strict</member></group></profile-setting>",
    "<tag><member>guest</member></tag>",
  ])("with %j it does", (xml) => {
    expect(matches(anyAnyWith(xml))).toBe(true);
  });

  test.each([
    ...["from", "to", "source", "destination", "application", "service"].map((field) => list(field, "web")),
    ...["source-user", "category", "source-hip", "destination-hip", "hip-profiles"].map((field) => list(field, "x")),
    ...["saas-user-list", "saas-tenant-list"].map((field) => list(field, "x")),
    ...["source-imsi", "source-imei", "source-nw-slice"].map((field) => list(field, "x")),
    list("source", "server", "printer"),
    list("source", "anything"),
    list("source-user", "known-user"),
    "<source>192.0.2.1</source>",
    list("service", "application-default"),
    "<service/>",
    "<from/>",
    "<to></to>",
    "<schedule>office-hours</schedule>",
    "<rule-type>intrazone</rule-type>",
    "<disabled>yes</disabled>",
    "<negate-source>yes</negate-source>",
    "<negate-destination>yes</negate-destination>",
    "<target><negate>yes</negate></target>",
    `<target><devices>${entry("012345678901234")}</devices></target>`,
    `<target><devices>${entry("012345678901234")}</devices><negate>yes</negate></target>`,
    "<target><tags><member>branch</member></tags></target>",
  ])("with %j it does not", (xml) => {
    expect(matches(anyAnyWith(xml))).toBe(false);
  });

  test.each(["from", "to", "service"])("without <%s> it does not", (field) => {
    expect(matches(anyAnyWith("").replace(list(field, "any"), ""))).toBe(false);
  });

  test.each(["source", "destination", "application"])("without <%s> it does", (field) => {
    expect(matches(anyAnyWith("").replace(list(field, "any"), ""))).toBe(true);
  });
});

describe("the rule behind which nothing is reached", () => {
  const override = (name: string): string => defaultRules(entry(name, "<action>deny</action>"));
  const narrow = rule("web").replace(list("to", "any"), list("to", "dmz"));

  test.each([
    ["a universal any-any rule", rule("all"), true, true],
    ["an any-any rule for sessions between zones", rule("all", "<rule-type>interzone</rule-type>"), false, true],
    ["an any-any rule within zones", rule("all", "<rule-type>intrazone</rule-type>"), true, false],
    ["a disabled any-any rule", rule("all", "<disabled>yes</disabled>"), false, false],
    ["a narrow rule", narrow, false, false],
  ])("%s", (_, xml, intrazone, interzone) => {
    for (const [name, reached] of [
      ["intrazone-default", !intrazone],
      ["interzone-default", !interzone],
    ] as const) {
      const vsys1 = element("rulebase", security(narrow, xml), override(name));
      const config = configOf(firewall({ vsys: { vsys1 } }));
      expect(idleBecause(config, ruleOf(config, name))).toBe(reached ? undefined : "unreachable");
      expect(config.policies.catchAll(scopeOf(config, "vsys/vsys1"), name)?.name).toBe(reached ? undefined : "all");
    }
  });

  describe("rules that match everything between or inside the zones that they name", () => {
    const zones = new Set(["dmz", "lan"]);
    const zoned = (name: string, from: readonly string[], to: readonly string[], ...inner: readonly string[]): string =>
      rule(name, ...inner)
        .replace(list("from", "any"), list("from", ...from))
        .replace(list("to", "any"), list("to", ...to));

    test.each<[string, readonly string[], string, string]>([
      ["one for all", [zoned("all", ["dmz", "lan"], ["lan", "dmz", "old"])], "all", "all"],
      ["one to any zone", [zoned("all", ["dmz", "lan"], ["any"])], "all", "all"],
      ["one for each zone", [zoned("a", ["dmz"], ["any"]), zoned("b", ["lan"], ["any"])], "a b", "a b"],
      ["one for each direction", [zoned("a", ["dmz"], ["lan"]), zoned("b", ["lan"], ["dmz"])], "", "a b"],
      ["one direction alone", [zoned("a", ["dmz"], ["lan"])], "", ""],
      ["between zones", [zoned("a", ["dmz", "lan"], ["any"], "<rule-type>interzone</rule-type>")], "", "a"],
      ["inside zones", [zoned("a", ["dmz", "lan"], [], "<rule-type>intrazone</rule-type>")], "a", ""],
      ["a disabled one", [zoned("a", ["dmz", "lan"], ["any"], "<disabled>yes</disabled>")], "", ""],
      ["one with a schedule", [zoned("a", ["dmz", "lan"], ["any"], "<schedule>nights</schedule>")], "", ""],
      [
        "one for web only",
        [zoned("a", ["dmz", "lan"], ["any"]).replace(list("application", "any"), list("application", "ssl"))],
        "",
        "",
      ],
    ])("%s", (_, rules, intrazone, interzone) => {
      const config = configOf(firewall({ vsys: { vsys1: element("rulebase", security(...rules)) } }));
      const scope = scopeOf(config, "vsys/vsys1");
      const names = (before: DefaultRuleName): string =>
        config.policies
          .catchAllsByZone(scope, zones, before)
          .map(({ name }) => name)
          .sort()
          .join(" ");
      expect([names("intrazone-default"), names("interzone-default")]).toEqual([intrazone, interzone]);
    });
  });

  test("default rules are told once for all scopes that have them in one form", () => {
    const group = (...inner: readonly string[]): string => element("post-rulebase", ...inner);
    const config = configOf(
      panorama({
        groups: {
          emea: group(security(narrow)),
          berlin: group(security(rule("all"))),
          paris: group(override("interzone-default")),
          rome: "",
          empty: "",
        },
        parents: { emea: undefined, berlin: "emea", paris: "emea", rome: "emea", empty: undefined },
      }),
    );
    const told = config.policies
      .defaultRulesInForce("interzone-default")
      .map(({ path, scopes, reached, override: own }) => [
        path,
        own?.path,
        scopes.map(({ name }) => name).join(),
        reached.map(({ name }) => name).join(),
      ]);
    const post = "post-rulebase/default-security-rules/interzone-default";
    expect(told).toEqual([
      [`device-group/emea/${post}`, undefined, "berlin,rome", "rome"],
      [`device-group/paris/${post}`, `device-group/paris/${post}`, "paris", "paris"],
    ]);
  });

  test("an ancestor's any-any rule makes a group's override unreachable, a child's does not", () => {
    const config = configOf(
      panorama({
        groups: {
          office: element("post-rulebase", override("interzone-default")),
          branches:
            element("pre-rulebase", security(rule("all"))) + element("post-rulebase", override("interzone-default")),
          emea: element("post-rulebase", override("interzone-default")),
        },
        parents: { office: "branches", branches: "emea", emea: undefined },
      }),
    );
    expect(config.policies.all.filter(({ name }) => name !== "all").map((each) => idleBecause(config, each))).toEqual([
      "unreachable",
      "overridden",
      "overridden",
    ]);
  });

  test.each([
    ["one group catches all", [true, false], false],
    ["every group does", [true, true], true],
  ])("a shared override is unreachable where %s: %j", (_, catching, expected) => {
    const group = (catches: boolean, serial: string): string =>
      element("devices", entry(serial)) + element("pre-rulebase", security(catches ? rule("all") : entry("web")));
    const [north = false, south = false] = catching;
    const config = configOf(
      panorama({
        groups: { north: group(north, "01"), south: group(south, "02") },
        shared: element("post-rulebase", override("interzone-default")),
      }),
    );
    expect(idleBecause(config, ruleOf(config, "interzone-default"))).toBe(expected ? "unreachable" : undefined);
  });
});

describe("the scopes whose policy some firewall enforces", () => {
  test.each<readonly [string, string, readonly string[]]>([
    ["virtual systems", firewall({ vsys: { vsys1: "", vsys2: "" } }), ["vsys/vsys1", "vsys/vsys2"]],
    [
      "device groups without children, and those with firewalls",
      panorama({
        groups: { office: "", branches: element("devices", entry("012345678901234")), emea: "<devices/>" },
        parents: { office: "branches", branches: "emea", emea: undefined },
      }),
      ["device-group/office", "device-group/branches"],
    ],
    [
      "shared where there is nothing below it",
      `<config version="11.1.0"><shared>${PRE("web")}</shared></config>`,
      ["shared"],
    ],
    ["none of a fragment, which does not say where it is from", LOCAL("web"), []],
  ])("%s", (_, xml, expected) => {
    expect(configOf(xml).scopes.enforcing.map(({ path }) => path)).toEqual(expected);
  });
});
