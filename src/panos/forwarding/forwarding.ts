import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import { SERVER_KINDS } from "../vocabulary/object-kinds.ts";
import { LOG_SEVERITIES, type LogSeverity, takeAllTogether } from "./log-filter.ts";
import type { Destination, MatchEntry } from "./match-entry.ts";

const EVERYWHERE: readonly DestinationKind[] = ["panorama", ...SERVER_KINDS];

/** What leaves the firewall of the logs that some match lists look at, and where to. */
export interface Forwarding {
  /** `all` when every log leaves, `part` when a filter may hold some back, `none` when no log leaves. */
  readonly coverage: "all" | "part" | "none";
  /** The match lists that send something, in order. */
  readonly entries: readonly MatchEntry[];
  /** The severities that leave for certain; undefined when some filter asks for something else and may let more out. */
  readonly severities: ReadonlySet<LogSeverity> | undefined;
  readonly toPanorama: boolean;
  /** The server profiles that some of it is sent to, as written. */
  readonly destinations: readonly Destination[];
}

/**
 * What leaves through these match lists. With `kinds`, only what is sent to destinations of these kinds counts: mail
 * and SNMP traps, for one, are alerts and no store of logs.
 */
export function forwardingOf(
  matchList: readonly MatchEntry[],
  kinds: readonly DestinationKind[] = EVERYWHERE,
): Forwarding {
  const entries = matchList.filter((entry) => entry.deliversTo(kinds) && !entry.neverMatches);
  const covered = new Set<LogSeverity>();
  let undecided = false;
  for (const { severities } of entries) {
    undecided ||= severities === undefined;
    for (const severity of severities ?? []) covered.add(severity);
  }
  const every = covered.size === LOG_SEVERITIES.length || takeAllTogether(entries.map(({ filter }) => filter.value));
  return {
    coverage: every ? "all" : entries.length > 0 ? "part" : "none",
    entries,
    severities: every ? new Set(LOG_SEVERITIES) : undecided ? undefined : covered,
    toPanorama: kinds.includes("panorama") && entries.some((entry) => entry.sendToPanorama.value),
    destinations: entries.flatMap((entry) => entry.destinations.filter(({ kind }) => kinds.includes(kind))),
  };
}
