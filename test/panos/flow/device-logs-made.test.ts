/** Which logs a device writes about itself, and whether lint rules tell when they lead nowhere. */
import { describe, expect, test } from "@jest/globals";
import deviceLogsNotForwarded from "../../../rules/device-log-settings/device-logs-not-forwarded.ts";
import wildfireVerdictsNotReported from "../../../rules/threat-inspection/wildfire-verdicts-not-reported.ts";
import { DEVICE_LOG_TYPES, defineRule } from "../../../src/rule.ts";
import { configOf, element, entry, firewall, list, panorama, security } from "../../support/panos-config.ts";
import { EACH_RULE, lint } from "../../support/panos-lint.ts";

const USER_ZONE = element("zone", entry("inside", "<enable-user-identification>yes</enable-user-identification>"));
const GATEWAY = element("global-protect", element("global-protect-gateway", entry("vpn")));
const PORTAL = element("global-protect", element("global-protect-portal", entry("vpn")));
const DYNAMIC = element("address-group", entry("tagged", element("dynamic", element("filter", "'web'"))));
const STATIC = element("address-group", entry("fixed", list("static", "web-1")));

/** What each device of a file writes besides system and configuration logs. */
function made(xml: string): readonly string[] {
  const config = configOf(xml);
  return config.devices.settings.map((device) => {
    const types = DEVICE_LOG_TYPES.filter((type) => config.flow.makesLogs(device, type));
    expect(types).toEqual(expect.arrayContaining(["system", "config"]));
    return [device.place.name || device.place.kind, ...types.filter((type) => !/^(system|config)$/.test(type))].join(
      " ",
    );
  });
}

describe("a device writes logs of a type with the feature that they are about", () => {
  const vsys = (inner: string): string => firewall({ vsys: { vsys1: inner }, device: "<deviceconfig/>" });
  test.each([
    ["none", vsys(""), "firewall"],
    ["User-ID in a zone", vsys(USER_ZONE), "firewall userid"],
    ["zones without it", vsys(USER_ZONE.replace(">yes<", ">no<")), "firewall"],
    ["a GlobalProtect gateway", vsys(GATEWAY), "firewall hipmatch globalprotect"],
    ["a GlobalProtect portal alone, where users log in", vsys(PORTAL), "firewall globalprotect"],
    ["a dynamic address group", vsys(DYNAMIC), "firewall iptag"],
    ["a static address group", vsys(STATIC), "firewall"],
  ])("%s", (_, xml, told) => {
    expect(made(xml)).toEqual([told]);
  });

  test("on Panorama in the template that has it and in its stacks; correlation logs are Panorama's own", () => {
    const device = (inner: string): string => element("devices", entry("localhost.localdomain", inner));
    const template = (name: string, inner: string): string =>
      entry(name, element("config", device(element("vsys", entry("vsys1", inner)))));
    const xml = panorama({
      groups: {},
      device: [
        "<deviceconfig/>",
        element("template", template("with", USER_ZONE), template("without", "")),
        element(
          "template-stack",
          entry("A", list("templates", "with", "without")),
          entry("B", list("templates", "without")),
        ),
      ].join(""),
    });
    expect(made(xml)).toEqual(["panorama correlation", "with userid", "without", "A userid", "B"]);
  });
});

describe("device logs that are sent to a server profile which does not exist", () => {
  const sends = (type: string): string =>
    element(type, element("match-list", entry("all", list("send-syslog", "gone"))));
  const xml = firewall({
    vsys: { vsys1: "" },
    shared: element("log-settings", sends("system"), sends("config")),
    device: "<deviceconfig/>",
  });
  const others = ["unresolved-log-server-profile", "panorama-forwarding-without-panorama"].map((id) =>
    defineRule({ ...EACH_RULE, id, options: {}, check: () => [] }),
  );

  test("are told as not forwarded", () => {
    expect(lint(xml, deviceLogsNotForwarded).findings.map(({ message }) => message)).toEqual([
      "System and configuration logs of the firewall go nowhere: what they are sent to cannot receive them.",
    ]);
  });

  test("are left to the lint rules that tell of the profile", () => {
    expect(lint(xml, deviceLogsNotForwarded, ...others).findings).toEqual([]);
  });
});

test.each([
  ["7.1.0", []],
  ["8.0.0", ['set shared log-settings config match-list all filter "All Logs" send-syslog SYSLOG-PROFILE']],
])("a match list is proposed on releases that have them: PAN-OS %s", (version, commands) => {
  const xml = firewall({ vsys: { vsys1: "" }, device: "<deviceconfig/>" }).replace('"11.1.0"', `"${version}"`);
  const { findings } = lint(xml, deviceLogsNotForwarded);
  expect(findings.flatMap((finding) => finding.commands).filter((words) => words.includes(" config "))).toEqual(
    commands,
  );
});

test("a Panorama whose file has nothing for its own logs sends none", () => {
  const own = "<deviceconfig><system><hostname>panorama</hostname></system></deviceconfig>";
  const { findings } = lint(panorama({ groups: {}, device: own }), deviceLogsNotForwarded);
  expect(findings.map(({ message }) => message)).toEqual([
    "System and configuration logs of Panorama are not forwarded off the device.",
  ]);
  // The policy alone, as Panorama shows it, says nothing about that.
  expect(lint(panorama({ groups: {} }), deviceLogsNotForwarded).findings).toEqual([]);
});

test("WildFire verdicts are asked of the stacks whose firewalls use WildFire, and of those of which the file does not tell", () => {
  const firewalls = (serial: string): string => element("devices", entry(serial));
  const wildfire = element("profile-setting", element("profiles", list("wildfire-analysis", "default")));
  const zones = list("from", "inside") + list("to", "outside");
  const stack = (name: string, inner: string): string => entry(name, list("templates"), inner);
  const told = (labs: string): readonly string[] => {
    const xml = panorama({
      groups: {
        Branches: firewalls("01") + element("pre-rulebase", security(entry("web", zones, wildfire))),
        Labs: labs,
      },
      device: element("template-stack", stack("Branches", firewalls("01")), stack("Labs", firewalls("02"))),
    });
    return lint(xml, wildfireVerdictsNotReported).findings.map(({ message }) => message.replace(/,.*/, ""));
  };
  expect(told(firewalls("02"))).toEqual(['Verdicts for grayware files are not reported for template stack "Branches"']);
  expect(told("")).toEqual(['Verdicts for grayware files are not reported for template stacks "Branches" and "Labs"']);
});
