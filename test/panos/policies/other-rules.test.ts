import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import { OTHER_RULE_KINDS, type OtherRuleKind } from "../../../src/panos/scopes/other-rulebases.ts";
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
  profiles,
  rule,
  security,
  tagOf,
} from "../../support/panos-config.ts";

function rules(kind: string, ...entries: readonly string[]): string {
  return element(kind, element("rules", ...entries));
}

function firewallRules(kind: OtherRuleKind, ...entries: readonly string[]): Config {
  return configOf(firewall({ vsys: { vsys1: element("rulebase", rules(kind, ...entries)) + profiles("siem") } }));
}

/** `POSITION PLACE-IN-LIST PATH` of the rules of one kind. */
function placesOf(config: Config, kind: OtherRuleKind): readonly string[] {
  return config.policies.otherRules(kind).map((each) => `${each.rulebasePosition} ${each.position} ${each.path}`);
}

describe("where rules of other rulebases are found", () => {
  test.each(OTHER_RULE_KINDS)("%s in every virtual system", (kind) => {
    const rulebase = element("rulebase", rules(kind, entry("b/c"), entry("a")), security(rule("web")));
    const config = configOf(firewall({ vsys: { vsys1: rulebase, vsys2: rulebase } }));
    expect(placesOf(config, kind)).toEqual([
      `local 1 vsys/vsys1/rulebase/${kind}/b%2Fc`,
      `local 2 vsys/vsys1/rulebase/${kind}/a`,
      `local 1 vsys/vsys2/rulebase/${kind}/b%2Fc`,
      `local 2 vsys/vsys2/rulebase/${kind}/a`,
    ]);
    expect(OTHER_RULE_KINDS.filter((other) => other !== kind && placesOf(config, other).length > 0)).toEqual([]);
  });

  test.each(OTHER_RULE_KINDS)("%s before and behind the firewalls' own on Panorama", (kind) => {
    const pre = element("pre-rulebase", rules(kind, entry("first")));
    const post = element("post-rulebase", rules(kind, entry("last")));
    expect(placesOf(configOf(panorama({ groups: { DMZ: pre + post }, shared: pre })), kind)).toEqual([
      `pre 1 shared/pre-rulebase/${kind}/first`,
      `pre 1 device-group/DMZ/pre-rulebase/${kind}/first`,
      `post 1 device-group/DMZ/post-rulebase/${kind}/last`,
    ]);
  });

  test("where Panorama pushed them, and in a fragment", () => {
    const pushed = element(
      "panorama",
      element("vsys", entry("vsys1", element("pre-rulebase", rules("dos", entry("flood"))))),
    );
    expect(placesOf(configOf(firewall({ vsys: { vsys1: "" }, config: pushed })), "dos")).toEqual([
      "pre 1 panorama/vsys/vsys1/pre-rulebase/dos/flood",
    ]);
    const fragment = configOf(element("rulebase", security(rule("web")), rules("dos", entry("flood"))));
    expect(placesOf(fragment, "dos")).toEqual(["local 1 fragment/rulebase/dos/flood"]);
  });

  const decoy = element("rulebase", rules("decryption", entry("decoy")));
  const tree = element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", decoy))));
  test.each([
    ["<readonly>", element("readonly", tree)],
    ["<predefined>", element("predefined", decoy)],
    ["the shadow of a pushed template", element("template", element("config", tree))],
    ["<deleted>", element("deleted", tree)],
  ])("not in %s", (_, config) => {
    expect(configOf(firewall({ vsys: { vsys1: "" }, config })).policies.otherRules("decryption")).toEqual([]);
  });

  test("reading them costs nothing until somebody asks", () => {
    const config = firewallRules("decryption", entry("d", "<log-fail>maybe</log-fail>"));
    expect(problemsOf(config)).toEqual([]);
    expect(first(config.policies.otherRules("decryption")).tlsLogging?.logFail.value).toBe(true);
    expect(problemsOf(config)).toEqual([expect.stringContaining('Decryption rule "d" has "maybe" in log-fail')]);
    expect(config.policies.otherRules("decryption")).toBe(config.policies.otherRules("decryption"));
  });
});

test.each([
  ["decryption", 'Decryption rule "r"'],
  ["authentication", 'Authentication rule "r"'],
  ["captive-portal", 'Captive portal rule "r"'],
  ["dos", 'DoS rule "r"'],
  ["tunnel-inspect", 'Tunnel inspection rule "r"'],
  ["application-override", 'Application override rule "r"'],
  ["nat", 'NAT rule "r"'],
  ["pbf", 'Policy based forwarding rule "r"'],
  ["qos", 'QoS rule "r"'],
  ["sdwan", 'SD-WAN rule "r"'],
  ["network-packet-broker", 'Network packet broker rule "r"'],
] as const)("a rule of %s is called %s, and has name, UUID, tags and description", (kind, label) => {
  const uuid = "00000000-0000-4000-8000-000000000001";
  const xml = entry("r", list("tag", "pci", "edge"), "<description>why</description>").replace(
    "<entry ",
    `<entry uuid="${uuid}" `,
  );
  const found = first(firewallRules(kind, xml).policies.otherRules(kind));
  const { name, uuid: id, tags, description, label: called, scope } = found;
  expect({ name, id, tags, description, called, scope: scope.path }).toEqual({
    name: "r",
    id: uuid,
    tags: ["pci", "edge"],
    description: "why",
    called: label,
    scope: "vsys/vsys1",
  });
});

describe("commands", () => {
  const pre = element("pre-rulebase", rules("decryption", entry("no banks")));
  const one = element("rulebase", rules("decryption", entry("no banks")));
  const owned = one.replace("<entry ", '<entry loc="DMZ" ');
  test.each([
    ["on a firewall", firewall({ vsys: { vsys1: one } }), 'set rulebase decryption rules "no banks" log-fail yes'],
    [
      "of a virtual system",
      firewall({ vsys: { vsys2: one } }),
      'set vsys vsys2 rulebase decryption rules "no banks" log-fail yes',
    ],
    [
      "of a device group",
      panorama({ groups: { DMZ: pre } }),
      'set device-group DMZ pre-rulebase decryption rules "no banks" log-fail yes',
    ],
    [
      "for a rule that Panorama pushed",
      firewall({ vsys: { vsys1: owned } }),
      'set device-group DMZ …-rulebase decryption rules "no banks" log-fail yes',
    ],
  ])("%s", (_, xml, expected) => {
    const [found] = configOf(xml).policies.otherRules("decryption");
    expect(found?.command("set", "log-fail yes")).toBe(expected);
  });
});

describe("log-forwarding profiles of other rules", () => {
  const override = (...inner: readonly string[]): string =>
    element("monitor-options", element("log-setting-override", ...inner));
  const states = (config: Config): readonly (string | undefined)[] => [
    first(config.policies.otherRules("decryption")).logForwarding?.state,
    first(config.policies.otherRules("authentication")).logForwarding?.state,
    first(config.policies.otherRules("dos")).logForwarding?.state,
    first(config.policies.otherRules("tunnel-inspect")).logForwarding?.state,
  ];
  const file = (name: string): Config => {
    const setting = name === "" ? "" : element("log-setting", name);
    const lists = ["decryption", "authentication", "dos"].map((kind) => rules(kind, entry("r", setting)));
    const tunnel = rules("tunnel-inspect", entry("r", override("<enable>yes</enable>", setting)));
    return configOf(firewall({ vsys: { vsys1: element("rulebase", ...lists, tunnel) + profiles("siem") } }));
  };

  test.each([
    ["siem", "found"],
    ["gone", "missing"],
    ["", undefined],
    ["none", undefined],
  ])("%j is %s", (name, state) => {
    expect(states(file(name))).toEqual([state, state, state, state]);
  });

  test("an absent one is not the profile called default", () => {
    const config = configOf(
      firewall({ vsys: { vsys1: element("rulebase", rules("dos", entry("r"))) + profiles("default") } }),
    );
    const found = first(config.policies.otherRules("dos"));
    expect([found.logSetting.value, found.logSetting.origin, found.logForwarding]).toEqual([
      undefined,
      "default",
      undefined,
    ]);
  });
});

describe("tunnel inspection", () => {
  const subject = (xml: string) =>
    first(firewallRules("tunnel-inspect", entry("gre", xml)).policies.otherRules("tunnel-inspect"));
  const options = (...inner: readonly string[]): string =>
    element("monitor-options", element("log-setting-override", ...inner));

  test.each([
    ["is off", ""],
    ["is off though it says what to log", options("<log-start>no</log-start><log-setting>siem</log-setting>")],
    ["is switched off", options("<enable>no</enable><log-setting>siem</log-setting>")],
  ])("the override %s: the security rule's log settings apply", (_, xml) => {
    expect(subject(xml).logOverride).toBeUndefined();
    expect(subject(xml).logForwarding).toBeUndefined();
  });

  test("once it is on it logs at start and end by default, unlike a security rule", () => {
    const override = subject(options("<enable>yes</enable>")).logOverride;
    expect([override?.logStart.value, override?.logEnd.value, override?.logSetting.value]).toEqual([
      true,
      true,
      undefined,
    ]);
    expect(tagOf(override?.logStart.element)).toBe("<log-setting-override>");
    expect(override?.logStart.origin).toBe("default");
  });

  test("what is not written points at the nearest container that is", () => {
    expect(tagOf(subject("").writtenLogOverride.enable.element)).toBe('<entry name="gre">');
    expect(tagOf(subject("<monitor-options/>").writtenLogOverride.enable.element)).toBe("<monitor-options/>");
  });
});

describe("DoS rules", () => {
  const action = (xml: string) => first(firewallRules("dos", entry("flood", xml)).policies.otherRules("dos")).action;

  test.each(["deny", "allow", "protect"])("%s", (value) => {
    const setting = action(element("action", `<${value}/>`));
    expect([setting.value, setting.origin]).toEqual([value, "explicit"]);
  });

  test.each(["", "<action/>"])("%j: there is no default action", (xml) => {
    expect([action(xml).value, action(xml).origin]).toEqual([undefined, "default"]);
  });

  test("an unknown action is a problem", () => {
    const config = firewallRules("dos", entry("flood", "<action><shape/></action>"));
    expect(first(config.policies.otherRules("dos")).action.value).toBeUndefined();
    expect(problemsOf(config)).toEqual([
      expect.stringContaining('DoS rule "flood" has the action "shape", which PAN-OS does not know.'),
    ]);
  });
});

describe("an authentication rule asks users as its enforcement object says", () => {
  test.each<readonly [string, string, string, boolean]>([
    ["the predefined one that asks nobody", "default-no-captive-portal", "", false],
    ["a predefined one", "default-web-form", "", true],
    ["one that the file does not hold", "mfa", "", true],
    ["one by web form", "mfa", entry("mfa", element("authentication-method", "web-form")), true],
    ["one that asks nobody", "quiet", entry("quiet", element("authentication-method", "no-captive-portal")), false],
    ["one without a method, which asks nobody", "quiet", entry("quiet"), false],
    ["none", "", "", false],
  ])("%s", (_, name, objects, asks) => {
    const named = entry("r", name === "" ? "" : element("authentication-enforcement", name));
    const rulebase = element("rulebase", rules("authentication", named));
    const config = configOf(firewall({ vsys: { vsys1: element("authentication-object", objects) + rulebase } }));
    expect(first(config.policies.otherRules("authentication")).asksUsers).toBe(asks);
  });
});

describe("decryption logs came with PAN-OS 10.0", () => {
  const decryption = (version: string, xml: string): Config =>
    configOf(
      firewall({ vsys: { vsys1: element("rulebase", rules("decryption", entry("d", xml))) } }).replace(
        '"11.1.0"',
        `"${version}"`,
      ),
    );

  test.each([
    ["9.1.0", false],
    ["8.0.0", false],
    ["10.0.0", true],
    ["10.1.0", true],
    ["11.2.0", true],
    ["12.1.0", true],
  ])("on %s a rule without log elements logs handshakes: %s", (version, logs) => {
    const logging = first(decryption(version, "").policies.otherRules("decryption")).tlsLogging;
    expect(logging === undefined).toBe(!logs);
    if (logs) expect([logging?.logFail.value, logging?.logSuccess.value]).toEqual([true, false]);
  });

  test("what is written is read on any version", () => {
    const written = first(decryption("9.1.0", "<log-fail>no</log-fail>").policies.otherRules("decryption")).tlsLogging;
    expect([written?.logFail.value, written?.logFail.origin]).toEqual([false, "explicit"]);
  });
});

test("rules of other rulebases are no security rules", () => {
  const config = configOf(firewallWith(rule("web")));
  expect(config.policies.otherRules("nat")).toEqual([]);
  expect(firewallRules("nat", entry("out")).policies.all).toEqual([]);
});
