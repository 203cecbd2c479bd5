import { members } from "../document/values.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ObjectLookup } from "./look-up.ts";

/** App-IDs whose sessions may run for months: a session-end log alone shows them only when they close. */
export const LONG_LIVED_APPLICATIONS: readonly string[] = ["gre", "ipsec-esp", "ipsec-ah", "gtp-u"];

/** Long-lived or start-relevant applications for which logging at start and at end is accepted practice. */
export const START_AND_END_APPLICATIONS: readonly string[] = [
  ...LONG_LIVED_APPLICATIONS,
  "ike",
  "ipsec",
  "ipsec-esp-udp",
  "gtpv1-c",
  "gtpv2-c",
  "radius",
];

/** Encrypted or opaque tunnels: security profiles find nothing to read in them. */
export const OPAQUE_APPLICATIONS: readonly string[] = ["ike", "ipsec", "ipsec-esp", "ipsec-esp-udp", "ipsec-ah", "gre"];

/**
 * Small, frequent sessions: the vendor advises to forward their threat logs only, unless there is capacity. A container
 * stands for its members.
 */
export const CHATTY_APPLICATIONS: readonly string[] = [
  "dns",
  "ntp",
  "syslog",
  "snmp",
  "netflow",
  "ping",
  "ping6",
  "icmp",
  "ipv6-icmp",
  "paloalto-logging-service",
];

/** The services of the same, each with its protocol: TCP 514 is a remote shell, not syslog. */
export const CHATTY_PORTS: readonly string[] = ["udp/53", "udp/123", "udp/161-162", "udp/514", "udp/2055"];

/** The App-IDs of an IPSec tunnel's own packets, and their container. */
export const IPSEC_TUNNELS: readonly string[] = ["ipsec", "ipsec-esp", "ipsec-esp-udp", "ipsec-ah"];

/** Container App-IDs and what they stand for: https://applipedia.paloaltonetworks.com */
const APPLICATION_CONTAINERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["dns", ["dns-base", "dns-non-rfc"]],
  ["ntp", ["ntp-base", "ntp-non-rfc"]],
  ["snmp", ["snmp-base", "snmp-trap", "snmpv1", "snmpv2", "snmpv3"]],
  ["ipsec", ["ipsec-esp", "ipsec-esp-udp", "ipsec-ah", "ike"]],
]);

/** Predefined external dynamic lists of malicious addresses; they exist without an entry in the export. */
export const MALICIOUS_ADDRESS_LISTS: readonly string[] = [
  "panw-known-ip-list",
  "panw-highrisk-ip-list",
  "panw-bulletproof-ip-list",
  "panw-torexit-ip-list",
];

/**
 * The applications a rule names, groups expanded. Undefined when they are no closed set: `any`, an absent element, or
 * an application filter, which only the content database can expand.
 */
export function closedApplications(
  objects: ObjectLookup,
  names: readonly string[] | undefined,
  scope: Scope,
): readonly string[] | undefined {
  if (names === undefined || names.includes("any")) return undefined;
  const closed = new Set<string>();
  for (const name of names) if (!expand(objects, name, scope, closed, 0)) return undefined;
  return [...closed];
}

function expand(objects: ObjectLookup, name: string, scope: Scope, into: Set<string>, depth: number): boolean {
  if (objects.lookUp("application-filter", name, scope).state === "found") return false;
  const group = objects.lookUp("application-group", name, scope);
  if (group.state !== "found") {
    into.add(name);
    return true;
  }
  if (depth > 8) return false;
  return members(group.value?.child("members")).every((member) => expand(objects, member, scope, into, depth + 1));
}

/** A list of applications as a set, in which a container such as `ipsec` stands for its members too. */
export function applicationSet(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => [name, ...(APPLICATION_CONTAINERS.get(name) ?? [])]));
}

function isIn(allowed: ReadonlySet<string>, name: string): boolean {
  return allowed.has(name) || APPLICATION_CONTAINERS.get(name)?.every((member) => allowed.has(member)) === true;
}

/** Whether a name stands for applications of a set and no others: one of them, a container or a group of them. */
export function isWithinApplications(
  objects: ObjectLookup,
  name: string,
  scope: Scope,
  allowed: ReadonlySet<string>,
): boolean {
  if (isIn(allowed, name)) return true;
  if (objects.lookUp("application-group", name, scope).state !== "found") return false;
  const applications = closedApplications(objects, [name], scope) ?? [];
  return applications.length > 0 && applications.every((application) => isIn(allowed, application));
}
