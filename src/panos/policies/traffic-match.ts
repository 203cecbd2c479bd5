import { mayHaveMemberWithPrefix, members } from "../document/values.ts";
import { isBroadcast } from "../objects/addresses.ts";
import { closedApplications, isWithinApplications, MALICIOUS_ADDRESS_LISTS } from "../objects/applications.ts";
import type { ObjectLookup } from "../objects/look-up.ts";
import { isWithinPorts, type PortRange, portsOf } from "../objects/services.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import { defaultFlag, type ListField, type RuleField, type RuleType, ruleTypeOf } from "../policy-table/rule-fields.ts";
import type { Scope } from "../scopes/scope.ts";
import { defaultOf } from "../settings/defaults.ts";
import type { RuleEntry } from "./rule-entry.ts";
import type { Target } from "./targets.ts";

/** The traffic that a security rule matches. */
export class TrafficMatch {
  readonly #entry: RuleEntry;
  readonly #objects: ObjectLookup;
  readonly #scope: Scope;
  readonly #target: () => Target;

  /** Names are looked up from the scope; `target` says which firewalls the rule is for. */
  constructor(entry: RuleEntry, objects: ObjectLookup, at: { readonly scope: Scope; readonly target: () => Target }) {
    this.#entry = entry;
    this.#objects = objects;
    this.#scope = at.scope;
    this.#target = at.target;
  }

  get ruleType(): RuleType {
    return ruleTypeOf(this.#entry.text("rule-type"));
  }

  /** Whether it matches sessions between different zones; an absent zone is not known to be another one. */
  get crossesZones(): boolean {
    const [from, to] = [this.list("from"), this.list("to")];
    if (this.ruleType === "intrazone" || from === undefined || to === undefined) return false;
    return new Set([...from, ...to]).size > 1 || from.includes("any");
  }

  /** Whether its zones and rule type let it match sessions from one zone to another one, or to itself. */
  matchesZones(from: string, to: string): boolean {
    if (this.ruleType === (from === to ? "interzone" : "intrazone")) return false;
    const names = (field: "from" | "to", zone: string) =>
      this.list(field)?.some((name) => name === "any" || name === zone);
    return names("from", from) === true && (this.ruleType === "intrazone" || names("to", to) === true);
  }

  /** The members of a match field; undefined when the element is absent or empty. */
  list(field: ListField): readonly string[] | undefined {
    const list = members(this.#entry.child(field));
    return list.length === 0 ? undefined : list;
  }

  /** Whether a match field lets everything through: `any`, or absent where that means any. */
  isOpen(field: RuleField): boolean {
    return this.#entry.isAny(field, field !== "service");
  }

  /** Whether it matches everything but the addresses of a field. */
  negates(field: "source" | "destination"): boolean {
    const name = `negate-${field}` as const;
    return this.#entry.childIndex(name) === 0 ? defaultFlag(this.#entry.kind, name) : this.#entry.flag(name).value;
  }

  /** The applications it matches, groups expanded; undefined when that is no closed set. */
  get applications(): readonly string[] | undefined {
    return closedApplications(this.#objects, this.list("application"), this.#scope);
  }

  /** Whether it matches applications of this set and no others. */
  usesOnlyApplications(allowed: ReadonlySet<string>): boolean {
    const names = this.list("application") ?? ["any"];
    return names.every((name) => isWithinApplications(this.#objects, name, this.#scope, allowed));
  }

  /** Whether it names an application of this set, by itself or in a group, among others. */
  namesApplication(wanted: ReadonlySet<string>): boolean {
    return this.list("application")?.some((name) => wanted.has(name) || this.#groupNames(name, wanted)) === true;
  }

  #groupNames(name: string, wanted: ReadonlySet<string>): boolean {
    if (this.#objects.lookUp("application-group", name, this.#scope).state !== "found") return false;
    return closedApplications(this.#objects, [name], this.#scope)?.some((member) => wanted.has(member)) === true;
  }

  /** The destination ports its services stand for; undefined when that is no closed set. */
  get ports(): readonly PortRange[] | undefined {
    return portsOf(this.#objects, this.list("service"), this.#scope);
  }

  /** Whether its services are these ports and no others. */
  usesOnlyPorts(allowed: readonly PortRange[]): boolean {
    return this.list("service")?.every((name) => isWithinPorts(this.#objects, name, this.#scope, allowed)) ?? false;
  }

  /** Whether it blocks or allows by one of PAN-OS's own lists of malicious addresses. */
  get usesMaliciousAddressList(): boolean {
    // Nearly no rule names one; a look at the first letters spares reading a hundred thousand address lists.
    if (!this.#mayNamePredefinedList("source") && !this.#mayNamePredefinedList("destination")) return false;
    const fields = (["source", "destination"] as const).filter((field) => !this.negates(field));
    const names = fields.flatMap((field) => this.list(field) ?? []);
    return names.some((name) => MALICIOUS_ADDRESS_LISTS.includes(name));
  }

  /** Whether its destination is everybody: any, or the broadcast address. */
  get reachesEverybody(): boolean {
    const names = this.list("destination");
    if (names === undefined) return true;
    return (
      !this.negates("destination") &&
      names.every((name) => name === "any" || isBroadcast(this.#objects, name, this.#scope))
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
    return this.#entry.has(FACT.ANY_ZONES) && this.matchesAllOfItsZones;
  }

  /** The same for the zones that it names. */
  get matchesAllOfItsZones(): boolean {
    if (!this.#entry.has(FACT.ENABLED)) return false;
    if (!this.#entry.isAny("service", defaultOf("security rule", "service").value === "any")) return false;
    const negated = this.negates("source") || this.negates("destination");
    return (
      !negated && MATCH_FIELDS.every((field) => this.#entry.isAny(field, true)) && this.#target().kind === "everywhere"
    );
  }

  #mayNamePredefinedList(field: "source" | "destination"): boolean {
    const index = this.#entry.childIndex(field);
    return index !== 0 && mayHaveMemberWithPrefix(this.#entry.element.table, index, PREDEFINED_LIST_PREFIX);
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
