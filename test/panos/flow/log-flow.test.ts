import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { ForwardedLogType } from "../../../src/panos/vocabulary/log-types.ts";
import { first } from "../../support/default-rows.ts";
import { configOf, element, entry, firewall, list, panorama, rule, security } from "../../support/panos-config.ts";

const SERVER = element("server", entry("a", "<server>10.20.2.10</server>"));
const SERVERS = element("syslog", entry("siem", SERVER), entry("empty"));
const match = (type: string, send: string, filter = "All Logs"): string =>
  entry(type, `<log-type>${type}</log-type><filter>${filter}</filter>${send}`);
const profile = (name: string, ...entries: readonly string[]): string => entry(name, element("match-list", ...entries));
const TO_SIEM = list("send-syslog", "siem");
const PROFILES = [
  profile("all", match("traffic", TO_SIEM), match("threat", TO_SIEM)),
  profile("some", match("traffic", TO_SIEM, "(addr.src in 192.0.2.0/24)")),
  profile("mail", match("traffic", list("send-email", "operations"))),
  profile("nowhere", match("traffic", list("send-syslog", "empty"))),
  profile("panorama", match("traffic", "<send-to-panorama>yes</send-to-panorama>")),
];
const to = (name: string): string => element("log-setting", name);
const INSPECTED = "<profile-setting><profiles><virus><member>default</member></virus></profiles></profile-setting>";
const OFF = "<log-end>no</log-end>";

function own(...rules: readonly string[]): Config {
  return configOf(
    firewall({
      vsys: { vsys1: element("rulebase", security(...rules)) },
      shared: element("log-settings", SERVERS, element("profiles", ...PROFILES)),
      device: element("deviceconfig", element("system")),
    }),
  );
}

const flow = (config: Config, type: ForwardedLogType = "traffic"): string => {
  const { made, leaves } = config.flow.logFlow(
    first(config.devices.settings.filter(({ place }) => place.kind !== "panorama")),
    type,
  );
  return `${made ? "made" : "not made"}, ${leaves}`;
};

describe("traffic logs of a firewall", () => {
  test.each([
    ["no rule", [], "not made, none"],
    ["a rule that does not log", [rule("a", OFF)], "not made, none"],
    ["a disabled rule", [rule("a", "<disabled>yes</disabled>")], "not made, none"],
    ["no log-forwarding profile", [rule("a")], "made, none"],
    ["start logs only", [rule("a", OFF, "<log-start>yes</log-start>")], "made, none"],
    ["a profile that nobody defines", [rule("a", to("gone"))], "made, none"],
    ["all forwarded", [rule("a", to("all")), rule("b", to("all"))], "made, all"],
    ["one rule does not forward", [rule("a", to("all")), rule("b")], "made, some"],
    ["one rule names what nobody defines", [rule("a", to("all")), rule("b", to("gone"))], "made, some"],
    ["a filter", [rule("a", to("some"))], "made, some"],
    ["mail keeps nothing", [rule("a", to("mail"))], "made, none"],
    ["a server profile without servers", [rule("a", to("nowhere"))], "made, none"],
    ["Panorama, which is not set", [rule("a", to("panorama"))], "made, none"],
    ["a predefined profile", [rule("a", to("Cortex Data Lake"))], "made, perhaps"],
    ["a predefined profile beside another", [rule("a", to("all")), rule("b", to("Cortex Data Lake"))], "made, some"],
  ])("%s", (_, rules, expected) => {
    expect(flow(own(...rules))).toBe(expected);
  });
});

describe("threat logs of a firewall", () => {
  test.each([
    ["no security profiles", [rule("a", to("all"))], "not made, none"],
    ["forwarded, without a traffic log too", [rule("a", to("all"), INSPECTED, OFF)], "made, all"],
    ["no log-forwarding profile", [rule("a", INSPECTED)], "made, none"],
    ["a rule that blocks", [rule("a", INSPECTED, "<action>deny</action>")], "not made, none"],
    ["a profile that leaves them out", [rule("a", to("some"), INSPECTED)], "made, none"],
    ["one rule does not forward", [rule("a", to("all"), INSPECTED), rule("b", INSPECTED)], "made, some"],
  ])("%s", (_, rules, expected) => {
    expect(flow(own(...rules), "threat")).toBe(expected);
  });
});

describe("logs of other policy rules and of the firewall itself", () => {
  const match = (name: string, profiles: string): string =>
    entry(name, element("log-setting", profiles), "<action>decrypt</action><log-success>yes</log-success>");
  const decrypting = (...rules: readonly string[]): Config =>
    configOf(
      firewall({
        vsys: { vsys1: element("rulebase", element("decryption", element("rules", ...rules))) },
        shared: element(
          "log-settings",
          SERVERS,
          element("profiles", profile("all", entry("d", `<log-type>decryption</log-type>${TO_SIEM}`))),
          element("system", element("match-list", entry("all", TO_SIEM))),
          element("config", element("match-list", entry("all", list("send-syslog", "gone")))),
        ),
        device: element("deviceconfig", element("system")),
      }),
    );

  test.each([
    ["none", [], "not made, none"],
    ["forwarded", [match("a", "all")], "made, all"],
    ["one is not", [match("a", "all"), match("b", "")], "made, some"],
    ["one names what nobody defines", [match("a", "all"), match("b", "gone")], "made, some"],
  ])("decryption: %s", (_, rules, expected) => {
    expect(flow(decrypting(...rules), "decryption")).toBe(expected);
  });

  test("what the firewall writes itself goes by its log settings", () => {
    const config = decrypting(match("a", "all"));
    const device = first(config.devices.settings);
    const kept = (["system", "config", "userid", "decryption", "traffic"] as const).map((type) =>
      config.flow.keepsElsewhere(device, type),
    );
    expect(kept).toEqual([true, false, false, true, false]);
  });
});

describe("a template stack", () => {
  const config = (group: string, rules: readonly string[], servers = SERVERS): Config =>
    configOf(
      panorama({
        groups: {
          North:
            element("devices", entry("01")) + (group === "North" ? element("pre-rulebase", security(...rules)) : ""),
          South:
            element("devices", entry("02")) + (group === "South" ? element("pre-rulebase", security(...rules)) : ""),
        },
        shared:
          element("log-settings", element("profiles", ...PROFILES)) +
          (group === "shared" ? element("pre-rulebase", security(...rules)) : ""),
        device: element(
          "template-stack",
          entry(
            "S",
            element("devices", entry("01")),
            element("config", element("shared", element("log-settings", servers))),
          ),
        ),
      }),
    );

  test.each([
    ["its own group", config("North", [rule("a", to("all"))]), "made, all"],
    ["a group of other firewalls", config("South", [rule("a", to("all"))]), "not made, none"],
    ["shared rules", config("shared", [rule("a", to("all"))]), "made, all"],
    ["no server profile", config("North", [rule("a", to("all"))], ""), "made, none"],
    ["Panorama, set on the firewalls", config("North", [rule("a", to("panorama"))]), "made, perhaps"],
  ])("%s", (_, given, expected) => {
    expect(flow(given)).toBe(expected);
  });

  test("a server profile that only another stack has is not certain to be there", () => {
    const stack = (name: string, serial: string, servers: string): string =>
      entry(
        name,
        element("devices", entry(serial)),
        element("config", element("shared", element("log-settings", servers))),
      );
    const both = configOf(
      panorama({
        groups: { North: element("devices", entry("01")), South: element("devices", entry("02")) },
        shared:
          element("log-settings", element("profiles", ...PROFILES)) +
          element("pre-rulebase", security(rule("a", to("all")))),
        device: element("template-stack", stack("S", "01", ""), stack("T", "02", SERVERS)),
      }),
    );
    const flows = both.devices.settings.filter(({ place }) => place.kind === "template-stack");
    expect(flows.map((each) => both.flow.logFlow(each, "traffic").leaves)).toEqual(["perhaps", "all"]);
  });
});
