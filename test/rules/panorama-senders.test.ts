import { expect, test } from "@jest/globals";
import { firewallsSendingToPanorama } from "../../rules/log-storage/panorama-senders.ts";
import { configOf, element, entry, list, panorama, rule, security } from "../support/panos-config.ts";

const devices = (...serials: readonly string[]): string => element("devices", ...serials.map((each) => entry(each)));
const profile = (name: string, send: string): string =>
  entry(name, element("match-list", entry("all", `<log-type>traffic</log-type>${send}`)));
const PROFILES = element(
  "log-settings",
  element(
    "profiles",
    profile("panorama", "<send-to-panorama>yes</send-to-panorama>"),
    profile("siem", list("send-syslog", "siem")),
  ),
);
const rules = (name: string, more = ""): string =>
  element("pre-rulebase", security(rule("web", element("log-setting", name), more)));
const cloudOnly = element(
  "deviceconfig",
  element("setting", element("logging", element("logging-service-forwarding", "<enable>yes</enable>"))),
);

function sending(groups: Readonly<Record<string, string>>, shared = ""): readonly string[] {
  const stack = entry(
    "Cloud",
    devices("04"),
    element("config", element("devices", entry("localhost.localdomain", cloudOnly))),
  );
  return firewallsSendingToPanorama(
    configOf(panorama({ groups, shared: PROFILES + shared, device: element("template-stack", stack) })),
  );
}

test("firewalls that send logs to Panorama: by the log settings of a template", () => {
  const own = (send: string) =>
    element("shared", element("log-settings", element("system", element("match-list", entry("all", send)))));
  const template = (name: string, send: string) => entry(name, element("config", own(send)));
  const stack = (name: string, serial: string) => entry(name, list("templates", name), devices(serial));
  const xml = panorama({
    groups: { A: devices("01", "02") },
    device:
      element("template", template("P", "<send-to-panorama>yes</send-to-panorama>"), template("Q", "")) +
      element("template-stack", stack("P", "01"), stack("Q", "02")),
  });
  expect(firewallsSendingToPanorama(configOf(xml))).toEqual(["01"]);
});

test.each([
  ["one that sends", { A: devices("01") + rules("panorama") }, "", ["01"]],
  ["one that sends elsewhere", { A: devices("01") + rules("siem") }, "", []],
  ["a disabled rule", { A: devices("01") + rules("panorama", "<disabled>yes</disabled>") }, "", []],
  [
    "shared rules, for all in groups",
    { A: devices("01", "02"), B: devices("03") },
    rules("panorama"),
    ["01", "02", "03"],
  ],
  ["another group's rules", { A: devices("01"), B: devices("03") + rules("panorama") }, "", ["03"]],
  ["a template that sends to the cloud instead", { A: devices("01", "04") + rules("panorama") }, "", ["01"]],
])("firewalls that send logs to Panorama: %s", (_, groups, shared, expected) => {
  expect(sending(groups, shared)).toEqual(expected);
});
