/** A stretch of values of one kind, from `low` up to before `end`: addresses of one family, ports of one protocol. */
export interface Range {
  /** `ipv4`, `ipv6`, `tcp`, `udp`. */
  readonly family: string;
  /** Only IPv6 needs more than a number. */
  readonly low: number | bigint;
  readonly end: number | bigint;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const NO_RANGES: ReadonlyMap<string, readonly Range[]> = new Map();

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
  /** One of the names, if there are any. */
  readonly firstName: string | undefined;
  /** By family, sorted, no two of them touching. */
  readonly #ranges: ReadonlyMap<string, readonly Range[]>;

  private constructor(isAny: boolean, names: ReadonlySet<string>, ranges: readonly Range[]) {
    this.isAny = isAny;
    this.names = names;
    this.#ranges = merged(ranges);
    [this.firstName] = names;
  }

  static of(names: readonly string[], ranges: readonly Range[]): MatchSet {
    return new MatchSet(false, names.length === 0 ? NO_NAMES : new Set(names), ranges);
  }

  /** What is let through by value. */
  *ranges(): Generator<Range> {
    for (const ranges of this.#ranges.values()) yield* ranges;
  }

  get firstRange(): Range | undefined {
    for (const [first] of this.#ranges.values()) return first;
    return undefined;
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
}

function merged(ranges: readonly Range[]): ReadonlyMap<string, readonly Range[]> {
  if (ranges.length === 0) return NO_RANGES;
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
