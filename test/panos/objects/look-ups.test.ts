import { describe, expect, test } from "@jest/globals";
import type { LookUp } from "../../../src/panos/scopes/scope.ts";
import type { ObjectKind } from "../../../src/panos/vocabulary/object-kinds.ts";
import {
  configOf,
  element,
  entry,
  firewall,
  list,
  panorama,
  parentEntries,
  profiles,
  rule,
  ruleOf,
  scopeOf,
  security,
} from "../../support/panos-config.ts";

const MANAGED = element(
  "deviceconfig",
  element("system", element("panorama", element("local-panorama", element("panorama-server", "192.0.2.20")))),
);
const NOT_PUSHED = "unknown: the firewall is managed by Panorama, and the file does not hold what Panorama pushes";

/** A look-up's answer in words: where it was found, what there is instead, or why nobody can tell. */
function told(answer: LookUp<unknown>): string {
  if (answer.state === "found") return `found in ${answer.scope?.path ?? "PAN-OS itself"}`;
  if (answer.state === "missing") return `missing: there are ${answer.known.join(", ") || "none"}`;
  return `${answer.state}: ${answer.reason}`;
}

describe("a log-forwarding profile", () => {
  const find = (xml: string, scope: string, name = "siem"): string => {
    const config = configOf(xml);
    return told(config.forwarding.logForwardingProfile(name, scopeOf(config, scope)));
  };

  test.each<readonly [string, string, string]>([
    ["the virtual system's own", firewall({ vsys: { vsys1: profiles("siem") } }), "found in vsys/vsys1"],
    [
      "shared, where a firewall with one virtual system keeps them",
      firewall({ vsys: { vsys1: "" }, shared: profiles("siem") }),
      "found in shared",
    ],
    [
      "the virtual system's own, when shared has one of the name",
      firewall({ vsys: { vsys1: profiles("siem") }, shared: profiles("siem") }),
      "found in vsys/vsys1",
    ],
    [
      "not another virtual system's",
      firewall({ vsys: { vsys1: "", vsys2: profiles("siem") }, shared: profiles("default") }),
      "missing: there are default",
    ],
    ["nothing at all", firewall({ vsys: { vsys1: "" } }), "missing: there are none"],
    [
      "names that differ in case",
      firewall({ vsys: { vsys1: profiles("SIEM", "Siem") }, shared: profiles("siem ") }),
      "missing: there are SIEM, Siem, siem ",
    ],
    [
      "one that Panorama pushed for the virtual system",
      firewall({ vsys: { vsys1: "" }, config: element("panorama", element("vsys", entry("vsys1", profiles("siem")))) }),
      "found in vsys/vsys1",
    ],
    [
      "one that Panorama pushed for all",
      firewall({ vsys: { vsys1: "" }, config: element("panorama", profiles("siem")) }),
      "found in shared",
    ],
    [
      "one in <readonly> is none",
      firewall({ vsys: { vsys1: "" }, config: element("readonly", element("shared", profiles("siem"))) }),
      "missing: there are none",
    ],
    [
      "one in the shadow of a template is none",
      firewall({
        vsys: { vsys1: "" },
        config: element("template", element("config", element("shared", profiles("siem")))),
      }),
      "missing: there are none",
    ],
    [
      "a server profile of the name is none",
      firewall({ vsys: { vsys1: element("log-settings", element("syslog", entry("siem"))) } }),
      "missing: there are none",
    ],
    ["in a managed firewall's own export", firewall({ vsys: { vsys1: "" }, device: MANAGED }), NOT_PUSHED],
    [
      "in a managed firewall's own export that has it all the same",
      firewall({ vsys: { vsys1: profiles("siem") }, device: MANAGED }),
      "found in vsys/vsys1",
    ],
    [
      "in a managed firewall's export with what Panorama pushed",
      firewall({ vsys: { vsys1: "" }, device: MANAGED, config: "<panorama><vsys/></panorama>" }),
      "missing: there are none",
    ],
  ])("of a virtual system: %s", (_, xml, expected) => {
    expect(find(xml, "vsys/vsys1")).toBe(expected);
  });

  const parents = { office: "branches", branches: "emea", emea: undefined, sibling: "branches" };
  const inGroups = ({ shared = "", ...groups }: { readonly [scope: string]: string }): string =>
    panorama({ groups: { office: "", branches: "", emea: "", sibling: "", ...groups }, parents, shared });

  test.each<readonly [string, string, string]>([
    ["the group's own", inGroups({ office: profiles("siem") }), "found in device-group/office"],
    ["its parent's", inGroups({ branches: profiles("siem") }), "found in device-group/branches"],
    ["its grandparent's", inGroups({ emea: profiles("siem") }), "found in device-group/emea"],
    ["shared's", inGroups({ shared: profiles("siem") }), "found in shared"],
    [
      "the nearest of many",
      inGroups({ shared: profiles("siem"), emea: profiles("siem"), branches: profiles("siem") }),
      "found in device-group/branches",
    ],
    [
      "a sibling's helps nobody",
      inGroups({ sibling: profiles("siem"), emea: profiles("a"), shared: profiles("b", "a") }),
      "missing: there are a, b",
    ],
  ])("of a device group: %s", (_, xml, expected) => {
    expect(find(xml, "device-group/office")).toBe(expected);
  });

  test("of a device group: a child's does not help its parent", () => {
    expect(find(inGroups({ office: profiles("siem") }), "device-group/branches")).toBe("missing: there are none");
  });

  test.each(["IoT Security Default Profile", "IoT Security Default Profile - EAL Enabled", "Cortex Data Lake"])(
    "%s comes with PAN-OS, in a fragment too",
    (name) => {
      const predefined = "found in PAN-OS itself";
      expect(find(firewall({ vsys: { vsys1: "" } }), "vsys/vsys1", name)).toBe(predefined);
      expect(find(firewall({ vsys: { vsys1: "" }, device: MANAGED }), "vsys/vsys1", name)).toBe(predefined);
      expect(find(security(rule("web")), "fragment", name)).toBe(predefined);
      expect(find(firewall({ vsys: { vsys1: profiles(name) } }), "vsys/vsys1", name)).toBe("found in vsys/vsys1");
    },
  );

  test.each([
    ["bare rules", security(rule("web")), "fragment"],
    ["a virtual system", element("vsys", entry("vsys1", element("rulebase", security(rule("web"))))), "vsys/vsys1"],
    ["a device group", entry("DMZ", element("pre-rulebase", security(rule("web")))), "device-group/DMZ"],
  ])("in a fragment nobody can tell: %s", (_, xml, scope) => {
    expect(find(xml, scope)).toBe("unknown: the file is a fragment of a configuration");
  });

  test("a fragment still knows what it holds", () => {
    const vsys1 = element("rulebase", security(rule("web"))) + profiles("siem");
    expect(find(element("vsys", entry("vsys1", vsys1)), "vsys/vsys1")).toBe("found in vsys/vsys1");
  });

  test("of two with one name in one scope the first counts", () => {
    const config = configOf(firewall({ vsys: { vsys1: profiles("siem", "siem") } }));
    const [first] = [...(scopeOf(config, "vsys/vsys1").homes[0]?.findAll("log-settings", "profiles", "entry") ?? [])];
    const answer = config.forwarding.logForwardingProfile("siem", scopeOf(config, "vsys/vsys1"));
    expect(answer.state === "found" && answer.value?.element.index).toBe(first?.index);
  });

  test("a rule without a name asks for none, although there is one called default", () => {
    const xml = firewall({ vsys: { vsys1: element("rulebase", security(rule("web"))) }, shared: profiles("default") });
    expect(ruleOf(configOf(xml), "web").logForwarding).toBeUndefined();
  });

  test("a rule asks in its own scope", () => {
    const pre = element("pre-rulebase", security(rule("web", "<log-setting>siem</log-setting>")));
    const config = configOf(inGroups({ office: pre, branches: profiles("siem") }));
    const answer = ruleOf(config, "web").logForwarding;
    expect(answer && told(answer)).toBe("found in device-group/branches");
  });
});

describe("other named objects are looked up in the same way", () => {
  const object = (kind: ObjectKind, name: string): string =>
    kind.split("/").reduceRight((inner, each) => element(each, inner), entry(name));

  test.each<ObjectKind>([
    "profile-group",
    "address",
    "service",
    "service-group",
    "application-group",
    "application-filter",
  ])("%s", (kind) => {
    const groups = {
      office: object(kind, "near"),
      branches: object(kind, "near") + object(kind, "far"),
      other: object(kind, "no"),
    };
    const parents = { office: "branches", branches: undefined, other: undefined };
    const config = configOf(panorama({ groups, parents, shared: object(kind, "global") }));
    const answers = ["near", "far", "global", "no"].map((name) =>
      told(config.objects.lookUp(kind, name, scopeOf(config, "device-group/office"))),
    );
    expect(answers).toEqual([
      "found in device-group/office",
      "found in device-group/branches",
      "found in shared",
      "missing: there are near, far, global",
    ]);
  });

  test("a profile group tells its security profiles, in its scope", () => {
    const pre = element("pre-rulebase", security(rule("web", element("profile-setting", list("group", "strict")))));
    const group = (type: string): string => element("profile-group", entry("strict", list(type, "default")));
    const config = configOf(panorama({ groups: { DMZ: pre, other: group("spyware") }, shared: group("virus") }));
    expect(ruleOf(config, "web").profileTypes).toEqual(["virus"]);
  });
});

describe("the tree of device groups", () => {
  const groups = { office: "", branches: "", emea: "" };
  const chainOf = (xml: string, name = "office"): readonly string[] => {
    const config = configOf(xml);
    return [...scopeOf(config, `device-group/${name}`).chain()].map((scope) => scope.path.replace("device-group/", ""));
  };
  const legacy = (list: string): string =>
    element(
      "readonly",
      element(
        "dg-meta-data",
        element(list, ...parentEntries({ office: "branches", branches: "emea", emea: undefined })),
      ),
    );

  test.each([
    [
      "as PAN-OS 8.0 and later write it",
      panorama({ groups, parents: { office: "branches", branches: "emea", emea: undefined } }),
    ],
    ["as PAN-OS 7 wrote it", panorama({ groups, parents: {}, config: legacy("dginfo") })],
    ["as some tools write it", panorama({ groups, parents: {}, config: legacy("dg-info") })],
  ])("%s", (_, xml) => {
    expect(chainOf(xml)).toEqual(["office", "branches", "emea", "shared"]);
    expect(configOf(xml).scopes.all.map(({ parentUncertain }) => parentUncertain)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("a group without a parent stands below shared", () => {
    expect(chainOf(panorama({ groups }), "emea")).toEqual(["emea", "shared"]);
  });

  test("a group that stands in <readonly> only is no scope", () => {
    const config = configOf(panorama({ groups: { DMZ: "" }, parents: { DMZ: undefined, gone: "DMZ" } }));
    expect(config.scopes.all.map(({ path }) => path)).toEqual(["device-group/DMZ"]);
  });

  test("virtual systems stand below shared", () => {
    const config = configOf(firewall({ vsys: { vsys1: "" } }));
    expect([...scopeOf(config, "vsys/vsys1").chain()].map(({ path }) => path)).toEqual(["vsys/vsys1", "shared"]);
  });

  test.each([
    ["of one", { office: "office", branches: undefined, emea: undefined }],
    ["of two", { office: "branches", branches: "office", emea: undefined }],
    ["of three", { office: "branches", branches: "emea", emea: "office" }],
    ["that a group leads into", { office: "branches", branches: "emea", emea: "branches" }],
  ])("a cycle %s ends at shared, and the model knows that it is unsure", (_, parents) => {
    const xml = panorama({ groups, parents });
    for (const name of Object.keys(groups)) {
      const chain = chainOf(xml, name);
      expect(chain.at(-1)).toBe("shared");
      expect(new Set(chain).size).toBe(chain.length);
    }
    const uncertain = configOf(xml).scopes.all.flatMap(({ parentUncertain }) => parentUncertain ?? []);
    expect(uncertain).toEqual([expect.stringMatching(/^the parents of device group "\w+" form a cycle$/)]);
  });

  describe("where the file does not tell the parent", () => {
    const unlisted = panorama({
      groups: { office: "", branches: profiles("siem") },
      parents: { branches: undefined },
      shared: profiles("default"),
    });
    const inOffice = (xml: string, name: string): string => {
      const config = configOf(xml);
      return told(config.forwarding.logForwardingProfile(name, scopeOf(config, "device-group/office")));
    };

    test("the group is taken for a child of shared", () => {
      expect(chainOf(unlisted)).toEqual(["office", "shared"]);
      expect(inOffice(unlisted, "default")).toBe("found in shared");
    });

    test("a name that another group has may come from there; any other is missing", () => {
      expect(inOffice(unlisted, "siem")).toBe(
        'unknown: the file does not say which group is above device group "office"',
      );
      expect(inOffice(unlisted, "gone")).toBe("missing: there are default");
    });

    test("so it is below such a group", () => {
      const xml = panorama({
        groups: { office: "", branches: "", emea: profiles("siem") },
        parents: { office: "branches", emea: undefined },
      });
      expect(inOffice(xml, "siem")).toMatch(/^unknown: .*"branches"/);
      expect(inOffice(xml, "gone")).toBe("missing: there are none");
    });

    test("a parent that is named but not in the file is told", () => {
      const xml = panorama({
        groups: { office: "", branches: profiles("siem") },
        parents: { office: "gone", branches: undefined },
      });
      expect(chainOf(xml)).toEqual(["office", "shared"]);
      expect(inOffice(xml, "siem")).toBe('unknown: the parent of device group "office", "gone", is not in the file');
      expect(inOffice(xml, "none")).toBe("missing: there are none");
    });
  });
});

describe("whether any log-forwarding profile can be named, and which to propose", () => {
  const judge = (xml: string, scope: string): readonly [boolean, string | undefined] => {
    const config = configOf(xml);
    const at = scopeOf(config, scope);
    return [config.forwarding.lacksProfiles(at), config.usage.suggestedLogForwardingProfile(at)];
  };
  const uses = (...names: readonly string[]): string =>
    element("rulebase", security(...names.map((name, at) => rule(`r${at}`, element("log-setting", name)))));

  test.each<readonly [string, string, string, readonly [boolean, string | undefined]]>([
    ["none", firewall({ vsys: { vsys1: uses() } }), "vsys/vsys1", [true, undefined]],
    [
      "only in another virtual system",
      firewall({ vsys: { vsys1: "", vsys2: profiles("b") } }),
      "vsys/vsys1",
      [true, undefined],
    ],
    ["one in shared", firewall({ vsys: { vsys1: "" }, shared: profiles("siem") }), "vsys/vsys1", [false, "siem"]],
    ["the first, when none is used", firewall({ vsys: { vsys1: profiles("b", "a") } }), "vsys/vsys1", [false, "b"]],
    [
      "the one most used",
      firewall({ vsys: { vsys1: profiles("a", "b", "c") + uses("b", "c", "c") } }),
      "vsys/vsys1",
      [false, "c"],
    ],
    [
      "default, which the vendor preselects",
      firewall({ vsys: { vsys1: profiles("a", "default") + uses("a") } }),
      "vsys/vsys1",
      [false, "default"],
    ],
    ["a managed firewall", firewall({ vsys: { vsys1: "" }, device: MANAGED }), "vsys/vsys1", [false, undefined]],
    ["a fragment", security(rule("web")), "fragment", [false, undefined]],
    [
      "a group whose parent is not told",
      panorama({ groups: { DMZ: "" }, parents: {} }),
      "device-group/DMZ",
      [false, undefined],
    ],
  ])("%s", (_, xml, scope, expected) => {
    expect(judge(xml, scope)).toEqual(expected);
  });

  test("disabled rules do not count as uses", () => {
    const off = rule("off", "<log-setting>a</log-setting><disabled>yes</disabled>");
    const vsys1 = profiles("a", "b") + element("rulebase", security(off, rule("on", "<log-setting>b</log-setting>")));
    expect(judge(firewall({ vsys: { vsys1 } }), "vsys/vsys1")).toEqual([false, "b"]);
  });

  test.each([
    ["the one named default, when it takes such logs", "", "traffic", "default"],
    ["one that takes such logs", "", "decryption", "tls"],
    ["any, when none takes such logs", "", "auth", "default"],
    ["one that sends them anywhere", "<match-list/>", "decryption", "default"],
  ] as const)("for logs of a type: %s", (_, tls, type, expected) => {
    const sends = (log: string) => element("log-type", log) + element("send-to-panorama", "yes");
    const list = (log: string) => element("match-list", entry("all", sends(log)));
    const inside = [entry("default", list("traffic")), entry("tls", tls || list("decryption"))];
    const config = configOf(firewall({ vsys: { vsys1: element("log-settings", element("profiles", ...inside)) } }));
    expect(config.usage.suggestedLogForwardingProfile(scopeOf(config, "vsys/vsys1"), type)).toBe(expected);
  });
});

describe("log settings outside of security rules", () => {
  /** `LABEL @PATH PROFILE in SCOPE: ANSWER` of every one. */
  const referencesIn = (xml: string): readonly string[] =>
    [...configOf(xml).usage.logSettingReferences].map(
      ({ label, path, profile, scope, answer }) => `${label} @${path} ${profile} in ${scope.path}: ${told(answer)}`,
    );
  const SIEM = "<log-setting>siem</log-setting>";
  const zone = (name: string, ...inner: readonly string[]): string =>
    element("zone", entry(name, element("network", ...inner)));
  const other = (kind: string, name: string, xml: string): string => element(kind, element("rules", entry(name, xml)));

  test.each([
    ["a zone", zone("dmz", SIEM), 'Zone "dmz" @vsys/vsys1/zone/dmz'],
    ["a zone's old setting", zone("dmz", "<dos-log-setting>siem</dos-log-setting>"), 'Zone "dmz" @vsys/vsys1/zone/dmz'],
    [
      "a decryption rule",
      element("rulebase", other("decryption", "no-banks", SIEM)),
      'Decryption rule "no-banks" @vsys/vsys1/rulebase/decryption/no-banks',
    ],
    [
      "an authentication rule",
      element("rulebase", other("authentication", "portal", SIEM)),
      'Authentication rule "portal" @vsys/vsys1/rulebase/authentication/portal',
    ],
    ["a DoS rule", element("rulebase", other("dos", "flood", SIEM)), 'DoS rule "flood" @vsys/vsys1/rulebase/dos/flood'],
    [
      "a tunnel inspection rule",
      element(
        "rulebase",
        other("tunnel-inspect", "gre", element("monitor-options", element("log-setting-override", SIEM))),
      ),
      'Tunnel inspection rule "gre" @vsys/vsys1/rulebase/tunnel-inspect/gre',
    ],
    [
      "a GlobalProtect portal",
      element("global-protect", element("global-protect-portal", entry("vpn", element("portal-config", SIEM)))),
      'GlobalProtect portal "vpn" @vsys/vsys1/global-protect/global-protect-portal/vpn',
    ],
    [
      "a GlobalProtect gateway",
      element("global-protect", element("global-protect-gateway", entry("vpn/1", SIEM))),
      'GlobalProtect gateway "vpn/1" @vsys/vsys1/global-protect/global-protect-gateway/vpn%2F1',
    ],
  ])("%s", (_, vsys1, owner) => {
    const missing = `${owner} siem in vsys/vsys1: missing: there are none`;
    expect(referencesIn(firewall({ vsys: { vsys1, vsys2: profiles("siem") } }))).toEqual([missing]);
    const found = `${owner} siem in vsys/vsys1: found in shared`;
    expect(referencesIn(firewall({ vsys: { vsys1 }, shared: profiles("siem") }))).toEqual([found]);
  });

  test.each([
    ["a security rule, which speaks for itself", element("rulebase", security(rule("web", SIEM)))],
    [
      "security rules in a list that stands twice",
      element(
        "rulebase",
        security(rule("web", SIEM)).replace("</rules>", `</rules>${element("rules", rule("mail", SIEM))}`),
      ),
    ],
    ["nothing", zone("dmz", "<log-setting/>")],
    ["none", zone("dmz", "<log-setting>none</log-setting>")],
    ["an owner that is not known", element("new-thing", entry("x", SIEM))],
    ["a deleted zone", element("deleted", zone("dmz", SIEM))],
  ])("%s is not among them", (_, vsys1) => {
    expect(referencesIn(firewall({ vsys: { vsys1 } }))).toEqual([]);
  });

  test("have the same path in an API response", () => {
    const plain = firewall({ vsys: { vsys1: zone("dmz", SIEM) } });
    expect(referencesIn(`<response status="success"><result>${plain}</result></response>`)).toEqual(
      referencesIn(plain),
    );
  });

  test("a shared gateway's zone sees shared only", () => {
    const gateway = element("network", element("shared-gateway", entry("sg1", zone("dmz", SIEM))));
    const owner = 'Zone "dmz" @network/shared-gateway/sg1/zone/dmz siem in shared';
    expect(referencesIn(firewall({ vsys: { vsys1: profiles("siem") }, device: gateway }))).toEqual([
      `${owner}: missing: there are none`,
    ]);
  });

  describe("the web proxy, which is no virtual system's", () => {
    const proxy = element("network", element("secure-web-gateway", element("explicit-web-gateway", SIEM)));
    const owner = "Web proxy @network/secure-web-gateway siem in shared";
    const on = (vsys: { readonly [name: string]: string }, shared = ""): readonly string[] =>
      referencesIn(firewall({ vsys, shared, device: proxy }));

    test("sees shared", () => {
      expect(on({ vsys1: "", vsys2: "" }, profiles("siem"))).toEqual([`${owner}: found in shared`]);
      expect(on({ vsys1: "", vsys2: "" })).toEqual([`${owner}: missing: there are none`]);
    });

    test("may see a virtual system's profiles, which the file does not tell", () => {
      const reason = 'vsys "vsys2" has such a profile, and the file does not tell whose profiles are seen here';
      expect(on({ vsys1: "", vsys2: profiles("siem") })).toEqual([`${owner}: unknown: ${reason}`]);
    });

    test("in a template is looked up in the device groups that get it", () => {
      const config = element("config", element("devices", entry("localhost.localdomain", proxy)));
      const device = element("template", entry("T", config));
      expect(referencesIn(panorama({ groups: { DMZ: "" }, device }))).toEqual([
        "Web proxy @template/T/network/secure-web-gateway siem in shared: missing: there are none",
      ]);
      expect(referencesIn(panorama({ groups: { DMZ: profiles("siem") }, device }))).toEqual([
        expect.stringMatching(/^Web proxy .* unknown: device group "DMZ" has such a profile/),
      ]);
    });
  });

  test("Panorama's other rulebases are looked up from their device group", () => {
    const post = element("post-rulebase", other("decryption", "all", SIEM));
    const groups = { DMZ: post, other: profiles("siem") };
    expect(referencesIn(panorama({ groups, shared: profiles("default") }))).toEqual([
      'Decryption rule "all" @device-group/DMZ/post-rulebase/decryption/all siem in device-group/DMZ: missing: there are default',
    ]);
  });

  describe("a template's zone", () => {
    const tree = element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", zone("dmz", SIEM)))));
    const withTemplate = (kind: string, groups: { readonly [name: string]: string }, shared = ""): readonly string[] =>
      referencesIn(panorama({ groups, shared, device: element(kind, entry("T", element("config", tree))) }));

    test.each(["template", "template-stack"])("in a %s is looked up in shared", (kind) => {
      const owner = `Zone "dmz" @${kind}/T/vsys/vsys1/zone/dmz siem in shared`;
      expect(withTemplate(kind, { DMZ: "" }, profiles("siem"))).toEqual([`${owner}: found in shared`]);
      expect(withTemplate(kind, { DMZ: "" })).toEqual([`${owner}: missing: there are none`]);
      expect(withTemplate(kind, { DMZ: profiles("siem") })).toEqual([
        `${owner}: unknown: device group "DMZ" has such a profile, and the template does not say which groups it serves`,
      ]);
    });

    test("in a firewall's file is only the shadow of the zone itself", () => {
      const config = element("template", element("config", tree));
      expect(referencesIn(firewall({ vsys: { vsys1: "" }, config }))).toEqual([]);
    });
  });

  test.each([
    ["of a virtual system", element("vsys", entry("vsys1", zone("dmz", SIEM))), 1],
    ["whose scope nobody knows", element("rulebase", security(rule("web")), other("dos", "flood", SIEM)), 0],
  ])("in a fragment %s", (_, xml, count) => {
    const references = referencesIn(xml);
    expect(references).toHaveLength(count);
    for (const each of references) expect(each).toMatch(/: unknown: the file is a fragment of a configuration$/);
  });
});
