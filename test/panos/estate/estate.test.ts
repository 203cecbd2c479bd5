import { describe, expect, test } from "@jest/globals";
import { unusedObjects } from "../../../rules/hygiene/unused-objects.ts";
import type { Config } from "../../../src/panos/config.ts";
import { openDocument } from "../../../src/panos/document/document.ts";
import { Estate, roleOf } from "../../../src/panos/estate/estate.ts";
import {
  configOf,
  defaultRules,
  element,
  entry,
  firewall,
  list,
  panorama,
  profiles,
  rule,
  ruleOf,
  scopeOf,
  security,
  sourceOf,
} from "../../support/panos-config.ts";

const SERIAL = "007951000000001";
const MANAGED = element(
  "deviceconfig",
  element(
    "system",
    "<hostname>fw1</hostname>",
    element("panorama", element("local-panorama", "<panorama-server>192.0.2.20</panorama-server>")),
  ),
);
const ALLOW = "<action>allow</action>";

/** A rule that names a log-forwarding profile and a profile group. */
function naming(profile: string, group = "strict"): string {
  return rule("web", ALLOW, `<log-setting>${profile}</log-setting>`, element("profile-setting", list("group", group)));
}

function localWith(...names: readonly string[]): string {
  const system = element("rulebase", security(naming("siem")));
  return firewall({ vsys: Object.fromEntries(names.map((name) => [name, system])), device: MANAGED });
}

const LOCAL = localWith("vsys1");
const GROUP = element("profile-group", entry("strict", list("virus", "default"), list("spyware", "own")));
const SPYWARE = element("profiles", element("spyware", entry("own", "<rules/>")));

function deviceOf(serial: string, ...vsys: readonly string[]): string {
  const systems = vsys.length === 0 ? "" : element("vsys", ...vsys.map((name) => entry(name)));
  return element("devices", entry(serial, systems));
}

const PANORAMA = panorama({
  groups: { Branch: deviceOf(SERIAL) + GROUP, Berlin: deviceOf("007951000000002") },
  parents: { Branch: undefined, Berlin: "Branch" },
  shared: profiles("siem") + SPYWARE,
  config: element("mgt-config", element("devices", entry(SERIAL), entry("007951000000002"))),
});

function pushedWith(...inner: readonly string[]): string {
  return `<response status="success"><result>${element("policy", element("panorama", ...inner))}</result></response>`;
}

/** Without a version, so that it may not be whole. */
const PART = PANORAMA.replace(' version="11.1.0"', "");

const PRE = element("pre-rulebase", security(rule("first", ALLOW, "<log-setting>siem</log-setting>")));
const PUSHED = pushedWith(PRE, GROUP, profiles("siem"));

interface Linked {
  readonly configs: readonly Config[];
  readonly remarks: readonly string[];
}

type Files = { readonly [name: string]: string };

function linked(files: Files): Estate {
  return new Estate(
    Object.entries(files).map(([name, xml]) => ({ name, document: openDocument(sourceOf(xml, name)) })),
  );
}

function estateOf(files: Files): Linked {
  const estate = linked(files);
  return { configs: Object.keys(files).map((_, index) => estate.configAt(index)), remarks: estate.remarks };
}

/** The configuration of the first file, read together with the others. */
function firstOf(files: Files): Config {
  return linked(files).configAt(0);
}

describe("what a file can be to others", () => {
  test.each<[string, string, string | undefined]>([
    ["Panorama", PANORAMA, "panorama"],
    ["a managed firewall's own export", LOCAL, "managed-firewall"],
    ["pushed policy", PUSHED, "pushed-policy"],
    ["pushed policy for all virtual systems", `<shared loc="shared">${PRE}</shared>`, "pushed-policy"],
    ["a firewall that nobody manages stands for itself", firewall({ vsys: { vsys1: "" } }), undefined],
    ["an effective export, too", LOCAL.replaceAll("<entry", '<entry loc="Branch"'), undefined],
    ["a fragment, too", element("rulebase", security(rule("web", ALLOW))), undefined],
    ["an export without a version, too", LOCAL.replace(' version="11.1.0"', ""), undefined],
  ])("%s", (_, xml, role) => {
    expect(roleOf(openDocument(sourceOf(xml)))).toBe(role);
  });
});

describe("which files belong together", () => {
  const SEVERAL = localWith("vsys1", "vsys2");
  const noPanorama = (name: string): string =>
    `${name}: no file of the run says what Panorama pushes to it; a serial number in the file's name tells which firewall it is.`;
  const alone = (name: string): string =>
    `${name}: no configuration beside it is that of its firewall, by the name; it stands for itself.`;
  const withGroup = (name: string, group = "Branch", of = ""): string =>
    `${name}: read together with p.xml, device group "${group}"${of}, no template stack.`;
  const BY_VSYS = panorama({ groups: { A: deviceOf(SERIAL, "vsys1"), B: deviceOf(SERIAL, "vsys2") } });

  test.each<[string, { readonly [name: string]: string }, readonly string[]]>([
    ["by a serial number in the name", { [`${SERIAL}.xml`]: LOCAL, "p.xml": PANORAMA }, [withGroup(`${SERIAL}.xml`)]],
    [
      "by a serial number among others in an archive",
      { [`b.tgz!${SERIAL}_fw1.xml`]: LOCAL, "p.xml": PANORAMA },
      [withGroup(`b.tgz!${SERIAL}_fw1.xml`)],
    ],
    [
      "by a serial number in a folder",
      { [`${SERIAL}/a.xml`]: LOCAL, "p.xml": PANORAMA },
      [withGroup(`${SERIAL}/a.xml`)],
    ],
    [
      "not by a part of a serial number",
      { [`${SERIAL}9.xml`]: LOCAL, "p.xml": PANORAMA },
      [noPanorama(`${SERIAL}9.xml`)],
    ],
    [
      "by the host name, if Panorama's file tells it",
      {
        "a.xml": LOCAL,
        "p.xml": PANORAMA.replace(
          `<mgt-config><devices>${entry(SERIAL)}`,
          `<mgt-config><devices>${entry(SERIAL, "<hostname>fw1</hostname>")}`,
        ),
      },
      [withGroup("a.xml")],
    ],
    ["not without a name that fits", { "fw1.xml": LOCAL, "p.xml": PANORAMA }, [noPanorama("fw1.xml")]],
    [
      "not by two serial numbers",
      { [`${SERIAL}-007951000000002.xml`]: LOCAL, "p.xml": PANORAMA },
      [
        `${SERIAL}-007951000000002.xml: its name and host name fit several firewalls of Panorama; its serial number in the file's name decides.`,
      ],
    ],
    [
      "virtual systems in groups of their own",
      { [`${SERIAL}.xml`]: SEVERAL, "p.xml": BY_VSYS },
      [withGroup(`${SERIAL}.xml`, "A", " for vsys1"), withGroup(`${SERIAL}.xml`, "B", " for vsys2")],
    ],
    [
      "a virtual system in no group",
      { [`${SERIAL}.xml`]: localWith("vsys3"), "p.xml": BY_VSYS },
      [`${SERIAL}.xml: p.xml does not name a device group for vsys3 of the firewall ${SERIAL}.`],
    ],
    [
      "pushed policy by the name",
      { "fw1.xml": LOCAL, "fw1-pushed-shared-policy.xml": PUSHED, "fw2.xml": LOCAL },
      ["fw1.xml: read together with fw1-pushed-shared-policy.xml.", noPanorama("fw2.xml")],
    ],
    [
      "pushed policy by standing alone in the folder",
      { "site/running-config.xml": LOCAL, "site/policy-of-panorama.xml": PUSHED, "other/fw2-pushed.xml": PUSHED },
      ["site/running-config.xml: read together with site/policy-of-panorama.xml.", alone("other/fw2-pushed.xml")],
    ],
    [
      "pushed policy by standing in the archive",
      { "state.tgz!running-config.xml": LOCAL, "state.tgz!pushed/policy.xml": PUSHED, "state/fw.xml": LOCAL },
      ["state.tgz!running-config.xml: read together with state.tgz!pushed/policy.xml.", noPanorama("state/fw.xml")],
    ],
    [
      "not two of one folder without a name that fits",
      { "a.xml": LOCAL, "b.xml": LOCAL, "pushed.xml": PUSHED },
      [alone("pushed.xml"), noPanorama("a.xml"), noPanorama("b.xml")],
    ],
    [
      "not two with the same name",
      { "fw1-running.xml": LOCAL, "fw1-local.xml": LOCAL, "fw1-pushed.xml": PUSHED },
      [
        "fw1-pushed.xml: several configurations beside it may be those of its firewall; it stands for itself.",
        noPanorama("fw1-running.xml"),
        noPanorama("fw1-local.xml"),
      ],
    ],
    [
      "pushed policy for one of several virtual systems",
      { "fw1.xml": SEVERAL, "fw1-pushed-vsys2.xml": PUSHED },
      ["fw1.xml: read together with fw1-pushed-vsys2.xml."],
    ],
    [
      "not pushed policy that does not say for which virtual system",
      { "fw1.xml": SEVERAL, "fw1-pushed.xml": PUSHED },
      [
        "fw1-pushed.xml: fw1.xml has several virtual systems; put into the file's name which one is meant, such as vsys1.",
        noPanorama("fw1.xml"),
      ],
    ],
    [
      "pushed policy before Panorama: it is what the firewall has",
      { [`${SERIAL}.xml`]: LOCAL, [`${SERIAL}-pushed.xml`]: PUSHED, "p.xml": PANORAMA },
      [`${SERIAL}.xml: read together with ${SERIAL}-pushed.xml.`],
    ],
  ])("%s", (_, files, remarks) => {
    expect(estateOf(files).remarks).toEqual(remarks);
  });
});

describe("a name that a managed firewall uses is looked up", () => {
  const withPanorama = (xml: string, group: string = PANORAMA): Config =>
    firstOf({ [`${SERIAL}.xml`]: xml, "p.xml": group });
  const withPushed = (xml: string, pushed: string = PUSHED): Config =>
    firstOf({ "fw1.xml": xml, "fw1-pushed.xml": pushed });
  const local = (log: string, group = "strict"): string =>
    firewall({ vsys: { vsys1: element("rulebase", security(naming(log, group))) + profiles("own") }, device: MANAGED });

  test.each<[string, () => Config, string]>([
    ["nowhere else, alone", () => configOf(LOCAL), "unknown"],
    ["in Panorama's device group and above", () => withPanorama(LOCAL), "found"],
    ["there, and is missing", () => withPanorama(local("old")), "missing"],
    ["in the firewall's own objects first", () => withPanorama(local("own")), "found"],
    ["there, and is unknown where the file is a part", () => withPanorama(local("old"), PART), "unknown"],
    [
      "there, and is unknown where the tree of groups is",
      () =>
        withPanorama(local("old"), panorama({ groups: { Branch: deviceOf(SERIAL), B: profiles("old") }, parents: {} })),
      "unknown",
    ],
    ["in pushed policy", () => withPushed(LOCAL), "found"],
    ["there, and is missing in it", () => withPushed(local("old")), "missing"],
    [
      "in what is pushed to all virtual systems",
      () =>
        firstOf({
          "fw1.xml": localWith("vsys1", "vsys2"),
          "fw1-pushed.xml": `<shared loc="shared">${PRE + profiles("siem")}</shared>`,
        }),
      "found",
    ],
    [
      "there, where more may be pushed to one of them",
      () =>
        firstOf({ "fw1.xml": localWith("vsys1", "vsys2"), "fw1-pushed.xml": `<shared loc="shared">${PRE}</shared>` }),
      "unknown",
    ],
  ])("%s", (_, config, state) => {
    const [web] = config().policies.securityRules;
    expect(web?.logForwarding?.state).toBe(state);
  });

  test("in Panorama with names to choose from on both sides", () => {
    const answer = ruleOf(withPanorama(local("old")), "web").logForwarding;
    expect(answer?.state === "missing" ? answer.known : answer).toEqual(["own", "siem"]);
  });

  test("with all that a profile group applies", () => {
    const config = withPanorama(LOCAL);
    const web = ruleOf(config, "web");
    expect(web.profileTypes).toEqual(["virus", "spyware"]);
    const inForce = web.profilesInForce;
    const answers = inForce.state === "known" ? inForce.profiles.map(({ name, answer }) => [name, answer.state]) : [];
    expect(answers).toEqual([
      ["default", "found"],
      ["own", "found"],
    ]);
  });

  describe("among the zones and server profiles of its template stack", () => {
    const KINDS = ["zone", "log-settings/syslog", "server-profile/netflow"] as const;
    /** A template with one object of each kind in a virtual system. */
    const template = (name: string, vsys: string, object: string): string =>
      entry(
        name,
        element(
          "config",
          element(
            "devices",
            entry(
              "localhost.localdomain",
              element(
                "vsys",
                entry(
                  vsys,
                  element("zone", entry(object)),
                  element("log-settings", element("syslog", entry(object))),
                  element("server-profile", element("netflow", entry(object))),
                ),
              ),
            ),
          ),
        ),
      );
    const stack = (...templates: readonly string[]): string =>
      element("template-stack", entry("S", list("templates", ...templates), deviceOf(SERIAL)));
    const withTemplates = (device: string, ...vsys: readonly string[]): Config =>
      withPanorama(
        localWith(...(vsys.length === 0 ? ["vsys1"] : vsys)),
        panorama({ groups: { Branch: deviceOf(SERIAL) }, device }),
      );

    test.each<[string, () => Config, string]>([
      ["with pushed policy, which has none", () => withPushed(LOCAL), "unknown"],
      ["with a Panorama that gives it none", () => withTemplates(""), "missing"],
      [
        "in a template of its stack",
        () => withTemplates(element("template", template("T", "vsys1", "old")) + stack("T")),
        "found",
      ],
      [
        "not in other templates",
        () => withTemplates(element("template", template("T", "vsys1", "old")) + stack()),
        "missing",
      ],
      [
        "in any virtual system, if it has one itself",
        () => withTemplates(element("template", template("T", "vsys3", "old")) + stack("T")),
        "found",
      ],
      [
        "in the one of its own slot, if it has several",
        () => withTemplates(element("template", template("T", "vsys3", "old")) + stack("T"), "vsys1", "vsys2"),
        "unknown",
      ],
      ["in a template that the file does not hold", () => withTemplates(stack("T")), "unknown"],
    ])("%s", (_, config, state) => {
      const linkedConfig = config();
      const vsys1 = scopeOf(linkedConfig, "vsys/vsys1");
      expect(KINDS.map((kind) => linkedConfig.objects.lookUp(kind, "old", vsys1).state)).toEqual([state, state, state]);
    });

    test("of which the names are known, too", () => {
      const config = withTemplates(element("template", template("T", "vsys1", "dmz")) + stack("T"));
      expect([...(config.network.zoneNames(scopeOf(config, "vsys/vsys1")) ?? [])]).toEqual(["dmz"]);
      expect(withPushed(LOCAL).network.zoneNames(scopeOf(withPushed(LOCAL), "vsys/vsys1"))).toBeUndefined();
    });

    test("and a server profile is one of the file that holds it", () => {
      const config = withTemplates(element("template", template("T", "vsys1", "old")) + stack("T"));
      const answer = config.forwarding.serverProfile("syslog", "old", scopeOf(config, "vsys/vsys1"));
      const found = answer.state === "found" ? answer.value : undefined;
      expect([found?.scope.label, found && config.holderOf(found.element).file.document.source.name]).toEqual([
        'template "T"',
        "p.xml",
      ]);
    });
  });

  test("from pushed policy in the firewall's own objects, without asking in circles", () => {
    const pushed = estateOf({ "fw1.xml": local("x"), "fw1-pushed.xml": pushedWith(PRE) }).configs[1];
    const lookUp = (name: string): string | undefined =>
      pushed?.objects.lookUp("log-settings/profiles", name, pushed.scopes.shared).state;
    expect([lookUp("own"), lookUp("siem")]).toEqual(["found", "missing"]);
  });
});

describe("a managed firewall's default rule", () => {
  const silent = (flag: string): string =>
    element(
      "post-rulebase",
      defaultRules(entry("interzone-default", "<action>deny</action>", `<log-end>${flag}</log-end>`)),
    );
  const inGroup = (xml: string, shared = ""): string =>
    panorama({ groups: { Branch: deviceOf(SERIAL) + xml }, shared });
  const own = firewall({
    vsys: { vsys1: element("rulebase", defaultRules(entry("interzone-default", "<action>deny</action>"))) },
    device: MANAGED,
  });

  test.each<[string, string, { readonly [name: string]: string }, boolean]>([
    ["is the predefined one", LOCAL, { "p.xml": inGroup("") }, false],
    ["is overridden in its device group", LOCAL, { "p.xml": inGroup(silent("yes")) }, true],
    ["is overridden in shared", LOCAL, { "p.xml": inGroup("", silent("yes")) }, true],
    ["is that of the group before that of shared", LOCAL, { "p.xml": inGroup(silent("no"), silent("yes")) }, false],
    ["is its own override first", own, { "p.xml": inGroup(silent("no")) }, true],
    ["is overridden in what was pushed", LOCAL, { [`${SERIAL}-pushed.xml`]: pushedWith(silent("yes")) }, true],
  ])("%s", (_, xml, others, logged) => {
    const config = firstOf({ [`${SERIAL}.xml`]: xml, ...others });
    expect(config.policies.defaultRule("interzone-default", scopeOf(config, "vsys/vsys1")).logged).toBe(logged);
  });

  test("is told by the file that overrides it", () => {
    const linkedConfig = firstOf({ [`${SERIAL}.xml`]: LOCAL, "p.xml": inGroup(silent("no")) });
    expect(linkedConfig.policies.defaultRulesInForce("interzone-default")).toEqual([]);
    const [alone] = firstOf({ [`${SERIAL}.xml`]: LOCAL }).policies.defaultRulesInForce("interzone-default");
    expect(alone).toMatchObject({
      override: undefined,
      path: "vsys/vsys1/rulebase/default-security-rules/interzone-default",
    });
    expect(alone?.uncertain).toContain("managed by Panorama");
  });

  test("is not reached behind a pushed rule that matches everything", () => {
    const all = element("post-rulebase", security(rule("deny-all", "<action>deny</action>")));
    const config = firstOf({ [`${SERIAL}.xml`]: own, "p.xml": inGroup(all) });
    expect(config.policies.catchAll(scopeOf(config, "vsys/vsys1"))?.name).toBe("deny-all");
  });
});

describe("security profiles and groups of Panorama", () => {
  const told = (files: Files): readonly string[] => {
    const { securityProfileUses, profileGroupUses } = linked(files).configAt(1).usage;
    const defined = securityProfileUses.filter(({ profile }) => profile !== undefined);
    return [...defined, ...profileGroupUses].map(
      ({ name, policyRules, example }) => `${name}: ${policyRules} ${example?.name ?? "-"}`,
    );
  };

  test("are used by the own rules of its firewalls", () => {
    expect(told({ [`${SERIAL}.xml`]: LOCAL, "p.xml": PANORAMA })).toEqual(["own: 1 web", "strict: 1 web"]);
  });

  test("not by rules that carry what the firewall has itself", () => {
    const own = element("profile-group", entry("strict", list("virus", "default")));
    const local = LOCAL.replace("<rulebase>", `${own}<rulebase>`);
    expect(told({ [`${SERIAL}.xml`]: local, "p.xml": PANORAMA })).toEqual(["own: 0 -", "strict: 0 -"]);
  });

  test("a finding about one shows the firewall's rule in its own file", () => {
    const config = linked({ [`${SERIAL}.xml`]: LOCAL, "p.xml": PANORAMA }).configAt(1);
    const example = config.usage.profileGroupUses[0]?.example;
    expect(example && config.holderOf(example.entry).file.document.source.name).toBe(`${SERIAL}.xml`);
  });
});

describe("a log-forwarding profile of Panorama", () => {
  const told = (local: string): readonly string[] => {
    const config = linked({ [`${SERIAL}.xml`]: local, "p.xml": PANORAMA }).configAt(1);
    return Array.from(config.usage.logForwardingUses, ({ profile, count, example, logs, scopes }) =>
      [profile.name, count, example?.label, [...logs.keys()].sort(), Array.from(scopes, ({ path }) => path)].join(
        " | ",
      ),
    );
  };

  test("is used by the own rules of its firewalls, as if they stood in their device group", () => {
    expect(told(LOCAL)).toEqual(['siem | 1 | Security rule "web" | threat,traffic | device-group/Branch']);
  });

  test("by their zones", () => {
    const zone = element("zone", entry("dmz", element("network", "<log-setting>siem</log-setting>")));
    expect(told(LOCAL.replace(/<rulebase>.*<\/rulebase>/s, zone))).toEqual([
      'siem | 1 | Zone "dmz" | threat | device-group/Branch',
    ]);
  });

  test("not where the firewall has one of its own", () => {
    const own = profiles("siem");
    expect(told(LOCAL.replace("<rulebase>", `${own}<rulebase>`))).toEqual(["siem | 0 |  |  | "]);
  });
});

test("a server profile of a template is used by the own match lists of its firewalls", () => {
  const server = element("server", entry("a", "<server>10.20.2.10</server>"));
  const template = entry(
    "T",
    element("config", element("shared", element("log-settings", element("syslog", entry("srv", server))))),
  );
  const stack = entry("S", list("templates", "T"), deviceOf(SERIAL));
  const pano = panorama({
    groups: { Branch: deviceOf(SERIAL) },
    config: element("mgt-config", element("devices", entry(SERIAL))),
    device: element("template", template) + element("template-stack", stack),
  });
  const sending = entry("mine", element("match-list", entry("all", list("send-syslog", "srv"))));
  const local = (profile: string): string =>
    firewall({
      vsys: {
        vsys1:
          element("log-settings", element("profiles", sending)) +
          element("rulebase", security(rule("web", ALLOW, `<log-setting>${profile}</log-setting>`))),
      },
      device: MANAGED,
    });
  const usesOf = (own: string): readonly string[] =>
    linked({ [`${SERIAL}.xml`]: own, "p.xml": pano })
      .configAt(1)
      .usage.serverProfileUses.flatMap(({ profile, uses }) => uses.map(({ label }) => `${profile.name}: ${label}`));
  expect(usesOf(local("mine"))).toEqual(['srv: Match list "all" of log-forwarding profile "mine"']);
  expect(usesOf(local("other"))).toEqual([]);
});

describe("the policy of a managed firewall", () => {
  const local = firewall({ vsys: { vsys1: element("rulebase", security(rule("local", ALLOW))) }, device: MANAGED });
  const both = (name: string): string =>
    element("pre-rulebase", security(rule(`pre-${name}`, ALLOW))) +
    element("post-rulebase", security(rule(`post-${name}`, ALLOW)));
  const files = {
    [`${SERIAL}.xml`]: local,
    "p.xml": panorama({ groups: { Branch: deviceOf(SERIAL) + both("branch") }, shared: both("shared") }),
  };

  test.each<[string, Files, number, readonly string[]]>([
    ["stands between Panorama's rules", files, 0, ["pre-shared", "pre-branch", "local", "post-branch", "post-shared"]],
    [
      "stands between pushed rules, from either side",
      { "fw1-pushed.xml": pushedWith(both("pushed")), "fw1.xml": local },
      0,
      ["pre-pushed", "local", "post-pushed"],
    ],
    [
      "stands between pushed rules",
      { "fw1.xml": local, "fw1-pushed.xml": pushedWith(both("pushed")) },
      0,
      ["pre-pushed", "local", "post-pushed"],
    ],
  ])("%s", (_, linkedFiles, at, names) => {
    const config = linked(linkedFiles).configAt(at);
    const scope = config.scopes.all.find(({ kind }) => kind === "vsys") ?? config.scopes.shared;
    expect([...config.policies.evaluationOrder(scope)].map(({ name }) => name)).toEqual(names);
  });

  test("ends with the first rule of either file that matches everything", () => {
    const config = firstOf(files);
    expect(config.policies.catchAll(scopeOf(config, "vsys/vsys1"))?.name).toBe("pre-shared");
  });
});

describe("a managed firewall's file shows a part only", () => {
  const reason = "the firewall is managed by Panorama, and the file does not hold what Panorama pushes";
  test.each<[string, { readonly [name: string]: string }, string | undefined]>([
    ["alone", { "a.xml": LOCAL }, reason],
    ["unless Panorama's device group is there", { [`${SERIAL}.xml`]: LOCAL, "p.xml": PANORAMA }, undefined],
    ["unless pushed policy is there", { "fw1.xml": LOCAL, "fw1-pushed.xml": PUSHED }, undefined],
    [
      "when only one of its virtual systems is there",
      { "fw1.xml": localWith("vsys1", "vsys2"), "fw1-pushed-vsys1.xml": PUSHED },
      reason,
    ],
    ["when Panorama's file is a part itself", { [`${SERIAL}.xml`]: LOCAL, "p.xml": PART }, reason],
    ["when pushed policy cannot be judged", { "fw1.xml": LOCAL, "fw1-pushed.xml": pushedWith(GROUP) }, reason],
  ])("%s", (_, files, partial) => {
    expect(firstOf(files).objects.partial).toBe(partial);
  });

  test("pushed policy is told as a fragment all the same", () => {
    expect(estateOf({ "fw1.xml": LOCAL, "fw1-pushed.xml": PUSHED }).configs[1]?.objects.partial).toBe(
      "the file is a fragment of a configuration",
    );
  });
});

describe("an element of another file", () => {
  test("is no problem of this one", () => {
    const { configs } = estateOf({ [`${SERIAL}.xml`]: LOCAL, "p.xml": PANORAMA });
    const [local, group] = configs;
    if (local === undefined || group === undefined) throw new Error("There are not two files.");
    local.file.problems.addProblem(group.file.document.root, "This is.", "Mend it.");
    expect(local.file.problems.all).toEqual([]);
  });

  test("is not taken for the one that stands in the same place of this one", () => {
    const own = firewall({ vsys: { vsys1: GROUP }, device: MANAGED });
    const config = configOf(own);
    const other = configOf(own.replaceAll("spyware", "vulnerability"));
    const groupIn = (each: Config) => {
      const found = each.profiles.profileGroup("strict", scopeOf(each, "vsys/vsys1"));
      if (found.state !== "found" || found.value === undefined) throw new Error("There is no group.");
      return found.value;
    };
    expect(groupIn(config).index).toBe(groupIn(other).index);
    expect(config.profiles.typesOf(groupIn(config))).toEqual(["virus", "spyware"]);
    expect(config.profiles.typesOf(groupIn(other))).toEqual(["virus", "vulnerability"]);
  });

  test("is modelled once, by the file that holds it", () => {
    const { configs } = estateOf({ [`${SERIAL}.xml`]: LOCAL, "p.xml": PANORAMA });
    const answers = configs.map((config) =>
      config.profiles.securityProfile(
        "spyware",
        "own",
        config.scopes.all.find(({ name }) => /^(vsys1|Branch)$/.test(name)) ?? config.scopes.shared,
      ),
    );
    const values = answers.map((answer) => (answer.state === "found" ? answer.value : undefined));
    expect(values[0]).toBeDefined();
    expect(values[0]).toBe(values[1]);
  });
});

test("what cannot be read in another file is a problem of that file", () => {
  const odd = PANORAMA.replace("<match-list/>", "<enhanced-application-logging>maybe</enhanced-application-logging>");
  const { configs } = estateOf({ [`${SERIAL}.xml`]: LOCAL, "p.xml": odd });
  const [local, group] = configs;
  const answer = local && ruleOf(local, "web").logForwarding;
  expect(answer?.state === "found" && answer.value?.enhancedApplicationLogging.value).toBe(false);
  expect([local?.file.problems.all.length, group?.file.problems.all.length]).toEqual([0, 1]);
});

describe("objects of Panorama that only a firewall's own rules name", () => {
  const unusedIn = (files: Files) => {
    const config = linked(files).configAt(0);
    return Array.from(unusedObjects(config), ({ name }) => name);
  };

  test("are used where the firewall's file is in the run", () => {
    expect(unusedIn({ "panorama.xml": PANORAMA })).toEqual(["siem", "strict"]);
    expect(unusedIn({ "panorama.xml": PANORAMA, [`${SERIAL}.xml`]: LOCAL })).toEqual([]);
  });

  test("are not used by a firewall of somebody else", () => {
    expect(unusedIn({ "panorama.xml": PANORAMA, "099999999999999.xml": LOCAL })).toEqual(["siem", "strict"]);
  });
});
