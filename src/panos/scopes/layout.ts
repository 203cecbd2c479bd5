import { InputError } from "../../error.ts";
import type { Element } from "../../xml/element.ts";
import type { PanosDocument } from "../document/document.ts";
import { namedEntries } from "../document/values.ts";
import { PREDEFINED_DEFAULT_RULES } from "../settings/defaults.ts";
import { deviceGroupParents } from "./device-groups.ts";
import { containersOf, type Rulebase, type RulebaseContainer, rulebasesIn } from "./rulebase.ts";
import { Scope } from "./scope.ts";

/** The scopes and rulebases of a document, found on anchored paths only: other trees repeat the same names. */
export interface Layout {
  readonly shared: Scope;
  /** Virtual systems, device groups and fragments, in document order; not shared. */
  readonly scopes: readonly Scope[];
  readonly rulebases: readonly Rulebase[];
  /** The elements that hold rulebases of every kind. */
  readonly containers: readonly RulebaseContainer[];
}

/** A place whose children are rulebases and objects. */
interface Home {
  readonly kind: "shared" | "vsys" | "device-group";
  readonly name: string;
  readonly element: Element;
  /** Set where Panorama pushed it into a firewall's file. */
  readonly pushed: boolean;
}

/** Finds scopes and rulebases. Throws InputError when the document holds nothing that panlint judges. */
export function layoutOf(document: PanosDocument): Layout {
  const homes = document.roots.flatMap((root) => [...homesOf(root, document)]);
  const several = new Set(homes.filter((home) => home.kind === "vsys").map((home) => home.name));
  const groups = new Map<string, Home[]>();
  for (const home of homes) {
    const key = `${home.kind}/${home.name}`;
    groups.set(key, [...(groups.get(key) ?? []), home]);
  }
  const shared = new Scope({
    kind: "shared",
    name: "",
    homes: (groups.get("shared/") ?? []).map((home) => home.element),
  });
  const containers: RulebaseContainer[] = [];
  const scopes: Scope[] = [];
  for (const [key, members] of groups) {
    const scope = key === "shared/" ? shared : scopeOf(members, several.size > 1);
    if (scope !== shared) scopes.push(scope);
    for (const home of members) containers.push(...containersOf(home.element, scope, pathOf(home, scope), home.pushed));
  }
  const rulebases = containers.flatMap((container) => [...rulebasesIn(container)]);
  linkParents(document, scopes, shared);
  const fragment = fragmentOf(document);
  if (fragment !== undefined) {
    scopes.push(fragment.scope);
    rulebases.push(...fragment.rulebases);
    containers.push(...fragment.containers);
  }
  const isPanorama = document.root.name === "config" && document.product === "panorama";
  if (scopes.length === 0 && rulebases.every(isEmpty) && !isPanorama) throw nothingToJudge(document.root);
  return { shared, scopes, rulebases: rulebases.sort((a, b) => firstOffset(a) - firstOffset(b)), containers };
}

function isEmpty(rulebase: Rulebase): boolean {
  return rulebase.entries.length === 0;
}

function firstOffset(rulebase: Rulebase): number {
  return rulebase.entries[0]?.index ?? Number.MAX_SAFE_INTEGER;
}

function scopeOf(homes: readonly Home[], several: boolean): Scope {
  const { kind, name } = homes[0] ?? { kind: "vsys", name: "" };
  const oneOfSeveral = kind === "vsys" && (several || name !== "vsys1");
  return new Scope({ kind, name, homes: homes.map((home) => home.element), oneOfSeveral });
}

function pathOf(home: Home, scope: Scope): string {
  return home.pushed ? `panorama/${scope.path}` : scope.path;
}

function* homesOf(root: Element, document: PanosDocument): Generator<Home> {
  if (root.name === "config") yield* configHomes(root, document.product === "firewall");
  else if (root.name === "policy") yield* configHomes(root, true);
  else if (root.name === "shared")
    yield { kind: "shared", name: "", element: root, pushed: document.shape === "pushed-policy" };
  else if (root.name === "panorama") yield { kind: "shared", name: "", element: root, pushed: true };
  else if (root.name === "devices") for (const [, device] of namedEntries(root)) yield* deviceHomes(device);
  else if (root.name === "vsys" || root.name === "device-group") yield* entryHomes(root, root.name);
  else if (root.name === "entry") yield* deviceHomes(root);
  if (root.name !== "entry") return;
  const name = root.attribute("name") ?? "";
  if (root.child("rulebase") !== undefined) yield { kind: "vsys", name, element: root, pushed: false };
  else if ((root.child("pre-rulebase") ?? root.child("post-rulebase")) !== undefined) {
    yield { kind: "device-group", name, element: root, pushed: false };
  }
}

function* configHomes(config: Element, onFirewall: boolean): Generator<Home> {
  for (const element of config.children("shared")) yield { kind: "shared", name: "", element, pushed: false };
  // An <entry> of <devices> need not have a name in hand-made files.
  for (const device of config.findAll("devices", "entry")) yield* deviceHomes(device);
  if (!onFirewall) return;
  for (const pushed of config.children("panorama")) {
    yield { kind: "shared", name: "", element: pushed, pushed: true };
    for (const list of pushed.children("vsys")) {
      for (const home of entryHomes(list, "vsys")) yield { ...home, pushed: true };
    }
  }
}

function* deviceHomes(device: Element): Generator<Home> {
  for (const list of device.children("vsys")) yield* entryHomes(list, "vsys");
  for (const list of device.children("device-group")) yield* entryHomes(list, "device-group");
}

function* entryHomes(list: Element, kind: "vsys" | "device-group"): Generator<Home> {
  for (const [name, element] of namedEntries(list)) yield { kind, name, element, pushed: false };
}

function linkParents(document: PanosDocument, scopes: readonly Scope[], shared: Scope): void {
  const parents = document.root.name === "config" ? deviceGroupParents(document.root) : undefined;
  const groups = new Map(scopes.filter((scope) => scope.kind === "device-group").map((scope) => [scope.name, scope]));
  for (const scope of scopes) {
    scope.parent = shared;
    if (scope.kind !== "device-group") continue;
    const name = parents?.get(scope.name);
    const parent = groups.get(name ?? "");
    if (parent !== undefined) scope.parent = parent;
    else if (name === undefined) scope.parentUncertain = `the file does not say which group is above ${scope.label}`;
    else if (name !== "shared") scope.parentUncertain = `the parent of ${scope.label}, "${name}", is not in the file`;
  }
  for (const scope of scopes) breakCycle(scope, shared);
}

/** A cycle of parents cannot be; the group where it closes is treated as a child of shared. */
function breakCycle(scope: Scope, shared: Scope): void {
  const seen = new Set<Scope>();
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.parent !== undefined && seen.has(at.parent)) {
      at.parent = shared;
      at.parentUncertain = `the parents of ${at.label} form a cycle`;
    }
    seen.add(at);
  }
}

/** Rules that stand alone: rulebases, `<security>`, `<rules>`, or bare `<entry>` elements. */
function fragmentOf({
  roots,
}: PanosDocument): (Pick<Layout, "rulebases" | "containers"> & { scope: Scope }) | undefined {
  const scope = new Scope({ kind: "fragment", name: "", homes: [] });
  const containers = roots.flatMap((root) => [...fragmentContainers(root, scope)]);
  const bare = securityRulesAmong(roots.filter((root) => root.name === "entry"));
  const lists = [
    ...containers.flatMap((container) => [...rulebasesIn(container)]),
    ...roots.flatMap((root) => [...fragmentLists(root, scope)]),
    fragmentList(scope, bare),
  ];
  const rulebases = lists.filter((list) => !isEmpty(list));
  return rulebases.length === 0 ? undefined : { scope, rulebases, containers };
}

function* fragmentContainers(element: Element, scope: Scope): Generator<RulebaseContainer> {
  if (!/^((pre|post)-)?rulebase$/.test(element.name)) return;
  const position = element.name === "pre-rulebase" ? "pre" : element.name === "post-rulebase" ? "post" : "local";
  yield { element, scope, position, path: `fragment/${element.name}`, pushed: false };
}

function* fragmentLists(root: Element, scope: Scope): Generator<Rulebase> {
  if (root.name === "security" || root.name === "default-security-rules") {
    yield fragmentList(scope, [...root.findAll("rules", "entry")]);
  } else if (root.name === "rules") yield fragmentList(scope, securityRulesAmong([...root.children("entry")]));
}

/** The names of default rules are reserved, so they tell what a list without its container holds. */
function fragmentList(scope: Scope, entries: readonly Element[]): Rulebase {
  const isDefault = entries.every((entry) => Object.hasOwn(PREDEFINED_DEFAULT_RULES, entry.attribute("name") ?? ""));
  const list = isDefault ? "default-security-rules" : "security";
  return {
    kind: isDefault ? "default-security" : "security",
    position: isDefault ? "default" : "local",
    scope,
    path: `fragment/${list}`,
    commandPath: `${list} rules`,
    entries,
    pushed: false,
  };
}

/** All of them when they are security rules, none when none is. */
function securityRulesAmong(entries: readonly Element[]): readonly Element[] {
  const strange = entries.find((entry) => !isSecurityRule(entry));
  if (strange === undefined) return entries;
  if (!entries.some(isSecurityRule)) return [];
  throw new InputError(`The entry "${strange.attribute("name") ?? ""}" stands among security rules but is none.`, {
    offset: strange.span.start,
    hint: "Keep the rules of one rulebase in one file.",
  });
}

/**
 * Children that only the rules of other rulebases have (NAT, decryption, authentication, DoS, tunnel inspection, PBF,
 * application override), or those of security profiles.
 */
const FOREIGN =
  /^(nat-type|source-translation|destination-translation|to-interface|type|ssl-forward-proxy|authentication-enforcement|protection|inspect-options|monitor-options|tunnel-id|port|protocol|enforce-symmetric-return|file-type|direction|threat-name|data-object)$/;
const SECURITY_ACTION = /^(allow|deny|drop|reset-(client|server|both))$/;

/** Whether a bare entry is a security rule: match fields as one has, and nothing that only other rules have. */
function isSecurityRule(entry: Element): boolean {
  let marks = 0;
  for (const child of entry.children()) {
    if (FOREIGN.test(child.name)) return false;
    if (child.name === "action" && (child.hasChildren || !SECURITY_ACTION.test(child.trimmedText ?? "allow")))
      return false;
    if (/^(application|action|log-start|log-end|profile-setting|rule-type)$/.test(child.name)) marks++;
  }
  return marks > 0;
}

/** Elements that a partial export may begin with. */
const FRAGMENT =
  /^(shared|panorama|vsys|device-group|(pre-|post-)?rulebase|security|default-security-rules|rules|entry)$/;

function nothingToJudge(root: Element): InputError {
  const offset = root.span.start;
  if (FRAGMENT.test(root.name)) {
    return new InputError(`The <${root.name}> element holds no security rules.`, {
      offset,
      hint: "panlint judges security rules and default rules; lint the whole configuration, or the part that holds them.",
    });
  }
  const message =
    root.name === "config"
      ? "This <config> has neither virtual systems nor device groups nor shared policy: panlint cannot tell what it is."
      : `The root element <${root.name}> is not one that a PAN-OS configuration export begins with.`;
  return new InputError(message, {
    offset,
    hint: "If the file is no PAN-OS configuration, list it under `ignore` in panlint.yaml.",
  });
}
