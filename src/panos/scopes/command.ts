import type { Scope } from "./scope.ts";

/** A name as the CLI takes it: in quotes when it holds more than letters, digits, dots, dashes and underscores. */
export function quoteName(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name.replaceAll('"', '\\"')}"`;
}

/** Stands for the words that the file does not tell. */
export const UNKNOWN = "… ";

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
