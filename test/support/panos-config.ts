/** Small configurations around the few elements that a test is about, and short ways to what the model says of them. */
import { InputError } from "../../src/error.ts";
import { Config } from "../../src/panos/config.ts";
import { openDocument } from "../../src/panos/document/document.ts";
import type { SecurityRule } from "../../src/panos/policies/security-rule.ts";
import type { Scope } from "../../src/panos/scopes/scope.ts";
import { Source } from "../../src/source/source.ts";
import type { Element } from "../../src/xml/element.ts";

export function sourceOf(xml: string, name = "branch-office.xml"): Source {
  return new Source({ name, uri: name, bytes: Buffer.from(xml) });
}

export function configOf(xml: string): Config {
  return new Config(openDocument(sourceOf(xml)));
}

/** The error that a document is refused with, as `line:column message`, and its hint; fails when it is accepted. */
export function refusalOf(text: string): { readonly told: string; readonly hint: string | undefined } {
  const source = sourceOf(text);
  try {
    new Config(openDocument(source));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { line, column } = source.positionAt(error.offset ?? Number.NaN);
    return { told: `${line}:${column} ${error.message}`, hint: error.hint };
  }
  throw new Error(`accepted: ${text.slice(0, 300)}`);
}

/** The one policy rule of that name; fails when there is none or more than one. */
export function ruleOf(config: Config, name: string): SecurityRule {
  return only(
    config.policies.all.filter((rule) => rule.name === name),
    `policy rule ${name}`,
  );
}

/** The scope with this path, such as `device-group/DMZ`. */
export function scopeOf(config: Config, path: string): Scope {
  return only(
    [config.scopes.shared, ...config.scopes.all].filter((scope) => scope.path === path),
    `scope ${path}`,
  );
}

function only<T>(found: readonly T[], what: string): T {
  const [first, second] = found;
  if (first === undefined) throw new Error(`There is no ${what}.`);
  if (second !== undefined) throw new Error(`There is more than one ${what}.`);
  return first;
}

/** `line:column message` of everything that the model could not read. */
export function problemsOf(config: Config): readonly string[] {
  return config.file.problems.all.map(({ element, message }) => {
    const { line, column } = config.file.document.source.positionAt(element.span.start);
    return `${line}:${column} ${message}`;
  });
}

/** The start tag that an element begins with, to tell in a failure where something points. */
export function tagOf(element: Element | undefined): string | undefined {
  if (element === undefined) return undefined;
  const { start, end } = element.tagSpan;
  return Buffer.from(element.table.bytes.subarray(start, end)).toString("utf8");
}

/** `<name>` around the text. */
export function element(name: string, ...inner: readonly string[]): string {
  return `<${name}>${inner.join("")}</${name}>`;
}

export function entry(name: string, ...inner: readonly string[]): string {
  return `<entry name="${name}">${inner.join("")}</entry>`;
}

/** A list element: `<from><member>any</member></from>`. */
export function list(name: string, ...members: readonly string[]): string {
  return element(name, ...members.map((member) => element("member", member)));
}

/** Zones, addresses, application and service that match everything: what every written rule holds. */
const ANY_ANY = ["from", "to", "source", "destination", "application", "service"]
  .map((field) => list(field, "any"))
  .join("");

/** A security rule that is complete, with what else it holds. */
export function rule(name: string, ...inner: readonly string[]): string {
  return `${entry(name, ANY_ANY, ...inner)}\n`;
}

/** `<security><rules>` with its entries. */
export function security(...entries: readonly string[]): string {
  return element("security", element("rules", ...entries));
}

export function defaultRules(...entries: readonly string[]): string {
  return element("default-security-rules", element("rules", ...entries));
}

export function profiles(...names: readonly string[]): string {
  return element("log-settings", element("profiles", ...names.map((name) => entry(name, "<match-list/>"))));
}

/** What stands where in an export; each part is the XML inside the element it is named for. */
export interface FirewallParts {
  /** By name; `vsys1` alone is a firewall with one virtual system. */
  readonly vsys: { readonly [name: string]: string };
  readonly shared?: string;
  /** Other children of the device's entry. */
  readonly device?: string;
  /** Other children of `<config>`, behind `<devices>`. */
  readonly config?: string;
  readonly attributes?: string;
}

/** A complete export of a firewall. */
export function firewall({ vsys, shared = "", device = "", config = "", attributes = "" }: FirewallParts): string {
  const systems = Object.entries(vsys).map(([name, inner]) => entry(name, inner));
  const devices = element("devices", entry("localhost.localdomain", device, element("vsys", ...systems)));
  return `<config version="11.1.0"${attributes}>${element("shared", shared)}${devices}${config}</config>`;
}

/** A firewall with these security rules in its only virtual system. */
export function firewallWith(...entries: readonly string[]): string {
  return firewall({ vsys: { vsys1: element("rulebase", security(...entries)) } });
}

/** A bare `<entry>` below `<devices>`'s only entry in `<readonly>`, with the parent that it names. */
export type Parents = { readonly [group: string]: string | undefined };

export interface PanoramaParts {
  readonly groups: { readonly [name: string]: string };
  /** Parents of the groups as `<readonly>` tells them; a group with `undefined` stands right below shared. */
  readonly parents?: Parents;
  readonly shared?: string;
  readonly device?: string;
  readonly config?: string;
}

/** A complete export of Panorama. All groups stand right below shared unless `parents` says otherwise. */
export function panorama({ groups, parents, shared = "", device = "", config = "" }: PanoramaParts): string {
  const entries = Object.entries(groups).map(([name, inner]) => entry(name, inner));
  const devices = element("devices", entry("localhost.localdomain", device, element("device-group", ...entries)));
  const tree = parents ?? Object.fromEntries(Object.keys(groups).map((name) => [name, undefined]));
  return `<config version="11.1.0">${element("shared", shared)}${devices}${readonlyTree(tree)}${config}</config>`;
}

/** `<readonly>` as PAN-OS 8.0 and later write the tree of device groups. */
function readonlyTree(parents: Parents): string {
  return element(
    "readonly",
    element("devices", entry("localhost.localdomain", element("device-group", ...parentEntries(parents)))),
  );
}

export function parentEntries(parents: Parents): readonly string[] {
  return Object.entries(parents).map(([group, parent]) =>
    entry(group, "<id>11</id>", parent === undefined ? "" : element("parent-dg", parent)),
  );
}
