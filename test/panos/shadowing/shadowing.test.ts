import { describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import type { Config } from "../../../src/panos/config.ts";
import { addressRange } from "../../../src/panos/objects/address-ranges.ts";
import { MatchSet } from "../../../src/panos/objects/match-set.ts";
import type { RuleRows } from "../../../src/panos/policies/rule-rows.ts";
import { CoverIndex } from "../../../src/panos/shadowing/cover-index.ts";
import { MatchSetReader } from "../../../src/panos/shadowing/match-set-reader.ts";
import { RuleShapes } from "../../../src/panos/shadowing/rule-shapes.ts";
import { ValueIndex } from "../../../src/panos/shadowing/value-index.ts";
import { configOf } from "../../support/panos-config.ts";

/** Names of the shadowed rules, with the rule that covers each. */
function shadowed(config: Config): readonly string[] {
  return Array.from(config.shadowing.rules, ({ rule, by }) => `${rule.name} < ${by.name}`).sort();
}

type Fields = { readonly [field: string]: string | readonly string[] };

const OPEN: Fields = { from: "any", to: "any", source: "any", destination: "any", application: "any", service: "any" };
const TEXT_FIELDS = ["action", "rule-type", "schedule", "negate-source", "negate-destination", "disabled"];

function entry(name: string, fields: Fields): string {
  const children = Object.entries({ ...OPEN, action: "allow", ...fields }).map(([field, value]) => {
    const members = [value].flat().map((each) => `<member>${each}</member>`);
    const content = TEXT_FIELDS.includes(field) ? value : field === "target" ? value : members.join("");
    return `<${field}>${content}</${field}>`;
  });
  return `<entry name="${name}">${children.join("")}</entry>`;
}

const OBJECTS = `<address>
  <entry name="web-1"><ip-netmask>192.0.2.1</ip-netmask></entry>
  <entry name="web-net"><ip-netmask>192.0.2.7/24</ip-netmask></entry>
  <entry name="web-range"><ip-range>192.0.2.1-192.0.2.9</ip-range></entry>
  <entry name="site"><fqdn>www.example.com</fqdn></entry>
  <entry name="v6"><ip-netmask>2001:db8::/32</ip-netmask></entry>
</address>
<address-group>
  <entry name="webs"><static><member>web-1</member><member>site</member></static></entry>
  <entry name="tagged"><dynamic><filter>'web'</filter></dynamic></entry>
  <entry name="loop"><static><member>loop</member></static></entry>
</address-group>
<service>
  <entry name="tcp-443"><protocol><tcp><port>443</port></tcp></protocol></entry>
  <entry name="tcp-400-499"><protocol><tcp><port>400-499</port></tcp></protocol></entry>
  <entry name="from-53"><protocol><tcp><port>443</port><source-port>53</source-port></tcp></protocol></entry>
</service>
<service-group><entry name="secure"><members><member>tcp-443</member><member>service-https</member></members></entry></service-group>
<application-group><entry name="mail"><members><member>smtp</member><member>imap</member></members></entry></application-group>
<application-filter><entry name="risky"><risk><member>5</member></risk></entry></application-filter>`;

function firewall(rules: string): Config {
  return configOf(
    `<config version="11.1.0"><shared/><devices><entry name="localhost.localdomain"><vsys><entry name="vsys1">${OBJECTS}<rulebase><security><rules>${rules}</rules></security></rulebase></entry></vsys></entry></devices></config>`,
  );
}

describe("an earlier rule", () => {
  test.each<[string, Fields, Fields, boolean]>([
    ["covers by any", {}, { source: "web-1" }, true],
    ["covers an equal one", { source: "site" }, { source: "site" }, true],
    ["does not cover a wider one", { source: "web-1" }, {}, false],
    ["covers an address in its network", { source: "web-net" }, { source: "web-1" }, true],
    ["covers an address written out", { source: "192.0.2.0/25" }, { source: "web-1" }, true],
    ["covers a range in its network", { destination: "192.0.2.0/28" }, { destination: "web-range" }, true],
    [
      "covers networks that join to the same",
      { source: ["10.0.0.0/25", "10.0.0.128/25"] },
      { source: "10.0.0.0/24" },
      true,
    ],
    ["does not cover half a network", { source: "10.0.0.0/25" }, { source: "10.0.0.0/24" }, false],
    ["covers IPv6 by value", { source: "v6" }, { source: "2001:db8:1::/48" }, true],
    ["does not take IPv6 for IPv4", { source: "::/0" }, { source: "10.0.0.0/8" }, false],
    ["covers the members of a static group", { source: "webs" }, { source: "site" }, true],
    ["is covered as a group member by member", { source: ["web-1", "site"] }, { source: "webs" }, true],
    ["knows a host name by its object only", { source: "site" }, { source: "web-1" }, false],
    ["knows a dynamic group by its name only", { source: "tagged" }, { source: "web-1" }, false],
    ["covers the same dynamic group", { source: ["tagged", "web-1"] }, { source: "tagged" }, true],
    ["knows a region by its name only", { source: "DE" }, { source: "DE" }, true],
    ["survives a group in itself", { source: "loop" }, { source: "web-1" }, false],
    ["covers fewer zones", { from: ["a", "b"] }, { from: "a" }, true],
    ["does not cover another zone", { from: "a" }, { from: ["a", "b"] }, false],
    [
      "with negated source covers what is elsewhere",
      { source: "web-net", "negate-source": "yes" },
      { source: "10.0.0.0/8" },
      true,
    ],
    [
      "with negated source does not cover what it leaves out",
      { source: "web-net", "negate-source": "yes" },
      { source: "web-1" },
      false,
    ],
    [
      "with negated source says nothing of host names",
      { source: "web-net", "negate-source": "yes" },
      { source: "site" },
      false,
    ],
    [
      "that leaves out less covers",
      { source: "web-1", "negate-source": "yes" },
      { source: "web-net", "negate-source": "yes" },
      true,
    ],
    [
      "that leaves out more does not cover",
      { source: "web-net", "negate-source": "yes" },
      { source: "web-1", "negate-source": "yes" },
      false,
    ],
    [
      "of some sources does not cover all but some",
      { source: "web-net" },
      { source: "web-1", "negate-source": "yes" },
      false,
    ],
    [
      "for application-default does not cover a port",
      { service: "application-default" },
      { application: "ssl", service: "tcp-443" },
      false,
    ],
    [
      "for a port does not cover application-default",
      { service: "tcp-443" },
      { application: "ssl", service: "application-default" },
      false,
    ],
    [
      "for application-default covers the same",
      { service: "application-default" },
      { application: "ssl", service: "application-default" },
      true,
    ],
    ["for any service covers application-default", {}, { application: "ssl", service: "application-default" }, true],
    ["covers a port in its range", { service: "tcp-400-499" }, { service: "secure" }, true],
    ["does not cover more ports than it has", { service: "tcp-443" }, { service: "tcp-400-499" }, false],
    ["with source ports does not cover one without", { service: "from-53" }, { service: "tcp-443" }, false],
    ["covers the members of an application group", { application: "mail" }, { application: "smtp" }, true],
    ["knows an application filter by its name only", { application: "risky" }, { application: "smtp" }, false],
    ["covers the same application filter", { application: "risky" }, { application: "risky" }, true],
    ["for some users does not cover all", { "source-user": "corp\\grp" }, {}, false],
    ["for some users covers fewer", { "source-user": ["corp\\a", "corp\\b"] }, { "source-user": "corp\\a" }, true],
    ["for a URL category does not cover all", { category: "news" }, {}, false],
    ["for a HIP profile does not cover all", { "source-hip": "managed" }, {}, false],
    ["with a schedule does not cover one without", { schedule: "nights" }, {}, false],
    ["with a schedule covers one with the same", { schedule: "nights" }, { schedule: "nights" }, true],
    ["without a schedule covers one with", {}, { schedule: "nights" }, true],
    [
      "inside zones does not cover those between",
      { "rule-type": "intrazone", from: "a", to: "a" },
      { from: "a", to: "a" },
      false,
    ],
    [
      "for all covers one inside a zone",
      { from: "a", to: ["a", "b"] },
      { "rule-type": "intrazone", from: "a", to: "b" },
      true,
    ],
    ["between zones covers the same", { "rule-type": "interzone" }, { "rule-type": "interzone", from: "a" }, true],
    ["that is disabled covers nothing", { disabled: "yes" }, { source: "web-1" }, false],
    ["does not cover a disabled one", {}, { disabled: "yes" }, false],
  ])("%s", (_, earlier, later, covers) => {
    const config = firewall(entry("earlier", earlier) + entry("later", later));
    expect(shadowed(config)).toEqual(covers ? ["later < earlier"] : []);
  });

  test("must come earlier", () => {
    expect(shadowed(firewall(entry("narrow", { source: "web-1" }) + entry("wide", {})))).toEqual([]);
  });

  test("is the first one that covers", () => {
    const rules = entry("first", { from: "a" }) + entry("second", {}) + entry("last", { from: "a", to: "b" });
    expect(shadowed(firewall(rules))).toEqual(["last < first"]);
  });

  test("says nothing where zones are not written", () => {
    const bare = '<entry name="bare"><action>allow</action></entry>';
    expect(shadowed(firewall(bare + entry("later", { from: "a" })))).toEqual([]);
    expect(shadowed(firewall(entry("earlier", {}) + bare))).toEqual([]);
  });
});

describe("on Panorama", () => {
  const group = (name: string, content: string): string => `<entry name="${name}">${content}</entry>`;
  const list = (position: string, rules: string): string =>
    `<${position}-rulebase><security><rules>${rules}</rules></security></${position}-rulebase>`;
  const panorama = (shared: string, groups: string): Config =>
    configOf(`<config version="11.1.0"><shared>${shared}</shared><devices><entry name="localhost.localdomain"><device-group>${groups}</device-group></entry></devices>
<readonly><devices><entry name="localhost.localdomain"><device-group><entry name="parent"/><entry name="other"/><entry name="child"><parent-dg>parent</parent-dg></entry></device-group></entry></devices></readonly></config>`);

  test("shared pre-rules cover group rules, and group pre-rules those of groups below", () => {
    const config = panorama(
      list("pre", entry("top", { from: "a" })),
      group("parent", list("pre", entry("middle", { from: "b" }))) +
        group("child", list("pre", entry("low-a", { from: "a", to: "c" }) + entry("low-b", { from: "b", to: "c" }))),
    );
    expect(shadowed(config)).toEqual(["low-a < top", "low-b < middle"]);
  });

  test("a rule of a group below does not cover one above, nor one beside", () => {
    const config = panorama(
      list("post", entry("end", { from: "a" })),
      group("parent", list("post", entry("middle", {}))) +
        group("child", list("pre", entry("low", {}))) +
        group("other", list("post", entry("beside", {}))),
    );
    expect(shadowed(config)).toEqual([]);
  });

  test("pre-rules cover post-rules of the same group; post-rules above come later", () => {
    const config = panorama(
      list("post", entry("shared-post", {})),
      group(
        "parent",
        list("pre", entry("pre", { to: "x" })) + list("post", entry("post", { to: "x" }) + entry("kept", { to: "y" })),
      ),
    );
    expect(shadowed(config)).toEqual(["post < pre"]);
  });

  test.each<[string, string, string, boolean]>([
    ["everywhere covers some firewalls", "", '<devices><entry name="001"/></devices>', true],
    ["some firewalls do not cover all", '<devices><entry name="001"/></devices>', "", false],
    [
      "two firewalls cover one of them",
      '<devices><entry name="001"/><entry name="002"/></devices>',
      '<devices><entry name="001"/></devices>',
      true,
    ],
    [
      "a firewall does not cover another",
      '<devices><entry name="001"/></devices>',
      '<devices><entry name="002"/></devices>',
      false,
    ],
    [
      "one vsys does not cover the whole firewall",
      '<devices><entry name="001"><vsys><entry name="vsys1"/></vsys></entry></devices>',
      '<devices><entry name="001"/></devices>',
      false,
    ],
    [
      "all but one covers all but two",
      '<devices><entry name="001"/></devices><negate>yes</negate>',
      '<devices><entry name="001"/><entry name="002"/></devices><negate>yes</negate>',
      true,
    ],
    [
      "all but two does not cover all but one",
      '<devices><entry name="001"/><entry name="002"/></devices><negate>yes</negate>',
      '<devices><entry name="001"/></devices><negate>yes</negate>',
      false,
    ],
    [
      "all but one covers another",
      '<devices><entry name="001"/></devices><negate>yes</negate>',
      '<devices><entry name="002"/></devices>',
      true,
    ],
    [
      "all but one does not cover that one",
      '<devices><entry name="001"/></devices><negate>yes</negate>',
      '<devices><entry name="001"/><entry name="002"/></devices>',
      false,
    ],
    [
      "all but one vsys covers all but the firewall",
      '<devices><entry name="001"><vsys><entry name="vsys1"/></vsys></entry></devices><negate>yes</negate>',
      '<devices><entry name="001"/></devices><negate>yes</negate>',
      true,
    ],
    [
      "the same tags, in whatever order",
      "<tags><member>east</member><member>lab</member></tags>",
      "<tags><member>lab</member><member>east</member></tags>",
      true,
    ],
    [
      "other tags",
      "<tags><member>east</member></tags>",
      "<tags><member>east</member><member>lab</member></tags>",
      false,
    ],
    [
      "without the same tags",
      "<tags><member>east</member></tags><negate>yes</negate>",
      "<tags><member>east</member></tags><negate>yes</negate>",
      true,
    ],
    [
      "with tags does not cover without them",
      "<tags><member>east</member></tags>",
      "<tags><member>east</member></tags><negate>yes</negate>",
      false,
    ],
    [
      "tags beside devices, of which nobody knows what they mean",
      '<tags><member>east</member></tags><devices><entry name="001"/></devices>',
      '<tags><member>east</member></tags><devices><entry name="001"/></devices>',
      false,
    ],
    ["nowhere covers nothing", "<negate>yes</negate>", "", false],
  ])("target: %s", (_, earlier, later, covers) => {
    const rules = entry("earlier", { target: earlier }) + entry("later", { target: later });
    expect(shadowed(panorama("", group("parent", list("pre", rules))))).toEqual(covers ? ["later < earlier"] : []);
  });

  test("nothing is said of rules above a group whose parent the file does not tell", () => {
    const groups = group("stray", list("pre", entry("low", { from: "a" }) + entry("lower", { from: "a", to: "b" })));
    expect(shadowed(panorama(list("pre", entry("top", {})), groups))).toEqual(["lower < low"]);
  });

  test("a name that a lower group defines anew is not what the rule above meant", () => {
    const address = (value: string): string =>
      `<address><entry name="web"><ip-netmask>${value}</ip-netmask></entry></address>`;
    const above = address("10.0.0.0/8") + list("pre", entry("top", { source: "web" }));
    const later = list("pre", entry("low", { source: "10.1.0.0/16" }));
    expect(shadowed(panorama(above, group("parent", later)))).toEqual(["low < top"]);
    expect(shadowed(panorama(above, group("parent", address("192.0.2.0/24") + later)))).toEqual([]);
  });
});

describe("an address", () => {
  test.each([
    ["192.0.2.7/24", 0xc0000200, 0xc0000300],
    ["192.0.2.1", 0xc0000201, 0xc0000202],
    ["0.0.0.0/0", 0, 2 ** 32],
    ["192.0.2.1-192.0.2.9", 0xc0000201, 0xc000020a],
    ["192.0.2.1 - 192.0.2.9", 0xc0000201, 0xc000020a],
  ])("%s is read by value", (text, low, end) => {
    expect(addressRange(text)).toEqual({ family: "ipv4", low, end });
  });

  test.each([
    "web",
    "1.2",
    "010.0.0.1",
    "256.0.0.1",
    "192.0.2.1/33",
    "192.0.2.9-192.0.2.1",
    "::1-192.0.2.1",
    "a-b",
    "",
    "10.0.0.0/",
  ])("%j is none", (text) => {
    expect(addressRange(text)).toBeUndefined();
  });
});

// A small world in which every session can be told: two zones, eight addresses, two applications, four ports.
const ADDRESSES = [
  "any",
  "192.0.2.0/30",
  "192.0.2.4/30",
  "192.0.2.0-192.0.2.5",
  "192.0.2.3",
  "web-1",
  "webs2",
  "192.0.2.0/29",
];
const WORLD: Record<string, readonly number[]> = {
  any: [0, 1, 2, 3, 4, 5, 6, 7],
  "192.0.2.0/30": [0, 1, 2, 3],
  "192.0.2.4/30": [4, 5, 6, 7],
  "192.0.2.0-192.0.2.5": [0, 1, 2, 3, 4, 5],
  "192.0.2.3": [3],
  "web-1": [1],
  webs2: [1, 4, 5, 6, 7],
  "192.0.2.0/29": [0, 1, 2, 3, 4, 5, 6, 7],
};
const SERVICES: Record<string, readonly number[]> = { any: [1, 2, 3, 4], low: [1, 2], one: [1], three: [3] };
const APPLICATIONS: Record<string, readonly string[]> = { any: ["x", "y"], x: ["x"], y: ["y"] };
const ZONES: Record<string, readonly string[]> = { any: ["a", "b"], a: ["a"], b: ["b"] };
const SMALL_OBJECTS = `<address><entry name="web-1"><ip-netmask>192.0.2.1</ip-netmask></entry></address>
<address-group><entry name="webs2"><static><member>web-1</member><member>192.0.2.4/30</member></static></entry></address-group>
<service><entry name="low"><protocol><tcp><port>1-2</port></tcp></protocol></entry><entry name="one"><protocol><tcp><port>1</port></tcp></protocol></entry><entry name="three"><protocol><tcp><port>3</port></tcp></protocol></entry></service>`;

interface SmallRule {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly source: string;
  readonly negate: boolean;
  readonly destination: readonly string[];
  readonly application: string;
  readonly service: string;
}

const smallRule: fc.Arbitrary<SmallRule> = fc.record({
  from: fc.constantFrom(...Object.keys(ZONES)),
  to: fc.constantFrom(...Object.keys(ZONES)),
  type: fc.constantFrom("universal", "universal", "intrazone", "interzone"),
  source: fc.constantFrom(...ADDRESSES),
  negate: fc.boolean(),
  destination: fc.uniqueArray(fc.constantFrom(...ADDRESSES.slice(1)), { minLength: 1, maxLength: 2 }),
  application: fc.constantFrom(...Object.keys(APPLICATIONS)),
  service: fc.constantFrom(...Object.keys(SERVICES)),
});

/** All that a rule matches, as texts. */
function sessions(rule: SmallRule): { readonly [dimension: string]: ReadonlySet<string> } {
  const zones = (ZONES[rule.from] ?? []).flatMap((from) => {
    const targets = rule.type === "intrazone" ? [from] : (ZONES[rule.to] ?? []);
    return targets.filter((to) => rule.type !== "interzone" || to !== from).map((to) => `${from}>${to}`);
  });
  const listed = WORLD[rule.source] ?? [];
  // Behind the eight addresses there is all the rest of the world.
  const all = [...(WORLD.any ?? []), 8];
  const source = rule.source === "any" ? all : all.filter((address) => listed.includes(address) !== rule.negate);
  const services = (APPLICATIONS[rule.application] ?? []).flatMap((app) =>
    (SERVICES[rule.service] ?? []).map((port) => `${app}:${port}`),
  );
  const everyPort =
    rule.service === "any" ? ["x:other", "y:other"].filter((each) => services.some((s) => s[0] === each[0])) : [];
  return {
    zones: new Set(zones),
    source: new Set(source.map(String)),
    destination: new Set(rule.destination.flatMap((name) => (WORLD[name] ?? []).map(String))),
    services: new Set([...services, ...everyPort]),
  };
}

function smallEntry(rule: SmallRule, index: number): string {
  const { from, to, source, destination, application, service } = rule;
  const negated = rule.negate && source !== "any" ? { "negate-source": "yes" } : {};
  return entry(`r${index}`, {
    from,
    to,
    source,
    destination,
    application,
    service,
    "rule-type": rule.type,
    ...negated,
  });
}

function smallConfig(rules: readonly SmallRule[]): Config {
  return configOf(
    `<config version="11.1.0"><shared/><devices><entry name="localhost.localdomain"><vsys><entry name="vsys1">${SMALL_OBJECTS}<rulebase><security><rules>${rules.map(smallEntry).join("")}</rules></security></rulebase></entry></vsys></entry></devices></config>`,
  );
}

test("what is reported is so, session by session", () => {
  fc.assert(
    fc.property(fc.array(smallRule, { minLength: 2, maxLength: 30 }), (rules) => {
      for (const { rule, by } of smallConfig(rules).shadowing.rules) {
        const [its, covering] = [rule, by].map(({ name }) => sessions(rules[Number(name.slice(1))] as SmallRule));
        for (const [dimension, values] of Object.entries(its ?? {})) {
          for (const value of values)
            expect([dimension, [...(covering?.[dimension] ?? [])]]).toEqual([
              dimension,
              expect.arrayContaining([value]),
            ]);
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** The shapes of the rules of a configuration with one list. */
function shapesOf(config: Config): RuleShapes {
  const [rows] = config.policies.enabledRows();
  return new RuleShapes(
    rows as RuleRows,
    new MatchSetReader(config.objects, config.scopes.all[0] ?? config.scopes.shared),
  );
}

/** For each rule the first one before it that covers it, by comparing it with all of them. */
function byComparing(shapes: RuleShapes): readonly (number | undefined)[] {
  const numbers = Array.from({ length: shapes.length }, (_, at) => at);
  return numbers.map((at) => numbers.slice(0, at).find((each) => shapes.covers(each, shapes, at)));
}

/** The same by an index. */
function byIndex(shapes: RuleShapes, index: CoverIndex): readonly (number | undefined)[] {
  return Array.from({ length: shapes.length }, (_, at) => index.first(shapes, at, at, () => true));
}

test.each([
  ["by zones and applications", undefined],
  ["by addresses, ports and users, too", 0],
])("the index finds what comparing all pairs finds, %s", (_, enough) => {
  fc.assert(
    fc.property(fc.array(smallRule, { minLength: 2, maxLength: 260 }), (rules) => {
      const shapes = shapesOf(smallConfig(rules));
      expect(byIndex(shapes, new CoverIndex(shapes, enough))).toEqual(byComparing(shapes));
    }),
    { numRuns: 60 },
  );
});

describe("the index of values", () => {
  const size = fc.nat({ max: 24 });
  const ipv4 = fc.tuple(fc.nat({ max: 2 ** 20 }), size).map(([at, bits]) => ({
    family: "ipv4",
    low: 167_772_160 + at,
    end: 167_772_160 + at + 2 ** bits,
  }));
  const ipv6 = fc
    .tuple(fc.bigInt({ min: 0n, max: 1n << 100n }), fc.bigInt({ min: 0n, max: 110n }))
    .map(([low, bits]) => ({
      family: "ipv6",
      low,
      end: low + (1n << bits),
    }));
  const port = fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 600 })).map(([low, more]) => ({
    family: "tcp",
    low,
    end: low + more + 1,
  }));
  const oneSet = fc
    .tuple(fc.subarray(["site", "list"]), fc.array(fc.oneof(ipv4, ipv6, port), { maxLength: 3 }))
    .map(([names, ranges]) => MatchSet.of(names, ranges))
    // A field without a member is everything, or the default service.
    .filter((set) => !set.isEmpty);

  test("leaves out no rule that covers another", () => {
    fc.assert(
      fc.property(fc.array(oneSet, { minLength: 2, maxLength: 70 }), (sets) => {
        const rules = {
          length: sets.length,
          set: (at: number) => sets[at],
          isOpen: () => false,
          isNegated: () => false,
        };
        const shapes = rules as unknown as RuleShapes;
        const index = new ValueIndex(shapes, 0);
        for (const [at, set] of sets.entries()) {
          const candidates = index.covering(shapes, at);
          for (const [other, covering] of sets.entries()) {
            const isCandidate = ((candidates[other >> 5] ?? 0) & (1 << (other & 31))) !== 0;
            if (covering.covers(set)) expect([at, other, isCandidate]).toEqual([at, other, true]);
          }
        }
      }),
    );
  });
});

describe("rules between the same two zones are not compared all with all", () => {
  const COUNT = 1200;
  const numbers = Array.from({ length: COUNT }, (_, at) => at);
  const hosts = numbers.map((at) => `10.${at >> 6}.0.${at & 63}`);
  test.each<[string, (at: number) => Fields]>([
    ["with other destinations", (at) => ({ destination: hosts[at] ?? "" })],
    ["with other sources", (at) => ({ source: hosts[at] ?? "" })],
    ["with other networks", (at) => ({ destination: `10.${at >> 6}.${at & 63}.0/24` })],
    ["with several addresses each", (at) => ({ source: [hosts[at] ?? "", hosts[(at * 7 + 1) % COUNT] ?? ""] })],
    ["with other users", (at) => ({ "source-user": `example\\user-${at}` })],
    ["with other services", (at) => ({ service: `tcp-${at}` })],
    ["with IPv6 addresses", (at) => ({ destination: `2001:db8:${at.toString(16)}::/64` })],
    ["to one server, from other hosts", (at) => ({ destination: "192.0.2.1", source: hosts[at] ?? "" })],
  ])("%s", (_, fields) => {
    const rules = numbers.map((at) => entry(`r${at}`, { from: "trust", to: "dmz", ...fields(at) })).join("");
    const shapes = shapesOf(firewall(rules));
    const compared = jest.spyOn(RuleShapes.prototype, "covers");
    const found = byIndex(shapes, new CoverIndex(shapes));
    const count = compared.mock.calls.length;
    compared.mockRestore();
    expect(found.filter((each) => each !== undefined)).toEqual([]);
    // All pairs would be six hundred a rule.
    expect(count / COUNT).toBeLessThan(25);
  });
});
