import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../src/panos/config.ts";
import type { Firewall } from "../../src/panos/panorama/firewalls.ts";
import {
  configOf,
  defaultRules,
  element,
  entry,
  firewall,
  list,
  panorama,
  rule,
  ruleOf,
  scopeOf,
  security,
} from "../support/panos-config.ts";

const DISABLED = "<disabled>yes</disabled>";

function devices(...entries: readonly string[]): string {
  return element("devices", ...entries);
}

function vsys(...names: readonly string[]): string {
  return element("vsys", ...names.map((name) => entry(name)));
}

function pre(...rules: readonly string[]): string {
  return element("pre-rulebase", security(...rules));
}

function post(...rules: readonly string[]): string {
  return element("post-rulebase", security(...rules));
}

function shown({ serial, vsys: slot }: Firewall): string {
  return slot === undefined ? `${serial}` : `${serial}/${slot}`;
}

describe("the target of a Panorama rule", () => {
  /** `01` and `02` in branches, two virtual systems of `03` in office below it, `04` in lab; `01` and `02` have tags. */
  const configWith = (target: string, more = ""): Config => {
    const tags = (serial: string, ...names: readonly string[]) =>
      entry(serial, element("vsys", entry("vsys1", list("tags", ...names))));
    return configOf(
      panorama({
        groups: {
          branches: devices(entry("01"), entry("02")) + pre(rule("web", "<action>allow</action>", target, more)),
          office: devices(entry("03", vsys("vsys1", "vsys2"))),
          lab: devices(entry("04")),
        },
        parents: { branches: undefined, office: "branches", lab: undefined },
        config: element(
          "mgt-config",
          devices(tags("01", "branch", "emea"), tags("02", "hq"), entry("03"), entry("04")),
        ),
      }),
    );
  };
  const EVERY = "01 02 03/vsys1 03/vsys2";
  const no = "<negate>no</negate>";
  const yes = "<negate>yes</negate>";

  test.each<readonly [string, string, string, string]>([
    ["", "everywhere", EVERY, ""],
    ["<target/>", "everywhere", EVERY, ""],
    [no, "everywhere", EVERY, ""],
    ["<negate/>", "everywhere", EVERY, ""],
    [`<devices/>${no}`, "everywhere", EVERY, ""],
    [`<devices/><tags/>`, "everywhere", EVERY, ""],
    [yes, "nowhere", "", ""],
    [`<devices/>${yes}`, "nowhere", "", ""],
    [`<tags/>${yes}`, "nowhere", "", ""],
    ["<negate> yes\n</negate>", "nowhere", "", ""],
    [devices(entry("01")), "only", "01", ""],
    [devices(entry("01"), entry("03")) + no, "only", "01 03/vsys1 03/vsys2", ""],
    [devices(entry("03", vsys("vsys2"))), "only", "03/vsys2", ""],
    [devices(entry("03", "<vsys/>")), "only", "03/vsys1 03/vsys2", ""],
    [devices(entry("01", vsys("vsys1"))), "only", "01", ""],
    [devices(entry("01", vsys("vsys2"))), "only", "", "01"],
    [devices(entry("04"), entry("99")), "only", "", ""],
    [devices(entry("01")) + devices(entry("02")), "only", "01 02", ""],
    [devices(entry("01")) + yes, "all-but", "02 03/vsys1 03/vsys2", ""],
    [devices(entry("03", vsys("vsys2"))) + yes, "all-but", "01 02 03/vsys1", ""],
    [devices(entry("99")) + yes, "all-but", EVERY, ""],
    [list("tags", "branch"), "tagged", "01", "03/vsys1 03/vsys2"],
    [list("tags", "branch") + yes, "untagged", "02", "03/vsys1 03/vsys2"],
    [list("tags", "branch", "emea"), "tagged", "01", "03/vsys1 03/vsys2"],
    [list("tags", "branch", "apac"), "tagged", "", "01 03/vsys1 03/vsys2"],
    [list("tags", "branch") + devices(entry("01")), "tagged", "", EVERY],
    [list("tags", "branch") + devices(entry("01")) + yes, "untagged", "", EVERY],
  ])("%j is %s: %s", (xml, kind, firewalls, perhaps) => {
    const config = configWith(xml === "" || xml === "<target/>" ? xml : element("target", xml));
    const subject = ruleOf(config, "web");
    expect(subject.target.kind).toBe(kind);
    const reach = config.reach(subject);
    expect([reach.firewalls, reach.perhaps].map((each) => each.map(shown).join(" "))).toEqual([firewalls, perhaps]);
    // Whatever restricts, even by a firewall that does not exist, is no rule for all.
    expect(subject.matchesEverything).toBe(kind === "everywhere");
    expect(config.problems).toEqual([]);
  });

  test.each(["", element("target", no), element("target", devices(entry("01")))])(
    "a disabled rule with the target %j reaches nothing",
    (target) => {
      const config = configWith(target, DISABLED);
      expect(config.reach(ruleOf(config, "web"))).toEqual({ firewalls: [], perhaps: [] });
    },
  );

  test("a word that is neither yes nor no is a problem, and counts as no", () => {
    const config = configWith(element("target", "<negate>never</negate>"));
    expect(ruleOf(config, "web").target.kind).toBe("everywhere");
    expect(config.problems.map(({ message }) => message)).toEqual([
      'Security rule "web" has "never" in negate; PAN-OS knows only yes and no.',
    ]);
  });

  test("a rule of shared reaches every group's firewalls", () => {
    const groups = { lab: devices(entry("04")), office: devices(entry("01")) };
    const config = configOf(
      panorama({ groups, shared: pre(rule("web")), config: element("mgt-config", devices(entry("05"))) }),
    );
    expect(config.reach(ruleOf(config, "web")).firewalls.map(shown)).toEqual(["04", "01"]);
  });

  test("what stands in a firewall's own file has reached it", () => {
    const pushed = rule("web", element("target", devices(entry("01"))));
    const config = configOf(
      firewall({ vsys: { vsys1: "" }, config: element("panorama", element("vsys", entry("vsys1", pre(pushed)))) }),
    );
    expect(config.reach(ruleOf(config, "web")).firewalls.map(({ scope }) => scope?.path)).toEqual(["vsys/vsys1"]);
  });
});

describe("the policy of one firewall", () => {
  const told = (config: Config, serial: string, slot?: string): readonly string[] => {
    const found = config.firewalls.find(serial, slot);
    if (found === undefined) throw new Error(`There is no firewall ${serial}.`);
    const { rules, defaultRules } = config.evaluationFor(found);
    return [
      ...rules.map((each) => `${each.rule.name}${each.certain ? "" : "?"}`),
      ...defaultRules.map(({ name, override }) => `${name} of ${override?.scope.path ?? "PAN-OS"}`),
    ];
  };
  const override = (name: string): string => defaultRules(entry(name, "<action>deny</action>"));
  const both = (name: string, more = ""): string =>
    pre(rule(`${name}-pre`)) +
    element("post-rulebase", more, security(rule(`${name}-post`), rule(`${name}-off`, DISABLED)));
  const only = (serial: string): string => element("target", devices(entry(serial)));

  const config = configOf(
    panorama({
      groups: {
        office: devices(entry("01"), entry("02", vsys("vsys2"))) + both("office", override("interzone-default")),
        branches:
          pre(
            rule("for-02", only("02")),
            rule("nowhere", element("target", "<negate>yes</negate>")),
            rule("branches-pre"),
          ) +
          post(rule("not-01", element("target", devices(entry("01")), "<negate>yes</negate>")), rule("branches-post")),
        emea: both("emea", override("interzone-default") + override("intrazone-default")),
        lab: devices(entry("03")) + pre(rule("tagged", element("target", list("tags", "x")))),
      },
      parents: { office: "branches", branches: "emea", emea: undefined, lab: undefined },
      shared: both("shared"),
      config: element("mgt-config", devices(entry("04"))),
    }),
  );

  test("ancestors' pre-rules from the top, post-rules from the bottom, default rules last, nearest override", () => {
    expect(told(config, "01")).toEqual([
      ...["shared-pre", "emea-pre", "branches-pre", "office-pre"],
      ...["office-post", "branches-post", "emea-post", "shared-post"],
      "intrazone-default of device-group/emea",
      "interzone-default of device-group/office",
    ]);
  });

  test("rules for it alone and for all but another one", () => {
    expect(told(config, "02", "vsys2")).toEqual([
      ...["shared-pre", "emea-pre", "for-02", "branches-pre", "office-pre"],
      ...["office-post", "not-01", "branches-post", "emea-post", "shared-post"],
      "intrazone-default of device-group/emea",
      "interzone-default of device-group/office",
    ]);
  });

  test("rules by tags that the file does not tell are not certain", () => {
    expect(told(config, "03")).toEqual([
      ...["shared-pre", "tagged?", "shared-post"],
      ...["intrazone-default of PAN-OS", "interzone-default of PAN-OS"],
    ]);
  });

  test("a firewall in no device group gets no policy", () => {
    expect(told(config, "04")).toEqual([]);
  });

  const incomplete = (model: Config): readonly (string | undefined)[] =>
    model.firewalls.all.map((each) => model.evaluationFor(each).incomplete);

  test("Panorama's file does not hold the firewall's own rules", () => {
    expect(new Set(incomplete(config))).toEqual(new Set(["Panorama's file does not hold the firewall's own rules"]));
  });

  test("a group above it that the file does not tell", () => {
    const groups = { office: devices(entry("01")), branches: "" };
    const model = configOf(panorama({ groups, parents: { office: "branches" } }));
    expect(incomplete(model)).toEqual(['the file does not say which group is above device group "branches"']);
  });

  test("a firewall's own file: what was pushed around its own rules", () => {
    const pushed = element(
      "panorama",
      element("vsys", entry("vsys1", pre(rule("pre", only("01"))), post(rule("post")))),
    );
    const vsys1 = element("rulebase", override("interzone-default"), security(rule("local"), rule("off", DISABLED)));
    const model = configOf(firewall({ vsys: { vsys1, vsys2: "" }, config: pushed }));
    const evaluations = model.firewalls.all.map((each) => model.evaluationFor(each));
    expect(evaluations.map(({ rules }) => rules.map((each) => each.rule.name))).toEqual([["pre", "local", "post"], []]);
    expect(evaluations.map(({ defaultRules }) => defaultRules.map((each) => each.override?.scope))).toEqual([
      [undefined, scopeOf(model, "vsys/vsys1")],
      [undefined, undefined],
    ]);
    expect(incomplete(model)).toEqual([undefined, undefined]);
  });
});
