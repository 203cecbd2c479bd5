import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
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
  security,
} from "../../support/panos-config.ts";

const NOW = new Date("2026-06-15T12:00:00Z");
const ALLOW = "<action>allow</action>";
const idle = (config: Config, name: string) => config.running(NOW).idleBecause(ruleOf(config, name))?.because;
const devices = (...serials: readonly string[]): string =>
  element("devices", ...serials.map((serial) => entry(serial)));
const pre = (...rules: readonly string[]): string => element("pre-rulebase", security(...rules));
const once = (...periods: readonly string[]): string => element("schedule-type", list("non-recurring", ...periods));
const scheduleOf = (...inner: readonly string[]): string => element("schedule", entry("s", ...inner));

describe("a policy rule runs nowhere", () => {
  test.each<readonly [string, string, string | undefined]>([
    ["when it is disabled", "<disabled>yes</disabled>", "disabled"],
    ["but does when nothing keeps it from that", "", undefined],
  ])("%s", (_, more, because) => {
    const config = configOf(firewall({ vsys: { vsys1: element("rulebase", security(rule("web", ALLOW, more))) } }));
    expect(idle(config, "web")).toBe(because);
  });

  test("when an earlier rule covers it", () => {
    const rules = element("rulebase", security(rule("all", ALLOW), rule("web", ALLOW)));
    expect(idle(configOf(firewall({ vsys: { vsys1: rules } })), "web")).toBe("shadowed");
  });
});

describe("a schedule", () => {
  test.each<readonly [string, string, string | undefined]>([
    ["that is over", once("2020/01/01@00:00-2020/01/02@00:00"), "schedule-over"],
    ["that ended within the half day by which clocks differ", once("2026/06/01@00:00-2026/06/15@08:00"), undefined],
    ["that is to come", once("2027/01/01@00:00-2027/01/02@00:00"), "schedule-not-begun"],
    ["between two periods", once("2026/01/01@00:00-2026/01/02@00:00", "2027/01/01@00:00-2027/01/02@00:00"), undefined],
    [
      "that comes back every day",
      element("schedule-type", element("recurring", list("daily", "01:00-02:00"))),
      undefined,
    ],
    ["that cannot be read", once("some day"), undefined],
  ])("%s", (_, schedule, because) => {
    const rules = element("rulebase", security(rule("web", ALLOW, "<schedule>s</schedule>")));
    expect(idle(configOf(firewall({ vsys: { vsys1: rules + scheduleOf(schedule) } })), "web")).toBe(because);
  });

  test("that a device group overrides decides there", () => {
    const over = scheduleOf(once("2020/01/01@00:00-2020/01/02@00:00"));
    const config = (...inGroup: readonly string[]) =>
      configOf(
        panorama({
          groups: { branch: devices("01") + inGroup.join("") },
          shared: pre(rule("web", ALLOW, "<schedule>s</schedule>")) + over,
        }),
      );
    expect(idle(config(), "web")).toBe("schedule-over");
    expect(idle(config(scheduleOf(once("2026/01/01@00:00-2027/01/02@00:00"))), "web")).toBeUndefined();
  });
});

describe("a target", () => {
  const yes = "<negate>yes</negate>";
  test.each<readonly [string, string, string | undefined]>([
    ["nobody: negate without a choice", yes, "target-nobody"],
    ["only a firewall of another group", devices("04"), "target-nobody"],
    ["only a firewall of the group", devices("01"), undefined],
    ["all but every firewall of the group", devices("01", "02") + yes, "target-nobody"],
    ["all but one", devices("01") + yes, undefined],
    ["tags, which the file does not say", list("tags", "branch"), undefined],
  ])("%s", (_, target, because) => {
    const web = rule("web", ALLOW, element("target", target));
    const groups = { branch: devices("01", "02") + pre(web), lab: devices("04") };
    expect(idle(configOf(panorama({ groups })), "web")).toBe(because);
  });

  test("of a group without firewalls says nothing", () => {
    const web = rule("web", ALLOW, element("target", devices("04")));
    expect(idle(configOf(panorama({ groups: { branch: pre(web), lab: devices("04") } })), "web")).toBeUndefined();
  });
});

test("an override of a default rule that every group below overrides again is in force nowhere", () => {
  const override = element("post-rulebase", defaultRules(entry("interzone-default", "<action>deny</action>")));
  const groups = { region: override, branch: devices("01") + override };
  const config = configOf(panorama({ groups, parents: { region: undefined, branch: "region" } }));
  const reasons = config.policies.defaultRuleOverrides.map((each) => config.running(NOW).idleBecause(each)?.because);
  expect(reasons).toEqual(["overridden", undefined]);
});
