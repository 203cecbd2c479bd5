import type { Config } from "../panos/config.ts";
import { isPlaceholder } from "../panos/document/placeholder.ts";
import type { LogForwardingProfile } from "../panos/forwarding/log-forwarding-profile.ts";
import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import type { SecurityRule } from "../panos/policies/security-rule.ts";
import type { LookUp, Scope } from "../panos/scopes/scope.ts";
import { DEFAULTS, type DefaultRuleName } from "../panos/settings/defaults.ts";
import type { Setting } from "../panos/settings/setting.ts";
import type { Element } from "../rule.ts";
import type { EffectiveObject, EffectivePlace, EffectiveSetting } from "./types.ts";

/** Words and places for the effective logging of one rule or zone. */
export class Describer {
  readonly config: Config;
  /** The scope whose firewalls are meant. */
  readonly scope: Scope;
  readonly #through = new Map<string, EffectiveObject>();

  constructor(config: Config, scope: Scope) {
    this.config = config;
    this.scope = scope;
  }

  /** The objects that logs go through. */
  get through(): readonly EffectiveObject[] {
    return [...this.#through.values()];
  }

  at(element: Element): EffectivePlace {
    const { source } = this.config.holderOf(element).file.document;
    return { file: source.name, line: source.positionAt(element.span.start).line };
  }

  lastLineOf(element: Element): number {
    return this.config.holderOf(element).file.document.source.positionAt(element.span.end).line;
  }

  /** Where an element stands, for a sentence: `line 12`, or with its file when that is another one. */
  where(element: Element): string {
    const { file, line } = this.at(element);
    return file === this.config.file.document.source.name ? `line ${line}` : `${file}:${line}`;
  }

  /**
   * Where the server profiles that a log-forwarding profile names are looked up: templates serve the device group of the
   * rule; a firewall looks up from where the profile is defined, so that a shared one sees shared server profiles only.
   */
  lookUpFrom(profile: LogForwardingProfile): { readonly config: Config; readonly scope: Scope } {
    const config = this.config.holderOf(profile.element);
    const isOnPanorama = config === this.config && this.scope.kind === "device-group";
    return { config, scope: isOnPanorama ? this.scope : profile.scope };
  }

  /** Notes that logs go through an object. */
  goesThrough(element: Element, path: string): void {
    const { file } = this.at(element);
    this.#through.set(`${file}\n${path}`, { file, path });
  }

  /** A setting with its value in words; `value` where another one is shown, such as enabled for disabled. */
  setting(name: string, place: string, setting: Setting<unknown>, value: unknown = setting.value): EffectiveSetting {
    const at = setting.origin === "default" ? undefined : this.at(setting.element);
    const odd = oddText(setting);
    if (odd !== undefined) {
      const why = `written as <${setting.name}>${odd}</${setting.name}>, which cannot be read`;
      return { name, value: "unknown", origin: "explicit", why, at: this.at(setting.element) };
    }
    const words = typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? "none");
    return { name, value: words, origin: setting.origin, why: this.#why(setting, place), at };
  }

  #why({ name, origin }: Setting<unknown>, place: string): string {
    if (origin === "explicit") return `written as <${name}>`;
    if (origin === "inherited") return `inherited: written as <${name}> in a template of the stack`;
    const row = DEFAULTS.find(
      (each) => (each.place === place || each.place === "policy rule") && each.element === name,
    );
    return row === undefined
      ? `<${name}> is not written`
      : `<${name}> is not written, and means ${row.value} (${row.source})`;
  }

  forwarding(
    name: string,
    setting: Setting<string | undefined>,
    answer: LookUp<LogForwardingProfile> | undefined,
  ): EffectiveSetting {
    if (setting.value === undefined) {
      const why = "<log-setting> is not written, and no profile is used by itself, one named default neither";
      return { name, value: "none", origin: "default", why, at: undefined };
    }
    const found = answer === undefined ? "" : `; ${this.found(answer)}`;
    const own = this.setting(name, "", setting);
    return { ...own, why: `${own.why}${found}` };
  }

  /** Where a named profile was found, or why not. */
  found(answer: LookUp<LogForwardingProfile>): string {
    if (answer.state === "missing") return "there is no such profile in its scope";
    if (answer.state === "unknown") return `whether it exists cannot be told: ${answer.reason}`;
    if (answer.value === undefined) return "it is predefined";
    this.goesThrough(answer.value.element, answer.value.path);
    return `it is defined in ${answer.value.scope.label}, ${this.where(answer.value.element)}`;
  }

  profiles(rule: SecurityRule): EffectiveSetting {
    const { value, origin, element } = rule.profiles;
    const name = "Security Profiles";
    if (value.kind === "none") {
      const why = origin === "default" ? "<profile-setting> is not written" : "<profile-setting> names none";
      return { name, value: "none", origin, why, at: undefined };
    }
    const written = { name, origin: "explicit", at: this.at(element) } as const;
    if (value.kind === "profiles") {
      const names = [...value.profiles].map(([type, profile]) => `${type} "${profile}"`).join(", ");
      return { ...written, value: names, why: "written as <profile-setting>" };
    }
    const types = rule.profileTypes;
    const list = types.length > 0 ? ` (${types.join(", ")})` : "";
    const why = `written as <profile-setting>${this.#groupFound(rule, value.group)}`;
    return { ...written, value: `group "${value.group}"${list}`, why };
  }

  #groupFound(rule: SecurityRule, name: string): string {
    const group = this.config.holderOf(rule.entry).profiles.profileGroup(name, rule.scope);
    if (group.state !== "found" || group.value === undefined || group.scope === undefined) return "";
    this.goesThrough(group.value, `${group.scope.path}/profile-group/${name}`);
    const empty = rule.profileTypes.length === 0 ? " and has no profiles" : "";
    return `; it is defined in ${group.scope.label}, ${this.where(group.value)}${empty}`;
  }

  *remarksOnRule(rule: PolicyRule): Generator<string> {
    if (rule.pushedFrom !== undefined)
      yield `Panorama pushed it; it belongs to ${rule.pushedFrom} and is changed there.`;
  }

  /** Why no session gets to a default rule, if none does. */
  *unreached(name: DefaultRuleName): Generator<string> {
    const before = this.config.policies.catchAll(this.scope, name);
    if (before !== undefined)
      yield `${before.label} (${this.where(before.entry)}) matches everything before it, so it is never reached.`;
  }

  /** What makes the answer less certain than it looks. */
  *doubts(rule: SecurityRule): Generator<string> {
    const holder = this.config.holderOf(rule.entry);
    if (rule.kind === "default-security") yield* this.unreached(nameOf(rule));
    const { value } = rule.profiles;
    if (value.kind === "group" && rule.enabled && rule.allows) {
      const group = holder.profiles.profileGroup(value.group, rule.scope);
      const reason = group.state === "unknown" ? group.reason : "there is no such group in its scope";
      if (group.state !== "found")
        yield `Which logs the security profiles of group "${value.group}" write cannot be told: ${reason}.`;
    }
    // The schema and a page of the vendor's help contradict each other here.
    if (rule.kind === "default-security" && rule.logEnd.origin === "default")
      yield "What an override without <log-end> means is not certain; write it out.";
    if (this.config.devices.settings.some((device) => device.enableHighSpeedLogForwarding.value))
      yield "High speed log forwarding is on: such a firewall keeps no logs of its own, and what is not forwarded is lost.";
  }

  /** What the files of the run show of the policy. */
  *partial(): Generator<string> {
    const beyond = this.config.beyond(this.scope);
    if (beyond !== undefined) {
      const { document } = beyond.model.file;
      yield `Read together with ${document.source.name}, ${beyond.scope.label}.`;
    }
    if (this.config.objects.partial !== undefined)
      yield `The file does not show everything: ${this.config.objects.partial}.`;
  }
}

function nameOf({ name }: SecurityRule): DefaultRuleName {
  return name === "intrazone-default" ? "intrazone-default" : "interzone-default";
}

/** What is written where the model fell back to the default because it is no value of PAN-OS; empty for an empty element. */
function oddText({ name, origin, value, element }: Setting<unknown>): string | undefined {
  if (element.name !== name) return undefined;
  const text = element.trimmedText;
  if (origin === "default") return text ?? "";
  // An action that PAN-OS does not know is read as the one that is nearest to no action at all.
  return isPlaceholder(text) || (name === "action" && text !== undefined && text !== value) ? text : undefined;
}
