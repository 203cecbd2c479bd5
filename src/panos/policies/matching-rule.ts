import { isAny, mayHaveMemberWithPrefix, members } from "../document/values.ts";
import { isBroadcast } from "../objects/addresses.ts";
import { closedApplications, isWithinApplications, MALICIOUS_ADDRESS_LISTS } from "../objects/applications.ts";
import { isWithinPorts, type PortRange, portsOf } from "../objects/services.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import { defaultFlag, type ListField, type RuleField, type RuleType, ruleTypeOf } from "../policy-table/rule-fields.ts";
import { defaultOf } from "../settings/defaults.ts";
import { RuleEntry } from "./rule-entry.ts";
import { readTarget, type Target } from "./targets.ts";

/** What a policy rule matches. */
export abstract class MatchingRule extends RuleEntry {
  get ruleType(): RuleType {
    return ruleTypeOf(this.text("rule-type"));
  }

  /** Whether it matches sessions between different zones; an absent zone is not known to be another one. */
  get crossesZones(): boolean {
    const [from, to] = [this.list("from"), this.list("to")];
    if (this.ruleType === "intrazone" || from === undefined || to === undefined) return false;
    return new Set([...from, ...to]).size > 1 || from.includes("any");
  }

  /** The members of a match field; undefined when the element is absent or empty. */
  list(field: ListField): readonly string[] | undefined {
    const list = members(this.child(field));
    return list.length === 0 ? undefined : list;
  }

  /** The index of the element of a match field, 0 when it is absent. */
  fieldIndex(field: RuleField): number {
    return this.childIndex(field);
  }

  /** Whether a match field lets everything through: `any`, or absent where that means any. */
  isOpen(field: RuleField): boolean {
    return this.isAny(field, field !== "service");
  }

  /** Whether it matches everything but the addresses of a field. */
  negates(field: "source" | "destination"): boolean {
    const name = `negate-${field}` as const;
    return this.childIndex(name) === 0 ? defaultFlag(this.kind, name) : this.flag(name).value;
  }

  /** The applications it matches, groups expanded; undefined when that is no closed set. */
  get applications(): readonly string[] | undefined {
    return closedApplications(this.config, this.list("application"), this.scope);
  }

  /** Whether it matches applications of this set and no others. */
  usesOnlyApplications(allowed: ReadonlySet<string>): boolean {
    const names = this.list("application") ?? ["any"];
    return names.every((name) => isWithinApplications(this.config, name, this.scope, allowed));
  }

  /** Whether it names an application of this set, by itself or in a group, among others. */
  namesApplication(wanted: ReadonlySet<string>): boolean {
    return this.list("application")?.some((name) => wanted.has(name) || this.#groupNames(name, wanted)) === true;
  }

  #groupNames(name: string, wanted: ReadonlySet<string>): boolean {
    if (this.config.lookUp("application-group", name, this.scope).state !== "found") return false;
    return closedApplications(this.config, [name], this.scope)?.some((member) => wanted.has(member)) === true;
  }

  /** The destination ports its services stand for; undefined when that is no closed set. */
  get ports(): readonly PortRange[] | undefined {
    return portsOf(this.config, this.list("service"), this.scope);
  }

  /** Whether its services are these ports and no others. */
  usesOnlyPorts(allowed: readonly number[]): boolean {
    return this.list("service")?.every((name) => isWithinPorts(this.config, name, this.scope, allowed)) ?? false;
  }

  /** Whether it blocks or allows by one of PAN-OS's own lists of malicious addresses. */
  get usesMaliciousAddressList(): boolean {
    // Nearly no rule names one; a look at the first letters spares reading a hundred thousand address lists.
    if (!this.#mayNamePredefinedList("source") && !this.#mayNamePredefinedList("destination")) return false;
    const fields = (["source", "destination"] as const).filter((field) => !this.negates(field));
    const names = fields.flatMap((field) => this.list(field) ?? []);
    return names.some((name) => MALICIOUS_ADDRESS_LISTS.includes(name));
  }

  /** The same, read as what many rules share. */
  override get schedule(): string | undefined {
    return this.text("schedule");
  }

  /** Which firewalls of its scope it is for; rules that Panorama does not push are for every one. */
  get target(): Target {
    return readTarget(this.config, this.label, this.child("target"));
  }

  /** Whether its destination is everybody: any, or the broadcast address. */
  get reachesEverybody(): boolean {
    const names = this.list("destination");
    if (names === undefined) return true;
    return (
      !this.negates("destination") &&
      names.every((name) => name === "any" || isBroadcast(this.config, name, this.scope))
    );
  }

  /**
   * Whether it matches every session between zones: enabled, every match field `any` or absent (zones and service must
   * be written), nothing negated, no user, HIP, category, SaaS, mobile network, schedule or target restriction.
   */
  get matchesEverything(): boolean {
    return this.matchesAllOfItsType && this.ruleType !== "intrazone";
  }

  /** The same for the sessions that its rule type is for: inside zones, between zones, or both. */
  get matchesAllOfItsType(): boolean {
    if ((this.facts & FACT.ANY_ZONES) === 0 || !this.enabled) return false;
    if (!this.isAny("service", defaultOf("security rule", "service").value === "any")) return false;
    const negated = this.negates("source") || this.negates("destination");
    return !negated && MATCH_FIELDS.every((field) => this.isAny(field, true)) && this.target.kind === "everywhere";
  }

  #mayNamePredefinedList(field: "source" | "destination"): boolean {
    const index = this.childIndex(field);
    return index !== 0 && mayHaveMemberWithPrefix(this.entry.table, index, PREDEFINED_LIST_PREFIX);
  }

  protected isAny(field: RuleField, whenAbsent: boolean): boolean {
    const index = this.childIndex(field);
    return index === 0 ? whenAbsent : (isAny(this.entry.table, index) ?? whenAbsent);
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
