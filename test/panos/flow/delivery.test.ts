import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import { configOf, element, entry, firewall, list, panorama, rule, security } from "../../support/panos-config.ts";

const SYSLOG = element(
  "syslog",
  entry("siem", element("server", entry("a", "<server>10.20.2.10</server>"))),
  entry("hollow", element("server", entry("a"))),
);
const TO_PANORAMA = "<send-to-panorama>yes</send-to-panorama>";
const SERVER = "<panorama><local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama></panorama>";

function logSettings(list: string): string {
  return element("log-settings", SYSLOG, element("profiles", entry("p", element("match-list", entry("m", list)))));
}

function arrivalIn(config: Config, kinds?: readonly "panorama"[]): string {
  const [profile] = config.forwarding.profiles;
  const [match] = profile?.matchList ?? [];
  if (profile === undefined || match === undefined) throw new Error("There is no match list.");
  const { arrives, panorama, destinations } = config.flow.delivery(match, profile.scope, kinds);
  return `${arrives} panorama:${panorama ?? "-"} ${destinations.map((each) => `${each.destination.name}:${each.arrives}`)}`;
}

function onFirewall(list: string, deviceconfig = ""): Config {
  const device = deviceconfig === "" ? "" : element("deviceconfig", deviceconfig);
  return configOf(firewall({ vsys: { vsys1: "" }, shared: logSettings(list), device }));
}

describe("a match list of a firewall", () => {
  test.each([
    ["", "", "no panorama:- "],
    [list("send-syslog", "siem"), "", "yes panorama:- siem:yes"],
    [list("send-syslog", "gone"), "", "no panorama:- gone:no"],
    [list("send-syslog", "hollow"), "", "no panorama:- hollow:no"],
    [list("send-syslog", "gone", "siem"), "", "yes panorama:- gone:no,siem:yes"],
    [TO_PANORAMA, "", "no panorama:no "],
    [TO_PANORAMA, element("system", SERVER), "yes panorama:yes "],
    [TO_PANORAMA, element("system", "<panorama-server>192.0.2.20</panorama-server>"), "yes panorama:yes "],
    [TO_PANORAMA, element("system", "<panorama-server>{{ panorama }}</panorama-server>"), "no panorama:no "],
    [TO_PANORAMA, element("system", "<panorama><cloud-service/></panorama>"), "yes panorama:yes "],
    [
      TO_PANORAMA,
      "<setting><logging><logging-service-forwarding><enable>yes</enable></logging-service-forwarding></logging></setting>",
      "yes panorama:yes ",
    ],
    [`${TO_PANORAMA}${list("send-syslog", "gone")}`, element("system", SERVER), "yes panorama:yes gone:perhaps"],
  ])("%s with %s", (xml, deviceconfig, expected) => {
    expect(arrivalIn(onFirewall(xml, deviceconfig))).toBe(expected);
  });

  test("is followed to the asked kinds of destinations only", () => {
    expect(arrivalIn(onFirewall(list("send-syslog", "siem")), ["panorama"])).toBe("no panorama:- ");
  });

  test.each([
    ["a fragment", element("vsys", entry("vsys1", logSettings(TO_PANORAMA), element("rulebase", security(rule("a")))))],
    [
      "policy that Panorama pushed",
      firewall({ vsys: { vsys1: "" }, shared: logSettings(TO_PANORAMA), config: "<panorama><vsys/></panorama>" }),
    ],
  ])("of %s may reach a Panorama that is not shown", (_, xml) => {
    expect(arrivalIn(configOf(xml))).toBe("perhaps panorama:perhaps ");
  });
});

describe("a match list of a device group", () => {
  const stack = (deviceconfig: string): string => `
    ${element("template", entry("Base", element("config", element("shared", element("log-settings", SYSLOG)), element("devices", entry("localhost.localdomain", element("deviceconfig", deviceconfig))))))}
    ${element("template-stack", entry("Stack", list("templates", "Base"), element("devices", entry("000000000001"))))}`;
  const onPanorama = (xml: string, deviceconfig: string): Config =>
    configOf(
      panorama({
        groups: {
          Branches: `${element("log-settings", element("profiles", entry("p", element("match-list", entry("m", xml)))))}${element("devices", entry("000000000001"))}`,
        },
        device: stack(deviceconfig),
      }),
    );
  test.each([
    [TO_PANORAMA, element("system", SERVER), "yes panorama:yes "],
    [TO_PANORAMA, "", "perhaps panorama:perhaps "],
    [list("send-syslog", "siem"), "", "yes panorama:- siem:yes"],
    [list("send-syslog", "gone"), "", "no panorama:- gone:no"],
  ])("%s with %s", (xml, deviceconfig, expected) => {
    expect(arrivalIn(onPanorama(xml, deviceconfig))).toBe(expected);
  });
});
