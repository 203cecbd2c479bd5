import type { Config } from "../panos/config.ts";
import { Zone } from "../panos/network/zones.ts";
import { DefaultRule } from "../panos/policies/default-rule.ts";
import { policyRuleTitle } from "../panos/policies/policy-rule-title.ts";
import { SecurityRule } from "../panos/policies/security-rule.ts";
import type { Scope } from "../panos/scopes/scope.ts";
import { PREDEFINED_DEFAULT_RULES } from "../panos/settings/defaults.ts";
import { Describer } from "./describer.ts";
import { settingsAndLogsOf, silenceOf } from "./other-rules.ts";
import { runningSettings } from "./running.ts";
import { type EffectiveSubject, rulePathOf } from "./subjects.ts";
import { logsOf } from "./traffic.ts";
import type { EffectiveLogging } from "./types.ts";

/** How one policy rule or zone logs. */
export function effectiveLogging(config: Config, subject: EffectiveSubject, now: Date): EffectiveLogging {
  if (subject instanceof SecurityRule) return ofPolicyRule(config, subject, { scope: subject.scope, now });
  if (subject instanceof DefaultRule) return ofDefaultRule(config, subject, now);
  const describer = new Describer(config, subject instanceof Zone ? scopeOfZone(config, subject) : subject.scope);
  const { settings, logs } = settingsAndLogsOf(subject, describer);
  if (subject instanceof Zone) {
    const remarks = [...silenceOf(subject), ...describer.partial()];
    return { ...headOf(describer, subject, titleOfZone(subject)), settings, logs, remarks, through: describer.through };
  }
  const idle = config.running(now).idleBecause(subject);
  return {
    ...headOf(describer, subject, policyRuleTitle(subject)),
    settings: [...runningSettings(subject, describer, idle), ...settings],
    logs: idle === undefined ? logs : [],
    remarks: [...silenceOf(subject), ...describer.partial(), ...describer.remarksOnRule(subject)],
    through: describer.through,
  };
}

function ofPolicyRule(
  config: Config,
  rule: SecurityRule,
  { scope, now }: { readonly scope: Scope; readonly now: Date },
): EffectiveLogging {
  const describer = new Describer(config, scope);
  const idle = config.holderOf(rule.entry).running(now).idleBecause(rule);
  const security = rule.kind === "security";
  const place = security ? "security rule" : "default rule override";
  const settings = [
    ...runningSettings(rule, describer, idle),
    ...(security ? [describer.setting("Enabled", place, rule.disabled, rule.enabled)] : []),
    describer.setting("Action", place, rule.action),
    describer.setting("Log at Session Start", place, rule.logStart, rule.logsAtStart),
    describer.setting("Log at Session End", place, rule.logEnd, rule.logsAtEnd),
    describer.forwarding("Log Forwarding", rule.logSetting, rule.logForwarding),
    describer.profiles(rule),
  ];
  const logs = idle === undefined ? logsOf(rule, describer) : [];
  const remarks = [...describer.partial(), ...describer.remarksOnRule(rule), ...describer.doubts(rule)];
  return { ...headOf(describer, rule, policyRuleTitle(rule)), settings, logs, remarks, through: describer.through };
}

function headOf(describer: Describer, subject: Exclude<EffectiveSubject, DefaultRule>, title: string) {
  const at = describer.at(subject.entry);
  const endLine = describer.lastLineOf(subject.entry);
  return { file: at.file, path: subject.path, decidedBy: { file: at.file, path: subject.path }, title, at, endLine };
}

/** A template's zone meets the server profiles of its template. */
function scopeOfZone(config: Config, { device, scope }: Zone): Scope {
  return (device.kind === "firewall" ? undefined : config.panorama.templates.named(device.name)?.scope) ?? scope;
}

function titleOfZone(zone: Zone): string {
  const { device, kind, name } = zone.vsys;
  const owner = device.kind === "firewall" ? "" : `${device.label} › `;
  return `${owner}${kind.replace("-", " ")} "${name}" › ${zone.label}`.replace(/^T/, "t").replace("› Zone", "› zone");
}

/**
 * The default rule in force in one scope: the override, wherever it stands, or the predefined rule, which is not in the
 * file and still the last one evaluated.
 */
function ofDefaultRule(config: Config, rule: DefaultRule, now: Date): EffectiveLogging {
  const { override, scope } = rule;
  const file = config.file.document.source.name;
  const head = { file, path: rulePathOf(rule), title: `${scope.label} › default rule "${rule.name}"` };
  if (override !== undefined) {
    const logging = ofPolicyRule(config, override, { scope, now });
    if (override.scope === scope) return logging;
    const from = `The override in ${override.scope.label} applies here as a whole.`;
    return { ...logging, ...head, remarks: [from, ...logging.remarks] };
  }
  const describer = new Describer(config, scope);
  const why = "the rule is predefined, and nothing in the file overrides it";
  const rows = [
    ["Action", PREDEFINED_DEFAULT_RULES[rule.name].action],
    ["Log at Session Start", "no"],
    ["Log at Session End", "no"],
    ["Log Forwarding", "none"],
    ["Security Profiles", "none"],
  ] as const;
  const settings = rows.map(([name, value]) => ({ name, value, origin: "predefined" as const, why, at: undefined }));
  const decidedBy = { file, path: head.path };
  const nothing = { at: undefined, endLine: undefined, logs: [], through: [] };
  return {
    ...head,
    ...nothing,
    decidedBy,
    settings,
    remarks: [...describer.partial(), ...describer.unreached(rule.name)],
  };
}
