import type { OwnedElement } from "../panorama/templates.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ObjectKind } from "../vocabulary/object-kinds.ts";
import type { Beyond } from "./other-file.ts";

/** The objects of one kind that a firewall's template stack pushes into one of its scopes. */
export interface PushedByTemplate {
  readonly entries: ReadonlyMap<string, OwnedElement>;
  /** Those in virtual systems that are not this one by their slot name. */
  readonly elsewhere: ReadonlyMap<string, OwnedElement>;
  /** Why there may be more of them; undefined when these are all. */
  readonly incomplete: string | undefined;
}

/**
 * What the template stack of a managed firewall pushes into a virtual system or into shared; undefined where the other
 * file does not tell, as pushed policy never does. A firewall with one virtual system gets what the template has in any,
 * and its shared objects see it, by the schema's own validation of `send-syslog`.
 */
export function pushedByTemplate(beyond: Beyond, kind: ObjectKind, scope: Scope): PushedByTemplate | undefined {
  const { model, firewall, complete } = beyond;
  if (firewall === undefined || !complete) return undefined;
  const template = model.panorama.firewalls.templateOf(firewall);
  const entries = new Map<string, OwnedElement>();
  const elsewhere = new Map<string, OwnedElement>();
  // Panorama gives a firewall without a stack no device and network settings at all.
  if (template === undefined) return { entries, elsewhere, incomplete: undefined };
  const path = kind.split("/");
  const systems = template.entries(["vsys"]);
  for (const vsys of systems.entries.keys()) {
    const isSeen = !scope.oneOfSeveral || vsys === scope.name;
    const list = template.entries(["vsys", vsys, ...path]).entries;
    for (const [name, found] of list) (isSeen ? entries : elsewhere).set(name, found);
  }
  const shared = template.entries(["shared", ...path]).entries;
  for (const [name, found] of shared) if (!entries.has(name)) entries.set(name, found);
  return { entries, elsewhere, incomplete: systems.incomplete };
}
