import { describe, expect, test } from "@jest/globals";
import { unusedObjects } from "../../rules/hygiene/unused-objects.ts";
import type { Config } from "../../src/panos/config.ts";
import { configOf, element, entry, firewall, list, panorama, rule, security } from "../support/panos-config.ts";

const servers = (kind: string, ...names: readonly string[]): string =>
  element(kind, ...names.map((name) => entry(name)));
const profiles = (...entries: readonly string[]): string => element("profiles", ...entries);
const matching = (name: string, ...inner: readonly string[]): string =>
  entry(name, element("match-list", entry("m", ...inner)));

function unused(config: Config): readonly string[] {
  return Array.from(unusedObjects(config), ({ path }) => path);
}

function deletions(config: Config): readonly (string | undefined)[] {
  return Array.from(unusedObjects(config), ({ deletion }) => deletion);
}

describe("what names an object keeps it from being unused", () => {
  const web = (...inner: readonly string[]): string => element("rulebase", security(rule("web", ...inner)));
  test.each([
    ["nothing", servers("syslog", "siem"), "", "", ["shared/log-settings/syslog/siem"]],
    [
      "an unused profile",
      `${servers("syslog", "siem")}${profiles(matching("default", list("send-syslog", "siem")))}`,
      "",
      web("<log-setting>default</log-setting>"),
      [],
    ],
    [
      "another kind",
      `${servers("email", "siem")}${profiles(matching("default", list("send-syslog", "siem")))}`,
      "",
      web("<log-setting>default</log-setting>"),
      ["shared/log-settings/email/siem"],
    ],
    [
      "a disabled rule",
      profiles(entry("to-siem")),
      "",
      web("<log-setting>to-siem</log-setting><disabled>yes</disabled>"),
      [],
    ],
    [
      "device log settings",
      `${servers("syslog", "siem")}${element("system", element("match-list", entry("m", list("send-syslog", "siem"))))}`,
      "",
      "",
      [],
    ],
    [
      "audit tracking",
      servers("syslog", "siem"),
      "<audit-tracking><send-syslog>siem</send-syslog></audit-tracking>",
      "",
      [],
    ],
    ["a predefined name", profiles(entry("Cortex Data Lake")), "", "", []],
  ])("%s", (_, logSettings, management, vsys1, expected) => {
    const device = element("deviceconfig", element("setting", element("management", management)));
    expect(
      unused(configOf(firewall({ vsys: { vsys1 }, shared: element("log-settings", logSettings), device }))),
    ).toEqual(expected);
  });

  test("scheduled mail, interfaces, groups", () => {
    const shared = [
      element("log-settings", servers("email", "soc")),
      element("server-profile", servers("netflow", "flows", "spare")),
      element("email-scheduler", entry("daily", "<email-profile>soc</email-profile>")),
      element("profiles", element("virus", entry("strict-av"), entry("spare-av"))),
      element("profile-group", entry("strict", list("virus", "strict-av"))),
    ];
    const network = element(
      "network",
      element(
        "interface",
        element("ethernet", entry("ethernet1/1", element("layer3", "<netflow-profile>flows</netflow-profile>"))),
      ),
    );
    const config = configOf(firewall({ vsys: { vsys1: "" }, shared: shared.join(""), device: network }));
    expect(unused(config)).toEqual([
      "shared/server-profile/netflow/spare",
      "shared/profiles/virus/spare-av",
      "shared/profile-group/strict",
    ]);
    expect(deletions(config)).toEqual([
      "delete shared server-profile netflow spare",
      "delete shared profiles virus spare-av",
      "delete shared profile-group strict",
    ]);
  });
});

test("audit tracking of a collector group uses Panorama's syslog server", () => {
  const audit = element("audit-tracking", "<send-syslog>siem</send-syslog>");
  const config = configOf(
    panorama({
      groups: {},
      device: element("log-collector-group", entry("main", element("general-setting", element("management", audit)))),
      config: element("panorama", element("log-settings", servers("syslog", "siem", "spare"))),
    }),
  );
  expect(config.devices.collectorGroups.map(({ auditTracking }) => auditTracking.sendSyslog.value)).toEqual(["siem"]);
  expect(deletions(config)).toEqual(["delete panorama log-settings syslog spare"]);
});

test("on Panorama one that a group below overrides is told once, and templates are known by their place", () => {
  const group = element("profile-group", entry("empty"));
  const template = element(
    "template",
    entry("Base", element("config", element("shared", element("log-settings", servers("syslog", "siem"))))),
  );
  const config = configOf(
    panorama({
      groups: { Europe: group, Branches: group, Asia: group },
      parents: { Europe: undefined, Branches: "Europe", Asia: undefined },
      device: template,
    }),
  );
  expect(deletions(config)).toEqual([
    "delete template Base config shared log-settings syslog siem",
    "delete device-group Europe profile-group empty",
    "delete device-group Asia profile-group empty",
  ]);
});
