import type { Element } from "../rule.ts";

/** Whether less is logged, kept or seen than before, or more; `other` where that is for the reader to judge. */
export const EFFECTS = ["worse", "better", "other"] as const;
export type Effect = (typeof EFFECTS)[number];

/** One thing that differs in logging between two versions of a configuration. */
export interface PostureChange {
  readonly effect: Effect;
  /** Logical path of what changed; of the new version where it is there. */
  readonly path: string;
  /** One sentence in the firewall's words. */
  readonly message: string;
  /** Where it stands in either version; undefined in one that has it not. */
  readonly old: Element | undefined;
  readonly now: Element | undefined;
}

/** What is said of something whose place is known already. */
export type Said = readonly [effect: Effect, message: string];

interface Pairs<T> {
  readonly both: readonly (readonly [old: T, now: T])[];
  readonly added: readonly T[];
  readonly deleted: readonly T[];
}

/** Matches the things of two versions by their keys, the better key first; of several with one key in their order. */
export function pairsOf<T>(
  old: Iterable<T>,
  now: Iterable<T>,
  keys: readonly ((item: T) => string | undefined)[],
): Pairs<T> {
  const mates = new Map<T, T>();
  const left = new Set(old);
  const right = [...now];
  for (const keyOf of keys) {
    const waiting = groupedBy(left, keyOf);
    for (const item of right) {
      const key = keyOf(item);
      const mate = mates.has(item) || key === undefined ? undefined : waiting.get(key)?.shift();
      if (mate === undefined) continue;
      mates.set(item, mate);
      left.delete(mate);
    }
  }
  return {
    both: right.flatMap((item) => {
      const mate = mates.get(item);
      return mate === undefined ? [] : [[mate, item] as const];
    }),
    added: right.filter((item) => !mates.has(item)),
    deleted: [...left],
  };
}

function groupedBy<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
