import { Element } from "../xml/element.ts";
import type { ElementTable } from "../xml/element-table.ts";
import { addressRange } from "./address-ranges.ts";
import type { Config } from "./config.ts";
import { MatchSet, type Range } from "./match-set.ts";
import type { ObjectKind } from "./object-index.ts";
import type { Scope } from "./scope.ts";
import { portsOf } from "./services.ts";
import { members } from "./values.ts";

/** What the members of a match field are. */
export type MatchKind = "name" | ObjectMatch;
/** Members that may name objects. */
export type ObjectMatch = "address" | "application" | "service";

const MATCHES = ["address", "application", "service"] as const;
/** Groups in groups; PAN-OS allows far fewer, and a circle must end. */
const MAX_DEPTH = 16;
/** Which objects the names of each kind may mean. */
export const OBJECTS_OF: Readonly<Record<ObjectMatch, readonly ObjectKind[]>> = {
  address: ["address", "address-group", "external-list"],
  application: ["application-group", "application-filter", "application"],
  service: ["service", "service-group"],
};

/** What a name stands for. */
interface Meaning {
  readonly names: readonly string[];
  readonly ranges: readonly Range[];
}

/** A field that was read, by its element, and the next one with the same hash. */
interface KnownField {
  readonly kind: MatchKind;
  readonly index: number;
  readonly set: MatchSet;
  readonly next: KnownField | undefined;
}

/**
 * Reads the match fields of one scope's rules as sets, groups expanded and static objects by value. Fields with the same
 * bytes are read once, and so is each name where it is defined: a hundred thousand policy rules share most of theirs.
 */
export class MatchSetReader {
  readonly #config: Config;
  readonly #scope: Scope;
  readonly #above: MatchSetReader | undefined;
  /** Sets of names and services, each once for all scopes, so that what is known of one is known of its equals. */
  readonly #pool: Map<string, MatchSet>;
  readonly #fields = new Map<number, KnownField>();
  /** Fields of plain names, which mean the same in every scope. */
  readonly #names: Map<number, KnownField>;
  readonly #meanings = new Map<ObjectMatch, Map<string, Meaning>>();
  readonly #own: ReadonlyMap<ObjectMatch, readonly ReadonlyMap<string, Element>[]>;

  /** `above` is the reader of the scope's parent. */
  constructor(config: Config, scope: Scope, above?: MatchSetReader) {
    this.#config = config;
    this.#scope = scope;
    this.#above = above;
    this.#pool = above === undefined ? new Map() : above.#pool;
    this.#names = above === undefined ? new Map() : above.#names;
    this.#own = new Map(
      MATCHES.map((kind) => [kind, OBJECTS_OF[kind].map((objects) => config.objects(objects, scope))]),
    );
  }

  /** The set of the field at this element index, which is neither absent nor any. */
  read(kind: MatchKind, index: number): MatchSet {
    const { table } = this.#config.document;
    // Plain names mean the same everywhere.
    const fields = kind === "name" ? this.#names : this.#fields;
    const hash = hashOf(table, index);
    let known = fields.get(hash);
    for (; known !== undefined; known = known.next) {
      if (known.kind === kind && haveEqualMembers(table, known.index, index)) return known.set;
    }
    const set = this.#make(kind, members(new Element(table, index)));
    fields.set(hash, { kind, index, set, next: fields.get(hash) });
    return set;
  }

  #make(kind: MatchKind, list: readonly string[]): MatchSet {
    if (kind === "name") return this.#pooled(list, []);
    const meanings = list.map((name) => this.#meaning(kind, name, 0));
    const names = meanings.flatMap((meaning) => meaning.names);
    const ranges = meanings.flatMap((meaning) => meaning.ranges);
    return kind === "address" ? MatchSet.of(names, ranges) : this.#pooled(names, ranges);
  }

  #pooled(names: readonly string[], ranges: readonly Range[]): MatchSet {
    const texts = ranges.map(({ family, low, end }) => `${family} ${low} ${end}`);
    const key = [...names, ...texts].sort().join("\0");
    const known = this.#pool.get(key) ?? MatchSet.of(names, ranges);
    this.#pool.set(key, known);
    return known;
  }

  #meaning(kind: ObjectMatch, name: string, depth: number): Meaning {
    // Unless the order of look-up is turned round, what the scope does not define means here what it means above.
    const above = this.#config.objectPrecedence.isPlain ? this.#above : undefined;
    if (above !== undefined && !this.#own.get(kind)?.some((objects) => objects.has(name))) {
      return above.#meaning(kind, name, depth);
    }
    const ofKind = this.#meanings.get(kind) ?? new Map<string, Meaning>();
    this.#meanings.set(kind, ofKind);
    const known = ofKind.get(name) ?? this.#find(kind, name, depth);
    ofKind.set(name, known);
    return known;
  }

  #find(kind: ObjectMatch, name: string, depth: number): Meaning {
    if (depth > MAX_DEPTH) return { names: [name], ranges: [] };
    if (kind === "address") return this.#address(name, depth);
    if (kind === "service") return this.#service(name, depth);
    const filter = this.#object("application-filter", name);
    return filter === undefined ? this.#group(kind, name, depth) : opaque(filter);
  }

  #address(name: string, depth: number): Meaning {
    const object = this.#object("address", name);
    const value = object?.child("ip-netmask") ?? object?.child("ip-range");
    const range = addressRange((object === undefined ? name : value?.trimmedText) ?? "");
    if (range !== undefined) return { names: [], ranges: [range] };
    return object === undefined ? this.#group("address", name, depth) : opaque(object);
  }

  #service(name: string, depth: number): Meaning {
    if (this.#object("service-group", name) !== undefined) return this.#group("service", name, depth);
    const object = this.#object("service", name);
    // A service that also asks for source ports is narrower than its destination ports.
    const asksMore = [...(object?.child("protocol")?.children() ?? [])].some((each) => each.child("source-port"));
    const ports = asksMore ? [] : (portsOf(this.#config, [name], this.#scope) ?? []);
    if (ports.length === 0) return object === undefined ? { names: [name], ranges: [] } : opaque(object);
    return { names: [], ranges: ports.map(({ protocol, low, high }) => ({ family: protocol, low, end: high + 1 })) };
  }

  /** The members of a static group, or the name itself for whatever it is. */
  #group(kind: ObjectMatch, name: string, depth: number): Meaning {
    const object = this.#object(GROUPS[kind], name);
    if (object === undefined) return { names: [name], ranges: [] };
    const list = members(object.child(kind === "address" ? "static" : "members"));
    if (list.length === 0) return opaque(object);
    const meanings = list.map((member) => this.#meaning(kind, member, depth + 1));
    return { names: meanings.flatMap(({ names }) => names), ranges: meanings.flatMap(({ ranges }) => ranges) };
  }

  #object(kind: ObjectKind, name: string): Element | undefined {
    const answer = this.#config.lookUpHere(kind, name, this.#scope);
    return answer.state === "found" ? answer.value : undefined;
  }
}

const GROUPS = { address: "address-group", service: "service-group", application: "application-group" } as const;

/** Stands for an object whose value the file does not tell; a blank at the start keeps it apart from all names. */
function opaque(object: Element): Meaning {
  return { names: [` ${object.index}`], ranges: [] };
}

/** A number made of the bytes of all members; the blanks between them do not matter. */
function hashOf({ bytes, tagEnd, end, next }: ElementTable, index: number): number {
  const last = next[index] ?? 0;
  let hash = 0;
  // Without a child, the element's own text is its member.
  for (let child = last === index + 1 ? index : index + 1; child < last; child = next[child] ?? last) {
    const stop = end[child] ?? 0;
    for (let at = tagEnd[child] ?? stop; at < stop; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  }
  return hash;
}

function haveEqualMembers(table: ElementTable, one: number, other: number): boolean {
  const { next } = table;
  const [endOfOne, endOfOther] = [next[one] ?? 0, next[other] ?? 0];
  if (endOfOne - one !== endOfOther - other) return false;
  if (endOfOne === one + 1) return haveEqualBytes(table, one, other);
  for (let step = 1; one + step < endOfOne; step++) if (!haveEqualBytes(table, one + step, other + step)) return false;
  return true;
}

function haveEqualBytes({ bytes, tagEnd, end }: ElementTable, one: number, other: number): boolean {
  const [from, to] = [tagEnd[one] ?? 0, tagEnd[other] ?? 0];
  const length = (end[one] ?? 0) - from;
  if (length !== (end[other] ?? 0) - to) return false;
  for (let at = 0; at < length; at++) if (bytes[from + at] !== bytes[to + at]) return false;
  return true;
}
