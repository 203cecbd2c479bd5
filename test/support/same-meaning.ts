/** Changes to a configuration that mean nothing to PAN-OS, so no finding may come or go by them. */
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";
import type { Random } from "./churn.ts";

/** The path by which entries are found, wherever it stands, and the leaves that PAN-OS leaves out with what they stand for. */
type Defaults = readonly [path: readonly string[], leaves: Readonly<Record<string, string>>];

const RULE = { "log-start": "no", "log-end": "yes", action: "allow" };
const DEFAULTS: readonly Defaults[] = [
  [
    ["security", "rules", "entry"],
    { ...RULE, disabled: "no", "rule-type": "universal", "negate-source": "no", "negate-destination": "no" },
  ],
  [["default-security-rules", "rules", "entry"], RULE],
  [["decryption", "rules", "entry"], { "log-success": "no", "log-fail": "yes", disabled: "no" }],
  [["profiles", "entry", "match-list", "entry"], { filter: "All Logs", "send-to-panorama": "no", quarantine: "no" }],
  [["syslog", "entry", "server", "entry"], { transport: "UDP", port: "514", format: "BSD", facility: "LOG_USER" }],
  [["url-filtering", "entry"], { "log-container-page-only": "yes", "log-http-hdr-xff": "no" }],
];

/** The configuration with every default written out that is listed here; bytes are taken as Latin-1. */
export function withDefaultsWritten(bytes: Buffer): Buffer {
  const inserted: (readonly [at: number, text: string])[] = [];
  for (const [entry, trail] of elementsIn(bytes)) {
    for (const [path, leaves] of DEFAULTS) {
      if (!path.every((name, at) => trail[trail.length - path.length + at] === name)) continue;
      const [first] = entry.children();
      if (first === undefined) continue;
      const missing = Object.entries(leaves).filter(([leaf]) => entry.child(leaf) === undefined);
      inserted.push([first.span.start, missing.map(([leaf, value]) => `<${leaf}>${value}</${leaf}>`).join("")]);
    }
  }
  return insertedInto(bytes, inserted);
}

/** The configuration with a disabled rule, called `never-on`, in front of every list of security rules. */
export function withDisabledRules(bytes: Buffer): Buffer {
  const any = ["from", "to", "source", "destination", "application", "service"];
  const fields = any.map((field) => `<${field}><member>any</member></${field}>`).join("");
  const rule = `<entry name="never-on">${fields}<action>deny</action><disabled>yes</disabled></entry>`;
  const firsts = [...elementsIn(bytes)].flatMap(([list, trail]) => {
    const first = trail.at(-2) === "security" && list.name === "rules" ? list.child("entry") : undefined;
    return first === undefined ? [] : [[first.span.start, rule] as const];
  });
  return insertedInto(bytes, firsts);
}

/** The configuration with the children of every element in another order; those of one name keep theirs. */
export function withChildrenShuffled(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString("latin1");
  const shuffled = (element: Element): string => {
    const children = [...element.children()];
    const [first, last] = [children[0], children.at(-1)];
    if (first === undefined || last === undefined) return text.slice(element.span.start, element.span.end);
    const named = new Map<string, string[]>();
    for (const child of children) named.set(child.name, [...(named.get(child.name) ?? []), shuffled(child)]);
    const groups = [...named.values()];
    for (let at = groups.length - 1; at > 0; at--) {
      const other = random(at + 1);
      [groups[at], groups[other]] = [groups[other] ?? [], groups[at] ?? []];
    }
    const start = text.slice(element.span.start, first.span.start);
    return [start, ...groups.flat(), text.slice(last.span.end, element.span.end)].join("\n");
  };
  const root = new Element(scan(bytes), 0);
  const parts = [text.slice(0, root.span.start), shuffled(root), text.slice(root.span.end)];
  return Buffer.from(parts.join(""), "latin1");
}

/** In a template, not in a device group. */
const NETWORK = ["zone", "import", "global-protect"];

/** The policy of a firewall with one virtual system as Panorama holds it: a device group, and a template with the device. */
export function asPanorama(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const written = (...elements: readonly (Element | undefined)[]): string =>
    elements.map((each) => (each === undefined ? "" : text.slice(each.span.start, each.span.end))).join("\n");
  const root = new Element(scan(bytes), 0);
  const device = root.find("devices", "entry");
  const vsys = device?.find("vsys", "entry");
  const rules = vsys?.child("rulebase");
  const among = (parent: Element | undefined, wanted: (name: string) => boolean): string =>
    written(...[...(parent?.children() ?? [])].filter(({ name }) => wanted(name)));
  const objects = among(vsys, (name) => name !== "rulebase" && !NETWORK.includes(name));
  const shared = among(root.child("shared"), () => true);
  const firewall = '<devices><entry name="01"/></devices>';
  const own = among(device, (name) => name !== "vsys") + within("vsys", "vsys1", objects + among(vsys, isNetwork));
  const config = `<config><shared>${shared}</shared>${within("devices", "localhost.localdomain", own)}</config>`;
  const parts = [
    within("template", "T", config),
    within("template-stack", "S", `<templates><member>T</member></templates>${firewall}`),
    within(
      "device-group",
      "DG",
      `${firewall}${objects}<pre-rulebase>${among(rules, (name) => name !== "default-security-rules")}</pre-rulebase>`,
      `<post-rulebase>${written(rules?.child("default-security-rules"))}</post-rulebase>`,
    ),
  ];
  const groups = within("devices", "localhost.localdomain", within("device-group", "DG", "<id>11</id>"));
  return Buffer.from(
    [
      `<config version="${root.attribute("version")}"><mgt-config>${firewall}</mgt-config><shared>${shared}</shared>`,
      `${within("devices", "localhost.localdomain", ...parts)}<readonly>${groups}</readonly></config>`,
    ].join(""),
    "latin1",
  );
}

function isNetwork(name: string): boolean {
  return NETWORK.includes(name);
}

function within(list: string, name: string, ...inner: readonly string[]): string {
  return `<${list}><entry name="${name}">${inner.join("")}</entry></${list}>`;
}

/** All elements of the policy, each with the names on the way to it; what is no configuration is left out. */
function* elementsIn(bytes: Buffer): Generator<[Element, readonly string[]]> {
  function* below(element: Element, trail: readonly string[]): Generator<[Element, readonly string[]]> {
    if (element.name === "readonly" || element.name === "predefined") return;
    const own = [...trail, element.name];
    yield [element, own];
    for (const child of element.children()) yield* below(child, own);
  }
  yield* below(new Element(scan(bytes), 0), []);
}

function insertedInto(bytes: Buffer, insertions: readonly (readonly [at: number, text: string])[]): Buffer {
  let text = bytes.toString("latin1");
  for (const [at, inserted] of [...insertions].sort(([one], [other]) => other - one)) {
    text = `${text.slice(0, at)}${inserted}${text.slice(at)}`;
  }
  return Buffer.from(text, "latin1");
}
