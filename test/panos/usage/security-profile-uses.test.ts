import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { ProfileUsers } from "../../../src/panos/usage/security-profile-uses.ts";
import { configOf, element, entry, firewall, list, panorama, rule, security } from "../../support/panos-config.ts";

const group = (name: string): string => element("profile-setting", list("group", name));
const own = (type: string, name: string): string =>
  element("profile-setting", element("profiles", element(type, element("member", name))));
const virus = (...names: readonly string[]): string =>
  element("profiles", element("virus", ...names.map((name) => entry(name))));
const groups = (...entries: readonly string[]): string => element("profile-group", ...entries);
const DENY = "<action>deny</action>";
const OFF = "<disabled>yes</disabled>";

function told({ policyRules, example, isNamedOtherwise }: ProfileUsers): string {
  return `${policyRules} ${example?.name ?? "-"}${isNamedOtherwise ? " named" : ""}`;
}

/** `scope name: count example`, `named` when something else names it. */
function usesIn(config: Config): readonly string[] {
  return [
    ...config.usage.securityProfileUses.map(
      (uses) => `${uses.profile?.scope.path ?? "predefined"} ${uses.name}: ${told(uses)}`,
    ),
    ...config.usage.profileGroupUses.map((uses) => `group ${uses.scope.path} ${uses.name}: ${told(uses)}`),
  ];
}

function rulesFile(objects: string, ...rules: readonly string[]): Config {
  return configOf(firewall({ vsys: { vsys1: `${objects}${element("rulebase", security(...rules))}` } }));
}

describe("which policy rules use a security profile", () => {
  test.each([
    ["nobody", [], ["vsys/vsys1 av: 0 -"]],
    ["directly", [rule("a", own("virus", "av")), rule("b", own("virus", "av"))], ["vsys/vsys1 av: 2 a"]],
    [
      "written in another way",
      [rule("a", own("virus", "av")), rule("b", own("virus", " av "))],
      ["vsys/vsys1 av: 2 a"],
    ],
    ["rules that block", [rule("a", own("virus", "av"), DENY)], ["vsys/vsys1 av: 0 - named"]],
    ["disabled rules", [rule("a", own("virus", "av"), OFF)], ["vsys/vsys1 av: 0 - named"]],
    ["another type of that name", [rule("a", own("spyware", "av"))], ["vsys/vsys1 av: 0 -"]],
    ["an empty setting", [rule("a", "<profile-setting><group/></profile-setting>")], ["vsys/vsys1 av: 0 -"]],
    ["a predefined one", [rule("a", own("virus", "default"))], ["vsys/vsys1 av: 0 -", "predefined default: 1 a"]],
    ["a missing one", [rule("a", own("virus", "typo"))], ["vsys/vsys1 av: 0 -"]],
  ])("%s", (_, rules, expected) => {
    expect(usesIn(rulesFile(virus("av"), ...rules))).toEqual(expected);
  });

  test.each([
    ["by a group", [rule("a", group("strict"))], ["vsys/vsys1 av: 1 a named", "group vsys/vsys1 strict: 1 a"]],
    [
      "by a group and directly",
      [rule("a", own("virus", "av")), rule("b", group("strict")), rule("c", group("strict"))],
      ["vsys/vsys1 av: 3 a named", "group vsys/vsys1 strict: 2 b"],
    ],
    ["by a group that nobody uses", [], ["vsys/vsys1 av: 0 - named", "group vsys/vsys1 strict: 0 -"]],
    ["by a missing group", [rule("a", group("typo"))], ["vsys/vsys1 av: 0 - named", "group vsys/vsys1 strict: 0 -"]],
  ])("%s", (_, rules, expected) => {
    expect(usesIn(rulesFile(`${virus("av")}${groups(entry("strict", list("virus", "av")))}`, ...rules))).toEqual(
      expected,
    );
  });

  test("a name means the nearest object, and in shared rules those by which device groups override it", () => {
    const config = configOf(
      panorama({
        shared: `${virus("av")}${element("pre-rulebase", security(rule("a", own("virus", "av"))))}`,
        groups: {
          Branch: `${virus("av")}${element("pre-rulebase", security(rule("b", own("virus", "av"))))}`,
          Lab: element("pre-rulebase", security(rule("c", own("virus", "av")))),
        },
      }),
    );
    expect(usesIn(config)).toEqual(["shared av: 2 a", "device-group/Branch av: 2 a"]);
  });
});

test("the enabled allow rules of a list by their profiles, those without any too", () => {
  const config = rulesFile("", rule("a"), rule("b", group("x")), rule("c"), rule("d", DENY));
  expect(
    config.policies.profileTallies.map(({ setting, count, rules }) => [
      setting.kind,
      count,
      rules.map(({ name }) => name),
    ]),
  ).toEqual([
    ["none", 2, ["a", "c"]],
    ["group", 1, ["b"]],
  ]);
});
