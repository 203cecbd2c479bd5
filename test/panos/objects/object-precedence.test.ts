import { describe, expect, test } from "@jest/globals";
import { configOf, element, entry, firewall, list, panorama, profiles, scopeOf } from "../../support/panos-config.ts";

const ANCESTORS_FIRST = element(
  "deviceconfig",
  element("setting", element("management", element("ancestor-objects-take-precedence", "yes"))),
);
const PARENTS = { office: "branches", branches: "emea", emea: undefined, sibling: "branches" };

/** Profiles called `siem`, open or closed to overriding, by the scope that has them. */
function tree(scopes: { readonly [scope: string]: "open" | "closed" | "" }, device = ""): string {
  const inner = (name: string): string => {
    const kind = scopes[name] ?? "";
    const text = kind === "closed" ? "yes" : "no";
    return kind === ""
      ? ""
      : element("log-settings", element("profiles", entry("siem", element("disable-override", text))));
  };
  const groups = Object.fromEntries(Object.keys(PARENTS).map((name) => [name, inner(name)]));
  return panorama({ groups, parents: PARENTS, shared: inner("shared"), device });
}

describe("which object of one name a device group means", () => {
  test.each<readonly [string, string, string]>([
    ["its own", tree({ office: "open", branches: "open", shared: "open" }), "device-group/office"],
    ["its own, which forbids only those below it", tree({ office: "closed", branches: "open" }), "device-group/office"],
    ["its parent's, which forbids overriding", tree({ office: "open", branches: "closed" }), "device-group/branches"],
    [
      "the grandparent's, which forbids it to the parent, too",
      tree({ office: "open", branches: "closed", emea: "closed", shared: "open" }),
      "device-group/emea",
    ],
    [
      "the grandparent's that forbids it, not shared's",
      tree({ office: "open", emea: "closed", shared: "open" }),
      "device-group/emea",
    ],
    ["shared's, which forbids it", tree({ office: "open", shared: "closed" }), "shared"],
    ["its own, whatever a sibling forbids", tree({ office: "open", sibling: "closed" }), "device-group/office"],
    [
      "the highest, when ancestors take precedence",
      tree({ office: "open", branches: "open", emea: "open" }, ANCESTORS_FIRST),
      "device-group/emea",
    ],
    [
      "shared's, when ancestors take precedence",
      tree({ office: "closed", emea: "closed", shared: "open" }, ANCESTORS_FIRST),
      "shared",
    ],
    [
      "its own, when no ancestor has it",
      tree({ office: "open", sibling: "open" }, ANCESTORS_FIRST),
      "device-group/office",
    ],
  ])("%s", (_, xml, expected) => {
    const config = configOf(xml);
    const found = config.forwarding.logForwardingProfile("siem", scopeOf(config, "device-group/office"));
    expect(found.state === "found" && found.value?.scope.path).toBe(expected);
    expect(config.file.problems.all).toEqual([]);
  });

  test.each<readonly [string, string]>([
    ["a firewall's virtual system means its own", ANCESTORS_FIRST],
    ["whatever shared forbids", ""],
  ])("%s", (_, device) => {
    const shared = element(
      "log-settings",
      element("profiles", entry("siem", "<disable-override>yes</disable-override>")),
    );
    const config = configOf(firewall({ vsys: { vsys1: profiles("siem") }, shared, device }));
    const found = config.forwarding.logForwardingProfile("siem", scopeOf(config, "vsys/vsys1"));
    expect(found.state === "found" && found.scope?.path).toBe("vsys/vsys1");
    expect(config.remarks).toEqual([]);
  });

  test("the order applies to every kind of object", () => {
    const address = (ip: string, more = ""): string =>
      element("address", entry("all", element("ip-netmask", ip), more));
    const group = (type: string, more = ""): string =>
      element("profile-group", entry("strict", list(type, "default"), more));
    const closed = "<disable-override>yes</disable-override>";
    const config = configOf(
      panorama({
        groups: {
          office: address("192.0.2.1") + group("virus"),
          emea: address("192.0.2.2", closed) + group("spyware", closed),
        },
        parents: { office: "emea", emea: undefined },
      }),
    );
    const office = scopeOf(config, "device-group/office");
    for (const [kind, name] of [
      ["address", "all"],
      ["profile-group", "strict"],
    ] as const) {
      const found = config.objects.lookUp(kind, name, office);
      expect(found.state === "found" && found.scope?.name).toBe("emea");
    }
    const strict = config.profiles.profileGroup("strict", office);
    expect(strict.state === "found" && strict.value && config.profiles.typesOf(strict.value)).toEqual(["spyware"]);
  });
});

describe("an object that overrides one which forbids it", () => {
  const remarks = (xml: string): readonly string[] => {
    const config = configOf(xml);
    for (const scope of config.scopes.all) config.forwarding.logForwardingProfile("siem", scope);
    for (const scope of config.scopes.all) config.objects.lookUp("log-settings/profiles", "siem", scope);
    return config.remarks.map(({ message }) => message);
  };

  test("is told once, where a look-up meets it", () => {
    expect(remarks(tree({ office: "open", emea: "closed" }))).toEqual([
      '"siem" in device group "office" overrides an object of device group "emea" that forbids it; the one of device group "emea" was judged',
    ]);
    expect(remarks(tree({ branches: "open", shared: "closed" }))).toEqual([
      '"siem" in device group "branches" overrides an object of shared that forbids it; the one of shared was judged',
    ]);
  });

  test("is not told where overriding is allowed, nor where ancestors go before anyway", () => {
    expect(remarks(tree({ office: "open", emea: "open" }))).toEqual([]);
    expect(remarks(tree({ office: "open", emea: "closed" }, ANCESTORS_FIRST))).toEqual([]);
  });

  test("a word that is neither yes nor no is a problem", () => {
    const config = configOf(tree({ office: "open", emea: "closed" }).replace(">yes<", ">always<"));
    config.forwarding.logForwardingProfile("siem", scopeOf(config, "device-group/office"));
    expect(config.file.problems.all.map(({ message }) => message)).toEqual([
      'The object "siem" has "always" in disable-override; PAN-OS knows only yes and no.',
    ]);
  });
});
