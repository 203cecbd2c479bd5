/** How we say things: lists, counts, names and first letters, the same in every message and report. */

/** All of them: `traffic, threat and url`. */
export function andList(words: Iterable<string>): string {
  return joined(words, "and");
}

/** One of them: `traffic, threat or url`. */
export function orList(words: Iterable<string>): string {
  return joined(words, "or");
}

function joined(words: Iterable<string>, conjunction: "and" | "or"): string {
  const all = [...words];
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} ${conjunction} ${last}`;
}

/** All of them, those after the first `most` by number: `a, b and c`, `a, b and 3 more`. */
export function andListUpTo(most: number, words: readonly string[]): string {
  const more = words.length - most;
  return andList(more > 0 ? [...words.slice(0, most), `${more} more`] : words);
}

/** What follows the ones that are named: ` and 3 more`, nothing where all are named. */
export function andMore(count: number): string {
  return count > 0 ? ` and ${count} more` : "";
}

/** A count with its noun: `1 rule`, `2 rules`, `2 entries`. */
export function plural(count: number, one: string, many?: string): string {
  return `${count} ${nounFor(count, one, many)}`;
}

/** The noun for a count: `rule`, `rules`, `entries`. */
export function nounFor(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** A name in a sentence: `"dmz"`. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** For the beginning of a sentence: `the firewall` is `The firewall`. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For the middle of a sentence: `The firewall` is `the firewall`. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A label in the middle of a sentence: `Security rule "a"` is `security rule "a"`, `DoS rule "a"` stays as it is. */
export function inSentence(label: string): string {
  return label.replace(/^[A-Z](?=[a-z-]+ )/, (letter) => letter.toLowerCase());
}
