import { describe, expect, test } from "@jest/globals";
import type { DefaultRule } from "../../../src/panos/policies/default-rule.ts";
import type { SecurityRule } from "../../../src/panos/policies/security-rule.ts";
import type { DefaultRow } from "../../../src/panos/settings/default-row.ts";
import { DEVICE_ROWS } from "../../../src/panos/settings/default-rows-devices.ts";
import { LOG_FORWARDING_ROWS } from "../../../src/panos/settings/default-rows-log-forwarding.ts";
import { PANORAMA_ROWS } from "../../../src/panos/settings/default-rows-panorama.ts";
import { PLACE_ROWS } from "../../../src/panos/settings/default-rows-places.ts";
import { PROFILE_ROWS } from "../../../src/panos/settings/default-rows-profiles.ts";
import { DEFAULTS, PREDEFINED_DEFAULT_RULES } from "../../../src/panos/settings/defaults.ts";
import type { Setting } from "../../../src/panos/settings/setting.ts";
import {
  configOf,
  defaultRules,
  element,
  entry,
  firewall,
  firewallWith,
  list,
  panorama,
  rule,
  ruleOf,
  scopeOf,
  tagOf,
} from "../../support/panos-config.ts";

/** How a row of the table shows in the model. */
interface Reader {
  /** Every value that PAN-OS knows for the element. */
  readonly values: readonly string[];
  /** What the model says, in the words of the file. */
  read(rule: SecurityRule): string;
  /** Whether the element holds its value in a `<member>`. */
  readonly isList?: true;
  /** Where the model tells origin and place too. */
  readonly setting?: (rule: SecurityRule) => Setting<unknown>;
}

const YES_NO = ["yes", "no"];
const ACTIONS = ["allow", "deny", "drop", "reset-client", "reset-server", "reset-both"];

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

const action: Reader = { values: ACTIONS, read: (rule) => rule.action.value, setting: (rule) => rule.action };
const logStart: Reader = {
  values: YES_NO,
  read: (rule) => yesNo(rule.logStart.value),
  setting: (rule) => rule.logStart,
};
const logEnd: Reader = { values: YES_NO, read: (rule) => yesNo(rule.logEnd.value), setting: (rule) => rule.logEnd };
/** The rule around it matches everything, unless this element says otherwise. */
const restriction: Reader = { values: YES_NO, read: (rule) => yesNo(!rule.match.matchesEverything) };

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["security rule/action", action],
  ["security rule/log-start", logStart],
  ["security rule/log-end", logEnd],
  ["security rule/disabled", { values: YES_NO, read: (rule) => yesNo(!rule.enabled) }],
  ["security rule/rule-type", { values: ["universal", "intrazone", "interzone"], read: (rule) => rule.match.ruleType }],
  ["security rule/negate-source", restriction],
  ["security rule/negate-destination", restriction],
  [
    "security rule/service",
    {
      values: ["any", "application-default"],
      isList: true,
      read: (rule) => (rule.match.matchesEverything ? "any" : "application-default"),
    },
  ],
  ["default rule override/action", action],
  ["default rule override/log-start", logStart],
  ["default rule override/log-end", logEnd],
  ["target/negate", restriction],
]);

/** The rule that holds `xml` at the row's place, alone in its export. It matches everything but by the row's element. */
function ruleWith({ place, element: name }: DefaultRow, xml: string): SecurityRule {
  const parts: { readonly [place: string]: () => string } = {
    "security rule": () => firewallWith(rule("subject", xml).replace(list(name, "any"), "")),
    "default rule override": () =>
      firewall({ vsys: { vsys1: element("rulebase", defaultRules(entry("interzone-default", xml))) } }),
    target: () =>
      panorama({
        groups: {
          branches: element(
            "pre-rulebase",
            element("security", element("rules", rule("subject", element("target", xml)))),
          ),
        },
      }),
  };
  const found = configOf(parts[place]?.() ?? "").policies.all[0];
  if (found === undefined) throw new Error(`No configuration is known for the place ${place}.`);
  return found;
}

/** Rows with a test of their own, in a file called `default-rows-….test.ts`, which wants a reader for each. */
const ELSEWHERE: readonly DefaultRow[] = [
  ...LOG_FORWARDING_ROWS,
  ...PLACE_ROWS,
  ...DEVICE_ROWS,
  ...PROFILE_ROWS,
  ...PANORAMA_ROWS,
];
const HERE = DEFAULTS.filter((row) => !ELSEWHERE.includes(row));

describe.each(HERE.map((row) => ({ key: `${row.place}/${row.element}`, row })))("$key", ({ key, row }) => {
  const reader = READERS.get(key);
  if (reader === undefined) throw new Error(`The row ${key} has no reader above.`);
  const leaf = reader.isList ? "member" : row.element;
  const written = reader.values
    .flatMap(
      (value) =>
        [
          [value, `<${leaf}>${value}</${leaf}>`],
          [value, `<${leaf}>\n  ${value}\t</${leaf}>`],
          [value, `<${leaf}>${value} </${leaf}>`],
          [value, `<${leaf} loc="branches">${value}</${leaf}>`],
          [value, `<${leaf}><!-- since 2019 -->${value}</${leaf}>`],
        ] as const,
    )
    .map(([value, xml]) => [value, reader.isList ? element(row.element, xml) : xml] as const);

  test("says where the fact is from, and a value that PAN-OS knows", () => {
    expect(row.source).toMatch(/schema|Panorama set command hierarchy|^https:/);
    expect(reader.values).toContain(row.value);
  });

  test.each(["", `<${row.element}/>`, `<${row.element}></${row.element}>`, `<${row.element}> \n </${row.element}>`])(
    "%j has the default",
    (xml) => {
      const subject = ruleWith(row, xml);
      expect(reader.read(subject)).toBe(row.value);
      const setting = reader.setting?.(subject);
      if (setting === undefined) return;
      expect([setting.name, setting.origin]).toEqual([row.element, "default"]);
      expect(tagOf(setting.element)).toBe(tagOf(subject.entry.child(row.element) ?? subject.entry));
    },
  );

  test.each(written)("%s is read from %j", (value, xml) => {
    const subject = ruleWith(row, xml);
    expect(reader.read(subject)).toBe(value);
    const setting = reader.setting?.(subject);
    if (setting === undefined) return;
    expect([setting.name, setting.origin]).toEqual([row.element, "explicit"]);
    expect(tagOf(setting.element)).toBe(tagOf(subject.entry.child(row.element)));
  });
});

test("no row stands twice", () => {
  const keys = DEFAULTS.map((row) => `${row.place}/${row.element}`);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

function valuesOf({ action, logged }: DefaultRule): { readonly action: string; readonly logged: boolean } {
  return { action, logged };
}

describe("default rules", () => {
  test.each([
    ["intrazone-default", "allow"],
    ["interzone-default", "deny"],
  ] as const)("%s, when nothing overrides it, is not logged and its action is %s", (name, expected) => {
    const config = configOf(firewallWith(rule("web")));
    const found = config.policies.defaultRule(name, scopeOf(config, "vsys/vsys1"));
    expect(PREDEFINED_DEFAULT_RULES[name]).toEqual({ action: expected, logStart: false, logEnd: false });
    expect(valuesOf(found)).toEqual({ action: expected, logged: false });
    expect(found.override).toBeUndefined();
    expect(found.decidedBy?.attribute("name")).toBe("vsys1");
  });

  test.each([
    // An override replaces the predefined rule as a whole: what it does not say is not taken over from there.
    ["says nothing", "", { action: "allow", logged: true }],
    ["has no log-end", "<action>deny</action>", { action: "deny", logged: true }],
    ["has no action", "<log-end>no</log-end>", { action: "allow", logged: false }],
    ["turns logging off", "<action>deny</action><log-end>no</log-end>", { action: "deny", logged: false }],
    [
      "logs at start alone",
      "<action>deny</action><log-start>yes</log-start><log-end>no</log-end>",
      { action: "deny", logged: true },
    ],
    ["is disabled, which a default rule cannot be", "<disabled>yes</disabled>", { action: "allow", logged: true }],
  ])("an override of interzone-default that %s", (_, xml, expected) => {
    const config = configOf(
      firewall({ vsys: { vsys1: element("rulebase", defaultRules(entry("interzone-default", xml))) } }),
    );
    const found = config.policies.defaultRule("interzone-default", scopeOf(config, "vsys/vsys1"));
    expect(valuesOf(found)).toEqual(expected);
    const override = ruleOf(config, "interzone-default");
    expect(found.override).toBe(override);
    expect(override.enabled).toBe(true);
    expect(tagOf(found.decidedBy)).toBe(tagOf(override.logEnd.element));
    const other = config.policies.defaultRule("intrazone-default", scopeOf(config, "vsys/vsys1"));
    expect(other.override).toBeUndefined();
  });

  const logging = defaultRules(entry("interzone-default", "<action>deny</action>"));
  const silent = defaultRules(entry("interzone-default", "<action>drop</action><log-end>no</log-end>"));

  test.each([
    ["the group's own override", { branches: silent, regions: logging, shared: logging }, "device-group/branches"],
    ["its parent's", { regions: silent, shared: logging }, "device-group/regions"],
    ["shared's", { shared: silent }, "shared"],
  ])("in a device group the nearest override is in force: %s", (_, places: { [scope: string]: string }, expected) => {
    const post = (scope: string): string => element("post-rulebase", places[scope] ?? "");
    const config = configOf(
      panorama({
        groups: { branches: post("branches"), regions: post("regions"), sibling: element("post-rulebase", logging) },
        parents: { branches: "regions", regions: undefined, sibling: "regions" },
        shared: post("shared"),
      }),
    );
    const found = config.policies.defaultRule("interzone-default", scopeOf(config, "device-group/branches"));
    expect(valuesOf(found)).toEqual({ action: "drop", logged: false });
    expect(found.override?.scope.path).toBe(expected);
  });

  test.each([
    ["behind", (pushed: string) => firewall({ vsys: { vsys1: element("rulebase", silent) }, config: pushed })],
    [
      "before",
      (pushed: string) =>
        firewall({ vsys: { vsys1: element("rulebase", silent) } }).replace("<shared>", `${pushed}<shared>`),
    ],
  ])("a firewall's own override wins over a pushed one, which may stand %s it in the file", (_, file) => {
    const pushed = element("panorama", element("vsys", entry("vsys1", element("post-rulebase", logging))));
    const config = configOf(file(pushed));
    const found = config.policies.defaultRule("interzone-default", scopeOf(config, "vsys/vsys1"));
    expect(valuesOf(found)).toEqual({ action: "drop", logged: false });
    expect(found.override?.path).toBe("vsys/vsys1/rulebase/default-security-rules/interzone-default");
  });

  test("one virtual system's override says nothing about another", () => {
    const config = configOf(firewall({ vsys: { vsys1: element("rulebase", logging), vsys2: "<rulebase/>" } }));
    const logged = config.scopes.all.map((scope) => config.policies.defaultRule("interzone-default", scope).logged);
    expect(logged).toEqual([true, false]);
  });
});
