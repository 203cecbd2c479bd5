import { Zone } from "../panos/network/zones.ts";
import { AuthenticationRule, DecryptionRule, DosRule } from "../panos/policies/other-rules.ts";
import { orList } from "../words.ts";
import type { Teller } from "./describer.ts";
import type { Story } from "./effective.ts";
import { logOf } from "./logs.ts";
import type { LoggingRule } from "./subjects.ts";

type Told = Pick<Story, "settings" | "logs">;

/** Why a rule writes no log though it could look so. */
export function* silenceOf(subject: LoggingRule | Zone): Generator<string> {
  if (!(subject instanceof DecryptionRule)) return;
  if (subject.tlsLogging === undefined) yield "PAN-OS before 10.0 has no decryption log.";
  else if (subject.isForSsh) yield "There is no decryption log of SSH.";
}

/** What a rule of another rulebase, or a zone, says of logs, and which it writes. */
export function settingsAndLogsOf(subject: LoggingRule | Zone, teller: Teller): Told {
  if (subject instanceof Zone) return ofZone(subject, teller);
  const { settings, logs } = ofRule(subject, teller);
  const enabled = teller.setting("Enabled", "policy rule", subject.disabled, subject.enabled);
  return { settings: [enabled, ...settings], logs: subject.enabled ? logs : [] };
}

function ofRule(rule: LoggingRule, teller: Teller): Told {
  if (rule instanceof DecryptionRule) return ofDecryption(rule, teller);
  if (rule instanceof AuthenticationRule) return ofAuthentication(rule, teller);
  if (rule instanceof DosRule) return ofDos(rule, teller);
  const { enable, logStart, logEnd, logSetting } = rule.writtenLogOverride;
  const place = "tunnel inspection override";
  const override = teller.setting("Override Security Rule Log Setting", place, enable);
  const note = "the security rule that allows the tunnel decides";
  if (!enable.value) return { settings: [{ ...override, why: `${override.why}; ${note}` }], logs: [] };
  const answer = rule.logForwarding;
  const ends = [...(logStart.value ? ["start"] : []), ...(logEnd.value ? ["end"] : [])];
  const when = `at session ${ends.join(" and at session ")}`;
  const settings = [
    override,
    teller.setting("Log at Session Start", place, logStart),
    teller.setting("Log at Session End", place, logEnd),
    teller.forwarding("Log Forwarding", logSetting, answer),
  ];
  return { settings, logs: ends.length === 0 ? [] : [logOf({ type: "tunnel", when, answer }, teller)] };
}

function ofDecryption(rule: DecryptionRule, teller: Teller): Told {
  const place = "decryption rule";
  const action = teller.setting("Action", place, rule.action);
  const { tlsLogging } = rule;
  if (tlsLogging === undefined) return { settings: [action], logs: [] };
  const { logSuccess, logFail, logSetting } = tlsLogging;
  const answer = rule.logForwarding;
  const which = [...(logSuccess.value ? ["succeeds"] : []), ...(logFail.value ? ["fails"] : [])];
  const when = `when a TLS handshake ${orList(which)}`;
  const settings = [
    action,
    teller.setting("Log Successful SSL Handshake", place, logSuccess),
    teller.setting("Log Unsuccessful SSL Handshake", place, logFail),
    teller.forwarding("Log Forwarding", logSetting, answer),
  ];
  const writes = which.length > 0 && !rule.isForSsh;
  return { settings, logs: writes ? [logOf({ type: "decryption", when, answer }, teller)] : [] };
}

function ofAuthentication(rule: AuthenticationRule, teller: Teller): Told {
  const { enforcement, logAuthenticationTimeout: timeout, logSetting, logForwarding: answer } = rule;
  const element = rule.entry.child("authentication-enforcement") ?? rule.entry;
  const origin = enforcement === undefined ? "default" : "explicit";
  const named = { name: "authentication-enforcement", value: enforcement, origin, element } as const;
  const place = "authentication rule";
  const settings = [
    teller.setting("Authentication Enforcement", place, named),
    teller.setting("Log Authentication Timeouts", place, timeout),
    teller.forwarding("Log Forwarding", logSetting, answer),
  ];
  const when = timeout.value ? "when a user authenticates, and when that times out" : "when a user authenticates";
  return { settings, logs: rule.asksUsers ? [logOf({ type: "auth", when, answer }, teller)] : [] };
}

function ofDos(rule: DosRule, teller: Teller): Told {
  const { action, logSetting, logForwarding: answer } = rule;
  const settings = [
    teller.setting("Action", "DoS rule", action),
    teller.forwarding("Log Forwarding", logSetting, answer),
  ];
  const when = action.value === "deny" ? "for what it denies" : "when a flood gets to a rate of its profile";
  return { settings, logs: action.value === "allow" ? [] : [logOf({ type: "threat", when, answer }, teller)] };
}

function ofZone(zone: Zone, teller: Teller): Told {
  const { logForwarding: answer, zoneProtectionProfile: profile, packetBufferProtection: buffer } = zone;
  const settings = [
    teller.setting("Zone Protection Profile", "zone", profile),
    teller.setting("Enable Packet Buffer Protection", "zone", buffer),
    teller.forwarding("Log Setting", zone.logSetting, answer),
  ];
  const makers = [
    ...(profile.value === undefined ? [] : ["zone protection finds a flood, a scan or a bad packet"]),
    ...(buffer.value ? ["packet buffers run full"] : []),
  ];
  const when = `when ${makers.join(", and when ")}`;
  return { settings, logs: makers.length === 0 ? [] : [logOf({ type: "threat", when, answer }, teller)] };
}
