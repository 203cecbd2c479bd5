import type { Element } from "../xml/element.ts";
import { isBroadcast } from "./addresses.ts";
import { closedApplications, MALICIOUS_ADDRESS_LISTS } from "./applications.ts";
import { setCommand } from "./command.ts";
import type { Config } from "./config.ts";
import { defaultOf } from "./defaults.ts";
import type { EntryFields } from "./entry-fields.ts";
import type { LogForwardingProfile } from "./log-forwarding.ts";
import { pathSegment } from "./logical-path.ts";
import { type ProfileSetting, readProfileSetting } from "./profile-setting.ts";
import { FACT } from "./rule-facts.ts";
import type { PolicyRuleKind, Rulebase, RulebasePosition } from "./rulebase.ts";
import type { LookUp, Scope } from "./scope.ts";
import { type PortRange, portsOf } from "./services.ts";
import type { Setting } from "./setting.ts";
import { isAny, mayHaveMemberWithPrefix, members, yesNo } from "./values.ts";

/** What a policy rule does with a session. Everything but `allow` blocks. */
export type Action = (typeof ACTIONS)[number];
const ACTIONS = ["allow", "deny", "drop", "reset-client", "reset-server", "reset-both"] as const;

/** The children of a security rule that the model reads. */
export const RULE_FIELDS = [
  "action",
  "disabled",
  "log-start",
  "log-end",
  "log-setting",
  "profile-setting",
  "tag",
  "description",
  "rule-type",
  "from",
  "to",
  "source",
  "destination",
  "source-user",
  "application",
  "service",
  "category",
  "source-hip",
  "destination-hip",
  "hip-profiles",
  "saas-user-list",
  "saas-tenant-list",
  "source-imsi",
  "source-imei",
  "source-nw-slice",
  "schedule",
  "negate-source",
  "negate-destination",
  "target",
] as const;

export type RuleField = (typeof RULE_FIELDS)[number];
/** Fields that hold a list of names. */
export type ListField =
  | "from"
  | "to"
  | "source"
  | "destination"
  | "source-user"
  | "application"
  | "service"
  | "category";
type FlagField = "log-start" | "log-end" | "disabled" | "negate-source" | "negate-destination";

/** Where a policy rule stands: its list, its place in it (1-based) and its number in the model's field index. */
export interface PolicyRulePlace {
  readonly rulebase: Rulebase;
  readonly position: number;
  readonly entry: Element;
  readonly ordinal: number;
}

/** A security rule, or an override of a default rule, with its effective logging. Values are read when asked for. */
export class PolicyRule {
  readonly rulebase: Rulebase;
  /** 1-based place in its list, as the web interface numbers it. */
  readonly position: number;
  readonly entry: Element;
  readonly #config: Config;
  readonly #ordinal: number;
  readonly #fields: EntryFields<RuleField>;
  readonly #facts: Uint8Array;
  #name: string | undefined;
  #uuid: string | undefined;

  constructor(config: Config, place: PolicyRulePlace, fields: EntryFields<RuleField>, facts: Uint8Array) {
    this.#config = config;
    this.#facts = facts;
    this.rulebase = place.rulebase;
    this.position = place.position;
    this.entry = place.entry;
    this.#ordinal = place.ordinal;
    this.#fields = fields;
  }

  get kind(): PolicyRuleKind {
    return this.rulebase.kind;
  }

  get scope(): Scope {
    return this.rulebase.scope;
  }

  get rulebasePosition(): RulebasePosition {
    return this.rulebase.position;
  }

  get name(): string {
    if (this.#name === undefined) this.#readTag();
    return this.#name ?? "";
  }

  /** Stable across renames; PAN-OS 9.0 and later. */
  get uuid(): string | undefined {
    if (this.#name === undefined) this.#readTag();
    return this.#uuid;
  }

  /** The device group (or `shared`) that owns a rule which Panorama pushed into this file. */
  get pushedFrom(): string | undefined {
    return this.#config.hasOwners ? this.entry.attribute("loc") : undefined;
  }

  /** `vsys/vsys1/rulebase/security/allow-web` */
  get path(): string {
    return `${this.rulebase.path}/${pathSegment(this.name)}`;
  }

  /** The policy rule at the beginning of a sentence: `Security rule "allow-web"`. */
  get label(): string {
    return this.kind === "security" ? `Security rule "${this.name}"` : `Default rule "${this.name}"`;
  }

  /** Disabled rules match nothing and log nothing; Panorama does not even push them. */
  get enabled(): boolean {
    return (this.#readFacts() & FACT.ENABLED) !== 0;
  }

  get action(): Setting<Action> {
    const element = this.#fields.child(this.#ordinal, "action");
    const text = element && this.#config.textOf(element.index);
    if (element === undefined || text === undefined) {
      return { name: "action", value: "allow", origin: "default", element: element ?? this.entry };
    }
    const value = ACTIONS.find((action) => action === text);
    if (value === undefined) {
      this.#config.addProblem(
        element,
        `${this.label} has the action "${text}", which PAN-OS does not know.`,
        KNOWN_ACTIONS,
      );
    }
    return { name: "action", value: value ?? "allow", origin: "explicit", element };
  }

  get allows(): boolean {
    return (this.#readFacts() & FACT.ALLOWS) !== 0;
  }

  get logStart(): Setting<boolean> {
    return this.#flag("log-start");
  }

  get logsAtStart(): boolean {
    return (this.#readFacts() & FACT.LOGS_AT_START) !== 0;
  }

  get logEnd(): Setting<boolean> {
    return this.#flag("log-end");
  }

  get logsAtEnd(): boolean {
    return (this.#readFacts() & FACT.LOGS_AT_END) !== 0;
  }

  /** Whether sessions leave any traffic log. With either flag on, denied sessions are logged too. */
  get logged(): boolean {
    return (this.#readFacts() & (FACT.LOGS_AT_START | FACT.LOGS_AT_END)) !== 0;
  }

  /** The name of the log-forwarding profile; undefined means that nothing is forwarded, whatever profiles exist. */
  get logSetting(): Setting<string | undefined> {
    const value = this.forwardingProfileName;
    const element = this.#fields.child(this.#ordinal, "log-setting") ?? this.entry;
    return { name: "log-setting", value, origin: value === undefined ? "default" : "explicit", element };
  }

  /** The value of `logSetting` alone. */
  get forwardingProfileName(): string | undefined {
    const index = this.#fields.childIndex(this.#ordinal, "log-setting");
    return index === 0 ? undefined : this.#config.textOf(index);
  }

  /** What the rule's log-forwarding profile name means in its scope; undefined when it names none. */
  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    const name = this.forwardingProfileName;
    return name === undefined ? undefined : this.#config.logForwardingProfile(name, this.scope);
  }

  /** The security profiles or the profile group attached. */
  get profiles(): Setting<ProfileSetting> {
    const element = this.#fields.child(this.#ordinal, "profile-setting");
    const value = readProfileSetting(element);
    const origin = value.kind === "none" ? "default" : "explicit";
    return { name: "profile-setting", value, origin, element: element ?? this.entry };
  }

  get hasProfiles(): boolean {
    return (this.#readFacts() & FACT.HAS_PROFILES) !== 0;
  }

  /** The types of the profiles in force, such as `virus`; empty for a group that the file does not define. */
  get profileTypes(): readonly string[] {
    const setting = this.profiles.value;
    if (setting.kind === "none") return [];
    if (setting.kind === "profiles") return [...setting.profiles.keys()];
    const group = this.#config.profileGroup(setting.group, this.scope);
    return group.state === "found" && group.value !== undefined ? this.#config.profileTypesOf(group.value) : [];
  }

  get tags(): readonly string[] {
    return members(this.#fields.child(this.#ordinal, "tag"));
  }

  get description(): string | undefined {
    return this.#fields.child(this.#ordinal, "description")?.trimmedText;
  }

  get ruleType(): "universal" | "intrazone" | "interzone" {
    const text = this.#fields.child(this.#ordinal, "rule-type")?.trimmedText;
    return text === "intrazone" || text === "interzone" ? text : "universal";
  }

  /** The members of a match field; undefined when the element is absent or empty. */
  list(field: ListField): readonly string[] | undefined {
    const list = members(this.#fields.child(this.#ordinal, field));
    return list.length === 0 ? undefined : list;
  }

  /** The applications it matches, groups expanded; undefined when that is no closed set. */
  get applications(): readonly string[] | undefined {
    return closedApplications(this.#config, this.list("application"), this.scope);
  }

  /** Whether it matches applications of this set and no others. */
  usesOnlyApplications(allowed: ReadonlySet<string>): boolean {
    const names = this.list("application") ?? ["any"];
    return names.every((name) => allowed.has(name) || this.#isGroupOf(name, allowed));
  }

  #isGroupOf(name: string, allowed: ReadonlySet<string>): boolean {
    if (this.#config.lookUp("application-group", name, this.scope).state !== "found") return false;
    const members = closedApplications(this.#config, [name], this.scope) ?? [];
    return members.length > 0 && members.every((member) => allowed.has(member));
  }

  /** The destination ports its services stand for; undefined when that is no closed set. */
  get ports(): readonly PortRange[] | undefined {
    return portsOf(this.#config, this.list("service"), this.scope);
  }

  /** Whether it blocks or allows by one of PAN-OS's own lists of malicious addresses. */
  get usesMaliciousAddressList(): boolean {
    // Nearly no rule names one; a look at the first letters spares reading a hundred thousand address lists.
    if (!this.#mayNamePredefinedList("source") && !this.#mayNamePredefinedList("destination")) return false;
    const names = [...(this.list("source") ?? []), ...(this.list("destination") ?? [])];
    return names.some((name) => MALICIOUS_ADDRESS_LISTS.includes(name));
  }

  /** Whether its destination is everybody: any, or the broadcast address. */
  get reachesEverybody(): boolean {
    const names = this.list("destination");
    return names === undefined || names.every((name) => name === "any" || isBroadcast(this.#config, name, this.scope));
  }

  /**
   * Whether it matches every session between zones: enabled, every match field `any` or absent (zones and service must
   * be written), nothing negated, no user, HIP, category, SaaS, mobile network, schedule or target restriction.
   */
  get matchesEverything(): boolean {
    if ((this.#readFacts() & FACT.ANY_ZONES) === 0) return false;
    if (!this.#isAny("service", defaultOf("security rule", "service").value === "any")) return false;
    if (!this.enabled || this.ruleType === "intrazone") return false;
    const negated = this.#flag("negate-source").value || this.#flag("negate-destination").value;
    return !negated && MATCH_FIELDS.every((field) => this.#isAny(field, true)) && !this.#isTargeted();
  }

  /** The `set` or `delete` command that changes this rule, complete for its scope. */
  command(verb: "set" | "delete", change: string): string {
    return setCommand(this, verb, change);
  }

  #readTag(): void {
    this.#name = this.entry.attribute("name") ?? "";
    this.#uuid = this.entry.attribute("uuid");
  }

  #readFacts(): number {
    const facts = this.#facts[this.#ordinal] ?? 0;
    return (facts & FACT.UNREAD) === 0 ? facts : this.readClosely();
  }

  /** The facts of a rule that is not written as PAN-OS writes it: by its settings, which note what cannot be read. */
  readClosely(): number {
    const enabled = this.kind === "default-security" || !this.#flag("disabled").value;
    const facts =
      (enabled ? FACT.ENABLED : 0) |
      (this.action.value === "allow" ? FACT.ALLOWS : 0) |
      (this.logStart.value ? FACT.LOGS_AT_START : 0) |
      (this.logEnd.value ? FACT.LOGS_AT_END : 0) |
      (this.profiles.value.kind === "none" ? 0 : FACT.HAS_PROFILES) |
      (this.forwardingProfileName === undefined ? 0 : FACT.NAMES_FORWARDING) |
      (this.#isAny("from", false) && this.#isAny("to", false) ? FACT.ANY_ZONES : 0);
    this.#facts[this.#ordinal] = facts;
    return facts;
  }

  #mayNamePredefinedList(field: "source" | "destination"): boolean {
    const index = this.#fields.childIndex(this.#ordinal, field);
    return index !== 0 && mayHaveMemberWithPrefix(this.entry.table, index, PREDEFINED_LIST_PREFIX);
  }

  #isAny(field: RuleField, whenAbsent: boolean): boolean {
    const index = this.#fields.childIndex(this.#ordinal, field);
    return index === 0 ? whenAbsent : (isAny(this.entry.table, index) ?? whenAbsent);
  }

  /** `<target><negate>no</negate></target>` alone means every firewall; anything more restricts. */
  #isTargeted(): boolean {
    const target = this.#fields.child(this.#ordinal, "target");
    if (target === undefined) return false;
    const listed = target.find("devices", "entry") ?? target.find("tags", "member");
    return listed !== undefined || target.child("negate")?.trimmedText === "yes";
  }

  #flag(field: FlagField): Setting<boolean> {
    const index = this.#fields.childIndex(this.#ordinal, field);
    const value = index === 0 ? undefined : yesNo(this.entry.table, index);
    const element = index === 0 ? this.entry : this.#fields.child(this.#ordinal, field);
    if (typeof value === "boolean") return { name: field, value, origin: "explicit", element: element ?? this.entry };
    if (value !== undefined && element !== undefined) {
      this.#config.addProblem(
        element,
        `${this.label} has "${value}" in ${field}; PAN-OS knows only yes and no.`,
        "Mend the value or export the file again.",
      );
    }
    return { name: field, value: defaultFlag(this.kind, field), origin: "default", element: element ?? this.entry };
  }
}

const PREDEFINED_LIST_PREFIX = Buffer.from("panw-");

/** What a rule can match by, besides zones and service. An absent element restricts nothing. */
const MATCH_FIELDS = [
  "source",
  "destination",
  "application",
  "source-user",
  "category",
  "source-hip",
  "destination-hip",
  "hip-profiles",
  "saas-user-list",
  "saas-tenant-list",
  "source-imsi",
  "source-imei",
  "source-nw-slice",
  "schedule",
] as const satisfies readonly RuleField[];
const KNOWN_ACTIONS = `Actions are ${ACTIONS.join(", ")}.`;

/** The defaults of the flags, looked up once: they are asked for with nearly every rule. */
const SECURITY_FLAGS: Readonly<Record<FlagField, boolean>> = {
  "log-start": defaultOf("security rule", "log-start").value === "yes",
  "log-end": defaultOf("security rule", "log-end").value === "yes",
  disabled: defaultOf("security rule", "disabled").value === "yes",
  "negate-source": defaultOf("security rule", "negate-source").value === "yes",
  "negate-destination": defaultOf("security rule", "negate-destination").value === "yes",
};
/** An override of a default rule cannot be disabled and has no match fields. */
const OVERRIDE_FLAGS: Readonly<Record<FlagField, boolean>> = {
  "log-start": defaultOf("default rule override", "log-start").value === "yes",
  "log-end": defaultOf("default rule override", "log-end").value === "yes",
  disabled: false,
  "negate-source": false,
  "negate-destination": false,
};

function defaultFlag(kind: PolicyRuleKind, field: FlagField): boolean {
  return (kind === "security" ? SECURITY_FLAGS : OVERRIDE_FLAGS)[field];
}
