import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import { isWithin } from "../../../src/panos/objects/address-ranges.ts";
import { configOf, element, entry, firewall, list, panorama, rule, security } from "../../support/panos-config.ts";

const server = (name: string): string =>
  element("syslog", entry(name, element("server", entry("a", "<server>10.20.2.10</server>"))));
const matchList = (...inner: readonly string[]): string => element("match-list", entry("all", ...inner));
const sendsTo = (name: string): string => matchList(list("send-syslog", name));
const settings = (...inner: readonly string[]): string => element("log-settings", ...inner);
const profile = (name: string, to: string): string => element("profiles", entry(name, sendsTo(to)));
const naming = (name: string, ...inner: readonly string[]): string =>
  security(rule("web", `<log-setting>${name}</log-setting>`, ...inner));
const wrapped = (...inner: readonly string[]): string => element("config", ...inner);
const audit = (name: string): string =>
  element(
    "deviceconfig",
    element("setting", element("management", element("audit-tracking", element("send-syslog", name)))),
  );

/** Each used server profile with what sends to it. */
function usesOf(config: Config): readonly string[] {
  return config.usage.serverProfileUses.map(({ profile: { path }, uses }) => {
    return `${path} < ${uses.map(({ label, entry: from }) => (from === undefined ? label : from.path)).join(", ")}`;
  });
}

const MATCH = "shared/log-settings/profiles/used/match-list/all";

describe("what sends logs to a server profile", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "a log-forwarding profile that a rule uses",
      firewall({
        vsys: { vsys1: element("rulebase", naming("used")) },
        shared: settings(server("siem"), profile("used", "siem")),
      }),
      [`shared/log-settings/syslog/siem < ${MATCH}`],
    ],
    [
      "no profile that only disabled rules name",
      firewall({
        vsys: { vsys1: element("rulebase", naming("used", "<disabled>yes</disabled>")) },
        shared: settings(server("siem"), profile("used", "siem")),
      }),
      [],
    ],
    [
      "a profile of a virtual system sees its own server profile first",
      firewall({
        vsys: {
          vsys1: element("rulebase", naming("used")) + settings(server("siem"), profile("used", "siem")),
          vsys2: "",
        },
        shared: settings(server("siem")),
      }),
      ["vsys/vsys1/log-settings/syslog/siem < vsys/vsys1/log-settings/profiles/used/match-list/all"],
    ],
    [
      "the device's own log settings and audit tracking",
      firewall({
        vsys: { vsys1: "" },
        shared: settings(server("siem"), element("system", sendsTo("siem"))),
        device: audit("siem"),
      }),
      ["shared/log-settings/syslog/siem < shared/log-settings/system/match-list/all, Audit tracking of the firewall"],
    ],
    [
      "Panorama's own settings and a collector group",
      panorama({
        groups: {},
        shared: settings(server("siem")),
        config: element("panorama", settings(server("siem"), element("system", sendsTo("siem")))),
        device: element("log-collector-group", entry("G", settings(element("traffic", sendsTo("siem"))))),
      }),
      [
        "panorama/log-settings/syslog/siem < panorama/log-settings/system/match-list/all, log-collector-group/G/log-settings/traffic/match-list/all",
      ],
    ],
  ])("%s", (_, xml, expected) => {
    expect(usesOf(configOf(xml))).toEqual(expected);
  });

  const serial = (number: number): string => element("devices", entry(`00795100000000${number}`));
  const group = (number: number): string => serial(number) + element("pre-rulebase", naming("used"));
  const templates = ["T1", "T2", "T3"].map((name) => entry(name, wrapped(element("shared", settings(server("siem"))))));
  const stack = (number: number): string => entry(`S${number}`, list("templates", `T${number}`), serial(number));
  const shared = settings(profile("used", "siem"));

  test("on Panorama the server profile of every template that serves a group in which rules use it", () => {
    const config = configOf(
      panorama({
        groups: { A: group(1), B: group(2), C: serial(3) },
        shared,
        device: element("template", ...templates) + element("template-stack", stack(1), stack(2), stack(3)),
      }),
    );
    expect(usesOf(config)).toEqual(
      ["T1", "T2"].map((name) => `template/${name}/shared/log-settings/syslog/siem < ${MATCH}`),
    );
  });

  test("of all templates where the file does not tell which serve the group", () => {
    const config = configOf(
      panorama({ groups: { A: group(1) }, shared, device: element("template", ...templates.slice(0, 2)) }),
    );
    expect(usesOf(config)).toHaveLength(2);
  });
});

test("server profiles have commands that are complete for their place", () => {
  const vsys = element(
    "devices",
    entry("localhost.localdomain", element("vsys", entry("vsys1", settings(server("own"))))),
  );
  const everywhere = configOf(
    panorama({
      groups: {},
      shared: settings(server("a b")),
      config: element("panorama", settings(server("siem"))),
      device:
        element("template", entry("T", wrapped(element("shared", settings(server("siem"))), vsys))) +
        element("template-stack", entry("S", wrapped(vsys))),
    }),
  );
  const gateway = configOf(
    firewall({
      vsys: { vsys1: settings(server("siem")), vsys2: "" },
      device: element("network", element("shared-gateway", entry("sg1", settings(server("siem"))))),
    }),
  );
  const commands = [everywhere, gateway].flatMap(({ forwarding }) =>
    forwarding.serverProfiles.map((each) => each.command("delete", "format")),
  );
  expect(commands).toEqual([
    'delete shared log-settings syslog "a b" format',
    "delete template T config shared log-settings syslog siem format",
    "delete template T config vsys vsys1 log-settings syslog own format",
    "delete template-stack S config devices localhost.localdomain vsys vsys1 log-settings syslog own format",
    "delete panorama log-settings syslog siem format",
    "delete vsys vsys1 log-settings syslog siem format",
    "delete network shared-gateway sg1 log-settings syslog siem format",
  ]);
});

test.each([
  ["10.20.2.10", "10.20.2.10", true],
  ["10.20.2.10", "10.20.2.0/24", true],
  ["10.20.3.10", "10.20.2.0/24", false],
  ["2001:db8::1", "2001:DB8:0::1", true],
  ["2001:db8::1", "2001:db8::/32", true],
  ["10.20.2.10", "2001:db8::/32", false],
  ["siem.example.com", "siem.example.com", true],
  ["siem.example.com", "10.20.2.0/24", false],
  ["$siem", "10.20.2.0/24", false],
  ["10.20.2.10", "not an address", false],
])("%s is within %s: %s", (address, block, within) => {
  expect(isWithin(address, [block])).toBe(within);
});
