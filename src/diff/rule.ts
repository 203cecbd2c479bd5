import type { ProfileSetting } from "../panos/objects/profile-setting.ts";
import type { SecurityRule } from "../panos/policies/security-rule.ts";
import { FORWARDED_LOG_TYPES } from "../panos/vocabulary/log-types.ts";
import { isSecurityProfileType, securityProfileNoun } from "../panos/vocabulary/security-profile-types.ts";
import { andList, orList } from "../words.ts";
import type { Said } from "./change.ts";

/** A policy rule in both versions, with the configurations around it. */
interface RulePair {
  readonly old: SecurityRule;
  readonly now: SecurityRule;
  /** Whether it is enabled and runs nowhere all the same, by its schedule, its target or its place. */
  readonly wasIdle: boolean;
  readonly isIdle: boolean;
}

/** What became of the logging of a policy rule that both versions have. A rule that is disabled in both logs nothing. */
export function* ruleChanges({ old, now, wasIdle, isIdle }: RulePair): Generator<Said> {
  const { label } = now;
  if (old.name !== now.name) yield ["other", `${label} was called "${old.name}" before.`];
  if (old.rulebase.path !== now.rulebase.path) {
    yield ["other", `${label} moved from ${old.rulebase.path} to ${now.rulebase.path}.`];
  }
  if (!now.enabled) {
    if (old.enabled) yield ["other", `${label} is disabled now (${deeds(old)}).`];
    return;
  }
  if (!old.enabled) {
    yield [now.logged ? "other" : "worse", `${label} is enabled now (${deeds(now)}).`];
    return;
  }
  if (isIdle) {
    if (!wasIdle) yield ["other", `${label} runs nowhere now (${deeds(old)}).`];
    return;
  }
  if (wasIdle) {
    yield [now.logged ? "other" : "worse", `${label} runs now (${deeds(now)}).`];
    return;
  }
  if (old.allows !== now.allows) {
    yield ["other", `${label} has the action ${now.action.value} instead of ${old.action.value}.`];
  }
  yield* loggingChanges(old, now);
  yield* forwardingChanges(old, now);
  if (now.allows) yield* inspectionChanges(old, now);
}

/** What a rule does: `allows, logs at session end, and forwards with "siem"`. */
export function deeds(rule: SecurityRule): string {
  const profile = rule.forwardingProfileName;
  const logs = rule.logged ? `logs at ${whenLogged(rule)}` : "logs nothing";
  const sends = profile === undefined ? "has no log-forwarding profile" : `forwards with "${profile}"`;
  const inspects = rule.hasProfiles ? profilesInWords(rule.profiles.value) : "no security profiles";
  return andList([rule.allows ? "allows" : "blocks", logs, sends, ...(rule.allows ? [`has ${inspects}`] : [])]);
}

function whenLogged({ logsAtStart, logsAtEnd }: SecurityRule): string {
  return andList([...(logsAtStart ? ["session start"] : []), ...(logsAtEnd ? ["session end"] : [])]);
}

function* loggingChanges(old: SecurityRule, now: SecurityRule): Generator<Said> {
  const { label } = now;
  if (old.logged && !now.logged) yield ["worse", `${label} no longer logs; it logged at ${whenLogged(old)}.`];
  else if (!old.logged && now.logged) {
    yield ["better", `${label} logs at ${whenLogged(now)} now; it logged nothing.`];
  } else if (old.logsAtEnd && !now.logsAtEnd) {
    yield ["worse", `${label} no longer logs at session end, only at session start.`];
  } else if (!old.logsAtEnd && now.logsAtEnd) {
    yield ["better", `${label} logs at ${whenLogged(now)} now; it logged at session start only.`];
  } else if (old.logsAtStart !== now.logsAtStart) {
    yield [
      "other",
      `${label} ${now.logsAtStart ? "also logs at session start now" : "no longer logs at session start"}.`,
    ];
  }
}

function* forwardingChanges(old: SecurityRule, now: SecurityRule): Generator<Said> {
  const [before, after] = [old.forwardingProfileName, now.forwardingProfileName];
  const { label } = now;
  if (before === after) return;
  if (after === undefined) {
    yield ["worse", `${label} has no log-forwarding profile any more; it had "${before}".`];
  } else if (before === undefined) {
    yield ["better", `${label} has the log-forwarding profile "${after}" now; it had none.`];
  } else {
    const uses = `${label} uses the log-forwarding profile "${after}" instead of "${before}"`;
    const answer = now.logForwarding;
    const lost = lostTypes(old, now);
    if (answer?.state === "missing") yield ["worse", `${uses}, and there is none of that name.`];
    else if (lost.length > 0) yield ["worse", `${uses}, which does not forward ${andList(lost)} logs.`];
    else yield ["other", `${uses}.`];
  }
}

/** The types of logs that left by the old profile and do not by the new one. */
function lostTypes(old: SecurityRule, now: SecurityRule): readonly string[] {
  const [before, after] = [old.logForwarding, now.logForwarding].map((answer) =>
    answer?.state === "found" ? answer.value : undefined,
  );
  if (before === undefined || after === undefined) return [];
  return FORWARDED_LOG_TYPES.filter(
    (type) => before.forwards(type).coverage !== "none" && after.forwards(type).coverage === "none",
  );
}

function* inspectionChanges(old: SecurityRule, now: SecurityRule): Generator<Said> {
  const { label } = now;
  const [was, is] = [old.profiles.value, now.profiles.value];
  const [before, after] = [old.profileTypes, now.profileTypes];
  if (old.hasProfiles && !now.hasProfiles) {
    yield ["worse", `${label} has no security profiles any more; it had ${profilesInWords(was)}.`];
  } else if (!old.hasProfiles && now.hasProfiles) {
    if (old.allows) yield ["better", `${label} has ${profilesInWords(is)} now; it had no security profiles.`];
  } else {
    // A group that the file does not define says nothing of what is in it.
    const known = before.length > 0 && after.length > 0;
    const lost = known ? before.filter((type) => !after.includes(type)) : [];
    const gained = known ? after.filter((type) => !before.includes(type)) : [];
    if (lost.length > 0) yield ["worse", `${label} has no ${nouns(lost)} profile any more.`];
    if (gained.length > 0) yield ["better", `${label} has a profile for ${nouns(gained)} now.`];
    const [wasWords, isWords] = [profilesInWords(was), profilesInWords(is)];
    if (lost.length + gained.length === 0 && wasWords !== isWords) {
      yield ["other", `${label} has ${isWords} instead of ${wasWords}.`];
    }
  }
  const [ignored, ignores] = [old.ignoresServerResponses.value, now.ignoresServerResponses.value];
  if (!ignored && ignores) yield ["worse", `${label} no longer inspects what servers send.`];
  if (ignored && !ignores) yield ["better", `${label} inspects what servers send, too, now.`];
}

function profilesInWords(setting: ProfileSetting): string {
  if (setting.kind === "none") return "no security profiles";
  if (setting.kind === "group") return `the security profile group "${setting.group}"`;
  return andList(Array.from(setting.profiles, ([type, name]) => `the ${noun(type)} profile "${name}"`));
}

function nouns(types: readonly string[]): string {
  return orList(types.map(noun));
}

function noun(type: string): string {
  return isSecurityProfileType(type) ? securityProfileNoun(type) : type;
}
