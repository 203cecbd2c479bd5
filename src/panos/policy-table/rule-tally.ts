import type { ProfileSetting } from "../objects/profile-setting.ts";
import type { Rulebase } from "../scopes/rulebase.ts";
import { FACT } from "./rule-facts.ts";

/** Policy rules of one list that are alike in all that decides what they log, where it goes and what inspects it. */
export interface RuleTally {
  readonly count: number;
  readonly enabled: boolean;
  readonly allows: boolean;
  readonly logsAtStart: boolean;
  readonly logsAtEnd: boolean;
  /** The log-forwarding profile's name as written. */
  readonly forwarding: string | undefined;
  /** One object for all rules of the file that are written alike. */
  readonly profiles: ProfileSetting;
}

/** The policy rules of one list, counted. */
export interface RuleTallies {
  readonly rulebase: Rulebase;
  readonly tallies: readonly RuleTally[];
}

/** Counts policy rules by their facts, log-forwarding profile and security profiles, without an object for each. */
export class TallyCounter {
  readonly #counts = new Map<ProfileSetting, Map<string | undefined, Map<number, number>>>();

  add(facts: number, forwarding: string | undefined, profiles: ProfileSetting): void {
    let byName = this.#counts.get(profiles);
    if (byName === undefined) {
      byName = new Map();
      this.#counts.set(profiles, byName);
    }
    let counts = byName.get(forwarding);
    if (counts === undefined) {
      counts = new Map();
      byName.set(forwarding, counts);
    }
    counts.set(facts, (counts.get(facts) ?? 0) + 1);
  }

  /** Everything that was counted. */
  *tallies(): Generator<RuleTally> {
    for (const [profiles, byName] of this.#counts) {
      for (const [forwarding, counts] of byName) {
        for (const [facts, count] of counts) yield { count, ...read(facts), forwarding, profiles };
      }
    }
  }
}

function read(facts: number): Pick<RuleTally, "enabled" | "allows" | "logsAtStart" | "logsAtEnd"> {
  return {
    enabled: (facts & FACT.ENABLED) !== 0,
    allows: (facts & FACT.ALLOWS) !== 0,
    logsAtStart: (facts & FACT.LOGS_AT_START) !== 0,
    logsAtEnd: (facts & FACT.LOGS_AT_END) !== 0,
  };
}
