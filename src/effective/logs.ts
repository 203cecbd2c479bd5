import type { LogForwardingProfile } from "../panos/forwarding/log-forwarding-profile.ts";
import type { Destination, MatchEntry } from "../panos/forwarding/match-entry.ts";
import type { ServerProfile } from "../panos/forwarding/server-profiles.ts";
import type { LookUp } from "../panos/scopes/scope.ts";
import type { Describer } from "./describer.ts";
import type { EffectiveDestination, EffectiveLog, EffectiveServer } from "./types.ts";

/** A log that is written, and what the name of the log-forwarding profile means; undefined where none is named. */
interface WrittenLog extends Pick<EffectiveLog, "type" | "when"> {
  readonly answer: LookUp<LogForwardingProfile> | undefined;
}

type LookUpFrom = ReturnType<Describer["lookUpFrom"]>;

/** Follows a log through the match lists of its log-forwarding profile. */
export function logOf({ type, when, answer }: WrittenLog, describer: Describer): EffectiveLog {
  const log = { type, when, goesTo: [], staysBecause: undefined, unknownBecause: undefined };
  if (answer === undefined) return { ...log, staysBecause: "no log-forwarding profile is named" };
  if (answer.state === "missing") return { ...log, staysBecause: describer.found(answer) };
  if (answer.state === "unknown") return { ...log, unknownBecause: answer.reason };
  if (answer.value === undefined) return { ...log, unknownBecause: "the profile is predefined and not in the file" };
  const from = describer.lookUpFrom(answer.value);
  const goesTo = answer.value.forwards(type).entries.flatMap((entry) => destinationsOf(entry, from, describer));
  if (goesTo.length > 0) return { ...log, goesTo };
  return { ...log, staysBecause: `the profile has no match list that sends ${type} logs anywhere` };
}

function destinationsOf(entry: MatchEntry, from: LookUpFrom, describer: Describer): readonly EffectiveDestination[] {
  const filter = entry.takesAllLogs ? "All Logs" : entry.filter.value;
  const sent = { matchList: entry.name, filter, at: describer.at(entry.element) };
  const panorama = { to: "Panorama or Strata Logging Service", servers: [], trouble: withoutPanorama(from) };
  return [
    ...(entry.sendToPanorama.value ? [{ ...sent, ...panorama }] : []),
    ...entry.destinations.map((destination) => ({ ...sent, ...followed(destination, from, describer) })),
  ];
}

function withoutPanorama({ config, scope }: LookUpFrom): string | undefined {
  return config.flow.panoramaArrival(scope) === "no"
    ? "nothing arrives: no Panorama is set on the firewall"
    : undefined;
}

function followed(
  { kind, name }: Destination,
  { config, scope }: LookUpFrom,
  describer: Describer,
): Pick<EffectiveDestination, "to" | "servers" | "trouble"> {
  const to = `${kind} "${name}"`;
  const answer = config.forwarding.serverProfile(kind, name, scope);
  // Of two template stacks that serve a device group each may have a server profile of this name.
  const meant = config.forwarding.serverProfilesMeant(kind, name, scope);
  const known = answer.state === "found" && answer.value !== undefined ? [answer.value] : [];
  const profiles = meant.length > 0 ? meant : known;
  const servers = profiles.flatMap((profile) => [...serversOf(profile, describer)]);
  const arrives = answer.state === "found" && profiles.some(({ hasServer }) => hasServer);
  return { to, servers, trouble: arrives ? undefined : troubleWith(answer) };
}

function troubleWith(answer: LookUp<ServerProfile>): string {
  if (answer.state === "missing") return "nothing arrives: there is no such server profile";
  if (answer.state === "unknown") return `whether it arrives cannot be told: ${answer.reason}`;
  return `nothing arrives: the server profile ${answer.value?.whyNothingArrives ?? "is not in the file"}`;
}

function* serversOf(profile: ServerProfile, describer: Describer): Generator<EffectiveServer> {
  describer.goesThrough(profile.element, profile.path);
  const scope = profile.scope.label;
  for (const { element, ...server } of transportsOf(profile)) yield { ...server, scope, at: describer.at(element) };
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
