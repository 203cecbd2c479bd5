import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { SecurityRule } from "../../../src/panos/policies/security-rule.ts";
import type { MemberQuery } from "../../../src/panos/policy-table/member-tests.ts";
import type { RuleQuery } from "../../../src/panos/policy-table/rule-query.ts";
import {
  configOf,
  defaultRules,
  element,
  entry,
  firewall,
  list,
  profiles,
  rule,
  security,
} from "../../support/panos-config.ts";

/** Ways to write a value of a leaf; PAN-OS writes the first. */
const leaf = (name: string, value: string): readonly string[] => [
  `<${name}>${value}</${name}>`,
  `<${name}> ${value}</${name}>`,
  `<${name}>${value}\n</${name}>`,
  `<${name} loc="branches">${value}</${name}>`,
  `<${name}><!-- reviewed -->${value}</${name}>`,
  `<${name}>${value}<?x?></${name}>`,
  `<${name}><![CDATA[${value}]]></${name}>`,
  `<${name}>&#${value.charCodeAt(0)};${value.slice(1)}</${name}>`,
  `<${name}>${value}</${name} >`,
];
const empty = (name: string): readonly string[] => ["", `<${name}/>`, `<${name}></${name}>`, `<${name}> \n</${name}>`];
const flag = (name: string): readonly string[] => [
  ...["yes", "no", "maybe", "YES", "yesno", "n", "nx", "yxs", "yex"].flatMap((value) => leaf(name, value)),
  ...empty(name),
];

/** Every way to write each of the elements by which policy rules are chosen. */
const SINGLE: readonly string[] = [
  ...["log-start", "log-end", "disabled"].flatMap(flag),
  ...[
    "allow",
    "deny",
    "drop",
    "reset-client",
    "reset-server",
    "reset-both",
    "allowed",
    "deny-all",
    "block",
    "pass",
  ].flatMap((value) => leaf("action", value)),
  ...empty("action"),
  ...["siem", "none", "0", "&amp;"].flatMap((value) => leaf("log-setting", value)),
  ...empty("log-setting"),
  ...empty("profile-setting"),
  ...[
    "<group/>",
    "<profiles/>",
    "<group><member/></group>",
    "<group><member> </member></group>",
    "<group>strict</group>",
  ].map((xml) => element("profile-setting", xml)),
  ...leaf("member", "strict").map((member) => element("profile-setting", element("group", member))),
  ...["<member/>", "<member>\n</member>", "<member>default</member>"].flatMap((virus) =>
    ["", "<spyware/>", "<spyware><member>strict</member></spyware>", "<spyware>strict</spyware>"].map((spyware) =>
      element("profile-setting", element("profiles", element("virus", virus), spyware)),
    ),
  ),
];

/** And some that give more than one answer. */
const COMBINED: readonly string[] = ["allow", "deny", "reset-both"].flatMap((action) =>
  ["<group><member>strict</member></group>", "<group/>"].map(
    (group) => `<action>${action}</action><log-end>no</log-end>${element("profile-setting", group)}`,
  ),
);

const WRITINGS = [...SINGLE, ...COMBINED];

const SECURITY = firewall({
  vsys: { vsys1: element("rulebase", security(...WRITINGS.map((xml, at) => rule(`rule-${at}`, xml)))) },
  shared: profiles("siem"),
});
/** Default rules may hold the same elements; `disabled` means nothing in them. */
const OVERRIDES = firewall({
  vsys: { vsys1: element("rulebase", defaultRules(...WRITINGS.map((xml) => entry("interzone-default", xml)))) },
  shared: profiles("siem"),
});

/** The answers to a query's questions, from the settings of the rule itself. */
function answersOf(subject: SecurityRule): Required<Omit<RuleQuery, keyof MemberQuery>> {
  return {
    allows: subject.action.value === "allow",
    logsAtStart: subject.logStart.value,
    logsAtEnd: subject.logEnd.value,
    hasProfiles: subject.profiles.value.kind !== "none",
    namesForwarding: subject.logSetting.value !== undefined,
  };
}

function positionOf({ position }: SecurityRule): number {
  return position;
}

const PORTS = [{ protocol: "udp", low: 53, high: 53 }];
const QUESTIONS = ["allows", "logsAtStart", "logsAtEnd", "hasProfiles", "namesForwarding"] as const;
const QUERIES: readonly RuleQuery[] = [
  {},
  ...QUESTIONS.flatMap((question) => [{ [question]: true }, { [question]: false }]),
  { allows: false, hasProfiles: true },
  { logsAtStart: true, logsAtEnd: true },
  { logsAtStart: false, logsAtEnd: false, allows: true },
  { namesForwarding: false, logsAtEnd: true, allows: false },
];

describe.each([
  ["security rules", SECURITY],
  ["overrides of default rules", OVERRIDES],
])("%s, however their values are written", (_, xml) => {
  test.each(QUERIES.map((query) => [JSON.stringify(query), query] as const))(
    "are chosen by their settings: %s",
    (_, query) => {
      const config = configOf(xml);
      // The query comes first: it must not depend on what was read before.
      const chosen = config.policies.enabledRules(query);
      const expected = config.policies.all.filter((subject) => {
        const answers = answersOf(subject);
        return (
          subject.enabled && QUESTIONS.every((question) => (query[question] ?? answers[question]) === answers[question])
        );
      });
      expect(chosen.map(positionOf)).toEqual(expected.map(positionOf));
      expect(chosen.length).toBeGreaterThan(0);
    },
  );

  test("say the same in short and in full", () => {
    for (const subject of configOf(xml).policies.all) {
      const { allows, logsAtStart, logsAtEnd, hasProfiles } = subject;
      const namesForwarding = subject.forwardingProfileName !== undefined;
      expect({ allows, logsAtStart, logsAtEnd, hasProfiles, namesForwarding }).toEqual(answersOf(subject));
      expect(subject.logged).toBe(logsAtStart || logsAtEnd);
    }
  });
});

describe("rules by what their lists name", () => {
  const LISTS = [
    "",
    "<application/>",
    "<application>gre</application>",
    "<application> </application>",
    ...[
      ["gre"],
      ["gre", "ipsec-ah"],
      ["gre", "ssh"],
      ["ssh", "gre"],
      ["tunnels"],
      ["tunnels", "web"],
      ["any"],
      ["core"],
    ].map((names) => list("application", ...names)),
    "<application><member> gre </member><member/></application>",
    "<application><!-- reviewed --><member>gre</member></application>",
    ...[["dns"], ["dns", "all-dns"], ["range"], ["any"], ["application-default"], ["nowhere"]].map(
      (names) => list("service", ...names) + list("application", "any"),
    ),
    ...[["long"], ["other", "long"], ["other"]].map((names) => list("tag", ...names)),
  ];
  const rulebase = element("rulebase", security(...LISTS.map((xml, at) => entry(`rule-${at}`, xml))));
  const groups = [
    entry("tunnels", list("members", "gre", "ipsec-ah")),
    entry("web", list("members", "ssl")),
    // The other virtual system means something else by this name.
    entry("core", list("members", "ssh")),
  ];
  const udp = (port: string) => element("protocol", element("udp", element("port", port)));
  const services = [entry("dns", udp("53")), entry("range", udp("53-54"))];
  const objects = [
    element("application-group", ...groups),
    element("service", ...services),
    element("service-group", entry("all-dns", list("members", "dns"))),
  ].join("");
  const other = objects.replace("<member>ssh</member>", "<member>gre</member>");
  const config = configOf(firewall({ vsys: { vsys1: objects + rulebase, vsys2: other + rulebase } }));
  const applications = new Set(["gre", "ipsec-ah"]);
  const tags = new Set(["long", "forever"]);

  test.each<[string, MemberQuery, (subject: SecurityRule) => boolean]>([
    ["applications", { onlyApplications: applications }, (subject) => subject.match.usesOnlyApplications(applications)],
    ["ports", { onlyPorts: PORTS }, (subject) => subject.match.usesOnlyPorts(PORTS)],
    ["tags", { tags }, (subject) => subject.tags.some((tag) => tags.has(tag))],
    ["nothing", { onlyApplications: new Set() }, () => false],
  ])("%s", (_, query, expected) => {
    const paths = config.policies.all.filter(expected).map(({ path }) => path);
    expect(config.policies.enabledRules(query).map(({ path }) => path)).toEqual(paths);
    if ((query.onlyApplications ?? tags).size > 0) expect(paths.length).toBeGreaterThan(2);
  });
});

test("disabled security rules are counted, and never chosen", () => {
  const config = configOf(SECURITY);
  const written = WRITINGS.filter(
    (xml) => /^<disabled/.test(xml) && xml.replace(/<!.*?-->|\s/g, "").match(/(yes|&#121;es)(?!no)/),
  );
  expect(config.policies.disabledSecurityRules).toBe(written.length);
  expect(config.policies.securityRules.filter(({ enabled }) => !enabled)).toHaveLength(written.length);
  expect(configOf(OVERRIDES).policies.disabledSecurityRules).toBe(0);
});

describe("rules whose log-forwarding profile is not found", () => {
  const named = (name: string, xml = ""): string => rule(name, `<log-setting>${name}</log-setting>`, xml);
  const unresolved = (config: Config): readonly string[] =>
    config.policies.rulesWithUnresolvedForwarding().map(({ path }) => path);

  test("each virtual system is asked for itself; disabled rules are not asked", () => {
    const list = (...entries: readonly string[]): string => element("rulebase", security(...entries));
    const config = configOf(
      firewall({
        vsys: {
          vsys1: list(
            named("siem"),
            named("gone"),
            named("off", "<disabled>yes</disabled>"),
            named("Cortex Data Lake"),
          ),
          vsys2: list(named("siem"), named("gone"), rule("none")) + profiles("gone"),
        },
        shared: profiles("siem"),
      }),
    );
    expect(unresolved(config)).toEqual(["vsys/vsys1/rulebase/security/gone"]);
  });

  test("those that nobody can look up are among them", () => {
    expect(unresolved(configOf(security(named("siem"), rule("none"))))).toEqual(["fragment/security/siem"]);
  });

  test("however the name is written", () => {
    const config = configOf(SECURITY);
    const expected = config.policies
      .enabledRules()
      .filter((each) => each.logForwarding !== undefined && each.logForwarding.state !== "found");
    expect(config.policies.rulesWithUnresolvedForwarding().map(positionOf)).toEqual(expected.map(positionOf));
    expect(expected.length).toBeGreaterThan(0);
  });
});
