import { describe, expect, test } from "@jest/globals";
import { quoteName } from "../../../src/panos/scopes/command.ts";
import {
  configOf,
  defaultRules,
  element,
  entry,
  firewall,
  panorama,
  rule,
  security,
} from "../../support/panos-config.ts";

const RULES = element(
  "rulebase",
  security(rule("web")),
  defaultRules(entry("interzone-default", "<action>deny</action>")),
);
const PRE = element("pre-rulebase", security(rule("web")));
const POST = element("post-rulebase", security(rule("last")), defaultRules(entry("intrazone-default")));

/** The command for one change of every policy rule in the file. */
function commandsIn(xml: string): readonly string[] {
  return configOf(xml).policies.all.map((each) => each.command("set", "log-end yes"));
}

describe("the command that changes a policy rule is complete for its scope", () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      "a firewall with one virtual system",
      firewall({ vsys: { vsys1: RULES } }),
      [
        "set rulebase security rules web log-end yes",
        "set rulebase default-security-rules rules interzone-default log-end yes",
      ],
    ],
    [
      "one of several virtual systems",
      firewall({ vsys: { vsys1: RULES, vsys2: element("rulebase", security(rule("mail"))) } }),
      [
        "set vsys vsys1 rulebase security rules web log-end yes",
        "set vsys vsys1 rulebase default-security-rules rules interzone-default log-end yes",
        "set vsys vsys2 rulebase security rules mail log-end yes",
      ],
    ],
    [
      "a virtual system that cannot be the only one",
      firewall({ vsys: { vsys2: RULES } }),
      [
        "set vsys vsys2 rulebase security rules web log-end yes",
        "set vsys vsys2 rulebase default-security-rules rules interzone-default log-end yes",
      ],
    ],
    [
      "a device group",
      panorama({ groups: { DMZ: PRE + POST } }),
      [
        "set device-group DMZ pre-rulebase security rules web log-end yes",
        "set device-group DMZ post-rulebase security rules last log-end yes",
        "set device-group DMZ post-rulebase default-security-rules rules intrazone-default log-end yes",
      ],
    ],
    [
      "a device group with a blank in its name",
      panorama({ groups: { "Branch offices": PRE } }),
      ['set device-group "Branch offices" pre-rulebase security rules web log-end yes'],
    ],
    [
      "shared",
      panorama({ groups: { DMZ: "" }, shared: PRE + POST }),
      [
        "set shared pre-rulebase security rules web log-end yes",
        "set shared post-rulebase security rules last log-end yes",
        "set shared post-rulebase default-security-rules rules intrazone-default log-end yes",
      ],
    ],
    // A fragment does not say where it is from: what the reader must add is shown.
    ["bare rules", element("rules", rule("web")), ["set … security rules web log-end yes"]],
    [
      "a bare rulebase",
      RULES,
      [
        "set … rulebase security rules web log-end yes",
        "set … rulebase default-security-rules rules interzone-default log-end yes",
      ],
    ],
    [
      "bare default rules",
      element("rules", entry("interzone-default", "<action>deny</action>")),
      ["set … default-security-rules rules interzone-default log-end yes"],
    ],
    [
      "a bare virtual system",
      entry("vsys1", element("rulebase", security(rule("web")))),
      ["set rulebase security rules web log-end yes"],
    ],
  ])("%s", (_, xml, commands) => {
    expect(commandsIn(xml)).toEqual(commands);
  });
});

describe("a pushed rule is changed on Panorama, in the device group that owns it", () => {
  const pushedBy = (owner: string, xml: string): string => xml.replaceAll("<entry ", `<entry loc="${owner}" `);

  test.each<readonly [string, string, readonly string[]]>([
    [
      "pushed rules with their lists",
      firewall({
        vsys: { vsys1: "" },
        config: element("panorama", element("vsys", entry("vsys1", pushedBy("branches", PRE + POST)))),
      }),
      [
        "set device-group branches pre-rulebase security rules web log-end yes",
        "set device-group branches post-rulebase security rules last log-end yes",
        "set device-group branches post-rulebase default-security-rules rules intrazone-default log-end yes",
      ],
    ],
    [
      "pushed policy that shared owns",
      element("policy", element("panorama", pushedBy("shared", PRE))),
      ["set shared pre-rulebase security rules web log-end yes"],
    ],
    [
      "an effective export, where the lists are folded into one",
      firewall({ vsys: { vsys1: pushedBy("Branch offices", RULES) } }),
      [
        'set device-group "Branch offices" …-rulebase security rules web log-end yes',
        'set device-group "Branch offices" post-rulebase default-security-rules rules interzone-default log-end yes',
      ],
    ],
    [
      "a firewall's own rules beside them",
      firewall({ vsys: { vsys1: RULES, vsys2: pushedBy("DMZ", element("rulebase", security(rule("mail")))) } }),
      [
        "set vsys vsys1 rulebase security rules web log-end yes",
        "set vsys vsys1 rulebase default-security-rules rules interzone-default log-end yes",
        "set device-group DMZ …-rulebase security rules mail log-end yes",
      ],
    ],
    // Nothing says which group owns these, and a firewall has no such lists: no command of a firewall is right.
    [
      "pushed rules whose owner is not told",
      firewall({ vsys: { vsys1: "" }, config: element("panorama", element("vsys", entry("vsys1", PRE))) }),
      ["set … pre-rulebase security rules web log-end yes"],
    ],
    [
      "pushed policy whose owner is not told",
      element("policy", element("panorama", POST)),
      [
        "set … post-rulebase security rules last log-end yes",
        "set … post-rulebase default-security-rules rules intrazone-default log-end yes",
      ],
    ],
  ])("%s", (_, xml, commands) => {
    expect(commandsIn(xml)).toEqual(commands);
  });
});

test("delete takes the same path", () => {
  const config = configOf(panorama({ groups: { DMZ: PRE } }));
  expect(config.policies.securityRules.map((each) => each.command("delete", "profile-setting"))).toEqual([
    "delete device-group DMZ pre-rulebase security rules web profile-setting",
  ]);
});

test.each([
  ["web", "web"],
  ["allow_web-2.0", "allow_web-2.0"],
  ["allow web", '"allow web"'],
  ["R&D", '"R&D"'],
  ["it's", `"it's"`],
  ['the "web"', '"the \\"web\\""'],
  ["dmz/lan", '"dmz/lan"'],
  ["größe", '"größe"'],
  ["", '""'],
])("the CLI takes the name %j as %s", (name, quoted) => {
  expect(quoteName(name)).toBe(quoted);
  const xml = element(
    "rules",
    entry("x").replace('"x"', `'${name.replaceAll("&", "&amp;").replaceAll("'", "&apos;")}'`),
  ).replace("></entry>", "><action>allow</action></entry>");
  expect(commandsIn(xml)).toEqual([`set … security rules ${quoted} log-end yes`]);
});
