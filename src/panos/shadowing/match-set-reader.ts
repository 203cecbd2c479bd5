import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";
import { addressRange } from "../objects/address-ranges.ts";
import { MatchSet, type Range } from "../objects/match-set.ts";
import type { Objects } from "../objects/objects.ts";
import { portsOf } from "../objects/services.ts";
import { ABSENT, type FieldContents } from "../policy-table/field-contents.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ObjectKind } from "../vocabulary/object-kinds.ts";

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

/**
 * Reads the match fields of one scope's rules as sets, groups expanded and static objects by value. Fields with the same
 * content are read once, and so is each name where it is defined: a hundred thousand policy rules share most of theirs.
 */
export class MatchSetReader {
  readonly objects: Objects;
  readonly scope: Scope;
  readonly #above: MatchSetReader | undefined;
  /** What was read, by content. */
  readonly #sets: Readonly<Record<MatchKind, Map<number, MatchSet>>>;
  readonly #meanings: Readonly<Record<ObjectMatch, Map<string, Meaning>>>;
  /** The objects of the scope itself. */
  readonly #own: ReadonlyMap<ObjectKind, ReadonlyMap<string, Element>>;
  /** Those of each kind that there are. */
  readonly #ownOf: Readonly<Record<ObjectMatch, readonly ReadonlyMap<string, Element>[]>>;
  /** The nearest reader for each kind of member: what a scope does not define means what it means above. */
  private readonly readers: Readonly<Record<MatchKind, MatchSetReader>>;

  /** `above` is the reader of the scope's parent. */
  constructor(objects: Objects, scope: Scope, above?: MatchSetReader) {
    this.objects = objects;
    this.scope = scope;
    this.#above = above;
    this.#sets = { name: new Map(), address: new Map(), application: new Map(), service: new Map() };
    this.#meanings = { address: new Map(), application: new Map(), service: new Map() };
    const kinds = MATCHES.flatMap((kind) => OBJECTS_OF[kind]);
    this.#own = new Map(kinds.map((kind) => [kind, objects.definedIn(kind, scope)]));
    const ownOf = (kind: ObjectMatch) =>
      OBJECTS_OF[kind].map((each) => objects.definedIn(each, scope)).filter(({ size }) => size > 0);
    this.#ownOf = { address: ownOf("address"), application: ownOf("application"), service: ownOf("service") };
    const readerOf = (kind: ObjectMatch) => (this.#definesNo(kind) ? above?.readers[kind] : undefined) ?? this;
    this.readers = {
      name: above?.readers.name ?? this,
      address: readerOf("address"),
      application: readerOf("application"),
      service: readerOf("service"),
    };
  }

  /** The set of the fields with this content; an absent field lets nothing through. */
  read(kind: MatchKind, contents: FieldContents, content: number): MatchSet {
    const reader = this.readers[kind];
    const sets = reader.#sets[kind];
    let set = sets.get(content);
    if (set === undefined) {
      set = content === ABSENT ? MatchSet.NOTHING : reader.#make(kind, contents.membersOf(content));
      sets.set(content, set);
    }
    return set;
  }

  /** Whether all names of a kind mean in the other reader's scope what they mean here. */
  meansTheSame(kind: MatchKind, other: MatchSetReader): boolean {
    return this.readers[kind] === other.readers[kind];
  }

  /** Unless the order of look-up is turned round, names without an object here mean what they mean above. */
  #definesNo(kind: ObjectMatch): boolean {
    return this.objects.precedence.isPlain && this.#ownOf[kind].length === 0;
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
    const meanings = this.#meanings[kind];
    let meaning = meanings.get(name);
    if (meaning === undefined) {
      // What is defined above is kept there.
      const above = this.#readerFor(kind, name);
      if (above !== undefined) return above.meaning(kind, name, depth);
      meaning = this.#find(kind, name, depth);
      meanings.set(name, meaning);
    }
    return meaning;
  }

  /** The reader above, when the name means here what it means there. */
  #readerFor(kind: ObjectMatch, name: string): MatchSetReader | undefined {
    if (this.#above === undefined || !this.objects.precedence.isPlain) return undefined;
    for (const objects of this.#ownOf[kind]) if (objects.has(name)) return undefined;
    return this.#above.readers[kind];
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
    const ports = asksMore ? [] : (portsOf(this.objects, [name], this.scope) ?? []);
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
    if (own !== undefined && this.objects.precedence.isPlain) return own;
    const answer = this.objects.lookUpHere(kind, name, this.scope);
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
