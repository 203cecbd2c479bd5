import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { ProfileSetting } from "../objects/profile-setting.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import type { LookUp } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import { ACTIONS, type Action, actionOf } from "../vocabulary/actions.ts";
import { MatchingRule } from "./matching-rule.ts";

const KNOWN_ACTIONS = `Actions are ${ACTIONS.join(", ")}.`;

/** A security rule, or an override of a default rule, with its effective logging. Values are read when asked for. */
export class SecurityRule extends MatchingRule {
  get action(): Setting<Action> {
    const element = this.child("action");
    const text = this.text("action");
    if (element === undefined || text === undefined) {
      this.refuseNested(element);
      return { name: "action", value: "allow", origin: "default", element: element ?? this.entry };
    }
    const value = actionOf(text);
    if (value === undefined) {
      this.config.addProblem(
        element,
        `${this.label} has the action "${text}", which PAN-OS does not know.`,
        KNOWN_ACTIONS,
      );
    }
    return { name: "action", value: value ?? "allow", origin: "explicit", element };
  }

  get allows(): boolean {
    return (this.facts & FACT.ALLOWS) !== 0;
  }

  get logStart(): Setting<boolean> {
    return this.flag("log-start");
  }

  get logsAtStart(): boolean {
    return (this.facts & FACT.LOGS_AT_START) !== 0;
  }

  get logEnd(): Setting<boolean> {
    return this.flag("log-end");
  }

  get logsAtEnd(): boolean {
    return (this.facts & FACT.LOGS_AT_END) !== 0;
  }

  /** Whether sessions leave any traffic log. With either flag on, denied sessions are logged too. */
  get logged(): boolean {
    return (this.facts & (FACT.LOGS_AT_START | FACT.LOGS_AT_END)) !== 0;
  }

  /** The name of the log-forwarding profile; undefined means that nothing is forwarded, whatever profiles exist. */
  get logSetting(): Setting<string | undefined> {
    const value = this.forwardingProfileName;
    const element = this.child("log-setting") ?? this.entry;
    return { name: "log-setting", value, origin: value === undefined ? "default" : "explicit", element };
  }

  /** The value of `logSetting` alone. */
  get forwardingProfileName(): string | undefined {
    return this.text("log-setting");
  }

  /** What the rule's log-forwarding profile name means in its scope; undefined when it names none. */
  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    const name = this.forwardingProfileName;
    return name === undefined ? undefined : this.config.logForwardingProfile(name, this.scope);
  }

  /** The security profiles or the profile group attached. */
  get profiles(): Setting<ProfileSetting> {
    const element = this.child("profile-setting");
    const value = this.columns.profilesOf(this.content("profile-setting"));
    const origin = value.kind === "none" ? "default" : "explicit";
    return { name: "profile-setting", value, origin, element: element ?? this.entry };
  }

  get hasProfiles(): boolean {
    return (this.facts & FACT.HAS_PROFILES) !== 0;
  }

  /** Whether it inspects only what the client sends (`option/disable-server-response-inspection`). */
  get ignoresServerResponses(): Setting<boolean> {
    const option = this.child("option");
    const place = { label: this.label, holders: holderOf(option), owner: option ?? this.entry };
    const reader = new SettingReader(this.config, { place: "security rule option", ...place });
    return reader.flag("disable-server-response-inspection");
  }

  /** The types of the profiles in force, such as `virus`; empty for a group that the file does not define. */
  get profileTypes(): readonly string[] {
    return this.config.profileTypesApplied(this.profiles.value, this.scope);
  }

  protected override factsByReading(): number {
    this.refuseNested(this.child("log-setting"));
    const enabled = this.kind === "default-security" || !this.flag("disabled").value;
    return (
      (enabled ? FACT.ENABLED : 0) |
      (this.action.value === "allow" ? FACT.ALLOWS : 0) |
      (this.logStart.value ? FACT.LOGS_AT_START : 0) |
      (this.logEnd.value ? FACT.LOGS_AT_END : 0) |
      (this.profiles.value.kind === "none" ? 0 : FACT.HAS_PROFILES) |
      (this.forwardingProfileName === undefined ? 0 : FACT.NAMES_FORWARDING) |
      (this.isAny("from", false) && this.isAny("to", false) ? FACT.ANY_ZONES : 0)
    );
  }
}
