import type { Element } from "../../xml/element.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { ProfileSetting } from "../objects/profile-setting.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import type { RuleField } from "../policy-table/rule-fields.ts";
import type { ProfilesInForce } from "../profiles/profiles-in-force.ts";
import type { SecurityRuleKind } from "../scopes/rulebase.ts";
import type { LookUp } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import { ACTIONS, type Action, actionOf } from "../vocabulary/actions.ts";
import type { PolicyContext } from "./context.ts";
import { PolicyRule, type RulePlace } from "./policy-rule.ts";
import { RuleEntry, type RuleTable, securityRuleLabel } from "./rule-entry.ts";
import { TrafficMatch } from "./traffic-match.ts";

const KNOWN_ACTIONS = `Actions are ${ACTIONS.join(", ")}.`;

/** Where a security or default rule is, and its number in the table of all of them. */
interface SecurityRulePlace extends RulePlace<SecurityRuleKind> {
  readonly ordinal: number;
}

/** A security rule, or an override of a default rule, with its effective logging. Values are read when asked for. */
export class SecurityRule extends PolicyRule<SecurityRuleKind> {
  readonly #row: RuleEntry;
  #match: TrafficMatch | undefined;

  constructor(context: PolicyContext, place: SecurityRulePlace, table: RuleTable) {
    super(context, place);
    const { entry: element, ordinal, rulebase } = place;
    this.#row = new RuleEntry({ element, kind: rulebase.kind, ordinal }, table);
  }

  /** The policy rule at the beginning of a sentence: `Security rule "allow-web"`. */
  get label(): string {
    return securityRuleLabel(this.kind, this.name);
  }

  /** Disabled rules match nothing and log nothing; Panorama does not even push them. */
  get enabled(): boolean {
    return this.#has(FACT.ENABLED);
  }

  /** Whether it is disabled, as a setting; `enabled` is the quick question. Default rules cannot be disabled. */
  get disabled(): Setting<boolean> {
    return this.#row.flag("disabled");
  }

  /** The traffic that it matches. */
  get match(): TrafficMatch {
    this.#match ??= new TrafficMatch(this.#row, this.context.objects, { scope: this.scope, target: () => this.target });
    return this.#match;
  }

  override get schedule(): string | undefined {
    return this.#row.text("schedule");
  }

  get action(): Setting<Action> {
    const element = this.child("action");
    const text = this.#row.text("action");
    if (element === undefined || text === undefined) {
      this.#row.refuseNested(element);
      this.#row.refuseEmpty(element);
      return { name: "action", value: "allow", origin: "default", element: element ?? this.entry };
    }
    const value = actionOf(text);
    if (value === undefined) {
      this.context.file.problems.addProblem(
        element,
        `${this.label} has the action "${text}", which PAN-OS does not know.`,
        KNOWN_ACTIONS,
      );
    }
    return { name: "action", value: value ?? "allow", origin: "explicit", element };
  }

  get allows(): boolean {
    return this.#has(FACT.ALLOWS);
  }

  get logStart(): Setting<boolean> {
    return this.#row.flag("log-start");
  }

  get logsAtStart(): boolean {
    return this.#has(FACT.LOGS_AT_START);
  }

  get logEnd(): Setting<boolean> {
    return this.#row.flag("log-end");
  }

  get logsAtEnd(): boolean {
    return this.#has(FACT.LOGS_AT_END);
  }

  /** Whether sessions leave any traffic log. With either flag on, denied sessions are logged too. */
  get logged(): boolean {
    return this.logsAtStart || this.logsAtEnd;
  }

  /** The name of the log-forwarding profile; undefined means that nothing is forwarded, whatever profiles exist. */
  get logSetting(): Setting<string | undefined> {
    const value = this.forwardingProfileName;
    const element = this.child("log-setting") ?? this.entry;
    return { name: "log-setting", value, origin: value === undefined ? "default" : "explicit", element };
  }

  /** The value of `logSetting` alone. */
  get forwardingProfileName(): string | undefined {
    return this.#row.text("log-setting");
  }

  /** What the rule's log-forwarding profile name means in its scope; undefined when it names none. */
  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    const name = this.forwardingProfileName;
    return name === undefined ? undefined : this.context.forwarding.logForwardingProfile(name, this.scope);
  }

  /** The security profiles or the profile group attached. */
  get profiles(): Setting<ProfileSetting> {
    const element = this.child("profile-setting");
    const value = this.#row.columns.profilesOf(this.#row.content("profile-setting"));
    const origin = value.kind === "none" ? "default" : "explicit";
    return { name: "profile-setting", value, origin, element: element ?? this.entry };
  }

  get hasProfiles(): boolean {
    return this.#has(FACT.HAS_PROFILES);
  }

  /** Whether it inspects only what the client sends (`option/disable-server-response-inspection`). */
  get ignoresServerResponses(): Setting<boolean> {
    const option = this.child("option");
    const place = { label: this.label, holders: holderOf(option), owner: option ?? this.entry };
    const reader = new SettingReader(this.context.file.problems, { place: "security rule option", ...place });
    return reader.flag("disable-server-response-inspection");
  }

  /** Whether it makes threat logs: it allows sessions and has security profiles, in a group that is not empty. */
  get inspects(): boolean {
    return this.allows && this.hasProfiles && this.context.profiles.mayInspect(this.profiles.value, this.scope);
  }

  /** The security profiles that it applies, its group resolved. */
  get profilesInForce(): ProfilesInForce {
    return this.context.profiles.inForce(this.profiles.value, this.scope);
  }

  /** The types of the profiles in force, such as `virus`; empty for a group that the file does not define. */
  get profileTypes(): readonly string[] {
    return this.context.profiles.typesApplied(this.profiles.value, this.scope);
  }

  /** Reads the facts of a rule that is not written as PAN-OS writes it: by its settings, noting what cannot be read. */
  readClosely(): number {
    const facts = this.#factsByReading();
    this.#row.facts = facts;
    return facts;
  }

  protected override child(field: RuleField): Element | undefined {
    return this.#row.child(field);
  }

  #has(fact: number): boolean {
    const { facts } = this.#row;
    return (((facts & FACT.UNREAD) === 0 ? facts : this.readClosely()) & fact) !== 0;
  }

  #factsByReading(): number {
    this.#row.refuseNested(this.child("log-setting"));
    const enabled = this.kind === "default-security" || !this.#row.flag("disabled").value;
    return (
      (enabled ? FACT.ENABLED : 0) |
      (this.action.value === "allow" ? FACT.ALLOWS : 0) |
      (this.logStart.value ? FACT.LOGS_AT_START : 0) |
      (this.logEnd.value ? FACT.LOGS_AT_END : 0) |
      (this.profiles.value.kind === "none" ? 0 : FACT.HAS_PROFILES) |
      (this.forwardingProfileName === undefined ? 0 : FACT.NAMES_FORWARDING) |
      (this.#row.isAny("from", false) && this.#row.isAny("to", false) ? FACT.ANY_ZONES : 0)
    );
  }
}
