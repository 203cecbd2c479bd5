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
  /** The set of a field that holds this name alone, once one was read. */
  alone?: MatchSet;
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
  readonly config: Config;
  readonly scope: Scope;
  readonly #above: MatchSetReader | undefined;
  readonly #fields = new Map<number, KnownField>();
  readonly #meanings: Readonly<Record<ObjectMatch, Map<string, Meaning>>>;
  /** The objects of the scope itself. */
  readonly #own: ReadonlyMap<ObjectKind, ReadonlyMap<string, Element>>;
  /** The nearest reader for each kind of member: what a scope does not define means what it means above. */
  private readonly readers: Readonly<Record<MatchKind, MatchSetReader>>;

  /** `above` is the reader of the scope's parent. */
  constructor(config: Config, scope: Scope, above?: MatchSetReader) {
    this.config = config;
    this.scope = scope;
    this.#above = above;
    this.#meanings = { address: new Map(), application: new Map(), service: new Map() };
    const kinds = MATCHES.flatMap((kind) => OBJECTS_OF[kind]);
    this.#own = new Map(kinds.map((kind) => [kind, config.objects(kind, scope)]));
    const readerOf = (kind: ObjectMatch) => (this.#definesNo(kind) ? above?.readers[kind] : undefined) ?? this;
    this.readers = {
      name: above?.readers.name ?? this,
      address: readerOf("address"),
      application: readerOf("application"),
      service: readerOf("service"),
    };
  }

  /** The set of the field at this element index, which is neither absent nor any. */
  read(kind: MatchKind, index: number): MatchSet {
    const reader = this.readers[kind];
    return reader.#read(kind, index);
  }

  #read(kind: MatchKind, index: number): MatchSet {
    const { table } = this.config.document;
    const fields = this.#fields;
    const hash = hashOf(table, index);
    let known = fields.get(hash);
    for (; known !== undefined; known = known.next) {
      if (known.kind === kind && haveEqualMembers(table, known.index, index)) return known.set;
    }
    const set = this.#make(kind, members(new Element(table, index)));
    fields.set(hash, { kind, index, set, next: fields.get(hash) });
    return set;
  }

  /** Unless the order of look-up is turned round, names without an object here mean what they mean above. */
  #definesNo(kind: ObjectMatch): boolean {
    return this.config.objectPrecedence.isPlain && OBJECTS_OF[kind].every((each) => this.#own.get(each)?.size === 0);
  }

  #make(kind: MatchKind, list: readonly string[]): MatchSet {
    if (kind === "name") return MatchSet.of(list, []);
    const meanings = list.map((name) => this.meaning(kind, name, 0));
    const [only] = meanings;
    if (only === undefined || meanings.length > 1) return joined(meanings);
    only.alone ??= joined(meanings);
    return only.alone;
  }

  private meaning(kind: ObjectMatch, name: string, depth: number): Meaning {
    const ofKind = this.#meanings[kind];
    const known =
      ofKind.get(name) ?? this.#readerFor(kind, name)?.meaning(kind, name, depth) ?? this.#find(kind, name, depth);
    ofKind.set(name, known);
    return known;
  }

  /** The reader above, when the name means here what it means there. */
  #readerFor(kind: ObjectMatch, name: string): MatchSetReader | undefined {
    if (!this.config.objectPrecedence.isPlain) return undefined;
    return OBJECTS_OF[kind].some((objects) => this.#own.get(objects)?.has(name)) ? undefined : this.#above;
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
    const ports = asksMore ? [] : (portsOf(this.config, [name], this.scope) ?? []);
    if (ports.length === 0) return object === undefined ? { names: [name], ranges: [] } : opaque(object);
    return { names: [], ranges: ports.map(({ protocol, low, high }) => ({ family: protocol, low, end: high + 1 })) };
  }

  /** The members of a static group, or the name itself for whatever it is. */
  #group(kind: ObjectMatch, name: string, depth: number): Meaning {
    const object = this.#object(GROUPS[kind], name);
    if (object === undefined) return { names: [name], ranges: [] };
    const list = members(object.child(kind === "address" ? "static" : "members"));
    if (list.length === 0) return opaque(object);
    const meanings = list.map((member) => this.meaning(kind, member, depth + 1));
    return { names: meanings.flatMap(({ names }) => names), ranges: meanings.flatMap(({ ranges }) => ranges) };
  }

  #object(kind: ObjectKind, name: string): Element | undefined {
    const own = this.#own.get(kind)?.get(name);
    if (own !== undefined && this.config.objectPrecedence.isPlain) return own;
    const answer = this.config.lookUpHere(kind, name, this.scope);
    return answer.state === "found" ? answer.value : undefined;
  }
}

function joined(meanings: readonly Meaning[]): MatchSet {
  const names: string[] = [];
  const ranges: Range[] = [];
  for (const meaning of meanings) {
    for (const name of meaning.names) names.push(name);
    for (const range of meaning.ranges) ranges.push(range);
  }
  return MatchSet.of(names, ranges);
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
