import type { PolicyRule } from "../policies/policy-rule.ts";
import type { Scope } from "./scope.ts";

/** A name as the CLI takes it: in quotes when it holds more than letters, digits, dots, dashes and underscores. */
export function quoteName(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name.replaceAll('"', '\\"')}"`;
}

/** Stands for the words that the file does not tell. */
const UNKNOWN = "… ";

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
 * The configure-mode command for a change below a policy rule, in the scope that owns the rule: a pushed rule can only
 * be edited on Panorama, where its `loc` attribute says in which device group.
 */
export function setCommand(rule: PolicyRule, verb: "set" | "delete", change: string): string {
  const path = `${rule.rulebase.commandPath} ${quoteName(rule.name)} ${change}`;
  const owner = rule.pushedFrom;
  if (owner === undefined) return `${verb} ${rule.rulebase.pushed ? UNKNOWN : scopeWords(rule.scope)}${path}`;
  const scope = owner === "shared" ? "shared" : `device-group ${quoteName(owner)}`;
  // An effective export folds pre- and post-rules into one rulebase, so the list they came from is not known. A guess
  // would make a second, half-empty rule there. Default rules have only one place.
  const list = rule.kind === "default-security" ? "post-rulebase " : "…-rulebase ";
  return `${verb} ${scope} ${path.replace(/^rulebase /, list)}`;
}
