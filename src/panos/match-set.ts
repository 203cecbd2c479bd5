/** A stretch of values of one kind, from `low` up to before `end`: addresses of one family, ports of one protocol. */
export interface Range {
  /** `ipv4`, `ipv6`, `tcp`, `udp`. */
  readonly family: string;
  /** Only IPv6 needs more than a number. */
  readonly low: number | bigint;
  readonly end: number | bigint;
}

/** What a set is filed and found under. */
export type SetKey = string | number;

/** How many members of a set are tried when something that contains it is looked for; the rarest one is taken. */
const MAX_PROBES = 3;
/**
 * What one match field of a policy rule lets through, for comparing fields: everything, or ranges by value and other
 * things by name. What cannot be told by value (host names, dynamic groups, lists from elsewhere, regions, users,
 * applications) is equal to itself only.
 */
export class MatchSet {
  static readonly ANY = new MatchSet(true, new Set(), []);
  static readonly NOTHING = new MatchSet(false, new Set(), []);
  readonly isAny: boolean;
  readonly names: ReadonlySet<string>;
  /** By family, sorted, no two of them touching. */
  readonly #ranges: ReadonlyMap<string, readonly Range[]>;
  #keys: readonly SetKey[] | undefined;
  #probes: readonly (readonly SetKey[])[] | undefined;

  private constructor(isAny: boolean, names: ReadonlySet<string>, ranges: readonly Range[]) {
    this.isAny = isAny;
    this.names = names;
    this.#ranges = merged(ranges);
  }

  static of(names: Iterable<string>, ranges: readonly Range[]): MatchSet {
    return new MatchSet(false, new Set(names), ranges);
  }

  get isEmpty(): boolean {
    return !this.isAny && this.names.size === 0 && this.#ranges.size === 0;
  }

  /** Whether everything that the other lets through is let through here. */
  covers(other: MatchSet): boolean {
    if (this.isAny || this === other) return true;
    if (other.isAny) return false;
    for (const name of other.names) if (!this.names.has(name)) return false;
    for (const [family, ranges] of other.#ranges) {
      const own = this.#ranges.get(family);
      if (own === undefined || !ranges.every((range) => liesIn(own, range))) return false;
    }
    return true;
  }

  /** Whether it is certain that nothing is let through by both. Names may stand for anything. */
  isDisjointFrom(other: MatchSet): boolean {
    if (this.isAny || other.isAny || this.names.size > 0 || other.names.size > 0) return false;
    for (const [family, ranges] of this.#ranges) {
      const others = other.#ranges.get(family) ?? [];
      if (ranges.some(({ low, end }) => others.some((each) => each.low < end && low < each.end))) return false;
    }
    return true;
  }

  /** Under what to file the set so that {@link probes} of every set inside it find it. */
  get keys(): readonly SetKey[] {
    if (this.#keys === undefined) {
      const keys: SetKey[] = [...this.names];
      for (const ranges of this.#ranges.values()) {
        for (const range of ranges) {
          const key = prefixesOf(range).at(-1);
          // Sorted ranges have equal keys beside each other.
          if (key !== undefined && key !== keys.at(-1)) keys.push(key);
        }
      }
      this.#keys = keys;
    }
    return this.#keys;
  }

  /** For some members each: the keys under which every set that contains the member is filed. */
  get probes(): readonly (readonly SetKey[])[] {
    if (this.#probes === undefined) {
      const names = [...this.names].slice(0, MAX_PROBES).map((name): readonly SetKey[] => [name]);
      const ranges = [...this.#ranges.values()].flat().slice(0, MAX_PROBES - names.length);
      this.#probes = [...names, ...ranges.map(prefixesOf)];
    }
    return this.#probes;
  }
}

function merged(ranges: readonly Range[]): ReadonlyMap<string, readonly Range[]> {
  const families = new Map<string, Range[]>();
  const sorted = ranges.length < 2 ? ranges : ranges.toSorted((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
  for (const range of sorted) {
    const list = families.get(range.family);
    const last = list?.at(-1);
    if (list === undefined) families.set(range.family, [range]);
    else if (last === undefined || range.low > last.end) list.push(range);
    else if (range.end > last.end) list[list.length - 1] = { ...last, end: range.end };
  }
  return families;
}

/** Whether one of the sorted ranges contains the range. */
function liesIn(ranges: readonly Range[], { low, end }: Range): boolean {
  let [from, to] = [0, ranges.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    const candidate = ranges[middle];
    if (candidate !== undefined && candidate.low <= low) from = middle;
    else to = middle - 1;
  }
  const candidate = ranges[from];
  return candidate !== undefined && candidate.low <= low && end <= candidate.end;
}

/** Families whose prefixes fit into a number, and how wide they are. */
const FAMILIES: ReadonlyMap<string, { readonly id: number; readonly width: number }> = new Map([
  ["ipv4", { id: 0, width: 32 }],
  ["tcp", { id: 1, width: 16 }],
  ["udp", { id: 2, width: 16 }],
]);
/** Prefixes are taken in steps: few enough to try all, narrow enough to tell ranges apart. */
const STEP = 4;
const STEP_OF_IPV6 = 16;

/** Keys for the prefixes that contain a range, the widest first; the last is the narrowest of the steps. */
function prefixesOf({ family, low, end }: Range): readonly SetKey[] {
  if (typeof low === "bigint" || typeof end === "bigint") return prefixesOfIpv6(BigInt(low), BigInt(end) - 1n);
  const known = FAMILIES.get(family);
  if (known === undefined) return [family];
  const keys: SetKey[] = [];
  for (let length = 0; length <= known.width; length += STEP) {
    const size = 2 ** (known.width - length);
    const prefix = Math.floor(low / size);
    if (prefix !== Math.floor((end - 1) / size)) break;
    keys.push((known.id * 64 + length) * 2 ** 32 + prefix);
  }
  return keys;
}

function prefixesOfIpv6(low: bigint, high: bigint): readonly SetKey[] {
  const keys: SetKey[] = [];
  for (let length = 0; length <= 128; length += STEP_OF_IPV6) {
    const shift = BigInt(128 - length);
    if (low >> shift !== high >> shift) break;
    keys.push(`${length} ${low >> shift}`);
  }
  return keys;
}
