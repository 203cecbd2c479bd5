import type { ForwardedLogType } from "../panos/log-types.ts";
import type { PolicyRule } from "../panos/policy-rule.ts";
import { isSecurityProfileType, LOGS_OF_PROFILES } from "../panos/security-profile-types.ts";
import { logOf, type StoryLog } from "./story-logs.ts";
import type { Teller } from "./story-teller.ts";

/** The logs that an enabled security rule or override writes. Security profiles run on allowed sessions only. */
export function logsOf(rule: PolicyRule, teller: Teller): readonly StoryLog[] {
  const logs: StoryLog[] = [];
  const answer = rule.logForwarding;
  if (rule.logged) logs.push(logOf({ type: "traffic", when: trafficWhen(rule), answer }, teller));
  const types = new Map<ForwardedLogType, string[]>();
  for (const profile of rule.allows ? rule.profileTypes : []) {
    const type = isSecurityProfileType(profile) ? LOGS_OF_PROFILES[profile] : undefined;
    if (type !== undefined) types.set(type, [...(types.get(type) ?? []), profile]);
  }
  for (const [type, profiles] of types) {
    logs.push(logOf({ type, when: `when a profile (${profiles.join(", ")}) logs`, answer }, teller));
  }
  return logs;
}

function trafficWhen(rule: PolicyRule): string {
  if (!rule.allows) return "for every session that it blocks";
  if (rule.logsAtStart && rule.logsAtEnd) return "at session start and at session end";
  return rule.logsAtEnd ? "at session end" : "at session start only, without bytes, duration and end reason";
}
