import type { LogForwardingProfile } from "../panos/log-forwarding.ts";
import type { ForwardedLogType } from "../panos/log-types.ts";
import type { MatchEntry } from "../panos/match-entry.ts";
import type { PolicyRule } from "../panos/policy-rule.ts";
import { isSecurityProfileType, LOGS_OF_PROFILES } from "../panos/security-profile-types.ts";
import type { Teller } from "./story.ts";

/** One place that a log goes to, and the match list that sends it there. */
export interface StoryDestination {
  /** `Panorama`, `syslog "siem"`. */
  readonly to: string;
  readonly matchList: string;
  /** `All Logs`, or the filter as written. */
  readonly filter: string;
  readonly line: number;
}

/** One kind of log that a policy rule writes, and where it goes. */
export interface StoryLog {
  readonly type: ForwardedLogType;
  /** When it is written. */
  readonly when: string;
  readonly goesTo: readonly StoryDestination[];
  /** Why it stays on the firewall, when it does. */
  readonly staysBecause: string | undefined;
  /** Why the file does not tell where it goes, when it does not. */
  readonly unknownBecause: string | undefined;
}

/** The logs that an enabled policy rule writes. Security profiles run on allowed sessions only. */
export function logsOf(rule: PolicyRule, teller: Teller): readonly StoryLog[] {
  const logs: StoryLog[] = [];
  if (rule.logged) logs.push(logOf("traffic", trafficWhen(rule), rule, teller));
  const types = new Map<ForwardedLogType, string[]>();
  for (const profile of rule.allows ? rule.profileTypes : []) {
    const type = isSecurityProfileType(profile) ? LOGS_OF_PROFILES[profile] : undefined;
    if (type !== undefined) types.set(type, [...(types.get(type) ?? []), profile]);
  }
  for (const [type, profiles] of types)
    logs.push(logOf(type, `when a profile (${profiles.join(", ")}) logs`, rule, teller));
  return logs;
}

function trafficWhen(rule: PolicyRule): string {
  if (!rule.allows) return "for every session that it blocks";
  if (rule.logsAtStart && rule.logsAtEnd) return "at session start and at session end";
  return rule.logsAtEnd ? "at session end" : "at session start only, without bytes, duration and end reason";
}

function logOf(type: ForwardedLogType, when: string, rule: PolicyRule, teller: Teller): StoryLog {
  const answer = rule.logForwarding;
  if (answer === undefined) return stays(type, when, "the rule has no log-forwarding profile");
  if (answer.state === "missing") return stays(type, when, teller.found(answer));
  if (answer.state === "unknown") return unknown(type, when, answer.reason);
  if (answer.value === undefined) return unknown(type, when, "the profile is predefined and not in the file");
  const goesTo = destinationsFor(answer.value, type, teller);
  if (goesTo.length > 0) return { type, when, goesTo, staysBecause: undefined, unknownBecause: undefined };
  return stays(type, when, `the profile has no match list that sends ${type} logs anywhere`);
}

function stays(type: ForwardedLogType, when: string, staysBecause: string): StoryLog {
  return { type, when, goesTo: [], staysBecause, unknownBecause: undefined };
}

function unknown(type: ForwardedLogType, when: string, unknownBecause: string): StoryLog {
  return { type, when, goesTo: [], staysBecause: undefined, unknownBecause };
}

function destinationsFor(
  profile: LogForwardingProfile,
  type: ForwardedLogType,
  teller: Teller,
): readonly StoryDestination[] {
  return profile.forwards(type).entries.flatMap((entry) => destinationsOf(entry, teller));
}

function destinationsOf(entry: MatchEntry, teller: Teller): readonly StoryDestination[] {
  const filter = entry.takesAllLogs ? "All Logs" : entry.filter.value;
  const line = teller.lineOf(entry.element);
  const names = [
    ...(entry.sendToPanorama.value ? ["Panorama or Strata Logging Service"] : []),
    ...entry.destinations.map(({ kind, name }) => `${kind} "${name}"`),
  ];
  return names.map((to) => ({ to, matchList: entry.name, filter, line }));
}
