import { describe, expect, test } from "@jest/globals";
import { applicationSet } from "../../../src/panos/objects/applications.ts";
import { type PortRange, portRanges } from "../../../src/panos/objects/services.ts";
import type { SecurityRule } from "../../../src/panos/policies/security-rule.ts";
import { configOf, element, entry, firewall, list, rule, ruleOf, security } from "../../support/panos-config.ts";

const service = (name: string, ...protocols: readonly string[]): string =>
  entry(name, element("protocol", ...protocols));
const port = (protocol: string, ports: string): string => element(protocol, element("port", ports));
const group = (name: string, ...names: readonly string[]): string => entry(name, list("members", ...names));

const OBJECTS = [
  element("address", entry("everybody", "<ip-netmask>255.255.255.255/32</ip-netmask>")),
  element("address", entry("server", "<ip-netmask>192.0.2.10</ip-netmask>"), entry("name", "<fqdn>example.com</fqdn>")),
  element(
    "application-group",
    group("vpn", "ike", "tunnels"),
    group("tunnels", "ipsec-esp", "gre"),
    group("loop", "loop"),
  ),
  element("application-group", group("filtered", "ike", "by-risk")),
  element("application-filter", entry("by-risk")),
].join("");
const SERVICES = [
  element("service", service("dns", port("udp", "53"), port("tcp", "53")), service("some", port("tcp", "20-25, 8080"))),
  element("service", service("odd", port("tcp", "")), service("empty")),
  element("service", service("snmp", port("udp", "161-162")), service("snmp-list", port("udp", "161,162"))),
  element("service-group", group("names", "dns", "service-https"), group("nested", "names", "some")),
  element("service-group", group("loop", "loop"), group("open", "dns", "gone")),
].join("");

/** A rule in which one list holds these names; without it when there are none. */
function ruleWith(field: string, names: readonly string[]): SecurityRule {
  const written = names.length === 0 ? "" : list(field, ...names);
  const subject = rule("web").replace(list(field, "any"), written);
  return ruleOf(
    configOf(firewall({ vsys: { vsys1: element("rulebase", security(subject)) + OBJECTS }, shared: SERVICES })),
    "web",
  );
}

describe("the ports that a policy rule's services stand for", () => {
  const told = (ports: readonly PortRange[] | undefined): string | undefined =>
    ports?.map(({ protocol, low, high }) => `${protocol} ${low === high ? low : `${low}-${high}`}`).join(", ");

  test.each<readonly [readonly string[], string | undefined]>([
    [["dns"], "udp 53, tcp 53"],
    [["some"], "tcp 20-25, tcp 8080"],
    [["service-http"], "tcp 80, tcp 8080"],
    [["service-https"], "tcp 443"],
    [["names"], "udp 53, tcp 53, tcp 443"],
    [["nested", "service-http"], "udp 53, tcp 53, tcp 443, tcp 20-25, tcp 8080, tcp 80, tcp 8080"],
    [["odd"], ""],
    [["empty"], ""],
    [["any"], undefined],
    [["application-default"], undefined],
    [[], undefined],
    [["gone"], undefined],
    [["dns", "gone"], undefined],
    [["open"], undefined],
    [["loop"], undefined],
  ])("%j", (names, expected) => {
    expect(told(ruleWith("service", names).match.ports)).toBe(expected);
  });
});

describe("the applications that a policy rule matches", () => {
  test.each<readonly [readonly string[], readonly string[] | undefined]>([
    [
      ["dns", "ntp"],
      ["dns", "ntp"],
    ],
    [["dns", "dns"], ["dns"]],
    [["vpn"], ["ike", "ipsec-esp", "gre"]],
    [["any"], undefined],
    [[], undefined],
    [["by-risk"], undefined],
    [["dns", "filtered"], undefined],
    [["loop"], undefined],
  ])("%j", (names, expected) => {
    expect(ruleWith("application", names).match.applications).toEqual(expected);
  });

  test.each<readonly [readonly string[], readonly string[], boolean]>([
    [["dns"], ["dns", "ntp"], true],
    [["dns", "web-browsing"], ["dns", "ntp"], false],
    [["vpn"], ["ike", "ipsec-esp", "gre"], true],
    [["vpn"], ["ike", "ipsec-esp"], false],
    [["dns", "vpn"], ["dns"], false],
    [["loop"], ["loop-2"], false],
    [["filtered"], ["ike"], false],
    [["any"], ["dns"], false],
    [[], ["dns"], false],
    [["by-risk"], ["dns"], false],
    // Who allows a group or a filter by its name means all that is in it.
    [["vpn"], ["vpn"], true],
    [["by-risk"], ["by-risk"], true],
  ])("%j: whether they are all among %j", (names, allowed, expected) => {
    expect(ruleWith("application", names).match.usesOnlyApplications(new Set(allowed))).toBe(expected);
  });
});

test("a container of applications stands for its members, too", () => {
  expect([...applicationSet(["ipsec", "gre"])]).toEqual([
    "ipsec",
    "ipsec-esp",
    "ipsec-esp-udp",
    "ipsec-ah",
    "ike",
    "gre",
  ]);
});

test.each<readonly [readonly string[], boolean]>([
  [["any"], true],
  [[], true],
  [["255.255.255.255"], true],
  [["255.255.255.255/32"], true],
  [["everybody"], true],
  [["everybody", "any"], true],
  [["everybody", "server"], false],
  [["server"], false],
  [["name"], false],
  [["gone"], false],
  [["192.0.2.255"], false],
])("whether the destination %j is everybody", (names, expected) => {
  expect(ruleWith("destination", names).match.reachesEverybody).toBe(expected);
});

test.each<readonly ["source" | "destination", readonly string[], boolean]>([
  ["source", ["panw-known-ip-list"], true],
  ["destination", ["server", "panw-highrisk-ip-list"], true],
  ["destination", ["\n panw-torexit-ip-list"], true],
  ["source", ["panw-bulletproof-ip-list"], true],
  ["source", ["panw-other-list"], false],
  ["source", ["my-panw-known-ip-list"], false],
  ["source", ["any"], false],
  ["source", [], false],
])("whether the %s %j is one of the lists of malicious addresses", (field, names, expected) => {
  expect(ruleWith(field, names).match.usesMaliciousAddressList).toBe(expected);
});

test.each<readonly [string, readonly string[] | undefined]>([
  ["<from><member>lan</member><member> dmz </member></from>", ["lan", "dmz"]],
  ["<from>lan</from>", ["lan"]],
  ["<from><member/><member> </member></from>", undefined],
  ["<from/>", undefined],
  ["", undefined],
])("the members of %j", (xml, expected) => {
  const subject = rule("web").replace(list("from", "any"), xml);
  const config = configOf(firewall({ vsys: { vsys1: element("rulebase", security(subject)) } }));
  expect(ruleOf(config, "web").match.list("from")).toEqual(expected);
});

test("a negated field is everything else", () => {
  const negated = (name: "source" | "destination", address: string): SecurityRule => {
    const subject = rule("web", `<negate-${name}>yes</negate-${name}>`).replace(list(name, "any"), list(name, address));
    return ruleOf(configOf(firewall({ vsys: { vsys1: element("rulebase", security(subject)) } })), "web");
  };
  expect(negated("source", "panw-known-ip-list").match.usesMaliciousAddressList).toBe(false);
  expect(negated("destination", "255.255.255.255").match.reachesEverybody).toBe(false);
});

describe("a policy rule for these ports and no others", () => {
  test.each<readonly [string, readonly (string | number)[], boolean]>([
    ["dns", ["udp/53"], false],
    ["dns", ["udp/53", "tcp/53"], true],
    ["dns", [53], true],
    ["dns", ["53"], true],
    ["snmp", ["udp/161-162"], true],
    ["snmp", ["udp/161", "udp/162"], true],
    ["snmp", ["udp/160-161", "udp/161-170"], true],
    ["snmp", ["udp/161"], false],
    ["snmp", ["tcp/161-162"], false],
    ["snmp-list", ["udp/161-162"], true],
    ["snmp-list", [161, 162], true],
    ["some", ["tcp/20-24", "tcp/8080"], false],
    ["odd", ["tcp/1-65535"], false],
    ["dns", ["53/udp", "domain", ""], false],
  ])("%s within %j: %s", (name, allowed, expected) => {
    expect(ruleWith("service", [name]).match.usesOnlyPorts(portRanges(allowed))).toBe(expected);
  });
});

describe("a policy rule for these applications and no others", () => {
  test.each<readonly [string, readonly string[], boolean]>([
    ["snmp", ["snmp"], true],
    ["snmpv2", ["snmp"], true],
    ["snmp", ["snmpv1", "snmpv2", "snmpv3", "snmp-base", "snmp-trap"], true],
    ["snmp", ["snmpv1", "snmpv2"], false],
    ["dns-base", ["dns"], true],
    ["dns", ["dns-base"], false],
    ["ntp-non-rfc", ["ntp"], true],
  ])("%s within %j: %s", (name, allowed, expected) => {
    expect(ruleWith("application", [name]).match.usesOnlyApplications(applicationSet(allowed))).toBe(expected);
  });
});
