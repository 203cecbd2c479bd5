import type { SecurityRule } from "../panos/policies/security-rule.ts";
import type { ForwardedLogType } from "../panos/vocabulary/log-types.ts";
import { isSecurityProfileType, LOGS_OF_PROFILES } from "../panos/vocabulary/security-profile-types.ts";
import type { Describer } from "./describer.ts";
import { logOf } from "./logs.ts";
import type { EffectiveLog } from "./types.ts";

/** The logs that an enabled security rule or override writes. Security profiles run on allowed sessions only. */
export function logsOf(rule: SecurityRule, describer: Describer): readonly EffectiveLog[] {
  const logs: EffectiveLog[] = [];
  const answer = rule.logForwarding;
  if (rule.logged) logs.push(logOf({ type: "traffic", when: trafficWhen(rule), answer }, describer));
  const types = new Map<ForwardedLogType, string[]>();
  for (const profile of rule.allows ? rule.profileTypes : []) {
    const type = isSecurityProfileType(profile) ? LOGS_OF_PROFILES[profile] : undefined;
    if (type !== undefined) types.set(type, [...(types.get(type) ?? []), profile]);
  }
  for (const [type, profiles] of types) {
    logs.push(logOf({ type, when: `when a profile (${profiles.join(", ")}) logs`, answer }, describer));
  }
  return logs;
}

function trafficWhen(rule: SecurityRule): string {
  if (!rule.allows) return "for every session that it blocks";
  if (rule.logsAtStart && rule.logsAtEnd) return "at session start and at session end";
  return rule.logsAtEnd ? "at session end" : "at session start only, without bytes, duration and end reason";
}
