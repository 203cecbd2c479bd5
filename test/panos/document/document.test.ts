import { describe, expect, test } from "@jest/globals";
import {
  configOf,
  defaultRules,
  element,
  entry,
  firewall,
  firewallWith,
  list,
  panorama,
  problemsOf,
  refusalOf,
  rule,
  ruleOf,
  scopeOf,
  security,
} from "../../support/panos-config.ts";

const LOCAL = element("rulebase", security(rule("web", "<action>allow</action>")));
const PRE = element("pre-rulebase", security(rule("web", "<action>allow</action>")));
const POST = element("post-rulebase", security(rule("last", "<action>drop</action>")));
const FIREWALL = firewall({ vsys: { vsys1: LOCAL } });

function response(result: string): string {
  return `<response status="success" code="19"><result total-count="1" count="1">${result}</result></response>`;
}

/** Every element, members too, as Panorama's pushes and templates mark them. */
function marked(xml: string, attributes: string): string {
  return xml.replace(/<([a-z][\w-]*)/g, `<$1 ${attributes}`);
}

interface Accepted {
  readonly product: "firewall" | "panorama";
  readonly shape: string;
  /** Logical paths of all policy rules in document order. */
  readonly paths: readonly string[];
}

describe("what an export is, and which policy rules it holds", () => {
  const inVsys1 = ["vsys/vsys1/rulebase/security/web"];
  const firewallAs = (shape: string, paths: readonly string[] = inVsys1): Accepted => ({
    product: "firewall",
    shape,
    paths,
  });
  const panoramaAs = (shape: string, ...paths: readonly string[]): Accepted => ({ product: "panorama", shape, paths });

  test.each<readonly [string, string, Accepted]>([
    ["a firewall's running config", FIREWALL, firewallAs("running-config")],
    ["with an XML declaration", `<?xml version="1.0"?>\n${FIREWALL}\n`, firewallAs("running-config")],
    ["a firewall without any rule", firewall({ vsys: { vsys1: "<zone/>" } }), firewallAs("running-config", [])],
    [
      "a firewall with two virtual systems",
      firewall({ vsys: { vsys1: LOCAL, vsys2: LOCAL } }),
      firewallAs("running-config", [...inVsys1, "vsys/vsys2/rulebase/security/web"]),
    ],
    [
      "a firewall file written by hand, where the device's entry has no name",
      FIREWALL.replace(' name="localhost.localdomain"', ""),
      firewallAs("running-config"),
    ],
    [
      "a firewall whose device is not called localhost.localdomain",
      FIREWALL.replace("localhost.localdomain", "fw1"),
      firewallAs("running-config"),
    ],
    [
      "a firewall's config inside <config> without <shared>",
      FIREWALL.replace("<shared></shared>", ""),
      firewallAs("running-config"),
    ],
    [
      "Panorama",
      panorama({ groups: { DMZ: PRE + POST } }),
      panoramaAs(
        "running-config",
        "device-group/DMZ/pre-rulebase/security/web",
        "device-group/DMZ/post-rulebase/security/last",
      ),
    ],
    [
      "Panorama with shared rules",
      panorama({ groups: { DMZ: "" }, shared: PRE + POST }),
      panoramaAs("running-config", "shared/pre-rulebase/security/web", "shared/post-rulebase/security/last"),
    ],
    [
      "Panorama without device groups",
      panorama({ groups: {} }).replace("<device-group></device-group>", "<template/>"),
      panoramaAs("running-config"),
    ],
    [
      "Panorama before its first device group, told by its shared rules",
      `<config version="11.1.0"><shared>${PRE}</shared></config>`,
      panoramaAs("running-config", "shared/pre-rulebase/security/web"),
    ],
    [
      "Panorama with settings of its own under /config/panorama, which holds pushed policy on a firewall",
      panorama({ groups: { DMZ: PRE }, config: "<panorama><log-settings><syslog/></log-settings></panorama>" }),
      panoramaAs("running-config", "device-group/DMZ/pre-rulebase/security/web"),
    ],
    [
      "Panorama before its first device group, told by its own settings and its list of firewalls",
      '<config version="11.1.0"><mgt-config><devices/></mgt-config><shared/><devices/><panorama/></config>',
      panoramaAs("running-config"),
    ],
    [
      "a firewall with everything that Panorama has, but for device groups, templates and collectors",
      firewall({
        vsys: { vsys1: LOCAL },
        shared: PRE,
        config: "<mgt-config><devices/></mgt-config><panorama><certificate/></panorama>",
      }),
      firewallAs("running-config", ["shared/pre-rulebase/security/web", ...inVsys1]),
    ],
    ...["device-group", "template", "template-stack", "log-collector-group", "log-collector"].map(
      (name) =>
        [
          `Panorama, told by <${name}> alone`,
          firewall({ vsys: {}, device: `<${name}/>` }).replace("<vsys></vsys>", ""),
          panoramaAs("running-config"),
        ] as const,
    ),
    [
      "a firewall's candidate config",
      marked(FIREWALL, 'admin="admin" dirtyId="4" time="2026/01/31 10:00:00"'),
      firewallAs("candidate-config"),
    ],
    [
      "Panorama's candidate config",
      panorama({ groups: { DMZ: PRE } }).replace("<security>", '<security dirtyId="2">'),
      panoramaAs("candidate-config", "device-group/DMZ/pre-rulebase/security/web"),
    ],
    ["a merged config", marked(FIREWALL, 'ptpl="branch-stack"'), firewallAs("merged-config")],
    ["an effective config", marked(FIREWALL, 'ptpl="branch-stack" loc="branches"'), firewallAs("merged-config")],
    ["an effective config without a template", marked(FIREWALL, 'loc="branches"'), firewallAs("merged-config")],
    ["a candidate config with template values", marked(FIREWALL, 'src="tpl"'), firewallAs("merged-config")],
    ["an API response", response(FIREWALL), firewallAs("api-response")],
    ["an API response without code", `<response>${element("result", FIREWALL)}</response>`, firewallAs("api-response")],
    ["a config in another tool's wrapper", element("data", FIREWALL), firewallAs("running-config")],
    ["only the result of an API response", element("result", FIREWALL), firewallAs("running-config")],
    ["an API response in an API response", response(response(FIREWALL)), firewallAs("api-response")],
    [
      "policy pushed to a firewall with one virtual system",
      response(element("policy", element("panorama", PRE, POST))),
      firewallAs("pushed-policy", [
        "panorama/shared/pre-rulebase/security/web",
        "panorama/shared/post-rulebase/security/last",
      ]),
    ],
    [
      "pushed policy without its wrappers",
      element("panorama", PRE),
      firewallAs("pushed-policy", ["panorama/shared/pre-rulebase/security/web"]),
    ],
    [
      "policy pushed to shared",
      response(marked(element("shared", PRE, POST), 'loc="shared"')),
      firewallAs("pushed-policy", [
        "panorama/shared/pre-rulebase/security/web",
        "panorama/shared/post-rulebase/security/last",
      ]),
    ],
    [
      "pushed policy beside a firewall's own",
      firewall({ vsys: { vsys1: LOCAL }, config: element("panorama", element("vsys", entry("vsys1", PRE, POST))) }),
      firewallAs("running-config", [
        ...inVsys1,
        "panorama/vsys/vsys1/pre-rulebase/security/web",
        "panorama/vsys/vsys1/post-rulebase/security/last",
      ]),
    ],
    [
      "bare <devices>",
      `<devices>${entry("fw1", element("vsys", entry("vsys1", LOCAL)))}</devices>`,
      firewallAs("partial-export"),
    ],
    [
      "bare <devices> of Panorama",
      `<devices>${entry("panorama1", element("device-group", entry("DMZ", PRE)))}</devices>`,
      panoramaAs("partial-export", "device-group/DMZ/pre-rulebase/security/web"),
    ],
    ["a device's <entry>", entry("fw1", element("vsys", entry("vsys1", LOCAL))), firewallAs("partial-export")],
    [
      "Panorama's <entry>",
      entry("panorama1", element("device-group", entry("DMZ", PRE))),
      panoramaAs("partial-export", "device-group/DMZ/pre-rulebase/security/web"),
    ],
    ["bare <vsys>", element("vsys", entry("vsys1", LOCAL)), firewallAs("partial-export")],
    ["a virtual system's <entry>", entry("vsys1", LOCAL), firewallAs("partial-export")],
    [
      "bare <device-group>",
      element("device-group", entry("DMZ", PRE)),
      panoramaAs("partial-export", "device-group/DMZ/pre-rulebase/security/web"),
    ],
    [
      "a device group's <entry>",
      entry("DMZ", POST),
      panoramaAs("partial-export", "device-group/DMZ/post-rulebase/security/last"),
    ],
    ["bare <shared>", element("shared", PRE), panoramaAs("partial-export", "shared/pre-rulebase/security/web")],
    ["bare <rulebase>", LOCAL, firewallAs("partial-export", ["fragment/rulebase/security/web"])],
    ["bare <pre-rulebase>", PRE, panoramaAs("partial-export", "fragment/pre-rulebase/security/web")],
    ["bare <post-rulebase>", POST, panoramaAs("partial-export", "fragment/post-rulebase/security/last")],
    [
      "pre- and post-rulebase beside each other",
      response(PRE + POST),
      panoramaAs("partial-export", "fragment/pre-rulebase/security/web", "fragment/post-rulebase/security/last"),
    ],
    ["bare <security>", security(rule("web")), firewallAs("partial-export", ["fragment/security/web"])],
    [
      "bare <default-security-rules>",
      defaultRules(entry("interzone-default", "<action>deny</action>")),
      firewallAs("partial-export", ["fragment/default-security-rules/interzone-default"]),
    ],
    [
      "bare <rules>",
      element("rules", rule("web"), rule("mail")),
      firewallAs("partial-export", ["fragment/security/web", "fragment/security/mail"]),
    ],
    [
      "bare <rules> of default rules, whose names are reserved",
      element(
        "rules",
        entry("intrazone-default", "<action>allow</action>"),
        entry("interzone-default", "<action>deny</action>"),
      ),
      firewallAs("partial-export", [
        "fragment/default-security-rules/intrazone-default",
        "fragment/default-security-rules/interzone-default",
      ]),
    ],
    [
      "the <rules> of two virtual systems in one API result",
      response(element("rules", rule("web")) + element("rules", rule("mail"))),
      firewallAs("partial-export", ["fragment/security/web", "fragment/security/mail"]),
    ],
    ["one security rule", rule("web"), firewallAs("partial-export", ["fragment/security/web"])],
    [
      "one security rule in an API result",
      response(rule("web")),
      firewallAs("partial-export", ["fragment/security/web"]),
    ],
    [
      "several security rules in an API result",
      response(rule("web") + rule("mail")),
      firewallAs("partial-export", ["fragment/security/web", "fragment/security/mail"]),
    ],
    [
      "an <entry> with an action and a flag",
      entry("web", "<action>allow</action><log-end>no</log-end>"),
      firewallAs("partial-export", ["fragment/security/web"]),
    ],
    [
      "an <entry> with little in it",
      entry("web", "<action>allow</action>"),
      firewallAs("partial-export", ["fragment/security/web"]),
    ],
    [
      "several virtual systems in an API result",
      response(entry("vsys1", LOCAL) + entry("vsys2", LOCAL)),
      firewallAs("partial-export", [...inVsys1, "vsys/vsys2/rulebase/security/web"]),
    ],
  ])("%s", (_, xml, expected) => {
    const config = configOf(xml);
    const { product, shape } = config.file.document;
    expect({ product, shape, paths: config.policies.all.map(({ path }) => path) }).toEqual(expected);
    expect(config.policies.securityRules.length).toBe(
      expected.paths.filter((path) => path.includes("/security/")).length,
    );
    expect(problemsOf(config)).toEqual([]);
  });
});

describe("attributes of provenance change no value", () => {
  test.each(['ptpl="branch-stack"', 'loc="branches"', 'src="tpl"', 'admin="admin" dirtyId="4" time="2026/01/31"'])(
    "%s on every element",
    (attributes) => {
      const subject = rule(
        "web",
        "<action>deny</action><log-start>yes</log-start><log-end>no</log-end><log-setting>siem</log-setting>",
        element("profile-setting", list("group", "strict")),
        list("tag", "guest", "web"),
      );
      const read = (xml: string): unknown => {
        const config = configOf(xml);
        const found = ruleOf(config, "web");
        const { logStart, logEnd, logSetting, action } = found;
        const settings = [logStart, logEnd, logSetting, action].map(({ value, origin }) => [value, origin]);
        const { enabled, tags, profiles, path } = found;
        const { matchesEverything } = found.match;
        return { settings, enabled, matchesEverything, tags, profiles: profiles.value, path };
      };
      const plain = firewallWith(subject);
      expect(read(marked(plain, attributes))).toEqual(read(plain));
    },
  );
});

describe("the version of PAN-OS", () => {
  test.each([
    ['<config version="11.1.0" detail-version="11.1.4">', "11.1.4"],
    ['<config detail-version="10.2.3" urldb="paloaltonetworks" version="10.2.0">', "10.2.3"],
    ['<config version="9.0.0">', "9.0.0"],
    ["<config>", undefined],
  ])("%s", (tag, expected) => {
    expect(configOf(FIREWALL.replace('<config version="11.1.0">', tag)).file.document.panosVersion).toBe(expected);
  });
});

describe("why a file shows a part only", () => {
  const managedBy = (xml: string): string => firewall({ vsys: { vsys1: LOCAL }, device: element("deviceconfig", xml) });
  const MANAGED = "the firewall is managed by Panorama, and the file does not hold what Panorama pushes";
  const PLACEHOLDER = ["$", "{panorama_address}"].join(""); // written like this, it is no mistaken template string
  const server = (address: string): string => element("panorama-server", address);
  const local = (address: string): string =>
    element("system", element("panorama", element("local-panorama", server(address))));

  test.each<readonly [string, string, string | undefined]>([
    ["a whole firewall", FIREWALL, undefined],
    ["Panorama", panorama({ groups: { DMZ: PRE } }), undefined],
    ["a fragment", LOCAL, "the file is a fragment of a configuration"],
    ["a virtual system", entry("vsys1", LOCAL), "the file is a fragment of a configuration"],
    [
      "a config without a version",
      FIREWALL.replace(' version="11.1.0"', ""),
      "the file is not a complete export (it has no <devices> or no version)",
    ],
    [
      "a config without devices",
      `<config version="11.1.0"><shared>${PRE}</shared></config>`,
      "the file is not a complete export (it has no <devices> or no version)",
    ],
    ["a firewall with a Panorama server", managedBy(local("192.0.2.20")), MANAGED],
    [
      "a firewall with a second Panorama server only",
      managedBy(
        element("system", element("panorama", element("local-panorama", element("panorama-server-2", "192.0.2.21")))),
      ),
      MANAGED,
    ],
    ["a firewall with a Panorama server in the old place", managedBy(element("system", server("192.0.2.20"))), MANAGED],
    [
      "a firewall with a Panorama server in its bootstrap settings",
      managedBy(element("setting", element("management", element("initcfg", server("192.0.2.20"))))),
      MANAGED,
    ],
    ["a template with a placeholder", managedBy(local(PLACEHOLDER)), undefined],
    ["a template with a placeholder of another tool", managedBy(local("{{ PANORAMA_IP }}")), undefined],
    ["an empty Panorama server", managedBy(local("")), undefined],
    [
      "a managed firewall with what Panorama pushed",
      firewall({
        vsys: { vsys1: LOCAL },
        device: element("deviceconfig", local("192.0.2.20")),
        config: element("panorama", element("vsys", entry("vsys1", PRE))),
      }),
      undefined,
    ],
    ...Object.entries({ "pre-rules": PRE, "post-rules": POST }).map(
      ([kind, xml]) =>
        [
          `a managed firewall with ${kind} that Panorama pushed to all its virtual systems`,
          firewall({
            vsys: { vsys1: LOCAL },
            device: element("deviceconfig", local("192.0.2.20")),
            config: element("panorama", xml),
          }),
          undefined,
        ] as const,
    ),
    ["a managed firewall's effective config", marked(managedBy(local("192.0.2.20")), 'loc="branches"'), undefined],
    [
      "a managed firewall's merged config, which holds the template but no pushed policy",
      marked(managedBy(local("192.0.2.20")), 'ptpl="branch-stack"'),
      MANAGED,
    ],
    [
      "a managed firewall with Panorama's certificates only",
      firewall({
        vsys: { vsys1: LOCAL },
        device: element("deviceconfig", local("192.0.2.20")),
        config: "<panorama><certificate/></panorama>",
      }),
      MANAGED,
    ],
  ])("%s", (_, xml, expected) => {
    expect(configOf(xml).objects.partial).toBe(expected);
  });
});

describe("what is no export is refused by name, never taken for an empty rulebase", () => {
  const NAT = entry(
    "out",
    list("from", "lan"),
    list("source", "any"),
    "<service>any</service><source-translation><dynamic-ip-and-port/></source-translation>",
  );
  const DECRYPTION = entry(
    "no-banks",
    list("from", "any"),
    list("category", "finance"),
    "<type><ssl-forward-proxy/></type><action>no-decrypt</action>",
  );
  const AUTHENTICATION = entry(
    "portal",
    list("service", "service-http"),
    "<authentication-enforcement>web</authentication-enforcement><log-setting>siem</log-setting>",
  );
  const DOS = entry("flood", list("service", "any"), "<protection/><action><protect/></action>");
  const QOS = entry("voice", list("application", "sip"), "<action><class>2</class></action>");
  const PBF = entry("backup-line", list("application", "any"), "<action><discard/></action>");
  const OVERRIDE = entry("legacy", "<port>4711</port><protocol>tcp</protocol><application>web-browsing</application>");
  const TUNNEL = entry("gre", list("application", "gre"), "<inspect-options/>");
  const WILDFIRE = entry(
    "all",
    list("application", "any"),
    list("file-type", "any"),
    "<direction>both</direction><analysis>public-cloud</analysis>",
  );
  const VULNERABILITY = entry("strict", "<action><reset-both/></action><threat-name>any</threat-name>");
  const NO_RULES = "holds no security rules.";

  test.each<readonly [string, string, string]>([
    [
      "an error response",
      '<response status="error" code="403"><result><msg>Invalid Credential</msg></result></response>',
      "1:1 This is an error response of the PAN-OS API: Invalid Credential",
    ],
    [
      "an error response with lines",
      '<response status="error" code="7"><msg><line>No such node</line></msg></response>',
      "1:1 This is an error response of the PAN-OS API: No such node",
    ],
    [
      "an error response with a CDATA section",
      '<response status="error"><msg><line><![CDATA[ show -> config is invalid ]]></line></msg></response>',
      "1:1 This is an error response of the PAN-OS API: show -> config is invalid",
    ],
    [
      "an error response without a message",
      '<response status="error" code="13"/>',
      "1:1 This is an error response of the PAN-OS API: no message",
    ],
    [
      "an unauthorised request",
      '<response status="unauth" code="22"><msg><line>Session timed out</line></msg></response>',
      "1:1 This is an error response of the PAN-OS API: Session timed out",
    ],
    [
      "a response to another kind of request",
      '<response status="success"><msg><line>Command succeeded with no output</line></msg></response>',
      "1:1 The API response holds no <result>.",
    ],
    ["an empty result", response(""), "1:38 The API response is empty."],
    [
      "an empty result element",
      '<response status="success" code="7"><result/></response>',
      "1:37 The API response is empty.",
    ],
    [
      "a text result",
      response("No shared policy pushed to device"),
      '1:38 The API response holds no configuration but the text "No shared policy pushed to device".',
    ],
    [
      "a text result in a CDATA section",
      response("<![CDATA[No shared policy pushed to device]]>"),
      '1:38 The API response holds no configuration but the text "No shared policy pushed to device".',
    ],
    [
      "an API key",
      response("<key>EXAMPLE</key>"),
      "1:72 The root element <key> is not one that a PAN-OS configuration export begins with.",
    ],
    [
      "the result of another command",
      response("<system><hostname>fw1</hostname></system>"),
      "1:72 The root element <system> is not one that",
    ],
    [
      "an empty config",
      "<config/>",
      "1:1 This <config> has neither virtual systems nor device groups nor shared policy",
    ],
    [
      "an empty config with a version",
      '<config version="11.1.0" urldb="paloaltonetworks"></config>',
      "1:1 This <config> has neither",
    ],
    ["an empty config in an API response", response("<config/>"), "1:72 This <config> has neither"],
    [
      "a config of shared objects only",
      '<config version="11.1.0"><shared><address/></shared></config>',
      "1:1 This <config> has neither",
    ],
    [
      "a config of another product",
      "<config><devices><device>disk</device></devices></config>",
      "1:1 This <config> has neither",
    ],
    [
      "a config of settings only",
      '<config version="11.1.0"><devices><entry name="localhost.localdomain"><deviceconfig/></entry></devices></config>',
      "1:1 This <config> has neither",
    ],
    ["shared objects alone", "<shared><address/></shared>", `1:1 The <shared> element ${NO_RULES}`],
    ["Panorama's own settings alone", "<panorama><log-settings/></panorama>", `1:1 The <panorama> element ${NO_RULES}`],
    ["an empty rulebase", "<rulebase/>", `1:1 The <rulebase> element ${NO_RULES}`],
    [
      "a rulebase of NAT rules",
      element("rulebase", element("nat", element("rules", NAT))),
      `1:1 The <rulebase> element ${NO_RULES}`,
    ],
    ["an empty rule list", "<rules/>", `1:1 The <rules> element ${NO_RULES}`],
    ["an empty <security>", "<security><rules/></security>", `1:1 The <security> element ${NO_RULES}`],
    [
      "an empty <default-security-rules>",
      "<default-security-rules/>",
      `1:1 The <default-security-rules> element ${NO_RULES}`,
    ],
    ...Object.entries({ NAT, decryption: DECRYPTION, authentication: AUTHENTICATION, DoS: DOS, QoS: QOS }).map(
      ([kind, xml]) => [`${kind} rules`, element("rules", xml), `1:1 The <rules> element ${NO_RULES}`] as const,
    ),
    ...Object.entries({
      "policy-based forwarding": PBF,
      "application override": OVERRIDE,
      "tunnel inspection": TUNNEL,
    }).map(([kind, xml]) => [`${kind} rules`, response(xml), `1:72 The <entry> element ${NO_RULES}`] as const),
    ["the rules of a WildFire profile", element("rules", WILDFIRE), `1:1 The <rules> element ${NO_RULES}`],
    ["the rules of a vulnerability profile", element("rules", VULNERABILITY), `1:1 The <rules> element ${NO_RULES}`],
    ["an address object", entry("server", "<ip-netmask>192.0.2.1</ip-netmask>"), `1:1 The <entry> element ${NO_RULES}`],
    [
      "a NAT rule among security rules",
      `<rules>${rule("web")}${NAT}</rules>`,
      '2:1 The entry "out" stands among security rules but is none.',
    ],
    [
      "Strata Cloud Manager, by attribute",
      '<config version="10.0.0" fawkes-config-version="3"><shared/></config>',
      "1:1 This is a Strata Cloud Manager (Prisma Access) configuration, which panlint does not judge.",
    ],
    [
      "Strata Cloud Manager, by another",
      FIREWALL.replace("<config", '<config buckbeak="yes"'),
      "1:1 This is a Strata Cloud Manager",
    ],
    ...["container", "on-prem", "cloud"].map(
      (name) =>
        [
          `Strata Cloud Manager, by its <${name}>`,
          `<config version="10.0.0"><devices>${entry("localhost.localdomain", element(name, entry("All", PRE)))}</devices></config>`,
          "1:1 This is a Strata Cloud Manager",
        ] as const,
    ),
    [
      "set commands",
      "set deviceconfig system hostname fw1\nset rulebase security rules web action allow\n",
      "1:1 These are set commands, not an XML export.",
    ],
    [
      "set commands of Panorama",
      '\n  set device-group "DMZ" pre-rulebase security rules web action allow\n',
      "1:1 These are set commands",
    ],
    [
      "the CLI's curly braces",
      "config {\n  devices {\n    localhost.localdomain {\n",
      "1:1 This is the CLI's curly-brace output",
    ],
    ["curly braces of a single rule", "  web {\n    action allow;\n  }\n", "1:1 This is the CLI's curly-brace output"],
    ["a web page", "<!DOCTYPE html>\n<html><body>Log in</body></html>", "1:1 This is a web page, su"],
    [
      "a web page in XHTML",
      '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
      "1:1 This is a web page, such as a log-in page, not an XML export.",
    ],
    [
      "a build file",
      "<project><modelVersion>4.0.0</modelVersion><dependencies/></project>",
      "1:1 The root element <project> is not one",
    ],
    [
      "a port scan",
      '<nmaprun scanner="nmap"><host><ports/></host></nmaprun>',
      "1:1 The root element <nmaprun> is not one",
    ],
    ["a news feed", "<feed><entry><title>News</title></entry></feed>", "1:1 The root element <feed> is not one"],
    [
      "an inventory",
      "<inventory><group><host>192.0.2.1</host></group></inventory>",
      "1:1 The root element <inventory> is not one",
    ],
    [
      "a policy of another product",
      "<policy><rules><rule/></rules></policy>",
      "1:1 The root element <policy> is not one",
    ],
    [
      "devices of another product",
      '<devices><entry name="printer"><model>1</model></entry></devices>',
      "1:1 The root element <devices> is not one",
    ],
    ["JSON", '{"response": {"@status": "success"}}', "1:1 This is JSON, as of the REST API, not a"],
    ["an empty file", "", "1:1 The file is empty"],
  ])("%s", (_, text, told) => {
    const refusal = refusalOf(text);
    expect(refusal.told.slice(0, told.length)).toBe(told);
    expect(refusal.hint).toMatch(/^(panlint|[A-Z]).*\.$/);
  });
});

test("entries of a fragment keep the order and the list that they come from", () => {
  const config = configOf(response(element("rules", rule("web")) + element("rules", rule("mail"))));
  expect(config.policies.securityRules.map(({ name, position }) => [name, position])).toEqual([
    ["web", 1],
    ["mail", 1],
  ]);
  expect(config.scopes.all).toEqual([scopeOf(config, "fragment")]);
});

test.each([defaultRules, (...entries: readonly string[]) => element("rules", ...entries)])(
  "bare default rules stand where default rules do",
  (container) => {
    const [subject] = configOf(container(entry("interzone-default", "<action>deny</action>"))).policies.all;
    expect([subject?.kind, subject?.rulebasePosition]).toEqual(["default-security", "default"]);
  },
);

test("the rules of bare pre- and post-rulebases stand before and behind a firewall's own", () => {
  const config = configOf(response(PRE + LOCAL + POST));
  expect(config.policies.securityRules.map(({ rulebasePosition }) => rulebasePosition)).toEqual([
    "pre",
    "local",
    "post",
  ]);
});
