/** When a tunnel inspection rule that leaves logging to the security rules is told: which security rules count. */
import { describe, expect, test } from "@jest/globals";
import tunnelInspectionLoggingIncomplete from "../../rules/other-rulebases/tunnel-inspection-logging-incomplete.ts";
import { defineRule } from "../../src/rule.ts";
import { element, entry, firewall, list, panorama, security } from "../support/panos-config.ts";
import { EACH_RULE, lint } from "../support/panos-lint.ts";

const allow = (name: string, apps: readonly string[], ...inner: readonly string[]): string =>
  entry(name, list("application", ...apps), ...inner);
const inspect = (...apps: readonly string[]): string =>
  element("tunnel-inspect", element("rules", entry("tunnels", list("application", ...apps))));
const one = (...inner: readonly string[]): string => firewall({ vsys: { vsys1: element("rulebase", ...inner) } });

/** The security rules that the finding names. */
function told(xml: string, ...others: Parameters<typeof lint>[1][]): readonly string[] {
  const { findings } = lint(xml, tunnelInspectionLoggingIncomplete, ...others);
  const ours = findings.filter(({ rule }) => rule === "tunnel-inspection-logging-incomplete");
  return ours.flatMap(({ related }) => related.map(({ message }) => /"(.*)"/.exec(message)?.[1] ?? ""));
}

describe("security rules that allow an inspected tunnel and log it at its end alone", () => {
  const GROUP = element("application-group", entry("wan", list("members", "gre", "ssh")));

  test.each<readonly [string, string, readonly string[]]>([
    ["by its App-ID", one(security(allow("a", ["gre"])), inspect("gre")), ["a"]],
    ["all of them", one(security(allow("a", ["gre"]), allow("b", ["ssh", "gre"])), inspect("gre")), ["a", "b"]],
    ["IPSec by the App-IDs of its packets", one(security(allow("a", ["ipsec-esp"])), inspect("ipsec")), ["a"]],
    ["but not by that of its key exchange", one(security(allow("a", ["ike"])), inspect("ipsec")), []],
    ["not one for another tunnel", one(security(allow("a", ["vxlan"])), inspect("gre")), []],
    ["not one for any application, which names no tunnel", one(security(allow("a", ["any"])), inspect("gre")), []],
    ["not one that blocks", one(security(allow("a", ["gre"], "<action>deny</action>")), inspect("gre")), []],
    [
      "not one that logs at start",
      one(security(allow("a", ["gre"], "<log-start>yes</log-start>")), inspect("gre")),
      [],
    ],
    ["not one that logs nothing", one(security(allow("a", ["gre"], "<log-end>no</log-end>")), inspect("gre")), []],
    [
      "by an application group",
      firewall({ vsys: { vsys1: GROUP + element("rulebase", security(allow("a", ["wan"])), inspect("gre")) } }),
      ["a"],
    ],
    [
      "not those of another virtual system",
      firewall({
        vsys: {
          vsys1: element("rulebase", inspect("gre")),
          vsys2: element("rulebase", security(allow("a", ["gre"]))),
        },
      }),
      [],
    ],
    [
      "those of a device group below, not those beside it",
      panorama({
        groups: {
          branches: element("pre-rulebase", inspect("gre")),
          office: element("pre-rulebase", security(allow("below", ["gre"]))),
          campus: element("pre-rulebase", security(allow("beside", ["gre"]))),
        },
        parents: { branches: undefined, office: "branches", campus: undefined },
      }),
      ["below"],
    ],
  ])("%s", (_, xml, names) => {
    expect(told(xml)).toEqual(names);
  });

  const zones = (from: string, to: string): string => list("from", from) + list("to", to);
  const between = (from: string, to: string): string =>
    element("tunnel-inspect", element("rules", entry("tunnels", list("application", "gre"), zones(from, to))));

  test.each<readonly [string, string, readonly string[]]>([
    ["between the same zones", between("a", "b"), ["a"]],
    ["of any zone", between("any", "b"), ["a"]],
    ["not those between others", between("a", "c"), []],
    ["not the way back", between("b", "a"), []],
  ])("%s", (_, inspecting, names) => {
    expect(told(one(security(allow("a", ["gre"], zones("a", "b"))), inspecting))).toEqual(names);
  });

  test("are told where the other lint rule is silent, because flows are exported", () => {
    const option = (accept: boolean) =>
      defineRule({
        ...EACH_RULE,
        id: "long-lived-rule-without-log-start",
        options: {
          longLivedApps: { type: "array", items: { type: "string" }, default: ["gre"], description: "Those." },
          acceptNetflow: { type: "boolean", default: accept, description: "Whether flows are enough." },
        },
        check: () => [],
      });
    const netflow = element(
      "server-profile",
      element("netflow", entry("flows", '<server><entry name="a"><host>192.0.2.9</host></entry></server>')),
    );
    const unit = element("layer3", "<netflow-profile>flows</netflow-profile>");
    const xml = firewall({
      vsys: { vsys1: element("rulebase", security(allow("a", ["gre"])), inspect("gre")) },
      shared: netflow,
      device: element("network", element("interface", element("ethernet", entry("ethernet1/1", unit)))),
    });
    expect(told(xml, option(true))).toEqual(["a"]);
    expect(told(xml, option(false))).toEqual([]);
  });

  test("are not told a second time when another lint rule tells them", () => {
    const longLived = defineRule({
      ...EACH_RULE,
      id: "long-lived-rule-without-log-start",
      options: {
        longLivedApps: { type: "array", items: { type: "string" }, default: ["gre", "ipsec"], description: "Those." },
      },
      check: () => [],
    });
    const rules = [allow("alone", ["gre"]), allow("ipsec", ["ipsec-esp"]), allow("mixed", ["gre", "ssh"])];
    expect(told(one(security(...rules), inspect("gre", "ipsec")), longLived)).toEqual(["mixed"]);
  });
});
