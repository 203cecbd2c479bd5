import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { isFromTemplate, ownerOf } from "../document/owner.ts";
import { isPlaceholder } from "../document/placeholder.ts";
import type { Scope } from "./scope.ts";

/** A name as the CLI takes it: in quotes when it holds more than letters, digits, dots, dashes and underscores. */
export function quoteName(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name.replaceAll('"', '\\"')}"`;
}

/** Stands for the words that the file does not tell. */
export const UNKNOWN = "… ";

/** Stands in a command for a place where it cannot be typed; such a command is not shown, see `canBeTyped`. */
export const NOWHERE = "\0 ";

/**
 * Whether a command can be typed or pasted: a line break in it would end it, other control characters edit the line, and
 * the placeholder of a template is no name yet.
 */
export function canBeTyped(command: string): boolean {
  return !/\p{Cc}|[\u2028\u2029]/u.test(command) && !isPlaceholder(command);
}

/** The words for a device group, or `shared`, that owns something pushed. */
export function ownerWords(owner: string): string {
  return owner === "shared" ? "shared " : `device-group ${quoteName(owner)} `;
}

/**
 * The words between `set` and a path to an object: those of its scope, or of the place on Panorama where it is changed
 * if it was pushed.
 */
export function objectWords(file: Export, object: { readonly scope: Scope; readonly element: Element }): string {
  const owner = ownerOf(file, object.element);
  if (owner !== undefined) return ownerWords(owner);
  if (isPushedObject(object)) return NOWHERE;
  for (let at = object.element.parent; at !== undefined; at = at.parent) {
    // What stands there can only be changed on Panorama, in a device group that the file does not name.
    if (at.name === "panorama") return UNKNOWN;
  }
  return scopeWords(object.scope);
}

function isPushedObject({ scope, element }: { readonly scope: Scope; readonly element: Element }): boolean {
  return (scope.kind === "vsys" || scope.kind === "shared") && isFromTemplate(element);
}

/**
 * The words between `set` and a path inside a scope: nothing on a firewall with one virtual system, `vsys vsys2`,
 * `device-group "DMZ"`, `shared`. A fragment does not say where it is from, so "…" stands for it.
 */
export function scopeWords(scope: Scope): string {
  if (scope.kind === "fragment") return UNKNOWN;
  if (scope.kind === "shared" || scope.kind === "panorama") return `${scope.kind} `;
  if (scope.kind === "vsys" && !scope.oneOfSeveral) return "";
  return `${scope.kind} ${quoteName(scope.name)} `;
}

/**
 * The same for a new object of `log-settings`: a firewall with one virtual system has them in shared, unlike its other
 * objects (the schema prunes `vsys/entry/log-settings` in single-vsys mode).
 */
export function logSettingsWords(scope: Scope): string {
  const isOnlyVsys = scope.kind === "vsys" && !scope.oneOfSeveral;
  return isOnlyVsys && !scope.homes.some((home) => home.child("log-settings")) ? "shared " : scopeWords(scope);
}
