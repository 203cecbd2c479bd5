import { describe, expect, test } from "@jest/globals";
import {
  relayedTwice,
  repeatsIn,
  sameServersIn,
  severalStores,
} from "../../rules/log-forwarding/duplicate-delivery.ts";
import { configOf, element, entry, firewall, list, panorama, rule, security } from "../support/panos-config.ts";

interface MatchList {
  readonly type?: string;
  readonly filter?: string;
  readonly to?: readonly string[];
  readonly more?: string;
}

const PANORAMA = "<send-to-panorama>yes</send-to-panorama>";

function matchList(lists: { readonly [name: string]: MatchList }): string {
  const entries = Object.entries(lists).map(([name, { type = "threat", filter, to = [], more = "" }]) =>
    entry(
      name,
      element("log-type", type),
      filter === undefined ? "" : element("filter", filter),
      to.length === 0 ? "" : list("send-syslog", ...to),
      more,
    ),
  );
  return element("match-list", ...entries);
}

function entriesOf(lists: { readonly [name: string]: MatchList }, shared = "") {
  const settings = element("log-settings", element("profiles", entry("siem", matchList(lists))), shared);
  const config = configOf(firewall({ vsys: { vsys1: "" }, shared: settings }));
  return { config, entries: config.forwarding.profiles[0]?.matchList ?? [] };
}

describe("match lists that repeat each other", () => {
  const critical = "(severity eq critical)";

  test.each<[string, { readonly [name: string]: MatchList }, readonly string[]]>([
    [
      "the same logs to the same server",
      { a: { to: ["x"] }, b: { to: ["x"], filter: "All Logs" } },
      ['b = a to "x": delete match-list b'],
    ],
    ["to another server", { a: { to: ["x"] }, b: { to: ["y"] } }, []],
    ["another type", { a: { to: ["x"] }, b: { to: ["x"], type: "traffic" } }, []],
    ["another severity", { a: { to: ["x"], filter: critical }, b: { to: ["x"], filter: "(severity eq high)" } }, []],
    [
      "a part of the logs, written before the rest",
      { a: { to: ["x"], filter: critical }, b: { to: ["x", "y"] } },
      ['a < b to "x": delete match-list a'],
    ],
    ["a part of the logs to another server besides", { a: { to: ["x", "y"], filter: critical }, b: { to: ["x"] } }, []],
    [
      "one server of two",
      { a: { to: ["x"] }, b: { to: ["x", "y"] } },
      ['b = a to "x": delete match-list b send-syslog x'],
    ],
    [
      "both to Panorama, one tags besides",
      { a: { more: PANORAMA }, b: { more: `${PANORAMA}<actions>${entry("tag")}</actions>` } },
      ["b = a to Panorama: set match-list b send-to-panorama no"],
    ],
    ["nothing that is sent", { a: {}, b: {} }, []],
    [
      "a filter that takes nothing",
      { a: { to: ["x"] }, b: { to: ["x"], filter: "(severity eq high) and (severity eq low)" } },
      [],
    ],
    [
      "three",
      { a: { to: ["x"] }, b: { to: ["x"] }, c: { to: ["x"] } },
      ['b = a to "x": delete match-list b', 'c = a to "x": delete match-list c'],
    ],
  ])("%s", (_, lists, expected) => {
    const told = repeatsIn(entriesOf(lists).entries).map(({ entry: each, other, sameLogs, places, changes }) => {
      const commands = changes.map((change) => change.join(" ")).join("; ");
      return `${each.name} ${sameLogs ? "=" : "<"} ${other.name} to ${places.join(", ")}: ${commands}`;
    });
    expect(told).toEqual(expected);
  });
});

const syslog = (...servers: readonly (readonly [profile: string, address: string, ...rest: string[]])[]): string =>
  element(
    "syslog",
    ...servers.map(([profile, address, ...rest]) =>
      entry(profile, element("server", entry("s", element("server", address), ...rest))),
    ),
  );

test.each<[string, string, number]>([
  ["one address", syslog(["x", "10.20.2.10"], ["y", "10.20.2.10"]), 1],
  ["two addresses", syslog(["x", "10.20.2.10"], ["y", "10.20.2.11"]), 0],
  ["two ports", syslog(["x", "10.20.2.10"], ["y", "10.20.2.10", "<port>1514</port>"]), 0],
  ["a profile that is missing", syslog(["x", "10.20.2.10"]), 0],
])("two syslog server profiles of a match list lead to %s", (_, servers, count) => {
  const { config, entries } = entriesOf({ a: { to: ["x", "y"] } }, servers);
  const [first] = entries;
  expect(first && sameServersIn(config, first, config.scopes.shared)).toHaveLength(count);
});

test("all logs of a type in several stores", () => {
  const lists = {
    a: { to: ["x"], more: PANORAMA },
    b: { type: "traffic", to: ["x"] },
    c: { type: "url", to: ["x"], filter: "(severity eq high)", more: PANORAMA },
  };
  expect(severalStores(entriesOf(lists).entries).map(({ stores }) => stores)).toEqual([["Panorama", '"x"']]);
});

describe("a collector group forwards what a server has already", () => {
  const to = (address: string, more: string, others: { readonly [name: string]: MatchList } = {}): number => {
    const own = element("log-settings", syslog(["siem", "10.20.2.10"]));
    const relay = element(
      "log-settings",
      element("traffic", element("match-list", entry("all", list("send-syslog", "siem")))),
    );
    const profile = element(
      "log-settings",
      element("profiles", entry("out", matchList({ a: { type: "traffic", to: ["siem"], more }, ...others }))),
    );
    const template = element("config", element("shared", element("log-settings", syslog(["siem", address]))));
    const config = configOf(
      panorama({
        groups: { A: element("pre-rulebase", security(rule("web", "<log-setting>out</log-setting>"))) },
        shared: profile,
        config: element("panorama", own),
        device: element("template", entry("T", template)) + element("log-collector-group", entry("G", relay)),
      }),
    );
    return relayedTwice(config).length;
  };

  test.each([
    ["the same server", "10.20.2.10", PANORAMA, 1],
    ["another server", "10.20.2.11", PANORAMA, 0],
    ["logs that do not go to the collectors", "10.20.2.10", "", 0],
  ])("%s", (_, address, more, count) => {
    expect(to(address, more)).toBe(count);
  });

  test.each<[string, { readonly [name: string]: MatchList }, number]>([
    ["go to the collectors by another match list", { b: { type: "traffic", more: PANORAMA } }, 1],
    ["some of them", { b: { type: "traffic", more: PANORAMA, filter: "(action eq deny)" } }, 1],
    ["logs of another type go to the collectors", { b: { type: "threat", more: PANORAMA } }, 0],
  ])("%s", (_, others, count) => {
    expect(to("10.20.2.10", "", others)).toBe(count);
  });
});
