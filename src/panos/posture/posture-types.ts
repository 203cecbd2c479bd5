import type { ForwardedLogs } from "../flow/log-routes.ts";
import type { RulebasePosition } from "../scopes/rulebase.ts";
import type { LoggingKind } from "../usage/log-producers.ts";
import type { SecurityProfileType } from "../vocabulary/security-profile-types.ts";

/** How the policy of one configuration logs, forwards and inspects: numbers, no judgement. */
export interface Posture {
  /** Security rules scope by scope, and the default rules in force, predefined ones too. Empty lists are left out. */
  readonly rulebases: readonly RulebasePosture[];
  /** Decryption, authentication, DoS protection and tunnel inspection rules. */
  readonly others: readonly OtherRulebasePosture[];
}

/** Where policy rules stand. */
export interface PosturePlace {
  /** `device-group/DMZ` */
  readonly scope: string;
  /** `device group "DMZ"` */
  readonly label: string;
  readonly position: RulebasePosition;
}

export interface RulebasePosture extends PosturePlace {
  /** Those that run. */
  readonly enabled: number;
  readonly disabled: number;
  /** Those that are enabled and run nowhere now, by their schedule or target; they count for nothing else. */
  readonly idle: number;
  /** The enabled rules by when they write a traffic log. */
  readonly logging: LoggingCounts;
  /** One for each type of log that they make. */
  readonly logs: readonly ForwardedLogs[];
  readonly inspection: InspectionCounts;
}

/** Add up to the enabled rules. */
interface LoggingCounts {
  readonly start: number;
  readonly end: number;
  readonly both: number;
  readonly none: number;
  /** Default rules that may be overridden where the file does not show it. */
  readonly unknown: number;
}

/** What looks into the sessions that rules allow. */
interface InspectionCounts {
  /** The enabled rules that allow. The other three add up to it. */
  readonly allow: number;
  readonly inspected: number;
  readonly uninspected: number;
  /** Rules of which the file does not tell which profiles they apply. */
  readonly unknown: number;
  /** How many of the inspected rules apply a profile of each type. */
  readonly types: ReadonlyMap<SecurityProfileType, number>;
}

/** One list of rules besides security that have log settings. */
export interface OtherRulebasePosture extends PosturePlace {
  readonly kind: LoggingKind;
  readonly enabled: number;
  readonly disabled: number;
  readonly idle: number;
  /** How many enabled rules make logs. This and the next two add up to the enabled rules. */
  readonly logging: number;
  readonly silent: number;
  /** Tunnel inspection rules that leave logging to the security rule. */
  readonly asSecurityRule: number;
  /** At most one: all rules of a kind make the same type of log. */
  readonly logs: readonly ForwardedLogs[];
}
