/** Carries out the configure-mode commands that findings give, so that tests see whether they do what they promise. */
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";

/** A word of a command, or the words between brackets. */
type Word = string | readonly string[];

/** One step down: to a child, or to an entry of a list. */
interface Step {
  readonly name: string;
  readonly entry?: string;
}

/** What a command changes: the container, and a leaf in it with its value; for `delete` what to take away. */
interface Change {
  readonly path: readonly Step[];
  readonly leaf: string | undefined;
  readonly value: Word | undefined;
}

/** The document after a command; undefined when the command is for a place that is not in it. */
export function carryOut(text: string, command: string): string | undefined {
  const [verb, ...words] = wordsOf(command);
  if (verb !== "set" && verb !== "delete") throw new Error(`This is no command: ${command}`);
  if (words.some((word) => typeof word === "string" && word.startsWith("…"))) return undefined;
  // Offsets are bytes; latin1 makes every byte one character.
  let document = Buffer.from(text).toString("latin1");
  const start = startOf(rootOf(document), words);
  if (start === undefined) return undefined;
  for (const change of changesIn(start.path, start.rest, verb === "delete")) {
    document = verb === "set" ? set(document, change) : remove(document, change);
  }
  return Buffer.from(document, "latin1").toString("utf8");
}

function wordsOf(command: string): readonly Word[] {
  const words: Word[] = [];
  let list: string[] | undefined;
  for (const [word, quoted] of command.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)) {
    if (word === "[") list = [];
    else if (word === "]" && list !== undefined) {
      words.push(list);
      list = undefined;
    } else (list ?? words).push(quoted?.replaceAll('\\"', '"') ?? word);
  }
  return words;
}

function rootOf(document: string): Element {
  return new Element(scan(Buffer.from(document, "latin1")), 0);
}

/** The first steps from the root, which the CLI leaves out or shortens; undefined when the scope is not there. */
function startOf(root: Element, words: readonly Word[]): { path: readonly Step[]; rest: readonly Word[] } | undefined {
  const device = {
    name: "devices",
    entry: root.find("devices", "entry")?.attribute("name") ?? "localhost.localdomain",
  };
  const [first, name, third, fourth] = words.map(String);
  if (first === "shared" || first === "panorama") return { path: [{ name: first }], rest: words.slice(1) };
  if (first === "device-group" || first === "vsys") {
    const step = { name: first, entry: name ?? "" };
    return find(root, [device, step]) && { path: [device, step], rest: words.slice(2) };
  }
  if (first === "template" || first === "template-stack") {
    const path = [device, { name: first, entry: name ?? "" }];
    if (find(root, path) === undefined || third !== "config") return undefined;
    if (fourth === "shared" || fourth === "devices")
      return { path: [...path, { name: "config" }], rest: words.slice(3) };
    return { path: [...path, { name: "config" }, device], rest: words.slice(3) };
  }
  if (["deviceconfig", "network", "log-collector-group"].includes(first ?? "")) return { path: [device], rest: words };
  const systems = [...(root.find("devices", "entry")?.child("vsys")?.children("entry") ?? [])];
  if (systems.length > 1) throw new Error("Several virtual systems, and the command names none.");
  const only = systems[0]?.attribute("name");
  return only === undefined ? undefined : { path: [device, { name: "vsys", entry: only }], rest: words };
}

/** Elements whose children are entries, wherever they stand, or below a parent (`parent/name`, `entry` for any entry). */
const LISTS: ReadonlySet<string> = new Set([
  "rules",
  "match-list",
  "log-settings/profiles",
  ...["syslog", "snmptrap", "email", "http"].map((kind) => `log-settings/${kind}`),
  "server-profile/netflow",
  "entry/server",
  ...["virus", "spyware", "vulnerability", "url-filtering", "file-blocking", "wildfire-analysis", "data-filtering"].map(
    (type) => `profiles/${type}`,
  ),
  "profile-group",
  "entry/decoder",
  "threat-exception",
  "botnet-domains/lists",
  "dns-security-categories",
  "advanced-dns-security-categories",
  "mlav-engine-urlbased-enabled",
  "mlav-engine-filebased-enabled",
  "zone-protection-profile",
  "entry/scan",
  "zone",
  "ethernet",
  "units",
  "global-protect-portal",
  "global-protect-gateway",
  "log-export-schedule",
  "log-collector-group",
  "logfwd-setting/devices",
  "collectors",
  "config/devices",
  "vsys",
]);

/** Leaves with members: `set` adds to them. */
const MEMBER_LEAVES: ReadonlySet<string> = new Set([
  ...["send-syslog", "send-snmptrap", "send-email", "send-http", "tag", "from", "to", "source", "destination"],
  ...["application", "service", "group", "file-type", "severity", "alert", "allow", "block", "continue"],
  ...["virus", "spyware", "vulnerability", "url-filtering", "file-blocking", "wildfire-analysis", "data-filtering"],
]);
/** Leaves that may be followed by another one in the same command. */
const LEAVES: ReadonlySet<string> = new Set([
  ...MEMBER_LEAVES,
  ...["action", "log-setting", "log-type", "filter", "transport", "port", "host", "server", "category", "threat-name"],
  ...[
    "packet-capture",
    "direction",
    "format",
    "start-time",
    "hostname",
    "username",
    "path",
    "type",
    "protocol",
    "tls-version",
  ],
]);

/** Reads the words behind the start: containers and entries, then leaf and value, once or more. */
function changesIn(start: readonly Step[], words: readonly Word[], deletes: boolean): readonly Change[] {
  const path = [...start];
  const changes: Change[] = [];
  for (let at = 0; at < words.length; ) {
    const name = String(words[at]);
    const next = words[at + 1];
    const list = isList(path, name);
    if (deletes && at === words.length - 1) return [{ path, leaf: name, value: undefined }];
    if (list && typeof next === "string") {
      path.push({ name, entry: next });
      at += 2;
      if (at === words.length) return [{ path, leaf: undefined, value: undefined }];
    } else if (!deletes && next !== undefined && isLeaf(name, next, words.length - at)) {
      changes.push({ path: [...path], leaf: name, value: next });
      at += 2;
    } else {
      path.push({ name });
      at += 1;
    }
  }
  if (changes.length === 0) throw new Error(`A value is missing or not quoted: ${words.join(" ")}`);
  return changes;
}

function isList(path: readonly Step[], name: string): boolean {
  const last = path.at(-1);
  return LISTS.has(name) || LISTS.has(`${last?.entry === undefined ? last?.name : "entry"}/${name}`);
}

function isLeaf(name: string, value: Word, left: number): boolean {
  return left === 2 || typeof value !== "string" || value === "yes" || value === "no" || LEAVES.has(name);
}

/** The XML of a leaf: members, a choice as an empty element, or text. */
function leafXml({ path, leaf = "", value = "" }: Change): string {
  const values = typeof value === "string" ? [value] : value;
  if (isMemberLeaf(path, leaf)) return values.map((each) => `<member>${each}</member>`).join("");
  return leaf === "action" && isChoice(path) ? `<${values[0]}/>` : values.join(" ");
}

/** In an Anti-Spyware or Vulnerability Protection rule `category` is text; `application` and others are lists. */
function isMemberLeaf(path: readonly Step[], leaf: string): boolean {
  if (path.some(({ name }) => name === "profile-setting") || path.at(-1)?.name === "profile-group") return true;
  if (leaf === "server" || path.some(({ name }) => name === "deviceconfig" || name === "audit-tracking")) return false;
  return MEMBER_LEAVES.has(leaf);
}

/** Whether an action is written as `<action><alert/></action>`. */
function isChoice(path: readonly Step[]): boolean {
  const names = path.map(({ name }) => name);
  if (names.some((name) => name.endsWith("dns-security-categories"))) return false;
  return names.includes("scan") || (names.includes("profiles") && /spyware|vulnerability/.test(names.join(" ")));
}

function find(root: Element, path: readonly Step[]): Element | undefined {
  return path.reduce<Element | undefined>((at, step) => at && stepDown(at, step), root);
}

function stepDown(element: Element, { name, entry }: Step): Element | undefined {
  const child = element.child(name);
  if (entry === undefined) return child;
  return [...(child?.children("entry") ?? [])].find((each) => each.attribute("name") === entry);
}

function set(document: string, change: Change): string {
  const { path, leaf } = change;
  let at = rootOf(document);
  let xml = leaf === undefined ? "" : `<${leaf}>${leafXml(change)}</${leaf}>`;
  for (const [index, step] of path.entries()) {
    const next = stepDown(at, step);
    if (next === undefined) return insertSteps(document, at, path.slice(index), xml);
    at = next;
  }
  const present = leaf === undefined ? undefined : at.child(leaf);
  if (present === undefined) return insert(document, at, xml);
  const adds = leaf !== undefined && isMemberLeaf(path, leaf) && present.hasChildren;
  if (adds) xml = `<${leaf}>${[...present.children()].map(source(document)).join("")}${leafXml(change)}</${leaf}>`;
  return splice(document, present.span, xml);
}

function source(document: string): (element: Element) => string {
  return ({ span }) => document.slice(span.start, span.end);
}

/** Writes missing steps; an entry goes into the list that is there. */
function insertSteps(document: string, at: Element, missing: readonly Step[], xml: string): string {
  const [first, ...rest] = missing;
  const inner = rest.reduceRight((text, step) => wrap(step, text), xml);
  const list = first?.entry === undefined ? undefined : at.child(first.name);
  if (first === undefined) return insert(document, at, inner);
  if (list !== undefined) return insert(document, list, `<entry name="${first.entry}">${inner}</entry>`);
  return insert(document, at, wrap(first, inner));
}

/** Takes away a leaf, a container, an entry of a list, or a member of a list of members. */
function remove(document: string, { path, leaf }: Change): string {
  const owner = find(rootOf(document), path);
  const present = leaf === undefined ? owner : (owner?.child(leaf) ?? memberIn(owner, leaf));
  if (present === undefined) throw new Error(`There is no ${leaf ?? path.at(-1)?.entry} to delete.`);
  return splice(document, present.span, "");
}

function memberIn(owner: Element | undefined, text: string): Element | undefined {
  return [...(owner?.children("member") ?? [])].find((member) => member.trimmedText === text);
}

function wrap({ name, entry }: Step, xml: string): string {
  return entry === undefined ? `<${name}>${xml}</${name}>` : `<${name}><entry name="${entry}">${xml}</entry></${name}>`;
}

function insert(document: string, element: Element, xml: string): string {
  const tag = document.slice(element.tagSpan.start, element.tagSpan.end);
  if (tag.endsWith("/>")) return splice(document, element.tagSpan, `${tag.slice(0, -2)}>${xml}</${element.name}>`);
  // One before the end, where the end tag of the parent may begin.
  const close = document.lastIndexOf("</", element.span.end - 1);
  return splice(document, { start: close, end: close }, xml);
}

function splice(document: string, { start, end }: { start: number; end: number }, xml: string): string {
  return document.slice(0, start) + xml + document.slice(end);
}
