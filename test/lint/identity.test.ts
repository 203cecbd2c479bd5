import { describe, expect, test } from "@jest/globals";
import logClockNotSynchronised from "../../rules/device-log-settings/log-clock-not-synchronised.ts";
import defaultLogForwardingProfileMissing from "../../rules/log-forwarding/default-log-forwarding-profile-missing.ts";
import duplicateLogDelivery from "../../rules/log-forwarding/duplicate-log-delivery.ts";
import threatSeverityNotForwarded from "../../rules/log-forwarding/threat-severity-not-forwarded.ts";
import { lintFile } from "../../src/lint/lint-file.ts";
import type { ReportedFinding } from "../../src/lint/report.ts";
import { Source } from "../../src/source/source.ts";
import {
  defaultRules,
  element,
  entry,
  firewall,
  firewallWith,
  list,
  panorama,
  profiles,
  rule,
  security,
  sourceOf,
} from "../support/panos-config.ts";
import { active, EACH_RULE, lint, ruleThat } from "../support/panos-lint.ts";

const UUID = "3c9d0d0a-0000-4000-8000-000000000001";
/** Firewalls of a template stack. */
const DEVICES = element("devices", entry("007951000000001"));
const PLAIN = firewallWith(rule("web", "<action>allow</action>"), rule("mail", "<log-end>no</log-end>"));

/** The identity of each finding, by the name of its policy rule; numbered where names stand twice. */
function identitiesIn(xml: string): { readonly [name: string]: string } {
  const names = new Map<string, number>();
  const named = lint(xml, EACH_RULE).findings.map(({ policyRule, identity }) => {
    const name = policyRule?.name ?? "";
    names.set(name, (names.get(name) ?? 0) + 1);
    return [names.get(name) === 1 ? name : `${name} ${names.get(name)}`, identity] as const;
  });
  return Object.fromEntries(named);
}

describe("a finding keeps its identity", () => {
  const before = identitiesIn(PLAIN);

  test.each([
    [
      "when rules change places",
      firewallWith(rule("mail", "<log-end>no</log-end>"), rule("web", "<action>allow</action>")),
    ],
    ["when its rule says more", firewallWith(rule("web", "<log-setting>siem</log-setting>"), rule("mail"))],
    ["when the wrong value changes", firewallWith(rule("web", "<log-start>no</log-start>"), rule("mail"))],
    ["when the file is indented", PLAIN.replaceAll("><", ">\n    <")],
    ["when line ends become CR LF", PLAIN.replaceAll("><", ">\n<").replaceAll("\n", "\r\n")],
    ["when comments are added", PLAIN.replaceAll("<entry ", "<!-- reviewed 2026 --><entry ")],
    ["when attributes of a candidate are added", PLAIN.replaceAll("<entry ", '<entry dirtyId="4" ')],
    ["when the file becomes an API response", `<response status="success"><result>${PLAIN}</result></response>`],
    ["when PAN-OS is upgraded", PLAIN.replace('version="11.1.0"', 'version="11.2.0" detail-version="11.2.3"')],
    ["when attributes are in single quotes", PLAIN.replaceAll('"', "'")],
  ])("%s", (_, xml) => {
    expect(identitiesIn(xml)).toEqual(before);
  });

  test("when other rules come before it", () => {
    const after = identitiesIn(PLAIN.replace("<rules>", `<rules>${rule("new")}`));
    expect(after).toEqual({ ...before, new: after.new });
  });

  test("when other lint rules run, or its own runs later", () => {
    const other = ruleThat("other-rule", () => ({}));
    const identities = ({ findings }: { readonly findings: readonly ReportedFinding[] }): readonly string[] =>
      findings.filter((each) => each.rule === EACH_RULE.id).map(({ identity }) => identity);
    const alone = identities(lint(PLAIN, EACH_RULE));
    expect(identities(lint(PLAIN, EACH_RULE, other))).toEqual(alone);
    expect(identities(lint(PLAIN, other, EACH_RULE))).toEqual(alone);
  });

  test("when its message, help and severity change", () => {
    const words = ruleThat(EACH_RULE.id, () => ({ message: "Other words.", help: "More.", severity: "error" }));
    const identities = lint(PLAIN, words).findings.map(({ identity }) => identity);
    expect(identities).toEqual(Object.values(before));
  });

  test("whatever the user types to name the file: its path from the project's root counts", () => {
    const { uri, bytes } = sourceOf(PLAIN);
    const source = new Source({ name: "../project/branch-office.xml", uri, bytes });
    const identities = lintFile(source, [active(EACH_RULE)]).findings.map(({ identity }) => identity);
    expect(identities).toEqual(Object.values(before));
  });
});

describe("one finding for many keeps its identity when another one becomes the example", () => {
  const inspected =
    "<profile-setting><profiles><vulnerability><member>strict</member></vulnerability></profiles></profile-setting>";
  const matchLists = (...entries: readonly string[]): string =>
    firewall({
      vsys: { vsys1: element("rulebase", security(rule("web", inspected, "<log-setting>siem</log-setting>"))) },
      shared: element(
        "log-settings",
        element("profiles", entry("siem", element("match-list", ...entries))),
        element("syslog", ...["a", "b"].map(server)),
      ),
    });
  const server = (name: string): string =>
    entry(name, element("server", entry("s", "<server>10.20.2.10</server><transport>SSL</transport>")));
  const matchList = (name: string, type: string, filter: string, ...to: readonly string[]): string =>
    entry(name, `<log-type>${type}</log-type><filter>${filter}</filter>`, list("send-syslog", ...to));
  const virtualSystems = (...names: readonly string[]): string =>
    firewall({
      vsys: Object.fromEntries(names.map((name) => [name, element("rulebase", security(rule("web")))])),
      shared: profiles("siem"),
    });
  const stacks = (...names: readonly string[]): string =>
    panorama({
      groups: {},
      device:
        element("template", entry("base", element("config", element("devices", entry("localhost.localdomain"))))) +
        element("template-stack", ...names.map((name) => entry(name, list("templates", "base"), DEVICES))),
    });
  const all = matchList("all", "traffic", "All Logs", "a");
  const some = matchList("some", "traffic", "All Logs", "a");
  const high = matchList("high", "threat", "(severity geq high)", "a");
  const critical = matchList("critical", "threat", "(severity geq critical)", "a");

  test.each([
    [
      "virtual systems without a default profile",
      defaultLogForwardingProfileMissing,
      virtualSystems("vsys1", "vsys2"),
      virtualSystems("vsys2"),
    ],
    ["template stacks without a clock", logClockNotSynchronised, stacks("north", "south"), stacks("south")],
    ["match lists that send the same", duplicateLogDelivery, matchLists(all, some), matchLists(some, all)],
    [
      "server profiles for one server",
      duplicateLogDelivery,
      matchLists(matchList("all", "traffic", "All Logs", "a", "b")),
      matchLists(matchList("all", "traffic", "All Logs", "b", "a")),
    ],
    ["match lists that leave severities out", threatSeverityNotForwarded, matchLists(critical, high), matchLists(high)],
  ])("%s", (_, tested, before, after) => {
    const [was] = lint(before, tested).findings;
    expect(was).toBeDefined();
    expect(lint(after, tested).findings.map(({ identity }) => identity)).toEqual([was?.identity]);
  });
});

describe("findings have identities of their own", () => {
  const PATHS = {
    "another file": () => lintFile(sourceOf(PLAIN, "data-centre.xml"), [active(EACH_RULE)]).findings,
    "another lint rule": () =>
      lint(
        PLAIN,
        ruleThat("other-rule", () => ({})),
      ).findings,
    "another setting": () =>
      lint(
        PLAIN,
        ruleThat(EACH_RULE.id, ({ logEnd }) => ({ at: logEnd })),
      ).findings,
    "an element": () =>
      lint(
        PLAIN,
        ruleThat(EACH_RULE.id, ({ entry: at }) => ({ at })),
      ).findings,
    "another virtual system": () => lint(PLAIN.replace("vsys1", "vsys2"), EACH_RULE).findings,
    "another name": () => lint(PLAIN.replace('"web"', '"Web"').replace('"mail"', '"Mail"'), EACH_RULE).findings,
    "a uuid": () => lint(PLAIN.replaceAll('name="', `uuid="${UUID}" name="`), EACH_RULE).findings,
    "another list": () => lint(security(rule("web"), rule("mail")), EACH_RULE).findings,
  };

  test("whatever differs: rule, policy rule, setting, place, uuid or file", () => {
    const all = [
      ...Object.values(identitiesIn(PLAIN)),
      ...Object.values(PATHS).flatMap((find) => find().map((each) => each.identity)),
    ];
    expect(all).toHaveLength(2 * (1 + Object.keys(PATHS).length));
    expect(new Set(all).size).toBe(all.length);
    for (const identity of all) expect(identity).toMatch(/^[0-9a-f]{32}$/);
  });

  test("parts do not run into each other", () => {
    const vsys1 = element(
      "rulebase",
      defaultRules(entry("interzone-default")),
      security(rule("a"), rule("a/b"), rule("a%2Fb")),
    );
    const identities = lint(firewall({ vsys: { vsys1 } }), EACH_RULE).findings.map(({ identity }) => identity);
    expect(new Set(identities).size).toBe(4);
  });

  test("duplicates are numbered in the order of the file", () => {
    const once = identitiesIn(firewallWith(rule("web")));
    const thrice = identitiesIn(firewallWith(rule("web"), rule("web"), rule("web")));
    expect(Object.keys(thrice)).toEqual(["web", "web 2", "web 3"]);
    expect(thrice.web).toBe(once.web);
    expect(new Set(Object.values(thrice)).size).toBe(3);
    expect(identitiesIn(firewallWith(rule("web"), rule("mail"), rule("web"), rule("web")))).toMatchObject(thrice);
  });

  test("so are two findings of one rule about one setting", () => {
    const twice = ruleThat("twice", () => ({}));
    const doubled = {
      ...twice,
      *check(context: Parameters<typeof twice.check>[0]) {
        yield* twice.check(context);
        yield* twice.check(context);
      },
    };
    const { findings } = lint(firewallWith(rule("web")), doubled);
    expect(new Set(findings.map(({ identity }) => identity)).size).toBe(2);
  });
});
