import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ObjectLookup } from "./look-up.ts";

/** A range of destination ports of one protocol, both ends included. */
export interface PortRange {
  readonly protocol: string;
  readonly low: number;
  readonly high: number;
}

/** https://docs.paloaltonetworks.com/ngfw/administration/objects/services: the two services that need no definition. */
const PREDEFINED_SERVICES: ReadonlyMap<string, readonly PortRange[]> = new Map([
  [
    "service-http",
    [
      { protocol: "tcp", low: 80, high: 80 },
      { protocol: "tcp", low: 8080, high: 8080 },
    ],
  ],
  ["service-https", [{ protocol: "tcp", low: 443, high: 443 }]],
]);

/**
 * The ports that a rule's services stand for, groups expanded. Undefined when they are not a closed set that the file
 * can tell: `any`, `application-default`, a name that is not defined in the scope's chain.
 */
export function portsOf(
  objects: ObjectLookup,
  names: readonly string[] | undefined,
  scope: Scope,
): readonly PortRange[] | undefined {
  const ranges: PortRange[] = [];
  for (const name of names ?? ["any"]) {
    const ports = PREDEFINED_SERVICES.get(name) ?? definedPorts(objects, name, scope, 0);
    if (ports === undefined) return undefined;
    ranges.push(...ports);
  }
  return ranges;
}

/** Whether a service stands for these ports and no others. */
export function isWithinPorts(
  objects: ObjectLookup,
  name: string,
  scope: Scope,
  allowed: readonly PortRange[],
): boolean {
  const ports = portsOf(objects, [name], scope) ?? [];
  return ports.length > 0 && ports.every((port) => isCovered(port, allowed));
}

/** Whether every port of a range is one of these; two ranges side by side are as good as a long one. */
export function isCovered(port: PortRange, by: readonly PortRange[]): boolean {
  const ranges = by.filter(({ protocol }) => protocol === port.protocol).sort((one, other) => one.low - other.low);
  let next = port.low;
  for (const { low, high } of ranges) if (low <= next) next = Math.max(next, high + 1);
  return next > port.high;
}

/** Ports as people write them: `udp/137-138`, or a port alone, which means both protocols. What is neither is left out. */
export function portRanges(written: readonly (string | number)[]): readonly PortRange[] {
  return written.flatMap((each) => {
    const [, protocol, low, high = low] = /^(?:(tcp|udp|sctp)\/)?(\d+)(?:-(\d+))?$/.exec(String(each)) ?? [];
    if (low === undefined) return [];
    const protocols = protocol === undefined ? ["tcp", "udp"] : [protocol];
    return protocols.map((name) => ({ protocol: name, low: Number(low), high: Number(high) }));
  });
}

function definedPorts(
  objects: ObjectLookup,
  name: string,
  scope: Scope,
  depth: number,
): readonly PortRange[] | undefined {
  const service = objects.lookUp("service", name, scope);
  if (service.state === "found") return service.value && rangesOf(service.value);
  const group = objects.lookUp("service-group", name, scope);
  if (group.state !== "found" || depth > 8) return undefined;
  const ranges: PortRange[] = [];
  for (const member of members(group.value?.child("members"))) {
    const ports = PREDEFINED_SERVICES.get(member) ?? definedPorts(objects, member, scope, depth + 1);
    if (ports === undefined) return undefined;
    ranges.push(...ports);
  }
  return ranges;
}

function rangesOf(service: Element): readonly PortRange[] {
  const ranges: PortRange[] = [];
  for (const protocol of service.child("protocol")?.children() ?? []) {
    for (const part of (protocol.child("port")?.trimmedText ?? "").split(",")) {
      const [low, high] = part.split("-").map((port) => Number.parseInt(port, 10));
      if (low !== undefined && Number.isInteger(low)) ranges.push({ protocol: protocol.name, low, high: high ?? low });
    }
  }
  return ranges;
}
