import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import { configOf, element, entry, list, panorama, rule, ruleOf, security } from "../../support/panos-config.ts";

function devices(...entries: readonly string[]): string {
  return element("devices", ...entries);
}

function vsys(...names: readonly string[]): string {
  return element("vsys", ...names.map((name) => entry(name)));
}

function pre(...rules: readonly string[]): string {
  return element("pre-rulebase", security(...rules));
}

describe("the target of a Panorama rule", () => {
  /** `01` and `02` in branches, two virtual systems of `03` in office below it, `04` in lab; `01` and `02` have tags. */
  const configWith = (target: string): Config => {
    const tags = (serial: string, ...names: readonly string[]) =>
      entry(serial, element("vsys", entry("vsys1", list("tags", ...names))));
    return configOf(
      panorama({
        groups: {
          branches: devices(entry("01"), entry("02")) + pre(rule("web", "<action>allow</action>", target)),
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
  const no = "<negate>no</negate>";
  const yes = "<negate>yes</negate>";

  test.each<readonly [string, string]>([
    ["", "everywhere"],
    ["<target/>", "everywhere"],
    [no, "everywhere"],
    [`<devices/>${no}`, "everywhere"],
    [`<devices/><tags/>`, "everywhere"],
    [yes, "nowhere"],
    [`<devices/>${yes}`, "nowhere"],
    [`<tags/>${yes}`, "nowhere"],
    ["<negate> yes\n</negate>", "nowhere"],
    [devices(entry("01")), "only"],
    [devices(entry("01"), entry("03")) + no, "only"],
    [devices(entry("03", vsys("vsys2"))), "only"],
    [devices(entry("03", "<vsys/>")), "only"],
    [devices(entry("01", vsys("vsys1"))), "only"],
    [devices(entry("01", vsys("vsys2"))), "only"],
    [devices(entry("04"), entry("99")), "only"],
    [devices(entry("01")) + devices(entry("02")), "only"],
    [devices(entry("01")) + yes, "all-but"],
    [devices(entry("03", vsys("vsys2"))) + yes, "all-but"],
    [devices(entry("99")) + yes, "all-but"],
    [list("tags", "branch"), "tagged"],
    [list("tags", "branch") + yes, "untagged"],
    [list("tags", "branch", "emea"), "tagged"],
    [list("tags", "branch", "apac"), "tagged"],
    [list("tags", "branch") + devices(entry("01")), "tagged"],
    [list("tags", "branch") + devices(entry("01")) + yes, "untagged"],
  ])("%j is %s", (xml, kind) => {
    const config = configWith(xml === "" || xml === "<target/>" ? xml : element("target", xml));
    const subject = ruleOf(config, "web");
    expect(subject.target.kind).toBe(kind);
    // Whatever restricts, even by a firewall that does not exist, is no rule for all.
    expect(subject.match.matchesEverything).toBe(kind === "everywhere");
    expect(config.file.problems.all).toEqual([]);
  });

  test.each([
    ["<negate>never</negate>", 'Security rule "web" has "never" in negate; PAN-OS knows only yes and no.'],
    ["<negate/>", 'Security rule "web" has an empty <negate>, which PAN-OS does not write.'],
  ])("%s is a problem, and counts as no", (negate, message) => {
    const config = configWith(element("target", negate));
    expect(ruleOf(config, "web").target.kind).toBe("everywhere");
    expect(config.file.problems.all.map((problem) => problem.message)).toEqual([message]);
  });
});
