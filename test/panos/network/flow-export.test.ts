import { describe, expect, test } from "@jest/globals";
import longSessionMonitoringMissing from "../../../rules/session-logging/long-session-monitoring-missing.ts";
import type { Config } from "../../../src/panos/config.ts";
import {
  configOf,
  element,
  entry,
  firewall,
  list,
  panorama,
  rule,
  scopeOf,
  security,
} from "../../support/panos-config.ts";
import { lint } from "../../support/panos-lint.ts";

const server = element("server", entry("collector", element("host", "192.0.2.20")));
const netflow = (name: string, inner = server): string =>
  element("server-profile", element("netflow", entry(name, inner)));
const network = (...named: readonly string[]): string => {
  const ports = named.map((name, at) =>
    entry(`ethernet1/${at + 1}`, element("layer3", element("netflow-profile", name))),
  );
  return element("network", element("interface", element("ethernet", ...ports)));
};

describe("a firewall exports flows", () => {
  const of = (shared: string, device: string, vsys = ""): Config =>
    configOf(firewall({ vsys: { vsys1: vsys }, shared, device }));

  test.each<[string, Config, boolean]>([
    ["by an interface that names a profile with a server", of(netflow("flows"), network("flows")), true],
    ["by a profile of its virtual system", of("", network("flows"), netflow("flows")), true],
    ["not by a profile that no interface names", of(netflow("flows"), network()), false],
    ["not by a profile without a server", of(netflow("flows", "<server/>"), network("flows")), false],
    ["not by a name that means nothing", of(netflow("flows"), network("flow")), false],
    ["by the second interface", of(netflow("flows"), network("flow", "flows")), true],
  ])("%s", (_, config, exports) => {
    expect(config.network.flowExport.serves(scopeOf(config, "vsys/vsys1"))).toBe(exports);
  });

  test("of the interfaces that count", () => {
    const config = of(netflow("flows"), network("flows"));
    const serves = (...names: readonly string[]) =>
      config.network.flowExport.limitedTo(names).serves(scopeOf(config, "vsys/vsys1"));
    expect([serves("ethernet1/*"), serves("ae*"), serves("ae*", "ethernet1/1")]).toEqual([true, false, true]);
  });

  test("a name that means nothing is told once for all its interfaces", () => {
    const missing = of(
      netflow("flows"),
      network("flow", "flows", "flow", "other"),
    ).network.flowExport.missingProfiles();
    const names = missing.map(({ name, first, others }) => [name, first.name, ...others.map((each) => each.name)]);
    expect(names).toEqual([
      ["flow", "ethernet1/1", "ethernet1/3"],
      ["other", "ethernet1/4"],
    ]);
  });
});

describe("firewalls of a device group export flows", () => {
  const wrapped = (shared: string, device: string): string =>
    element("config", element("shared", shared), element("devices", entry("localhost.localdomain", device)));
  const stack = (name: string, serial: string, ...templates: readonly string[]): string =>
    entry(name, list("templates", ...templates), element("devices", entry(serial)));
  const serves = (templates: readonly string[], stacks: readonly string[], ...serials: readonly string[]): boolean => {
    const device = element("template", ...templates) + element("template-stack", ...stacks);
    const devices = element("devices", ...serials.map((serial) => entry(serial)));
    const config = configOf(panorama({ groups: { Branches: devices }, device }));
    return config.network.flowExport.serves(scopeOf(config, "device-group/Branches"));
  };
  const profile = entry("Servers", wrapped(netflow("flows"), ""));
  const ports = entry("Ports", wrapped("", network("flows")));
  const nothing = entry("Nothing", wrapped("", ""));

  test.each<[string, boolean, boolean]>([
    [
      "when profile and interface meet in a stack",
      serves([profile, ports], [stack("S", "1", "Servers", "Ports")], "1"),
      true,
    ],
    [
      "not when they are in two stacks",
      serves([profile, ports], [stack("S", "1", "Servers"), stack("T", "2", "Ports")], "1", "2"),
      false,
    ],
    [
      "only when all of them do",
      serves([profile, ports, nothing], [stack("S", "1", "Servers", "Ports"), stack("T", "2", "Nothing")], "1", "2"),
      false,
    ],
    ["not when the file does not tell of their templates", serves([profile, ports], [], "1"), false],
    [
      "when the profile may be in a template that is not in the file",
      serves([ports], [stack("S", "1", "Gone", "Ports")], "1"),
      true,
    ],
  ])("%s", (_, answer, expected) => {
    expect(answer).toBe(expected);
  });
});

test("how flows are exported is judged on complete files only", () => {
  const panoramaServer =
    "<panorama><local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama></panorama>";
  const told = (system: string): number => {
    const rules = element("rulebase", security(rule("tunnels", "<log-start>yes</log-start>")));
    const device = element("deviceconfig", element("system", "<hostname>fw1</hostname>", system)) + network("flows");
    return lint(firewall({ vsys: { vsys1: rules }, shared: netflow("flows"), device }), longSessionMonitoringMissing)
      .findings.length;
  };
  expect(told("")).toBeGreaterThan(0);
  expect(told(panoramaServer)).toBe(0);
});
