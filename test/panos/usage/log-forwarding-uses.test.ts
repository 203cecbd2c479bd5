import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { LogForwardingUses } from "../../../src/panos/usage/log-forwarding-uses.ts";
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
  security,
} from "../../support/panos-config.ts";

const SIEM = "<log-setting>siem</log-setting>";
const ALL_OFF = "<log-end>no</log-end>";
const GROUP = "<profile-setting><group><member>strict</member></group></profile-setting>";
const STRICT = element(
  "profile-group",
  entry("strict", list("virus", "default"), list("wildfire-analysis", "default"), list("url-filtering", "default")),
);

function own(...types: readonly string[]): string {
  return element("profile-setting", element("profiles", ...types.map((type) => list(type, "x"))));
}

function rulesFile(...entries: readonly string[]): Config {
  return configOf(
    firewall({ vsys: { vsys1: `${STRICT}${element("rulebase", security(...entries))}` }, shared: profiles("siem") }),
  );
}

/** `type×count example` of all log types, sorted. */
function told({ logs }: LogForwardingUses): string {
  return [...logs]
    .map(([type, { count, example }]) => `${type}×${count} ${example.label}`)
    .sort()
    .join(", ");
}

function usesIn(config: Config, path = "shared/siem"): LogForwardingUses {
  const found = [...config.usage.logForwardingUses].find(
    ({ profile: { scope, name } }) => `${scope.path}/${name}` === path,
  );
  if (found === undefined) throw new Error(`There is no profile ${path}.`);
  return found;
}

describe("security rules that allow tunnels which are inspected", () => {
  const A = 'Security rule "a"';
  const GRE = list("application", "gre");
  const START = "<log-start>yes</log-start>";
  const inspect = (...inner: readonly string[]): string =>
    element("tunnel-inspect", element("rules", entry("t", GRE, ...inner)));
  const OVERRIDE = element("monitor-options", element("log-setting-override", "<enable>yes</enable>"));

  test.each([
    ["logged at the end", [entry("a", SIEM, GRE)], inspect(), `traffic×1 ${A}, tunnel×1 ${A}`],
    ["at the start alone", [entry("a", SIEM, GRE, ALL_OFF, START)], inspect(), `traffic×1 ${A}, tunnel×1 ${A}`],
    ["not logged", [entry("a", SIEM, GRE, ALL_OFF)], inspect(), ""],
    ["of other zones", [entry("a", SIEM, GRE, list("from", "x"))], inspect(list("from", "y")), `traffic×1 ${A}`],
    ["of another tunnel", [entry("a", SIEM, list("application", "ssh"))], inspect(), `traffic×1 ${A}`],
    ["inspected with settings of their own", [entry("a", SIEM, GRE)], inspect(OVERRIDE), `traffic×1 ${A}`],
    ["by a rule that is off", [entry("a", SIEM, GRE)], inspect("<disabled>yes</disabled>"), `traffic×1 ${A}`],
  ])("%s", (_, rules, inspecting, expected) => {
    const rulebase = element("rulebase", security(...rules), inspecting);
    expect(told(usesIn(configOf(firewall({ vsys: { vsys1: rulebase }, shared: profiles("siem") }))))).toBe(expected);
  });
});

describe("security rules that name a log-forwarding profile", () => {
  test.each([
    ["none", [rule("a")], "0 false ", ""],
    ["logged", [rule("a", SIEM), rule("b", SIEM, "<action>deny</action>")], "2 false a", "traffic×2 a"],
    ["not logged", [rule("a", SIEM, ALL_OFF)], "1 false a", ""],
    ["disabled only", [rule("a", SIEM, GROUP, "<disabled>yes</disabled>")], "0 true ", ""],
    ["with a group", [rule("a", SIEM, ALL_OFF, GROUP)], "1 false a", "threat×1 a, url×1 a, wildfire×1 a"],
    ["with a group, denying", [rule("a", SIEM, ALL_OFF, GROUP, "<action>drop</action>")], "1 false a", ""],
    [
      "with profiles of their own, in the groups' order",
      [
        rule("a", SIEM, own("virus", "spyware", "vulnerability")),
        rule("b", SIEM, own("file-blocking", "data-filtering")),
        rule("c", SIEM, own("spyware"), ALL_OFF),
      ],
      "3 false a",
      "data×1 b, threat×2 a, traffic×2 a",
    ],
    ["with an unknown group", [rule("a", SIEM, ALL_OFF, GROUP.replace("strict", "gone"))], "1 false a", ""],
    ["with an empty group", [rule("a", SIEM, ALL_OFF, "<profile-setting><group/></profile-setting>")], "1 false a", ""],
    [
      "with values written oddly",
      [rule("a", "<log-setting> siem\n</log-setting>", GROUP.replace(">strict", "> <![CDATA[strict]]>"), ALL_OFF)],
      "1 false a",
      "threat×1 a, url×1 a, wildfire×1 a",
    ],
  ])("%s", (_, entries, users, logs) => {
    const uses = usesIn(rulesFile(...entries));
    const name = uses.example?.label.replace(/^Security rule "(.*)"$/, "$1") ?? "";
    expect(`${uses.policyRules} ${uses.isNamedOtherwise} ${name}`).toBe(users);
    expect(told(uses).replaceAll(/Security rule "(\w+)"/g, "$1")).toBe(logs);
  });

  test("the types of the security profiles are told, and the scopes", () => {
    const uses = usesIn(rulesFile(rule("a", SIEM, GROUP), rule("b", SIEM, own("gtp"))));
    expect([...uses.profileTypes].sort()).toEqual(["gtp", "url-filtering", "virus", "wildfire-analysis"]);
    expect([...uses.scopes].map(({ path }) => path)).toEqual(["vsys/vsys1"]);
  });
});

describe("other users", () => {
  const withRule = (kind: string, inner: string): string =>
    element("rulebase", element(kind, element("rules", rule("r", inner))));
  test.each([
    [
      "default rule",
      element("rulebase", defaultRules(entry("interzone-default", SIEM))),
      'traffic×1 Default rule "interzone-default"',
    ],
    ["decryption rule", withRule("decryption", SIEM), 'decryption×1 Decryption rule "r"'],
    ["silent decryption rule", withRule("decryption", `${SIEM}<log-fail>no</log-fail>`), ""],
    ["decryption rule for SSH", withRule("decryption", `${SIEM}<type><ssh-proxy/></type>`), ""],
    [
      "authentication rule",
      withRule("authentication", `${SIEM}<authentication-enforcement>mfa</authentication-enforcement>`),
      'auth×1 Authentication rule "r"',
    ],
    [
      "authentication rule that asks nobody",
      withRule(
        "authentication",
        `${SIEM}<authentication-enforcement>default-no-captive-portal</authentication-enforcement>`,
      ),
      "",
    ],
    ["DoS rule", withRule("dos", `${SIEM}<action><protect/></action>`), 'threat×1 DoS rule "r"'],
    ["DoS rule that allows", withRule("dos", `${SIEM}<action><allow/></action>`), ""],
    [
      "tunnel inspection override",
      withRule(
        "tunnel-inspect",
        element("monitor-options", element("log-setting-override", `<enable>yes</enable>${SIEM}`)),
      ),
      'tunnel×1 Tunnel inspection rule "r"',
    ],
    ["zone", element("zone", entry("dmz", element("network", SIEM))), 'threat×1 Zone "dmz"'],
    [
      "zone without protection",
      element(
        "zone",
        entry(
          "dmz",
          element("network", `${SIEM}<enable-packet-buffer-protection>no</enable-packet-buffer-protection>`),
        ),
      ),
      "",
    ],
    [
      "zone of an older release",
      element("zone", entry("dmz", element("network", "<dos-log-setting>siem</dos-log-setting>"))),
      "",
    ],
    [
      "GlobalProtect gateway",
      element("global-protect", element("global-protect-gateway", entry("gw", SIEM))),
      'decryption×1 GlobalProtect gateway "gw"',
    ],
    [
      "GlobalProtect portal",
      element("global-protect", element("global-protect-portal", entry("gp", element("portal-config", SIEM)))),
      'decryption×1 GlobalProtect portal "gp"',
    ],
  ])("a %s is one", (_, xml, logs) => {
    const uses = usesIn(configOf(firewall({ vsys: { vsys1: xml }, shared: profiles("siem") })));
    expect(`${uses.count} ${told(uses)}`).toBe(`1 ${logs}`);
  });

  test.each([
    ["disabled rule", withRule("dos", `${SIEM}<disabled>yes</disabled>`)],
    [
      "override that is off",
      withRule("tunnel-inspect", element("monitor-options", element("log-setting-override", SIEM))),
    ],
  ])("a %s only names it", (_, xml) => {
    const uses = usesIn(configOf(firewall({ vsys: { vsys1: xml }, shared: profiles("siem") })));
    expect([uses.count, uses.isNamedOtherwise]).toEqual([0, true]);
  });
});

describe("a zone and a gateway of a template", () => {
  const OTHER = "<log-setting>other</log-setting>";
  const device = (zone: string, gateway: string): string => {
    const objects =
      element("zone", entry("z", element("network", zone))) +
      element("global-protect", element("global-protect-gateway", entry("gw", gateway)));
    return element("config", element("devices", entry("d", element("vsys", entry("vsys1", objects)))));
  };
  const stack = (name: string, zone: string, gateway: string): string =>
    entry(name, list("templates", "T"), device(zone, gateway));
  const NONE = "<enable-packet-buffer-protection>no</enable-packet-buffer-protection>";
  const PROTECTED = "<zone-protection-profile>p</zone-protection-profile>";

  test.each([
    ["in no stack", [], '2 decryption×1 GlobalProtect gateway "gw"'],
    ["count once, with what stacks add", [stack("A", PROTECTED, "<log-success>yes</log-success>")], "2 both"],
    ["whatever one stack does", [stack("A", OTHER, OTHER), stack("B", PROTECTED, "")], "2 both"],
    ["are not there where every stack names another one", [stack("A", OTHER, OTHER)], "0 "],
  ])("%s", (_, stacks, expected) => {
    const config = configOf(
      panorama({
        groups: {},
        shared: profiles("siem", "other"),
        device: element("template", entry("T", device(`${SIEM}${NONE}`, SIEM))) + element("template-stack", ...stacks),
      }),
    );
    const uses = usesIn(config);
    const both = 'decryption×1 GlobalProtect gateway "gw", threat×1 Zone "z"';
    expect(`${uses.count} ${told(uses)}`).toBe(expected.replace("both", both));
  });
});

describe("which profile a name means", () => {
  const pre = (...entries: readonly string[]): string => element("pre-rulebase", security(...entries));

  test("is decided in the user's scope, and by the device groups that override it", () => {
    const config = configOf(
      panorama({
        groups: {
          Europe: `${profiles("siem")}${pre(rule("high", SIEM))}`,
          Branches: `${profiles("siem")}`,
          Asia: `${profiles("siem")}`,
        },
        parents: { Europe: undefined, Branches: "Europe", Asia: undefined },
        shared: profiles("siem"),
      }),
    );
    const used = [...config.usage.logForwardingUses].filter(({ count }) => count > 0);
    expect(used.map(({ profile }) => profile.scope.path)).toEqual(["device-group/Europe", "device-group/Branches"]);
  });

  test("is not told for certain when a device group's parent is not in the file", () => {
    const config = configOf(
      panorama({
        groups: { Branches: pre(rule("web", SIEM)), Campus: profiles("siem") },
        parents: { Branches: "Europe", Campus: undefined },
      }),
    );
    const uses = usesIn(config, "device-group/Campus/siem");
    expect([uses.count, uses.isNamedOtherwise]).toEqual([0, true]);
  });

  test("of a template's zone is that of every group which the template serves, and it is one user", () => {
    const zone = element("vsys", entry("vsys1", element("zone", entry("dmz", element("network", SIEM)))));
    const config = configOf(
      panorama({
        groups: {
          Branches: `${profiles("siem")}${element("devices", entry("000000000001"))}`,
          Campus: `${profiles("siem")}${element("devices", entry("000000000002"))}`,
          Labs: profiles("siem"),
        },
        device: `${element("template", entry("Base", element("config", element("devices", entry("localhost.localdomain", zone)))))}
          ${element("template-stack", entry("Stack", list("templates", "Base"), element("devices", entry("000000000001"), entry("000000000002"))))}`,
      }),
    );
    const counts = [...config.usage.logForwardingUses].map(({ profile, count }) => `${profile.scope.name} ${count}`);
    expect(counts).toEqual(["Branches 1", "Campus 1", "Labs 0"]);
  });
});
