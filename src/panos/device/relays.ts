import { type Forwarding, forwardingOf } from "../forwarding/forwarding.ts";
import { LOG_SEVERITIES } from "../forwarding/log-filter.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import type { ScopeKind } from "../scopes/scope.ts";
import { DEVICE_LOG_TYPES, FORWARDED_LOG_TYPES, type ForwardedLogType, type LogType } from "../vocabulary/log-types.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import type { DeviceLogSettings } from "./device-log-settings.ts";

type AllSettings = readonly DeviceLogSettings[];

/** The match lists of device log settings for one type of log. */
export interface DeviceMatchList {
  readonly settings: DeviceLogSettings;
  readonly type: LogType;
  readonly entries: readonly MatchEntry[];
}

/** All match lists of device log settings, each once: a stack has those of its templates too. */
export function* deviceMatchLists(all: AllSettings): Generator<DeviceMatchList> {
  const seen = new Set<number>();
  for (const settings of all) {
    for (const type of [...DEVICE_LOG_TYPES, ...FORWARDED_LOG_TYPES]) {
      const entries = settings.matchList(type).filter(({ element }) => !seen.has(element.index));
      for (const { element } of entries) seen.add(element.index);
      if (entries.length > 0) yield { settings, type, entries };
    }
  }
}

/**
 * How much of one type of log a device sends, with what collector groups pass on if it is sent to Panorama, which writes
 * such logs of its own, too.
 */
export function forwardsWithRelays(
  all: AllSettings,
  settings: DeviceLogSettings,
  { type, kinds }: { readonly type: LogType; readonly kinds: readonly DestinationKind[] },
): Forwarding {
  const own = settings.matchList(type);
  const arrived = forwardingOf(own, ["panorama"]);
  if (RELAYS.includes(settings.scope.kind) || arrived.coverage === "none") return forwardingOf(own, kinds);
  const relayed = relayedEntries(all, type, ["log-collector-group"]);
  if (arrived.coverage === "all") return forwardingOf([...own, ...relayed], kinds);
  // All that is passed on has arrived at Panorama first.
  if (kinds.includes("panorama")) return forwardingOf(own, kinds);
  return withPart(forwardingOf(own, kinds), forwardingOf(relayed, kinds), arrived);
}

/** What a device sends itself, and what is passed on of the part that arrived. */
function withPart(own: Forwarding, relayed: Forwarding, { severities: arrived }: Forwarding): Forwarding {
  const entries = [...own.entries, ...relayed.entries];
  const [sent, passed] = [own.severities, relayed.severities];
  const isKnown = arrived !== undefined && sent !== undefined && passed !== undefined;
  const severities = isKnown
    ? new Set(LOG_SEVERITIES.filter((each) => sent.has(each) || (arrived.has(each) && passed.has(each))))
    : undefined;
  const every = own.coverage === "all" || severities?.size === LOG_SEVERITIES.length;
  return {
    coverage: every ? "all" : entries.length > 0 ? "part" : "none",
    entries,
    severities: own.coverage === "all" ? own.severities : severities,
    toPanorama: own.toPanorama || relayed.toPanorama,
    destinations: [...own.destinations, ...relayed.destinations],
  };
}

/**
 * The match lists of a log-forwarding profile for a type of log; when it sends to Panorama, also those by which Panorama
 * and its collector groups pass such logs on.
 */
export function entriesWithRelays(
  all: AllSettings,
  profile: LogForwardingProfile,
  type: ForwardedLogType,
): readonly MatchEntry[] {
  const own = profile.entriesFor(type);
  if (!own.some((entry) => entry.sendToPanorama.value)) return own;
  return [...own, ...relayedEntries(all, type, RELAYS)];
}

function relayedEntries(all: AllSettings, type: LogType, by: readonly ScopeKind[]): readonly MatchEntry[] {
  const relays = all.filter(({ scope }) => by.includes(scope.kind));
  return relays.flatMap((settings) => settings.matchList(type));
}

const RELAYS: readonly ScopeKind[] = ["panorama", "log-collector-group"];
