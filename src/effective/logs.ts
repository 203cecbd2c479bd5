import type { LogForwardingProfile } from "../panos/forwarding/log-forwarding-profile.ts";
import type { Destination, MatchEntry } from "../panos/forwarding/match-entry.ts";
import type { ServerProfile } from "../panos/forwarding/server-profiles.ts";
import type { LookUp } from "../panos/scopes/scope.ts";
import type { ForwardedLogType } from "../panos/vocabulary/log-types.ts";
import type { Teller } from "./describer.ts";
import type { StoryPlace } from "./effective.ts";

/** A server that logs are sent to. */
export interface StoryServer {
  readonly name: string;
  /** Undefined when it is not written, and then nothing is sent. */
  readonly address: string | undefined;
  /** `SSL, port 6514` and the like. */
  readonly transport: string;
  /** The scope that holds its profile, such as a template. */
  readonly scope: string;
  readonly at: StoryPlace;
}

/** One place that a log goes to, and the match list that sends it there. */
export interface StoryDestination {
  /** `Panorama`, `syslog "siem"`. */
  readonly to: string;
  readonly matchList: string;
  /** `All Logs`, or the filter as written. */
  readonly filter: string;
  readonly at: StoryPlace;
  readonly servers: readonly StoryServer[];
  /** Why nothing arrives there, or why that cannot be told. */
  readonly trouble: string | undefined;
}

/** One kind of log that a policy rule writes, and where it goes. */
export interface StoryLog {
  readonly type: ForwardedLogType;
  /** When it is written. */
  readonly when: string;
  readonly goesTo: readonly StoryDestination[];
  /** Why it stays on the firewall, when it does. */
  readonly staysBecause: string | undefined;
  /** Why the file does not tell where it goes, when it does not. */
  readonly unknownBecause: string | undefined;
}

/** A log that is written, and what the name of the log-forwarding profile means; undefined where none is named. */
export interface WrittenLog extends Pick<StoryLog, "type" | "when"> {
  readonly answer: LookUp<LogForwardingProfile> | undefined;
}

/** Follows a log through the match lists of its log-forwarding profile. */
export function logOf({ type, when, answer }: WrittenLog, teller: Teller): StoryLog {
  const log = { type, when, goesTo: [], staysBecause: undefined, unknownBecause: undefined };
  if (answer === undefined) return { ...log, staysBecause: "no log-forwarding profile is named" };
  if (answer.state === "missing") return { ...log, staysBecause: teller.found(answer) };
  if (answer.state === "unknown") return { ...log, unknownBecause: answer.reason };
  if (answer.value === undefined) return { ...log, unknownBecause: "the profile is predefined and not in the file" };
  const goesTo = answer.value.forwards(type).entries.flatMap((entry) => destinationsOf(entry, teller));
  if (goesTo.length > 0) return { ...log, goesTo };
  return { ...log, staysBecause: `the profile has no match list that sends ${type} logs anywhere` };
}

function destinationsOf(entry: MatchEntry, teller: Teller): readonly StoryDestination[] {
  const filter = entry.takesAllLogs ? "All Logs" : entry.filter.value;
  const sent = { matchList: entry.name, filter, at: teller.at(entry.element) };
  const panorama = { to: "Panorama or Strata Logging Service", servers: [], trouble: withoutPanorama(teller) };
  return [
    ...(entry.sendToPanorama.value ? [{ ...sent, ...panorama }] : []),
    ...entry.destinations.map((destination) => ({ ...sent, ...followed(destination, teller) })),
  ];
}

function withoutPanorama({ config, scope }: Teller): string | undefined {
  return config.flow.panoramaArrival(scope) === "no"
    ? "nothing arrives: no Panorama is set on the firewall"
    : undefined;
}

function followed({ kind, name }: Destination, teller: Teller): Pick<StoryDestination, "to" | "servers" | "trouble"> {
  const { config, scope } = teller;
  const to = `${kind} "${name}"`;
  const answer = config.forwarding.serverProfile(kind, name, scope);
  // Of two template stacks that serve a device group each may have a server profile of this name.
  const meant = config.forwarding.serverProfilesMeant(kind, name, scope);
  const known = answer.state === "found" && answer.value !== undefined ? [answer.value] : [];
  const profiles = meant.length > 0 ? meant : known;
  const servers = profiles.flatMap((profile) => [...serversOf(profile, teller)]);
  const arrives = answer.state === "found" && profiles.some(({ hasServer }) => hasServer);
  return { to, servers, trouble: arrives ? undefined : troubleWith(answer) };
}

function troubleWith(answer: LookUp<ServerProfile>): string {
  if (answer.state === "missing") return "nothing arrives: there is no such server profile";
  if (answer.state === "unknown") return `whether it arrives cannot be told: ${answer.reason}`;
  return "nothing arrives: the server profile has no complete server";
}

function* serversOf(profile: ServerProfile, teller: Teller): Generator<StoryServer> {
  teller.goesThrough(profile.element, profile.path);
  const scope = profile.scope.label;
  for (const { element, ...server } of transportsOf(profile)) yield { ...server, scope, at: teller.at(element) };
}

/** Each server with its address, and how logs get there. */
function transportsOf(profile: ServerProfile) {
  const plain = <S extends ServerProfile["servers"][number]>(server: S, transport: string) => {
    return { name: server.name, address: server.address.value, element: server.element, transport };
  };
  switch (profile.kind) {
    case "syslog":
      return profile.servers.map((each) => plain(each, `${each.transport.value}, port ${each.port.value}`));
    case "http":
      return profile.servers.map((each) => plain(each, `${each.protocol.value}, port ${each.port.value}`));
    case "email":
      return profile.servers.map((each) => plain(each, `${each.protocol.value}, port ${each.port.value}`));
    case "snmptrap":
      return profile.servers.map((each) => plain(each, `SNMP ${profile.version ?? "of no version"}`));
  }
}
