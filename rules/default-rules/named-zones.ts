import type { Config, DefaultRuleInForce, RelatedPlace, Scope, SecurityRule } from "../../src/rule.ts";

/** The security rules that match all traffic of a default rule by naming every zone there is; none when some is left. */
export function catchAllsByZone(
  config: Config,
  { name }: DefaultRuleInForce,
  scopes: readonly Scope[],
): readonly SecurityRule[] {
  const found = scopes.map((scope) => {
    const zones = config.network.zoneNames(scope);
    return zones === undefined ? [] : config.policies.catchAllsByZone(scope, zones, name);
  });
  return found.every((rules) => rules.length > 0) ? [...new Set(found.flat())] : [];
}

/** What makes such rules less than a deny-all. */
export function aboutNewZones(rules: readonly SecurityRule[]): string {
  if (rules.length === 0) return "";
  const named = rules.length === 1 ? "A rule before it names" : "Rules before it name";
  return ` ${named} every zone that there is now; a new zone would not be among them.`;
}

export function placesOf(rules: readonly SecurityRule[]): readonly RelatedPlace[] {
  return rules.map((rule) => ({ at: rule.entry, message: `${rule.label} comes before it, for zones by name.` }));
}
