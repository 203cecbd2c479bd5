import { InputError } from "../error.ts";
import type { Element } from "../xml/element.ts";
import { deviceGroupParents } from "./device-groups.ts";
import type { PanosDocument } from "./document.ts";
import { type Rulebase, rulebasesIn, rulebasesOf } from "./rulebase.ts";
import { Scope } from "./scope.ts";
import { namedEntries } from "./values.ts";

/** The scopes and rulebases of a document, found on anchored paths only: other trees repeat the same names. */
export interface Layout {
  readonly shared: Scope;
  /** Virtual systems, device groups and fragments, in document order; not shared. */
  readonly scopes: readonly Scope[];
  readonly rulebases: readonly Rulebase[];
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
  const rulebases: Rulebase[] = [];
  const scopes: Scope[] = [];
  for (const [key, members] of groups) {
    const scope = key === "shared/" ? shared : scopeOf(members, several.size > 1);
    if (scope !== shared) scopes.push(scope);
    for (const home of members) rulebases.push(...rulebasesOf(home.element, scope, pathOf(home, scope), home.pushed));
  }
  linkParents(document, scopes, shared);
  const fragment = fragmentOf(document);
  if (fragment !== undefined) {
    scopes.push(fragment.scope);
    rulebases.push(...fragment.rulebases);
  }
  if (homes.length === 0 && fragment === undefined) throw notPanos(document.root);
  return { shared, scopes, rulebases: rulebases.sort((a, b) => firstOffset(a) - firstOffset(b)) };
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
  else if (root.name === "shared") yield { kind: "shared", name: "", element: root, pushed: false };
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
    const parent = parents?.get(scope.name);
    if (parent === undefined)
      scope.parentUncertain = `the file does not say which device group ${scope.label} belongs to`;
    else if (parent !== "shared") scope.parent = groups.get(parent) ?? shared;
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

/** Rules that stand alone: `<rules>`, `<security>`, a `rulebase`, or bare `<entry>` elements. */
function fragmentOf(document: PanosDocument): { scope: Scope; rulebases: readonly Rulebase[] } | undefined {
  const { root, roots } = document;
  const scope = new Scope({ kind: "fragment", name: "", homes: [] });
  const position = root.name === "pre-rulebase" ? "pre" : root.name === "post-rulebase" ? "post" : "local";
  if (/^((pre|post)-)?rulebase$/.test(root.name)) {
    return { scope, rulebases: [...rulebasesIn(root, scope, position, `fragment/${root.name}`, false)] };
  }
  const entries = fragmentEntries(root, roots);
  if (entries.length === 0) return undefined;
  const kind = root.name === "default-security-rules" ? "default-security" : "security";
  const list = kind === "security" ? "security" : root.name;
  const path = `fragment/${list}`;
  const rulebase: Rulebase = {
    kind,
    position: kind === "security" ? "local" : "default",
    scope,
    path,
    commandPath: `${list} rules`,
    entries,
    pushed: false,
  };
  return { scope, rulebases: [rulebase] };
}

function fragmentEntries(root: Element, roots: readonly Element[]): readonly Element[] {
  if (root.name === "security" || root.name === "default-security-rules") return [...root.findAll("rules", "entry")];
  const entries = root.name === "rules" ? [...root.children("entry")] : roots.filter((each) => each.name === "entry");
  const strange = entries.find((entry) => !isSecurityRule(entry));
  if (strange === undefined) return entries;
  if (entries.some(isSecurityRule)) {
    throw new InputError(`The entry "${strange.attribute("name") ?? ""}" stands among security rules but is none.`, {
      offset: strange.span.start,
      hint: "Keep the rules of one rulebase in one file.",
    });
  }
  return [];
}

/** Children that only other rulebases' rules have: NAT, decryption, authentication, DoS, tunnel inspection, PBF, QoS. */
const FOREIGN =
  /^(nat-type|source-translation|destination-translation|to-interface|type|ssl-forward-proxy|authentication-enforcement|protection|inspect-options|monitor-options|tunnel-id|port|protocol|enforce-symmetric-return)$/;
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

function notPanos(root: Element): InputError {
  const isConfig = root.name === "config";
  return new InputError(
    isConfig
      ? "This <config> has neither virtual systems nor device groups nor shared policy: panlint cannot tell what it is."
      : `The root element <${root.name}> is not one that a PAN-OS configuration export begins with.`,
    {
      offset: root.span.start,
      hint: "If the file is no PAN-OS configuration, list it under `ignore` in panlint.yaml.",
    },
  );
}
