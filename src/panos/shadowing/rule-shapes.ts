import { MatchSet } from "../objects/match-set.ts";
import type { RuleRows } from "../policies/rule-rows.ts";
import type { SecurityRule } from "../policies/security-rule.ts";
import { coversTarget, type Target } from "../policies/targets.ts";
import { ABSENT, type FieldContents } from "../policy-table/field-contents.ts";
import { type RuleField, ruleTypeOf } from "../policy-table/rule-fields.ts";
import type { Scope } from "../scopes/scope.ts";
import { type MatchKind, type MatchSetReader, OBJECTS_OF } from "./match-set-reader.ts";

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
export const FIELD = { FROM: 0, TO: 1, APPLICATION: 2, SERVICE: 3, SOURCE: 4, DESTINATION: 5, USER: 6 } as const;
/** In the order in which rules are compared: what is often different and cheap to read comes first, addresses last. */
const COMPARED: readonly FieldNumber[] = [1, 0, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 5, 4];
/** Fields whose members may be the names of objects, which a lower scope may define anew. */
const OBJECT_FIELDS = ["source", "destination", "application", "service"] as const;
const KIND_OF = new Map<RuleField, MatchKind>(FIELDS);
const KINDS: readonly MatchKind[] = FIELDS.map(([, kind]) => kind);

const [UNIVERSAL, INTRAZONE, INTERZONE] = [0, 1, 2];
const TYPES = { universal: UNIVERSAL, intrazone: INTRAZONE, interzone: INTERZONE } as const;

/** What an absent service is, says the schema. */
const APPLICATION_DEFAULT = MatchSet.of(["application-default"], []);

/**
 * What the enabled security rules of one list match, made for comparing them with others: numbers in columns, so that
 * nothing is made for the rules that no other one comes near to. Rules are called by their number here.
 */
export class RuleShapes {
  readonly length: number;
  /** What the fields let through by which covering rules are found, rule by rule. */
  readonly from: readonly MatchSet[];
  readonly to: readonly MatchSet[];
  readonly application: readonly MatchSet[];
  readonly #rows: RuleRows;
  readonly #reader: MatchSetReader;
  readonly #contents: FieldContents;
  /** What the match fields hold, by field and row. */
  readonly #columns: readonly Int32Array[];
  /** The rows of the rules that can be compared: those with zones, that are pushed to some firewall. */
  readonly #ordinals: Int32Array;
  readonly #schedules: Int32Array;
  readonly #types: Uint8Array;
  /** For each rule a bit for each field that matches everything but its members. */
  readonly #negated: Uint8Array;
  /** For each rule a bit for each field that lets everything through, known without reading the others. */
  readonly #open: Uint16Array;

  constructor(rows: RuleRows, reader: MatchSetReader) {
    this.#rows = rows;
    this.#reader = reader;
    const { columns } = rows;
    this.#contents = columns.contents;
    this.#columns = FIELDS.map(([name]) => columns.contentsOf(name));
    this.#schedules = columns.contentsOf("schedule");
    const [types, from, to] = [columns.contentsOf("rule-type"), columns.column("from"), columns.column("to")];
    const typeOf = (ordinal: number) => TYPES[ruleTypeOf(columns.textOf(types[ordinal] ?? ABSENT))];
    // Without its zones nobody can say what a rule matches.
    const hasZones = (ordinal: number) => from[ordinal] !== 0 && (to[ordinal] !== 0 || typeOf(ordinal) === INTRAZONE);
    const isPushed = (ordinal: number) => rows.target(ordinal).kind !== "nowhere";
    this.#ordinals = rows.ordinals.filter((ordinal) => hasZones(ordinal) && isPushed(ordinal));
    this.length = this.#ordinals.length;
    this.#types = Uint8Array.from(this.#ordinals, typeOf);
    this.#negated = new Uint8Array(this.length);
    this.#open = new Uint16Array(this.length);
    this.#readNegated("negate-source", FIELD.SOURCE);
    this.#readNegated("negate-destination", FIELD.DESTINATION);
    for (let field = 0; field < FIELDS.length; field++) this.#readOpen(field);
    const all = (field: FieldNumber) => Array.from(this.#types, (_, at) => this.set(at, field));
    this.from = all(FIELD.FROM);
    this.to = all(FIELD.TO);
    this.application = all(FIELD.APPLICATION);
  }

  rule(at: number): SecurityRule {
    return this.#rows.rule(this.#ordinals[at] ?? 0);
  }

  /** Whether a field lets everything through. */
  isOpen(at: number, field: FieldNumber): boolean {
    return ((this.#open[at] ?? 0) & (1 << field)) !== 0;
  }

  /** What a field lets through. */
  set(at: number, field: FieldNumber): MatchSet {
    if (this.isOpen(at, field)) return MatchSet.ANY;
    const set = this.#reader.read(KINDS[field] ?? "name", this.#contents, this.#contentOf(at, field));
    // An element without a member is as good as none.
    if (!set.isEmpty) return set;
    return field === FIELD.SERVICE ? APPLICATION_DEFAULT : MatchSet.ANY;
  }

  /**
   * Whether every session that a rule of another list matches is matched by one of this list, whatever the objects mean
   * that the file cannot tell.
   */
  covers(at: number, others: RuleShapes, other: number): boolean {
    if (this.#types[at] !== UNIVERSAL && this.#types[at] !== others.#types[other]) return false;
    // Where the other is open and this one is not, sessions are left over.
    if (((others.#open[other] ?? 0) & ~(this.#open[at] ?? 0)) !== 0) return false;
    if (!this.#coversSchedule(at, others, other)) return false;
    for (const field of COMPARED) if (!this.#coversField(field, at, others, other)) return false;
    return coversTarget(this.#target(at), others.#target(other));
  }

  /** Whether some name that a rule uses means another object in a scope than where the rule stands. */
  isRedefinedFor(at: number, scope: Scope): boolean {
    if (scope === this.#reader.scope) return false;
    for (const between of scope.chain()) {
      if (between === this.#reader.scope) return false;
      if (this.#isRedefinedIn(at, between)) return true;
    }
    return false;
  }

  #isRedefinedIn(at: number, scope: Scope): boolean {
    return OBJECT_FIELDS.some((field) => {
      const kind = KIND_OF.get(field) as keyof typeof OBJECTS_OF;
      const objects = OBJECTS_OF[kind]
        .map((each) => this.#reader.objects.definedIn(each, scope))
        .filter(({ size }) => size > 0);
      if (objects.length === 0) return false;
      return (this.rule(at).match.list(field) ?? []).some((member) => objects.some((each) => each.has(member)));
    });
  }

  #coversSchedule(at: number, others: RuleShapes, other: number): boolean {
    const schedule = this.#scheduleOf(at);
    return schedule === undefined || schedule === others.#scheduleOf(other);
  }

  #scheduleOf(at: number): string | undefined {
    return this.#rows.columns.textOf(this.#schedules[this.#ordinals[at] ?? 0] ?? ABSENT);
  }

  #coversField(field: FieldNumber, at: number, others: RuleShapes, other: number): boolean {
    if (this.isOpen(at, field)) return true;
    const [negated, otherNegated] = [this.isNegated(at, field), others.isNegated(other, field)];
    if (!negated && otherNegated) return false;
    if (negated === otherNegated && this.#saysTheSame(field, at, others, other)) return true;
    const set = this.set(at, field);
    const its = others.set(other, field);
    if (!negated) return set.covers(its);
    return otherNegated ? its.covers(set) : set.isDisjointFrom(its);
  }

  /** Whether a field says the same in both rules, and means the same: seen without reading what it means. */
  #saysTheSame(field: FieldNumber, at: number, others: RuleShapes, other: number): boolean {
    if (this.#contentOf(at, field) !== others.#contentOf(other, field)) return false;
    return this.#reader.meansTheSame(KINDS[field] ?? "name", others.#reader);
  }

  /** Whether it matches everything but the members of a field. */
  isNegated(at: number, field: FieldNumber): boolean {
    return ((this.#negated[at] ?? 0) & (1 << field)) !== 0;
  }

  #target(at: number): Target {
    return this.#rows.target(this.#ordinals[at] ?? 0);
  }

  /** Sessions of an intrazone rule stay in the source zone, whatever is written as the destination zone. */
  #contentOf(at: number, field: FieldNumber): number {
    const actual = field === FIELD.TO && this.#types[at] === INTRAZONE ? FIELD.FROM : field;
    return this.#columns[actual]?.[this.#ordinals[at] ?? 0] ?? 0;
  }

  #readNegated(name: "negate-source" | "negate-destination", field: FieldNumber): void {
    const { columns } = this.#rows;
    if (!columns.isWritten(name)) return;
    const contents = columns.contentsOf(name);
    for (let at = 0; at < this.length; at++) {
      // Nearly all say a plain no; the others are read by the rule, which tells what it cannot read.
      if (columns.saysNo(contents[this.#ordinals[at] ?? 0] ?? ABSENT)) continue;
      if (this.rule(at).match.negates(name === "negate-source" ? "source" : "destination")) {
        this.#negated[at] = (this.#negated[at] ?? 0) | (1 << field);
      }
    }
  }

  #readOpen(field: FieldNumber): void {
    const whenAbsent = field !== FIELD.SERVICE;
    for (let at = 0; at < this.length; at++) {
      const open = this.#contents.isAny(this.#contentOf(at, field)) ?? whenAbsent;
      if (open && !this.isNegated(at, field)) this.#open[at] = (this.#open[at] ?? 0) | (1 << field);
    }
  }
}
