import { Zone } from "../panos/network/zones.ts";
import { AuthenticationRule, DecryptionRule, DosRule } from "../panos/policies/other-rules.ts";
import { orList } from "../words.ts";
import type { Describer } from "./describer.ts";
import { logOf } from "./logs.ts";
import type { LoggingRule } from "./subjects.ts";
import type { EffectiveLogging } from "./types.ts";

type SettingsAndLogs = Pick<EffectiveLogging, "settings" | "logs">;

/** Why a rule writes no log though it could look so. */
export function* silenceOf(subject: LoggingRule | Zone): Generator<string> {
  if (!(subject instanceof DecryptionRule)) return;
  if (subject.tlsLogging === undefined) yield "PAN-OS before 10.0 has no decryption log.";
  else if (subject.isForSsh) yield "There is no decryption log of SSH.";
}

/** What a rule of another rulebase, or a zone, says of logs, and which it writes. */
export function settingsAndLogsOf(subject: LoggingRule | Zone, describer: Describer): SettingsAndLogs {
  if (subject instanceof Zone) return ofZone(subject, describer);
  const { settings, logs } = ofRule(subject, describer);
  const enabled = describer.setting("Enabled", "policy rule", subject.disabled, subject.enabled);
  return { settings: [enabled, ...settings], logs: subject.enabled ? logs : [] };
}

function ofRule(rule: LoggingRule, describer: Describer): SettingsAndLogs {
  if (rule instanceof DecryptionRule) return ofDecryption(rule, describer);
  if (rule instanceof AuthenticationRule) return ofAuthentication(rule, describer);
  if (rule instanceof DosRule) return ofDos(rule, describer);
  const { enable, logStart, logEnd, logSetting } = rule.writtenLogOverride;
  const place = "tunnel inspection override";
  const override = describer.setting("Override Security Rule Log Setting", place, enable);
  const note = "the security rule that allows the tunnel decides";
  if (!enable.value) return { settings: [{ ...override, why: `${override.why}; ${note}` }], logs: [] };
  const answer = rule.logForwarding;
  const ends = [...(logStart.value ? ["start"] : []), ...(logEnd.value ? ["end"] : [])];
  const when = `at session ${ends.join(" and at session ")}`;
  const settings = [
    override,
    describer.setting("Log at Session Start", place, logStart),
    describer.setting("Log at Session End", place, logEnd),
    describer.forwarding("Log Forwarding", logSetting, answer),
  ];
  return { settings, logs: ends.length === 0 ? [] : [logOf({ type: "tunnel", when, answer }, describer)] };
}

function ofDecryption(rule: DecryptionRule, describer: Describer): SettingsAndLogs {
  const place = "decryption rule";
  const action = describer.setting("Action", place, rule.action);
  const { tlsLogging } = rule;
  if (tlsLogging === undefined) return { settings: [action], logs: [] };
  const { logSuccess, logFail, logSetting } = tlsLogging;
  const answer = rule.logForwarding;
  const which = [...(logSuccess.value ? ["succeeds"] : []), ...(logFail.value ? ["fails"] : [])];
  const when = `when a TLS handshake ${orList(which)}`;
  const settings = [
    action,
    describer.setting("Log Successful SSL Handshake", place, logSuccess),
    describer.setting("Log Unsuccessful SSL Handshake", place, logFail),
    describer.forwarding("Log Forwarding", logSetting, answer),
  ];
  const writes = which.length > 0 && !rule.isForSsh;
  return { settings, logs: writes ? [logOf({ type: "decryption", when, answer }, describer)] : [] };
}

function ofAuthentication(rule: AuthenticationRule, describer: Describer): SettingsAndLogs {
  const { enforcement, logAuthenticationTimeout: timeout, logSetting, logForwarding: answer } = rule;
  const element = rule.entry.child("authentication-enforcement") ?? rule.entry;
  const origin = enforcement === undefined ? "default" : "explicit";
  const named = { name: "authentication-enforcement", value: enforcement, origin, element } as const;
  const place = "authentication rule";
  const settings = [
    describer.setting("Authentication Enforcement", place, named),
    describer.setting("Log Authentication Timeouts", place, timeout),
    describer.forwarding("Log Forwarding", logSetting, answer),
  ];
  const when = timeout.value ? "when a user authenticates, and when that times out" : "when a user authenticates";
  return { settings, logs: rule.asksUsers ? [logOf({ type: "auth", when, answer }, describer)] : [] };
}

function ofDos(rule: DosRule, describer: Describer): SettingsAndLogs {
  const { action, logSetting, logForwarding: answer } = rule;
  const settings = [
    describer.setting("Action", "DoS rule", action),
    describer.forwarding("Log Forwarding", logSetting, answer),
  ];
  const when = action.value === "deny" ? "for what it denies" : "when a flood gets to a rate of its profile";
  return { settings, logs: action.value === "allow" ? [] : [logOf({ type: "threat", when, answer }, describer)] };
}

function ofZone(zone: Zone, describer: Describer): SettingsAndLogs {
  const { logForwarding: answer, zoneProtectionProfile: profile, packetBufferProtection: buffer } = zone;
  const settings = [
    describer.setting("Zone Protection Profile", "zone", profile),
    describer.setting("Enable Packet Buffer Protection", "zone", buffer),
    describer.forwarding("Log Setting", zone.logSetting, answer),
  ];
  const makers = [
    ...(profile.value === undefined ? [] : ["zone protection finds a flood, a scan or a bad packet"]),
    ...(buffer.value ? ["packet buffers run full"] : []),
  ];
  const when = `when ${makers.join(", and when ")}`;
  return { settings, logs: makers.length === 0 ? [] : [logOf({ type: "threat", when, answer }, describer)] };
}
