import type { Config } from "../panos/config.ts";
import type { Forwarding } from "../panos/forwarding/forwarding.ts";
import type { LogForwardingProfile } from "../panos/forwarding/log-forwarding-profile.ts";
import {
  DEVICE_LOG_TYPES,
  FORWARDED_LOG_TYPES,
  type ForwardedLogType,
  type LogType,
} from "../panos/vocabulary/log-types.ts";
import type { Element } from "../rule.ts";
import { andList, orList } from "../words.ts";
import { type Effect, type PostureChange, pairsOf, type Said } from "./change.ts";

/** Something with match lists: a log-forwarding profile, or a device's own log settings. */
interface Forwarder<T extends LogType> {
  readonly label: string;
  readonly path: string;
  readonly element: Element;
  forwards(type: T): Forwarding;
}

/** What changed in the match lists of log-forwarding profiles and of device log settings. */
export function* forwarderChanges(old: Config, now: Config): Generator<PostureChange> {
  const byPath = [({ path }: { readonly path: string }) => path];
  const profiles = pairsOf(old.forwarding.profiles, now.forwarding.profiles, byPath);
  for (const [before, after] of profiles.both) yield* changesOf(before, after, FORWARDED_LOG_TYPES);
  for (const profile of profiles.added) {
    const { path, label, element } = profile;
    yield { effect: "other", path, message: `${label} was added (${deeds(profile)}).`, old: undefined, now: element };
  }
  for (const profile of profiles.deleted) {
    const { path, label, element } = profile;
    const used = (old.usage.usesOf(profile)?.count ?? 0) > 0;
    const message = `${label} was deleted (${deeds(profile)}).`;
    yield { effect: used ? "worse" : "other", path, message, old: element, now: undefined };
  }
  const types = [...DEVICE_LOG_TYPES, ...FORWARDED_LOG_TYPES];
  const devices = pairsOf(old.devices.logSettings, now.devices.logSettings, byPath);
  for (const [before, after] of devices.both) yield* changesOf(before, after, types);
}

function deeds(profile: LogForwardingProfile): string {
  const types = FORWARDED_LOG_TYPES.filter((type: ForwardedLogType) => profile.forwards(type).coverage !== "none");
  return types.length === 0 ? "forwards nothing" : `forwards ${andList(types)} logs`;
}

/** Types of logs of which the same is to be said are told together. */
function* changesOf<T extends LogType>(
  old: Forwarder<T>,
  now: Forwarder<T>,
  types: readonly T[],
): Generator<PostureChange> {
  const told = new Map<string, { readonly effect: Effect; readonly types: T[] }>();
  for (const type of types) {
    for (const [effect, words] of typeChanges(old.forwards(type), now.forwards(type))) {
      const same = told.get(words) ?? { effect, types: [] };
      same.types.push(type);
      told.set(words, same);
    }
  }
  for (const [words, { effect, types: of }] of told) {
    const message = `${now.label} ${words.replace("LOGS", `${andList(of)} logs`)}.`;
    yield { effect, path: now.path, message, old: old.element, now: now.element };
  }
}

/** What changed for one type of log; `LOGS` stands for the types. */
function* typeChanges(old: Forwarding, now: Forwarding): Generator<Said> {
  if (old.coverage === "none" && now.coverage === "none") return;
  if (now.coverage === "none") yield ["worse", "no longer forwards LOGS"];
  else if (old.coverage === "none") yield ["better", `forwards LOGS now, to ${andList(destinationsOf(now))}`];
  else {
    yield* filterChanges(old, now);
    yield* destinationChanges(destinationsOf(old), destinationsOf(now));
  }
}

function* filterChanges(old: Forwarding, now: Forwarding): Generator<Said> {
  const [before, after] = [filtersOf(old), filtersOf(now)];
  if (old.coverage === "all" && now.coverage === "part") {
    yield ["worse", `forwards only some LOGS now, those that match ${after}`];
  } else if (old.coverage === "part" && now.coverage === "all") yield ["better", "forwards all LOGS now"];
  else if (now.coverage === "part" && before !== after) {
    const lost = [...(old.severities ?? [])].filter((severity) => now.severities?.has(severity) === false);
    const words = `forwards LOGS that match ${after} now; before those that matched ${before}`;
    yield [lost.length > 0 ? "worse" : "other", words];
  }
}

function filtersOf({ entries }: Forwarding): string {
  const filters = [...new Set(entries.map(({ filter }) => `"${filter.value}"`))].sort();
  return orList(filters);
}

function* destinationChanges(old: readonly string[], now: readonly string[]): Generator<Said> {
  const lost = old.filter((each) => !now.includes(each));
  const gained = now.filter((each) => !old.includes(each));
  if (lost.length > 0 && gained.length > 0)
    yield ["other", `sends LOGS to ${andList(gained)} instead of ${andList(lost)}`];
  else if (lost.length > 0) yield ["worse", `no longer sends LOGS to ${andList(lost)}`];
  else if (gained.length > 0) yield ["better", `sends LOGS to ${andList(gained)}, too, now`];
}

function destinationsOf({ toPanorama, destinations }: Forwarding): readonly string[] {
  const servers = destinations.map(({ kind, name }) => `${KINDS[kind]} "${name}"`);
  return [...(toPanorama ? ["Panorama"] : []), ...new Set(servers)];
}

const KINDS = { syslog: "syslog", snmptrap: "SNMP trap", email: "email", http: "HTTP" } as const;
