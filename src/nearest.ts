import { distance } from "fastest-levenshtein";

/**
 * The candidate that `name` was probably meant to be: equal but for case, dashes, underscores and blanks, or at most
 * a third of its letters away. Undefined when none is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(name);
  let best: string | undefined;
  let least = Math.floor(wanted.length / 3) + 1;
  for (const candidate of candidates) {
    const away = distance(wanted, plain(candidate));
    if (away < least) {
      least = away;
      best = candidate;
    }
  }
  return best;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_\s.]/g, "");
}
