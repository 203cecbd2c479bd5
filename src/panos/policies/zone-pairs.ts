import type { DefaultRuleName } from "../settings/defaults.ts";
import type { SecurityRule } from "./security-rule.ts";

/** The rules that match the sessions between zones, or inside them, before a default rule; empty when some get past. */
export function coveringAll(
  rules: readonly SecurityRule[],
  zones: ReadonlySet<string>,
  before: DefaultRuleName,
): readonly SecurityRule[] {
  const covering = new Set<SecurityRule>();
  for (const [from, to] of zonePairs(zones, before)) {
    const rule = rules.find(({ match }) => match.matchesZones(from, to));
    if (rule === undefined) return [];
    covering.add(rule);
  }
  return [...covering];
}

function* zonePairs(zones: ReadonlySet<string>, before: DefaultRuleName): Generator<readonly [string, string]> {
  for (const from of zones) {
    if (before === "intrazone-default") yield [from, from];
    else for (const to of zones) if (to !== from) yield [from, to];
  }
}
