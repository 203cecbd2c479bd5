import {
  type Config,
  type Destination,
  type MatchEntry,
  quoteName,
  type Scope,
  type ServerProfile,
  type ServerProfileUse,
} from "../../src/rule.ts";

/** Match lists that stand together: those of a log-forwarding profile in use, or of the device for one type of log. */
export interface MatchListsInUse {
  readonly entries: readonly MatchEntry[];
  /** Where the names of server profiles are looked up; on Panorama in one of the device groups that use the profile. */
  readonly from: Scope;
  readonly command: (verb: "set" | "delete", change: string) => string;
}

/** The match lists that send something: of log-forwarding profiles that are used, then of the device. */
export function* matchListsInUse(config: Config): Generator<MatchListsInUse> {
  for (const { profile, count, scopes } of config.usage.logForwardingUses) {
    const [group = profile.scope] = scopes;
    const from = config.file.document.product === "panorama" ? group : profile.scope;
    if (count > 0) yield { entries: profile.matchList, from, command: profile.command.bind(profile) };
  }
  for (const { settings, type, entries } of config.devices.matchLists()) {
    yield { entries, from: settings.scope, command: (verb, change) => settings.command(verb, type, change) };
  }
}

/** A match list whose logs another one of the same owner sends to the same places. */
export interface Repeat {
  readonly entry: MatchEntry;
  /** The one that sends them already. */
  readonly other: MatchEntry;
  /** Who gets the logs from both, as in a sentence: `Panorama`, `"siem"`. */
  readonly places: readonly string[];
  /** Whether both take the same logs; else the other takes all, and this one some of them. */
  readonly sameLogs: boolean;
  /** Whether the first does nothing that the other does not do. */
  readonly redundant: boolean;
  /** Verbs and changes of the commands that leave only the other; none for the fixed blocks from before 8.0. */
  readonly changes: readonly (readonly ["set" | "delete", string])[];
}

/**
 * The match lists of one owner that repeat an earlier one with the same filter, or that take a part of what another
 * takes and send it nowhere else. All match lists that fit a log take effect, so each sends a copy.
 */
export function repeatsIn(entries: readonly MatchEntry[]): readonly Repeat[] {
  const active = entries.filter((entry) => entry.delivers && !entry.neverMatches);
  return active.flatMap((entry, at) => {
    const others = active.filter((other) => other !== entry && other.logType.value === entry.logType.value);
    const same = others.find((other) => active.indexOf(other) < at && takeSame(entry, other) && meet(entry, other));
    if (same !== undefined) return [repeatOf(entry, same, true)];
    const wider = entry.takesAllLogs
      ? undefined
      : others.find((other) => other.takesAllLogs && isCovered(entry, other));
    return wider === undefined ? [] : [repeatOf(entry, wider, false)];
  });
}

function repeatOf(entry: MatchEntry, other: MatchEntry, sameLogs: boolean): Repeat {
  const panorama = entry.sendToPanorama.value && other.sendToPanorama.value;
  const shared = common(entry, other);
  const list = `match-list ${quoteName(entry.name)}`;
  const redundant = isCovered(entry, other);
  const single: Repeat["changes"] = [
    ...(panorama ? ([["set", `${list} send-to-panorama no`]] as const) : []),
    ...shared.map(({ kind, name }) => ["delete", `${list} send-${kind} ${quoteName(name)}`] as const),
  ];
  return {
    entry,
    other,
    places: [...(panorama ? ["Panorama"] : []), ...shared.map(({ name }) => `"${name}"`)],
    sameLogs,
    redundant,
    changes: entry.element.name !== "entry" ? [] : redundant ? [["delete", list]] : single,
  };
}

function takeSame(one: MatchEntry, other: MatchEntry): boolean {
  return (one.takesAllLogs && other.takesAllLogs) || one.filter.value.trim() === other.filter.value.trim();
}

function common(one: MatchEntry, other: MatchEntry): readonly Destination[] {
  return one.destinations.filter(({ kind, name }) =>
    other.destinations.some((each) => each.kind === kind && each.name === name),
  );
}

function meet(one: MatchEntry, other: MatchEntry): boolean {
  return (one.sendToPanorama.value && other.sendToPanorama.value) || common(one, other).length > 0;
}

/** Whether another one does all that an entry does with a log. */
function isCovered(entry: MatchEntry, other: MatchEntry): boolean {
  const acts = entry.actions.length > 0 || (entry.quarantine.value && !other.quarantine.value);
  const panorama = !entry.sendToPanorama.value || other.sendToPanorama.value;
  return !acts && panorama && common(entry, other).length === entry.destinations.length;
}

/** The stores that get all logs of one type, when they are more than one. */
export interface Stores {
  /** As in a sentence: `Panorama`, `"siem"`. */
  readonly stores: readonly string[];
  /** A match list and the last syslog server profile that it sends to. */
  readonly entry: MatchEntry;
  readonly server: Destination;
}

/** Where match lists of one owner keep all logs of a type in Panorama and on syslog servers, or on several of these. */
export function severalStores(entries: readonly MatchEntry[]): readonly Stores[] {
  return [...new Set(entries.map(({ logType }) => logType.value))].flatMap((type) => {
    const all = entries.filter((entry) => entry.logType.value === type && entry.takesAllLogs);
    const servers = all.flatMap((entry) =>
      entry.destinations.filter(({ kind }) => kind === "syslog").map((server) => ({ entry, server })),
    );
    const panorama = all.some((entry) => entry.sendToPanorama.value) ? ["Panorama"] : [];
    const stores = [...panorama, ...new Set(servers.map(({ server }) => `"${server.name}"`))];
    const last = servers.at(-1);
    return stores.length < 2 || last === undefined ? [] : [{ stores, ...last }];
  });
}

/** Two syslog server profiles of one match list that lead to the same server. */
export interface SameServer {
  readonly first: Destination;
  readonly second: Destination;
  readonly address: string;
}

/** The servers that one match list sends to twice, through two syslog server profiles. */
export function sameServersIn(config: Config, entry: MatchEntry, from: Scope): readonly SameServer[] {
  const seen = new Map<string, Destination>();
  return entry.destinations.flatMap((second) => {
    if (second.kind !== "syslog") return [];
    const servers = addressesOf(config.forwarding.serverProfilesMeant("syslog", second.name, from)[0]);
    const hit = [...servers].find(([key]) => seen.has(key) && seen.get(key)?.name !== second.name);
    for (const [key] of servers) if (!seen.has(key)) seen.set(key, second);
    const first = hit && seen.get(hit[0]);
    return hit === undefined || first === undefined ? [] : [{ first, second, address: hit[1] }];
  });
}

/** The addresses of a syslog server profile, by address and port. */
function addressesOf(profile: ServerProfile | undefined): ReadonlyMap<string, string> {
  const servers = profile?.kind === "syslog" ? profile.servers : [];
  return new Map(
    servers.flatMap(({ address: { value }, port }) => (value === undefined ? [] : [[`${value} ${port.value}`, value]])),
  );
}

/** A collector group and a firewall that send the same type of log to one syslog server. */
export interface RelayedTwice {
  readonly relay: ServerProfileUse;
  readonly direct: ServerProfileUse;
  readonly address: string;
}

/** What a collector group forwards to a syslog server that gets the same logs from firewalls themselves. */
export function relayedTwice(config: Config): readonly RelayedTwice[] {
  const collected = collectedToo(config);
  const direct = new Map<string, ServerProfileUse>();
  const relays: { readonly key: string; readonly address: string; readonly use: ServerProfileUse }[] = [];
  for (const { profile, uses } of config.usage.serverProfileUses) {
    for (const [server, address] of addressesOf(profile)) {
      for (const use of uses) {
        if (use.element.table !== config.file.document.table) continue;
        const key = `${server} ${use.entry?.logType.value}`;
        if (use.from.kind === "log-collector-group") relays.push({ key, address, use });
        else if (collected.has(use.element.index) && !direct.has(key)) direct.set(key, use);
      }
    }
  }
  return relays.flatMap(({ key, address, use: relay }) => {
    const first = direct.get(key);
    return first === undefined ? [] : [{ relay, direct: first, address }];
  });
}

/** The match lists whose logs, or some of them, go to a collector as well: only these are there to be forwarded again. */
function collectedToo(config: Config): ReadonlySet<number> {
  const collected = new Set<number>();
  for (const { entries } of matchListsInUse(config)) {
    const senders = entries.filter((entry) => entry.sendToPanorama.value && !entry.neverMatches);
    const isCollected = (entry: MatchEntry) =>
      senders.some(
        (other) =>
          other.logType.value === entry.logType.value &&
          (entry.takesAllLogs || other.takesAllLogs || takeSame(entry, other)),
      );
    for (const entry of entries) if (isCollected(entry)) collected.add(entry.element.index);
  }
  return collected;
}
