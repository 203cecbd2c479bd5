import type { Config } from "../panos/config.ts";
import type { DefaultRule } from "../panos/default-rule.ts";
import { DEFAULTS, PREDEFINED_DEFAULT_RULES } from "../panos/defaults.ts";
import type { LogForwardingProfile } from "../panos/log-forwarding.ts";
import type { PolicyRule } from "../panos/policy-rule.ts";
import type { LookUp } from "../panos/scope.ts";
import type { Setting } from "../panos/setting.ts";
import type { Element } from "../rule.ts";
import type { Source } from "../source/source.ts";
import { titleOf } from "./finding-resolver.ts";
import { logsOf, type StoryLog } from "./story-logs.ts";

/** One effective value and why it is what it is. */
export interface StorySetting {
  /** What it is, as the web interface calls it. */
  readonly name: string;
  readonly value: string;
  /** `explicit`, `default` or `inherited`, as in the model; `predefined` for a default rule that nobody overrides. */
  readonly origin: Setting<unknown>["origin"] | "predefined";
  /** Written where, default by which source, inherited from where. */
  readonly why: string;
  /** The line of the element that decides; undefined when none is in the file. */
  readonly line: number | undefined;
}

/** The effective logging of one policy rule, with provenance. */
export interface Story {
  readonly file: string;
  /** Logical path of the rule, as asked for. */
  readonly path: string;
  /** Logical path of the entry that decides: another one for a default rule overridden in a higher scope. */
  readonly decidedBy: string;
  readonly title: string;
  /** The line of its entry; undefined for a predefined default rule. */
  readonly line: number | undefined;
  readonly settings: readonly StorySetting[];
  readonly logs: readonly StoryLog[];
  /** What a reader must know besides, such as that the file shows a part only. */
  readonly remarks: readonly string[];
}

/** Tells the story of one policy rule. */
export function storyOf(source: Source, config: Config, rule: PolicyRule): Story {
  const teller = new Teller(source, config);
  const security = rule.kind === "security";
  const place = security ? "security rule" : "default rule override";
  const settings = [
    ...(security ? [teller.flag("Enabled", "disabled", place, rule.enabled ? "yes" : "no", rule.disabled)] : []),
    teller.flag("Action", "action", place, rule.action.value, rule.action),
    teller.flag("Log at Session Start", "log-start", place, rule.logsAtStart ? "yes" : "no", rule.logStart),
    teller.flag("Log at Session End", "log-end", place, rule.logsAtEnd ? "yes" : "no", rule.logEnd),
    teller.forwarding(rule),
    teller.profiles(rule),
  ];
  return {
    file: source.name,
    path: rule.path,
    decidedBy: rule.path,
    title: titleOf(rule),
    line: teller.lineOf(rule.entry),
    settings,
    logs: rule.enabled ? logsOf(rule, teller) : [],
    remarks: teller.remarks(rule),
  };
}

/** The logical path of a default rule as one scope has it, overridden there or not. */
export function defaultRulePath({ name, scope }: DefaultRule): string {
  return `${scope.path}/${scope.kind === "vsys" ? "rulebase" : "post-rulebase"}/default-security-rules/${name}`;
}

/**
 * Tells the story of the default rule in force in one scope: that of the override, wherever it stands, or of the
 * predefined rule, which is not in the file and still the last one evaluated.
 */
export function storyOfDefault(source: Source, config: Config, rule: DefaultRule): Story {
  const teller = new Teller(source, config);
  const path = defaultRulePath(rule);
  const head = { path, title: `${rule.scope.label} › default rule "${rule.name}"` };
  if (rule.override !== undefined) {
    const story = storyOf(source, config, rule.override);
    if (rule.override.scope === rule.scope) return story;
    const from = `The override in ${rule.override.scope.label} applies here as a whole, see line ${story.line}.`;
    return { ...story, ...head, remarks: [from, ...story.remarks] };
  }
  const values = PREDEFINED_DEFAULT_RULES[rule.name];
  const why = "the rule is predefined, and nothing in the file overrides it";
  const rows = [
    ["Action", values.action],
    ["Log at Session Start", "no"],
    ["Log at Session End", "no"],
    ["Log Forwarding", "none"],
    ["Security Profiles", "none"],
  ] as const;
  const settings = rows.map(([name, value]) => ({ name, value, origin: "predefined" as const, why, line: undefined }));
  return {
    file: source.name,
    ...head,
    decidedBy: path,
    line: undefined,
    settings,
    logs: [],
    remarks: teller.partial(),
  };
}

/** Words and lines for the settings of one file. */
export class Teller {
  readonly config: Config;
  readonly #source: Source;

  constructor(source: Source, config: Config) {
    this.#source = source;
    this.config = config;
  }

  lineOf(element: Element): number {
    return this.#source.positionAt(element.span.start).line;
  }

  flag(name: string, element: string, place: string, value: string, setting: Setting<unknown>): StorySetting {
    const line = setting.origin === "default" ? undefined : this.lineOf(setting.element);
    return { name, value, origin: setting.origin, why: this.#why(setting, element, place), line };
  }

  #why(setting: Setting<unknown>, element: string, place: string): string {
    if (setting.origin === "explicit") return `written as <${element}>`;
    const row = DEFAULTS.find((each) => each.place === place && each.element === element);
    return row === undefined
      ? `<${element}> is not written`
      : `<${element}> is not written, and means ${row.value} (${row.source})`;
  }

  forwarding(rule: PolicyRule): StorySetting {
    const { logSetting } = rule;
    const name = "Log Forwarding";
    if (logSetting.value === undefined) {
      const why = "<log-setting> is not written, and no profile is used by itself, one named default neither";
      return { name, value: "none", origin: "default", why, line: undefined };
    }
    const answer = rule.logForwarding;
    const found = answer === undefined ? "" : `; ${this.found(answer)}`;
    const line = this.lineOf(logSetting.element);
    return { name, value: logSetting.value, origin: "explicit", why: `written as <log-setting>${found}`, line };
  }

  /** Where a named profile was found, or why not. */
  found(answer: LookUp<LogForwardingProfile>): string {
    if (answer.state === "missing") return "there is no such profile in its scope";
    if (answer.state === "unknown") return `whether it exists cannot be told: ${answer.reason}`;
    if (answer.value === undefined) return "it is predefined";
    return `it is defined in ${answer.value.scope.label}, line ${this.lineOf(answer.value.element)}`;
  }

  profiles(rule: PolicyRule): StorySetting {
    const { value, origin, element } = rule.profiles;
    const name = "Security Profiles";
    if (value.kind === "none") {
      const why = origin === "default" ? "<profile-setting> is not written" : "<profile-setting> names none";
      return { name, value: "none", origin, why, line: undefined };
    }
    const types = rule.profileTypes;
    const list = types.length > 0 ? ` (${types.join(", ")})` : "";
    const line = this.lineOf(element);
    if (value.kind === "profiles") {
      const names = [...value.profiles].map(([type, profile]) => `${type} "${profile}"`).join(", ");
      return { name, value: names, origin: "explicit", why: "written as <profile-setting>", line };
    }
    const group = this.config.profileGroup(value.group, rule.scope);
    const where = group.state === "found" && group.scope !== undefined ? `; it is defined in ${group.scope.label}` : "";
    return {
      name,
      value: `group "${value.group}"${list}`,
      origin: "explicit",
      why: `written as <profile-setting>${where}`,
      line,
    };
  }

  remarks(rule: PolicyRule): readonly string[] {
    const remarks = [...this.partial()];
    if (!rule.enabled)
      remarks.unshift("The rule is disabled: it matches nothing and logs nothing, and Panorama does not push it.");
    if (rule.pushedFrom !== undefined)
      remarks.push(`Panorama pushed it; it belongs to ${rule.pushedFrom} and is changed there.`);
    if (this.config.isUnreachable(rule)) remarks.push("A rule before it matches everything, so it is never reached.");
    return [...remarks, ...this.#doubts(rule)];
  }

  /** What makes the story less certain than it looks. */
  *#doubts(rule: PolicyRule): Generator<string> {
    const { value } = rule.profiles;
    if (value.kind === "group" && rule.enabled && rule.allows) {
      const group = this.config.profileGroup(value.group, rule.scope);
      const reason = group.state === "unknown" ? group.reason : "there is no such group in its scope";
      if (group.state !== "found")
        yield `Which logs the security profiles of group "${value.group}" write cannot be told: ${reason}.`;
    }
    // The schema and a page of the vendor's help contradict each other here.
    if (rule.kind === "default-security" && rule.logEnd.origin === "default")
      yield "What an override without <log-end> means is not certain; write it out.";
    if (this.config.devices.some((device) => device.enableHighSpeedLogForwarding.value))
      yield "High speed log forwarding is on: such a firewall keeps no logs of its own, and what is not forwarded is lost.";
  }

  partial(): readonly string[] {
    return this.config.partial === undefined ? [] : [`The file does not show everything: ${this.config.partial}.`];
  }
}
