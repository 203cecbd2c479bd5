import type { Finding } from "../../src/rule.ts";

/** How many parts of a profile a message names. */
export const MOST_PARTS = 5;

/**
 * One finding for the parts of one profile that have the same flaw: placed at the first of the worst, with the commands and
 * advice of all. The others keep their identity in it.
 */
export function joined(parts: readonly Finding[], message: string): readonly Finding[] {
  const lead = parts.find(({ severity }) => severity === undefined) ?? parts[0];
  if (lead === undefined) return [];
  if (parts.length === 1) return [lead];
  const advice = new Set([lead, ...parts].map(({ help }) => help));
  return [
    {
      ...lead,
      message,
      help: [...advice].join(" "),
      commands: parts.flatMap(({ commands }) => commands ?? []),
      includes: parts.filter((part) => part !== lead),
    },
  ];
}
