import type { Element } from "../../xml/element.ts";
import type { Arrival } from "../forwarding/arrival.ts";
import { forwardingOf } from "../forwarding/forwarding.ts";
import type { LogForwarding } from "../forwarding/log-forwarding.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import type { Flow } from "./flow.ts";

/** One type of log: how many rules make it, and where it goes. */
export interface ForwardedLogs {
  readonly type: ForwardedLogType;
  /** The enabled rules that make such logs. The next three add up to it. */
  readonly rules: number;
  /** Those whose logs, or a part of them, go somewhere. */
  readonly forwarded: number;
  /** Those whose logs stay on the firewall. */
  readonly kept: number;
  /** Those of which the file does not tell what their log-forwarding profile does. */
  readonly unknown: number;
  readonly unknownBecause: readonly string[];
  /** A rule counts for each place that it sends to. */
  readonly destinations: readonly LogDestination[];
}

/** One place that logs are sent to. */
export interface LogDestination {
  /** Panorama stands for Strata Logging Service too. */
  readonly kind: DestinationKind;
  /** The server profile; undefined for Panorama. */
  readonly name: string | undefined;
  /** Whether logs get there; what is sent to a server profile that does not exist does not. */
  readonly arrives: Arrival;
  readonly rules: number;
  /** How many of these rules send only a part: a filter may hold some back. */
  readonly inPart: number;
}

/** Where the logs of one type go that rules with the same log-forwarding profile make. */
export type Route =
  | { readonly state: "known"; readonly destinations: readonly RouteTo[] }
  | { readonly state: "unknown"; readonly reason: string };

interface RouteTo extends Pick<LogDestination, "kind" | "name" | "arrives"> {
  readonly coverage: "all" | "part";
}

const NOWHERE: Route = { state: "known", destinations: [] };

/** What routes are found from: the subjects of a file, and the other files of the run. */
interface RouteSources {
  readonly forwarding: LogForwarding;
  readonly flow: Flow;
  holderOf(element: Element): RouteSources;
}

/** Finds out where logs go, once in a scope for each log-forwarding profile and type of log. */
export class LogRoutes {
  readonly #model: RouteSources;
  readonly #known = new Map<Scope, Map<string, Route>>();

  constructor(model: RouteSources) {
    this.#model = model;
  }

  /** Where the logs of a rule in a scope go that names this log-forwarding profile, or none. */
  route(type: ForwardedLogType, profile: string | undefined, scope: Scope): Route {
    if (profile === undefined) return NOWHERE;
    const routes = this.#known.get(scope) ?? new Map<string, Route>();
    this.#known.set(scope, routes);
    const key = `${type} ${profile}`;
    const route = routes.get(key) ?? this.#find(type, profile, scope);
    routes.set(key, route);
    return route;
  }

  #find(type: ForwardedLogType, name: string, scope: Scope): Route {
    const answer = this.#model.forwarding.logForwardingProfile(name, scope);
    if (answer.state === "unknown") return answer;
    const own = answer.state === "found" ? answer.value : undefined;
    if (this.#model.forwarding.meaningOf(name, scope).profiles.some((profile) => profile !== own)) {
      return { state: "unknown", reason: `device groups below define a log-forwarding profile "${name}" of their own` };
    }
    // PAN-OS takes no rule that names a profile which does not exist: its logs stay.
    if (answer.state === "missing") return NOWHERE;
    if (own !== undefined) return { state: "known", destinations: [...this.#follow(own, type, scope)] };
    return { state: "unknown", reason: `log-forwarding profile "${name}" is predefined and not in the file` };
  }

  *#follow(profile: LogForwardingProfile, type: ForwardedLogType, scope: Scope): Generator<RouteTo> {
    const { entries } = profile.forwards(type);
    // In an estate the profile, and the server profiles that it names, may stand in Panorama's file.
    const holder = this.#model.holderOf(profile.element);
    // Templates serve the device group of the rule; a firewall looks up from where the profile stands.
    const from = holder === this.#model && scope.kind === "device-group" ? scope : profile.scope;
    const told = new Set<string>();
    for (const entry of entries) {
      const { panorama, destinations } = holder.flow.delivery(entry, from);
      const here = destinations.map(({ destination: { kind, name }, arrives }) => ({ kind, name, arrives }));
      const all = [...(panorama === undefined ? [] : [{ ...PANORAMA, arrives: panorama }]), ...here];
      for (const to of all) {
        const key = `${to.kind} ${to.name}`;
        if (told.has(key)) continue;
        told.add(key);
        yield { ...to, coverage: coverageOf(entries, to) };
      }
    }
  }
}

const PANORAMA = { kind: "panorama", name: undefined } as const;

/** Whether all logs get to one place, by one match list or several. */
function coverageOf(entries: readonly MatchEntry[], { kind, name }: Pick<RouteTo, "kind" | "name">): "all" | "part" {
  const sending = entries.filter((entry) =>
    kind === "panorama"
      ? entry.sendToPanorama.value
      : entry.destinations.some((each) => each.kind === kind && each.name === name),
  );
  return forwardingOf(sending).coverage === "all" ? "all" : "part";
}
