import type { Config } from "../config.ts";
import type { LogRoutes } from "../flow/log-routes.ts";
import { RouteCounts } from "../flow/route-counts.ts";
import type { ProfileSetting } from "../objects/profile-setting.ts";
import type { SecurityRule } from "../policies/security-rule.ts";
import type { RuleTally } from "../policy-table/rule-tally.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import {
  LOGS_OF_PROFILES,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
} from "../vocabulary/security-profile-types.ts";
import type { RulebasePosture } from "./posture-types.ts";

/** Adds up the policy rules of one list. */
export class RulebaseCount {
  readonly #config: Config;
  readonly #routes: RouteCounts;
  readonly #known = new Map<ProfileSetting, ReadonlySet<SecurityProfileType> | undefined>();
  /** The scope, and those below in which its names may mean other security profiles. */
  readonly #scopes: readonly Scope[];
  readonly #logging = { start: 0, end: 0, both: 0, none: 0, unknown: 0 };
  readonly #inspection = { allow: 0, inspected: 0, uninspected: 0, unknown: 0 };
  readonly #types = new Map<SecurityProfileType, number>();
  #enabled = 0;
  #disabled = 0;
  #idle = 0;

  constructor(config: Config, routes: LogRoutes, scope: Scope) {
    this.#config = config;
    this.#routes = new RouteCounts(routes, scope);
    this.#scopes = config.profiles.scopesBelow(scope);
  }

  add(tally: RuleTally): void {
    const { count, enabled, allows, logsAtStart, logsAtEnd, forwarding } = tally;
    if (!enabled) {
      this.#disabled += count;
      return;
    }
    this.#enabled += count;
    this.#logging[logsAtStart ? (logsAtEnd ? "both" : "start") : logsAtEnd ? "end" : "none"] += count;
    const logs = new Set<ForwardedLogType>(allows ? this.#inspect(tally) : []);
    if (logsAtStart || logsAtEnd) logs.add("traffic");
    for (const type of logs) this.#routes.add(type, forwarding, count);
  }

  /** Takes out a rule that was counted as enabled and runs nowhere. */
  takeOut(rule: SecurityRule): void {
    const { allows, logsAtStart, logsAtEnd } = rule;
    const alike = { allows, logsAtStart, logsAtEnd, forwarding: rule.forwardingProfileName };
    this.add({ count: -1, enabled: true, ...alike, profiles: rule.profiles.value });
    this.#idle++;
  }

  /** Counts a predefined default rule that may be overridden where the file does not show it. */
  addUncertain(): void {
    this.#enabled++;
    this.#logging.unknown++;
  }

  result(): Omit<RulebasePosture, "scope" | "label" | "position"> {
    const types = SECURITY_PROFILE_TYPES.flatMap((type) => {
      const count = this.#types.get(type);
      return count === undefined ? [] : [[type, count] as const];
    });
    return {
      enabled: this.#enabled,
      disabled: this.#disabled,
      idle: this.#idle,
      logging: this.#logging,
      logs: this.#routes.result(),
      inspection: { ...this.#inspection, types: new Map(types) },
    };
  }

  /** Counts what inspects rules that allow; gives the logs that this makes. */
  *#inspect({ count, profiles }: RuleTally): Generator<ForwardedLogType> {
    this.#inspection.allow += count;
    const types = this.#typesOf(profiles);
    if (types === undefined) this.#inspection.unknown += count;
    else if (types.size === 0) this.#inspection.uninspected += count;
    else this.#inspection.inspected += count;
    for (const type of types ?? []) {
      this.#types.set(type, (this.#types.get(type) ?? 0) + count);
      const log = LOGS_OF_PROFILES[type];
      if (log !== undefined) yield log;
    }
  }

  #typesOf(setting: ProfileSetting): ReadonlySet<SecurityProfileType> | undefined {
    if (!this.#known.has(setting)) this.#known.set(setting, this.#readTypes(setting));
    return this.#known.get(setting);
  }

  /** The types of the profiles in force; undefined where the file, or a device group below, leaves it open. */
  #readTypes(setting: ProfileSetting): ReadonlySet<SecurityProfileType> | undefined {
    if (setting.kind === "none") return new Set();
    const answers = this.#scopes.map((scope) => this.#config.profiles.inForce(setting, scope));
    const sets = answers.map((answer) =>
      answer.state === "unknown"
        ? undefined
        : // PAN-OS takes no rule that names a profile which does not exist, so one that is missing inspects nothing.
          new Set(answer.profiles.flatMap(({ type, answer }) => (answer.state === "missing" ? [] : [type]))),
    );
    const [own] = sets;
    return sets.every((set) => set !== undefined && own !== undefined && sameSet(set, own)) ? own : undefined;
  }
}

function sameSet<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}
