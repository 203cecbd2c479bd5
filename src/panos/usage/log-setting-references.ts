import { Element } from "../../xml/element.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import { OTHER_RULE_WORDS } from "../scopes/other-rulebases.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import type { UsageSources } from "./sources.ts";

/** A place other than a security or default rule that names a log-forwarding profile. */
export interface LogSettingReference {
  /** The place at the beginning of a sentence: `Zone "dmz"`, `Decryption rule "no-banks"`. */
  readonly label: string;
  /** Logical path of the owner. */
  readonly path: string;
  readonly element: Element;
  /** The profile name as written. */
  readonly profile: string;
  /** In which scope the name is looked up. */
  readonly scope: Scope;
  readonly answer: LookUp<LogForwardingProfile>;
}

const RULE_KINDS: ReadonlyMap<string, string> = new Map(Object.entries(OTHER_RULE_WORDS));
const OTHER_OWNERS: ReadonlyMap<string, string> = new Map([
  ["zone", "Zone"],
  ["global-protect-portal", "GlobalProtect portal"],
  ["global-protect-gateway", "GlobalProtect gateway"],
]);
/** PAN-OS 12.1: `network secure-web-gateway explicit-web-gateway log-setting`. A device has one, so it is no entry. */
const WEB_PROXY = "secure-web-gateway";
const NOT_CONFIGURATION = /^(readonly|predefined|deleted|content-preview)$/;

/** Finds every `log-setting` (and a zone's `dos-log-setting`) by name and tells from its ancestors whose it is. */
export function* logSettingReferences(model: UsageSources): Generator<LogSettingReference> {
  const { table } = model.file.document;
  const homes = new Map<number, Scope>();
  for (const scope of [model.scopes.shared, ...model.scopes.all])
    for (const home of scope.homes) homes.set(home.index, scope);
  const ranges = securityRanges(model);
  for (const name of ["log-setting", "dos-log-setting"]) {
    let range = 0;
    for (const index of table.named(name)) {
      while ((ranges[range]?.end ?? Number.POSITIVE_INFINITY) <= index) range++;
      // Security rules speak for themselves.
      if ((ranges[range]?.start ?? Number.POSITIVE_INFINITY) <= index) continue;
      const reference = referenceAt(model, homes, new Element(table, index));
      if (reference !== undefined) yield reference;
    }
  }
}

/** Element index ranges of the lists whose rules the model already knows. */
function securityRanges(model: UsageSources): { start: number; end: number }[] {
  const { table } = model.file.document;
  return model.scopes.rulebases
    .flatMap((rulebase) => {
      const list = rulebase.entries[0]?.parent;
      return list === undefined ? [] : [{ start: list.index, end: table.next[list.index] ?? 0 }];
    })
    .sort((a, b) => a.start - b.start);
}

function referenceAt(
  model: UsageSources,
  homes: ReadonlyMap<number, Scope>,
  element: Element,
): LogSettingReference | undefined {
  const profile = element.trimmedText;
  if (profile === undefined || profile === "none") return undefined;
  const owner = ownerOf(element);
  if (owner === undefined) return undefined;
  const { scope, template } = scopeAround(model, homes, owner.entry);
  if (scope === undefined) return undefined;
  const own =
    owner.entry.name === WEB_PROXY
      ? profileOfDevice(model, profile)
      : model.forwarding.logForwardingProfile(profile, scope);
  const told = template ? model.forwarding.acrossTemplate(profile, owner.entry) : { scope, answer: own };
  return { label: owner.label, path: logicalPath(owner.entry), element, profile, ...told };
}

/** What belongs to the device sees shared; whether it sees a virtual system's profiles too, no source tells. */
function profileOfDevice(model: UsageSources, name: string): LookUp<LogForwardingProfile> {
  const answer = model.forwarding.logForwardingProfile(name, model.scopes.shared);
  if (answer.state !== "missing") return answer;
  const vsys = model.scopes.all.find((scope) => model.objects.definedIn("log-settings/profiles", scope).has(name));
  if (vsys === undefined) return answer;
  const reason = `${vsys.label} has such a profile, and the file does not tell whose profiles are seen here`;
  return { state: "unknown", reason };
}

/** What a `log-setting` belongs to, with what it is called; undefined for places that do not log. */
function ownerOf(element: Element): { entry: Element; label: string } | undefined {
  for (let at = element.parent; at?.parent !== undefined; at = at.parent) {
    if (at.name === WEB_PROXY) return { entry: at, label: "Web proxy" };
    if (at.name !== "entry") continue;
    const list = at.parent.name === "rules" ? (at.parent.parent?.name ?? "") : at.parent.name;
    const label = at.parent.name === "rules" ? RULE_KINDS.get(list) : OTHER_OWNERS.get(list);
    if (label !== undefined) return { entry: at, label: `${label} "${at.attribute("name") ?? ""}"` };
  }
  return undefined;
}

/** The scope whose objects a place sees, by the nearest ancestor that is a scope's home. */
function scopeAround(
  model: UsageSources,
  homes: ReadonlyMap<number, Scope>,
  element: Element,
): { scope: Scope | undefined; template: boolean } {
  for (let at = element.parent; at !== undefined; at = at.parent) {
    if (NOT_CONFIGURATION.test(at.name)) return { scope: undefined, template: false };
    if (at.name === "template" || at.name === "template-stack") {
      // On a firewall this is a shadow of what Panorama pushed; the device's own tree has the same zones.
      const scope = model.file.document.product === "panorama" ? model.scopes.shared : undefined;
      return { scope, template: true };
    }
    const scope = homes.get(at.index);
    if (scope !== undefined) return { scope, template: false };
  }
  return { scope: model.file.document.root.name === "config" ? model.scopes.shared : undefined, template: false };
}
