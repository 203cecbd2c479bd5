import { titleOf } from "../lint/finding-resolver.ts";
import type { Config } from "../panos/config.ts";
import { Zone } from "../panos/network/zones.ts";
import { DefaultRule } from "../panos/policies/default-rule.ts";
import { SecurityRule } from "../panos/policies/security-rule.ts";
import type { Scope } from "../panos/scopes/scope.ts";
import { PREDEFINED_DEFAULT_RULES } from "../panos/settings/defaults.ts";
import type { Setting } from "../panos/settings/setting.ts";
import { Teller } from "./describer.ts";
import type { StoryLog } from "./logs.ts";
import { settingsAndLogsOf, silenceOf } from "./other-rules.ts";
import { rulePathOf, type StorySubject } from "./subjects.ts";
import { logsOf } from "./traffic.ts";

/** A place in a file, which may be another one than that of the story. */
export interface StoryPlace {
  readonly file: string;
  readonly line: number;
}

/** One effective value and why it is what it is. */
export interface StorySetting {
  /** What it is, as the web interface calls it. */
  readonly name: string;
  readonly value: string;
  /** `explicit`, `default` or `inherited`, as in the model; `predefined` for a default rule that nobody overrides. */
  readonly origin: Setting<unknown>["origin"] | "predefined";
  /** Written where, default by which source, inherited from where. */
  readonly why: string;
  /** The element that decides; undefined when none is in the file. */
  readonly at: StoryPlace | undefined;
}

/** An object that the story speaks of, by its logical path. */
export interface StoryPart {
  readonly file: string;
  readonly path: string;
}

/** The effective logging of one policy rule or zone, with provenance. */
export interface Story {
  readonly file: string;
  /** Logical path of the rule, as asked for. */
  readonly path: string;
  /** The entry that decides: another one for a default rule overridden in a higher scope. */
  readonly decidedBy: StoryPart;
  readonly title: string;
  /** Its entry; undefined for a predefined default rule. */
  readonly at: StoryPlace | undefined;
  /** The last line of the entry. */
  readonly endLine: number | undefined;
  readonly settings: readonly StorySetting[];
  readonly logs: readonly StoryLog[];
  /** The profiles that it goes through. */
  readonly through: readonly StoryPart[];
  /** What a reader must know besides, such as that the file shows a part only. */
  readonly remarks: readonly string[];
}

/** Tells how one policy rule or zone logs. */
export function storyOf(config: Config, subject: StorySubject): Story {
  if (subject instanceof SecurityRule) return ofPolicyRule(config, subject, subject.scope);
  if (subject instanceof DefaultRule) return ofDefaultRule(config, subject);
  const teller = new Teller(config, subject instanceof Zone ? scopeOfZone(config, subject) : subject.scope);
  const { settings, logs } = settingsAndLogsOf(subject, teller);
  const title = subject instanceof Zone ? titleOfZone(subject) : titleOf(subject);
  const onRule = subject instanceof Zone ? [] : teller.remarksOnRule(subject);
  const remarks = [...silenceOf(subject), ...teller.partial(), ...onRule];
  return { ...headOf(teller, subject, title), settings, logs, remarks, through: teller.through };
}

function ofPolicyRule(config: Config, rule: SecurityRule, scope: Scope): Story {
  const teller = new Teller(config, scope);
  const security = rule.kind === "security";
  const place = security ? "security rule" : "default rule override";
  const settings = [
    ...(security ? [teller.setting("Enabled", place, rule.disabled, rule.enabled)] : []),
    teller.setting("Action", place, rule.action),
    teller.setting("Log at Session Start", place, rule.logStart, rule.logsAtStart),
    teller.setting("Log at Session End", place, rule.logEnd, rule.logsAtEnd),
    teller.forwarding("Log Forwarding", rule.logSetting, rule.logForwarding),
    teller.profiles(rule),
  ];
  const logs = rule.enabled ? logsOf(rule, teller) : [];
  const remarks = [...teller.partial(), ...teller.remarksOnRule(rule), ...teller.doubts(rule)];
  return { ...headOf(teller, rule, titleOf(rule)), settings, logs, remarks, through: teller.through };
}

function headOf(teller: Teller, subject: Exclude<StorySubject, DefaultRule>, title: string) {
  const at = teller.at(subject.entry);
  const endLine = teller.lastLineOf(subject.entry);
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
function ofDefaultRule(config: Config, rule: DefaultRule): Story {
  const { override, scope } = rule;
  const file = config.file.document.source.name;
  const head = { file, path: rulePathOf(rule), title: `${scope.label} › default rule "${rule.name}"` };
  if (override !== undefined) {
    const story = ofPolicyRule(config, override, scope);
    if (override.scope === scope) return story;
    const from = `The override in ${override.scope.label} applies here as a whole.`;
    return { ...story, ...head, remarks: [from, ...story.remarks] };
  }
  const teller = new Teller(config, scope);
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
  return { ...head, ...nothing, decidedBy, settings, remarks: [...teller.partial(), ...teller.unreached(rule.name)] };
}
