import type { Config } from "./config.ts";
import { MatchSet } from "./match-set.ts";
import { type MatchKind, type MatchSetReader, OBJECTS_OF } from "./match-set-reader.ts";
import type { PolicyRule } from "./policy-rule.ts";
import type { RuleField } from "./rule-fields.ts";
import type { Scope } from "./scope.ts";
import type { Target } from "./targets.ts";

/** Match fields that are compared member by member, and what their members are. */
const FIELDS = [
  ["from", "name"],
  ["to", "name"],
  ["application", "application"],
  ["service", "service"],
  ["source", "address"],
  ["destination", "address"],
  ["source-user", "name"],
  ["category", "name"],
  ["source-hip", "name"],
  ["destination-hip", "name"],
  ["hip-profiles", "name"],
  ["saas-user-list", "name"],
  ["saas-tenant-list", "name"],
  ["source-imsi", "name"],
  ["source-imei", "name"],
  ["source-nw-slice", "name"],
] as const satisfies readonly (readonly [RuleField, MatchKind])[];

/** A match field by its number in the table above. */
export type FieldNumber = number;
export const FIELD = { FROM: 0, TO: 1, APPLICATION: 2, SERVICE: 3, SOURCE: 4, DESTINATION: 5 } as const;
/** In the order in which rules are compared: what is often different and cheap to read comes first, addresses last. */
const COMPARED: readonly FieldNumber[] = [1, 0, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 5, 4];

/** Fields whose members may be the names of objects, which a lower scope may define anew. */
const OBJECT_FIELDS = [
  ["source", "address"],
  ["destination", "address"],
  ["application", "application"],
  ["service", "service"],
] as const;
/** What an absent service is, says the schema. */
const APPLICATION_DEFAULT = MatchSet.of(["application-default"], []);

/** What one enabled security rule matches, made for comparing it with others. */
export class RuleShape {
  readonly rule: PolicyRule;
  readonly #reader: MatchSetReader;
  readonly #sets: (MatchSet | undefined)[] = new Array<MatchSet | undefined>(FIELDS.length).fill(undefined);
  readonly #type: PolicyRule["ruleType"];
  readonly #negatesSource: boolean;
  readonly #negatesDestination: boolean;
  readonly #schedule: string | undefined;
  readonly #target: Target;
  /** A bit for each field that lets everything through, known without reading the others. */
  readonly #open: number;

  constructor(rule: PolicyRule, reader: MatchSetReader) {
    this.rule = rule;
    this.#reader = reader;
    this.#type = rule.ruleType;
    this.#negatesSource = rule.negates("source");
    this.#negatesDestination = rule.negates("destination");
    this.#schedule = rule.schedule;
    this.#target = rule.target;
    this.#open = FIELDS.reduce((bits, _, field) => (this.#letsAll(field) ? bits | (1 << field) : bits), 0);
  }

  /** Whether its zones are known; without them nobody can say which sessions it matches. */
  get hasZones(): boolean {
    return this.rule.fieldIndex("from") !== 0 && (this.#type === "intrazone" || this.rule.fieldIndex("to") !== 0);
  }

  /** Whether it is pushed to any firewall at all. */
  get isPushed(): boolean {
    return this.#target.kind !== "nowhere";
  }

  /** What a field lets through. */
  set(field: FieldNumber): MatchSet {
    const known = this.#sets[field] ?? this.#read(field);
    this.#sets[field] = known;
    return known;
  }

  /** Whether a field lets everything through. */
  isOpen(field: FieldNumber): boolean {
    return (this.#open & (1 << field)) !== 0;
  }

  /** Whether every session that the other matches is matched here, whatever the objects mean that the file cannot tell. */
  covers(other: RuleShape): boolean {
    if (this.#type !== "universal" && this.#type !== other.#type) return false;
    // Where the other is open and this one is not, sessions are left over.
    if ((other.#open & ~this.#open) !== 0) return false;
    if (this.#schedule !== undefined && this.#schedule !== other.#schedule) return false;
    for (const field of COMPARED) if (!this.#coversField(field, other)) return false;
    return coversTarget(this.#target, other.#target);
  }

  #letsAll(field: FieldNumber): boolean {
    return this.rule.isOpen(this.#field(field)[0]) && !this.#isNegated(field);
  }

  /** Sessions of an intrazone rule stay in the source zone, whatever is written as the destination zone. */
  #field(field: FieldNumber): (typeof FIELDS)[number] {
    return FIELDS[field === FIELD.TO && this.#type === "intrazone" ? FIELD.FROM : field] ?? FIELDS[FIELD.FROM];
  }

  #read(field: FieldNumber): MatchSet {
    if (this.isOpen(field)) return MatchSet.ANY;
    const [name, kind] = this.#field(field);
    const index = this.rule.fieldIndex(name);
    const set = index === 0 ? MatchSet.NOTHING : this.#reader.read(kind, index);
    // An element without a member is as good as none.
    if (!set.isEmpty) return set;
    return field === FIELD.SERVICE ? APPLICATION_DEFAULT : MatchSet.ANY;
  }

  #coversField(field: FieldNumber, other: RuleShape): boolean {
    if (this.isOpen(field)) return true;
    const negated = this.#isNegated(field);
    const set = this.set(field);
    const its = other.set(field);
    if (!negated) return !other.#isNegated(field) && set.covers(its);
    return other.#isNegated(field) ? its.covers(set) : set.isDisjointFrom(its);
  }

  #isNegated(field: FieldNumber): boolean {
    return field === FIELD.SOURCE ? this.#negatesSource : field === FIELD.DESTINATION && this.#negatesDestination;
  }

  /** Whether some name that it uses means another object in a scope than where the rule stands. */
  isRedefinedFor(scope: Scope, config: Config): boolean {
    if (scope === this.rule.scope) return false;
    const names = OBJECT_FIELDS.flatMap(([field, kind]) =>
      (this.rule.list(field) ?? []).map((member) => ({ member, kind })),
    );
    for (const at of scope.chain()) {
      if (at === this.rule.scope) return false;
      const redefines = names.some(({ member, kind }) =>
        OBJECTS_OF[kind].some((objects) => config.objects(objects, at).has(member)),
      );
      if (redefines) return true;
    }
    return false;
  }
}

/** Whether a rule with the first target reaches every firewall that one with the second reaches. */
function coversTarget(target: Target, other: Target): boolean {
  if (target.kind === "everywhere") return true;
  if (target.kind !== "only" || other.kind !== "only") return false;
  return other.devices.every((device) =>
    target.devices.some(
      ({ serial, vsys }) =>
        serial === device.serial &&
        (vsys.length === 0 || (device.vsys.length > 0 && device.vsys.every((each) => vsys.includes(each)))),
    ),
  );
}
