import type { Scope } from "../scopes/scope.ts";
import { FORWARDED_LOG_TYPES, type ForwardedLogType } from "../vocabulary/log-types.ts";
import type { ForwardedLogs, LogDestination, LogRoutes, Route } from "./log-routes.ts";

type Counted<T> = { -readonly [key in keyof T]: T[key] };

/** Adds up which logs the rules of one list make and where these go. */
export class RouteCounts {
  readonly #routes: LogRoutes;
  readonly #scope: Scope;
  readonly #counts = new Map<ForwardedLogType, RouteCount>();

  constructor(routes: LogRoutes, scope: Scope) {
    this.#routes = routes;
    this.#scope = scope;
  }

  /** Counts rules that make a type of log and name a log-forwarding profile, or none. */
  add(type: ForwardedLogType, profile: string | undefined, rules: number): void {
    const count = this.#counts.get(type) ?? new RouteCount();
    this.#counts.set(type, count);
    count.add(this.#routes.route(type, profile, this.#scope), rules);
  }

  /** In the order of the log types. */
  result(): readonly ForwardedLogs[] {
    return FORWARDED_LOG_TYPES.flatMap((type) => {
      const count = this.#counts.get(type);
      return count === undefined ? [] : [count.result(type)];
    });
  }
}

/** The rules are counted by their route, which a list has few of; the routes are read once at the end. */
class RouteCount {
  readonly #byRoute = new Map<Route, number>();

  add(route: Route, rules: number): void {
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + rules);
  }

  result(type: ForwardedLogType): ForwardedLogs {
    const counts = { rules: 0, forwarded: 0, kept: 0, unknown: 0 };
    const reasons = new Set<string>();
    const destinations = new Map<string, Counted<LogDestination>>();
    for (const [route, rules] of this.#byRoute) {
      counts.rules += rules;
      if (route.state === "unknown") {
        counts.unknown += rules;
        reasons.add(route.reason);
        continue;
      }
      const leaves = route.destinations.some(({ arrives }) => arrives !== "no");
      counts[leaves ? "forwarded" : "kept"] += rules;
      for (const { kind, name, arrives, coverage } of route.destinations) {
        const key = JSON.stringify([kind, name, arrives]);
        const known = destinations.get(key) ?? { kind, name, arrives, rules: 0, inPart: 0 };
        destinations.set(key, known);
        known.rules += rules;
        if (coverage === "part") known.inPart += rules;
      }
    }
    return { type, ...counts, unknownBecause: [...reasons], destinations: [...destinations.values()] };
  }
}
