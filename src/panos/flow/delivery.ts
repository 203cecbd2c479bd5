import type { DeviceSettings } from "../device/device-settings.ts";
import { type Arrival, serverArrivalOf } from "../forwarding/arrival.ts";
import type { LogForwarding } from "../forwarding/log-forwarding.ts";
import type { Destination, MatchEntry } from "../forwarding/match-entry.ts";
import type { ServerProfile } from "../forwarding/server-profiles.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { LogForwardingUses } from "../usage/log-forwarding-uses.ts";
import { DEVICE_LOG_TYPES } from "../vocabulary/log-types.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import type { FlowSources } from "./sources.ts";

/** Whether a server profile that a match list names can be sent to. */
interface DestinationCheck {
  readonly destination: Destination;
  readonly answer: LookUp<ServerProfile>;
  readonly arrives: Arrival;
}

/** What becomes of the logs that a match list takes. */
export interface Delivery {
  /** The best of all its destinations; `no` too when it has none. */
  readonly arrives: Arrival;
  /** Undefined when it does not send to Panorama. */
  readonly panorama: Arrival | undefined;
  readonly destinations: readonly DestinationCheck[];
}

/** Follows a match list to its destinations. */
export type Deliver = (entry: MatchEntry, from: Scope, kinds?: readonly DestinationKind[]) => Delivery;

const ORDER: readonly Arrival[] = ["yes", "perhaps", "no"];

/** What a match list is followed by. */
interface DeliverySources {
  readonly forwarding: LogForwarding;
  readonly panoramaArrival: (from: Scope) => Arrival;
}

/** Follows a match list that stands in a scope to its destinations; with `kinds`, to those of these kinds. */
export function deliveryOf(
  { forwarding, panoramaArrival }: DeliverySources,
  entry: MatchEntry,
  { from, kinds }: { readonly from: Scope; readonly kinds?: readonly DestinationKind[] | undefined },
): Delivery {
  const asked = (kind: DestinationKind): boolean => kinds === undefined || kinds.includes(kind);
  const destinations = entry.destinations
    .filter(({ kind }) => asked(kind))
    .map((destination) => checkOf(forwarding, destination, from));
  const panorama = asked("panorama") && entry.sendToPanorama.value ? panoramaArrival(from) : undefined;
  const all = [panorama, ...destinations.map(({ arrives }) => arrives)];
  return { arrives: ORDER.find((arrival) => all.includes(arrival)) ?? "no", panorama, destinations };
}

function checkOf(forwarding: LogForwarding, destination: Destination, from: Scope): DestinationCheck {
  const answer = forwarding.serverProfile(destination.kind, destination.name, from);
  return { destination, answer, arrives: serverArrivalOf(answer) };
}

/**
 * Whether logs that are sent to Panorama from a scope have somewhere to go: a Panorama server, a cloud that manages the
 * firewall, or Strata Logging Service, which takes them by the same flag. What Panorama manages has its server set on
 * the firewall itself if not in a template, so its own file can never say no.
 */
export function panoramaArrivalOf(model: FlowSources, from: Scope): Arrival {
  if (from.kind === "panorama" || from.kind === "log-collector-group") return "yes";
  const { document } = model.file;
  if (document.product === "panorama") {
    const serving = new Set(model.panorama.firewalls.templatesFor(from).map(({ scope }) => scope.path));
    const known = model.devices.settings.filter(({ path }) => serving.has(path.replace(/\/deviceconfig$/, "")));
    return known.some((device) => device.hasPanorama) ? "yes" : "perhaps";
  }
  if (model.devices.settings.some((device) => device.hasPanorama)) return "yes";
  // Without a complete device, or with what Panorama pushed, the server is only not shown.
  const pushed = model.file.hasOwners || document.root.child("panorama") !== undefined;
  return model.file.partialAlone === undefined && !pushed ? "no" : "perhaps";
}

/** The match lists in use on a device, template or stack that send to Panorama: of log-forwarding profiles, then its own. */
export function panoramaSendersOf(model: FlowSources, { place }: DeviceSettings): readonly MatchEntry[] {
  const template = model.panorama.templates.named(place.name);
  const groups = template === undefined ? [] : model.panorama.firewalls.groupsServedBy(template);
  const served = new Set(groups.flatMap((group) => [...group.chain()]));
  const isUsedHere = ({ count, scopes }: LogForwardingUses): boolean =>
    count > 0 && (place.kind === "firewall" || [...scopes].some((scope) => served.has(scope)));
  const profiles = [...model.usage.logForwardingUses].filter(isUsedHere).flatMap(({ profile }) => profile.matchList);
  const own = model.devices.logSettings.filter(
    ({ scope }) => place.kind === "firewall" || (scope.kind === place.kind && scope.name === place.name),
  );
  const device = own.flatMap((settings) => DEVICE_LOG_TYPES.flatMap((type) => settings.matchList(type)));
  return [...profiles, ...device].filter(({ sendToPanorama }) => sendToPanorama.value);
}
