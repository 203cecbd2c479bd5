import type { SetKey } from "./match-set.ts";
import { ADDRESS_FIELDS, COARSE_FIELDS, type FieldNumber, type RuleShape } from "./rule-shape.ts";

interface Filed {
  readonly shape: RuleShape;
  readonly position: number;
}

/** By field, then by key. */
type ByField<T> = Map<SetKey, T>[];

/** Sets of more members are filed by another field where the rule has one. */
const MAX_KEYS = 64;
/** Lists longer than this are divided by addresses when somebody looks into them. */
const MAX_LIST = 48;

/** Rules that share a key, in evaluation order. */
class FiledList {
  readonly #filed: Filed[] = [];
  #byAddress: CoverIndex | undefined;

  add(filed: Filed): void {
    this.#filed.push(filed);
  }

  get length(): number {
    return this.#filed.length;
  }

  /** The first one before a position that covers the shape, and that `accepts` takes. */
  firstCover(shape: RuleShape, before: number, accepts: Accepts, divides: boolean): Filed | undefined {
    if (divides && this.length > MAX_LIST) {
      this.#byAddress ??= new CoverIndex(this.#filed, ADDRESS_FIELDS);
      return this.#byAddress.first(shape, before, accepts);
    }
    for (const filed of this.#filed) {
      if (filed.position >= before) return undefined;
      if (filed.shape.covers(shape) && accepts(filed.shape)) return filed;
    }
    return undefined;
  }
}

type Accepts = (found: RuleShape) => boolean;

/**
 * The rules of one list, filed so that the first one that covers a given rule is found without comparing all pairs.
 * Each is filed under all members of one field, the field whose members are the rarest; a rule that it covers has all
 * its members in that field among them, so one member of each of its fields leads to every candidate.
 */
export class CoverIndex {
  readonly #fields: readonly FieldNumber[];
  readonly #filed: ByField<FiledList> = [];
  /** Rules that none of the fields restricts: every rule may be covered by them. */
  readonly #open = new FiledList();

  constructor(filed: readonly Filed[], fields: readonly FieldNumber[]) {
    this.#fields = fields;
    const counts = countKeys(filed, fields);
    for (const each of filed) {
      const field = rarestField(each.shape, fields, counts);
      if (field === undefined) {
        this.#open.add(each);
        continue;
      }
      const lists = mapOf(this.#filed, field);
      for (const key of each.shape.set(field).keys) {
        const list = lists.get(key) ?? new FiledList();
        list.add(each);
        if (list.length === 1) lists.set(key, list);
      }
    }
  }

  static of(shapes: readonly RuleShape[]): CoverIndex {
    return new CoverIndex(
      shapes.map((shape, position) => ({ shape, position })),
      COARSE_FIELDS,
    );
  }

  /** The first rule before a position that covers the shape, and that `accepts` takes. */
  first(shape: RuleShape, before: number, accepts: Accepts): Filed | undefined {
    const divides = this.#fields === COARSE_FIELDS;
    let best: Filed | undefined;
    for (const list of this.#candidates(shape)) {
      best = list.firstCover(shape, best?.position ?? before, accepts, divides) ?? best;
    }
    return best;
  }

  #candidates(shape: RuleShape): readonly FiledList[] {
    const candidates = [this.#open];
    for (const field of this.#fields) {
      const lists = this.#filed[field];
      if (lists === undefined || !shape.restricts(field)) continue;
      let fewest = Number.POSITIVE_INFINITY;
      let chosen: readonly FiledList[] = [];
      for (const probe of shape.set(field).probes) {
        const found = listsUnder(lists, probe);
        const size = found.reduce((sum, list) => sum + list.length, 0);
        if (size < fewest) [fewest, chosen] = [size, found];
        if (size === 0) break;
      }
      candidates.push(...chosen);
    }
    return candidates;
  }
}

function listsUnder(lists: ReadonlyMap<SetKey, FiledList>, keys: readonly SetKey[]): readonly FiledList[] {
  const found: FiledList[] = [];
  for (const key of keys) {
    const list = lists.get(key);
    if (list !== undefined) found.push(list);
  }
  return found;
}

function mapOf<T>(maps: ByField<T>, field: FieldNumber): Map<SetKey, T> {
  const map = maps[field] ?? new Map<SetKey, T>();
  maps[field] = map;
  return map;
}

function countKeys(filed: readonly Filed[], fields: readonly FieldNumber[]): ByField<number> {
  const counts: ByField<number> = [];
  for (const { shape } of filed) {
    for (const field of fields) {
      if (!shape.restricts(field)) continue;
      const { keys } = shape.set(field);
      if (keys.length > MAX_KEYS) continue;
      const ofField = mapOf(counts, field);
      for (const key of keys) ofField.set(key, (ofField.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** The field whose most frequent key is the rarest; undefined when none of them restricts. */
function rarestField(
  shape: RuleShape,
  fields: readonly FieldNumber[],
  counts: ByField<number>,
): FieldNumber | undefined {
  let best: { readonly field: FieldNumber; readonly count: number } | undefined;
  for (const field of fields) {
    if (!shape.restricts(field)) continue;
    const { keys } = shape.set(field);
    let count = keys.length > MAX_KEYS ? Number.MAX_SAFE_INTEGER : 0;
    for (const key of keys.length > MAX_KEYS ? [] : keys) count = Math.max(count, counts[field]?.get(key) ?? 0);
    if (best === undefined || count < best.count) best = { field, count };
  }
  return best?.field;
}
