import type { Element } from "../../xml/element.ts";
import { defaultOf } from "../settings/defaults.ts";
import {
  entriesAt,
  isUnfiltered,
  type ProfileSource,
  SEVERITIES,
  severitiesOf,
  type ThreatSeverity,
} from "./profile-actions.ts";

/** Whether a profile's rules look at all signatures of a severity, at some of them, or at none. */
export type Coverage = "full" | "part" | "none";

/**
 * What an Anti-Spyware or Vulnerability Protection profile looks at. A severity that no rule covers is neither blocked
 * nor logged. A rule for clients and one for servers together cover a severity as one for any host does.
 */
export function severityCoverage(
  profile: ProfileSource,
  type: "spyware" | "vulnerability",
): ReadonlyMap<ThreatSeverity, Coverage> {
  const sides = new Map<ThreatSeverity, Set<string>>();
  const touched = new Set<ThreatSeverity>();
  for (const [, rule] of entriesAt(profile, "rules")) {
    const whole = type === "spyware" ? looksAtAllSpyware(rule) : looksAtAllExploits(rule);
    for (const severity of severitiesOf(rule, `${type} rule`)) {
      touched.add(severity);
      if (!whole) continue;
      const seen = sides.get(severity) ?? new Set<string>();
      sides.set(severity, seen);
      for (const side of hostsOf(rule, type)) seen.add(side);
    }
  }
  return new Map(
    SEVERITIES.map((severity) => {
      const full = sides.get(severity)?.size === 2;
      return [severity, full ? "full" : touched.has(severity) ? "part" : "none"];
    }),
  );
}

function looksAtAllSpyware(rule: Element): boolean {
  const filters = ["threat-name", "category"] as const;
  return filters.every((filter) => isUnfiltered(rule, filter, defaultOf("spyware rule", filter).value));
}

function looksAtAllExploits(rule: Element): boolean {
  const filters = ["threat-name", "category", "cve", "vendor-id"] as const;
  return filters.every((filter) => isUnfiltered(rule, filter, defaultOf("vulnerability rule", filter).value));
}

/** The sides of a session that a rule looks at. */
function hostsOf(rule: Element, type: "spyware" | "vulnerability"): readonly string[] {
  if (type === "spyware") return ["client", "server"];
  const host = rule.child("host")?.trimmedText ?? defaultOf("vulnerability rule", "host").value;
  return host === "any" ? ["client", "server"] : [host];
}
