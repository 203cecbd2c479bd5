import type { ProfileSetting } from "../objects/profile-setting.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import type { Profiles } from "../profiles/profiles.ts";
import type { Rulebase } from "../scopes/rulebase.ts";
import type { SecurityRule } from "./security-rule.ts";

/** How many policy rules, and the first of them. */
export interface RuleCount {
  readonly count: number;
  readonly first: SecurityRule;
}

/** How many policy rules, and the number of the first in the index. */
interface Count {
  count: number;
  readonly ordinal: number;
}

/** What every tally of a document needs. */
export interface TallySource {
  readonly profiles: Profiles;
  /** The policy rule with this number in the index. */
  ruleAt(ordinal: number): SecurityRule;
}

/**
 * The policy rules of one list that name one log-forwarding profile: counted by what decides which logs they make,
 * without an object for each of a hundred thousand.
 */
export class ForwardingTally {
  readonly rulebase: Rulebase;
  /** The log-forwarding profile's name as written. */
  readonly profile: string;
  readonly #source: TallySource;
  #enabled: Count | undefined;
  #disabled = 0;
  #logged: Count | undefined;
  /** Enabled allow rules by the security profiles that they carry. */
  readonly #inspecting = new Map<ProfileSetting, Count>();

  constructor(source: TallySource, rulebase: Rulebase, profile: string) {
    this.#source = source;
    this.rulebase = rulebase;
    this.profile = profile;
  }

  /** Counts a policy rule by its facts and the security profiles that it carries. */
  add(facts: number, ordinal: number, profiles: ProfileSetting): void {
    if ((facts & FACT.ENABLED) === 0) {
      this.#disabled++;
      return;
    }
    this.#enabled = more(this.#enabled, ordinal);
    if ((facts & (FACT.LOGS_AT_START | FACT.LOGS_AT_END)) !== 0) this.#logged = more(this.#logged, ordinal);
    if ((facts & FACT.ALLOWS) === 0 || (facts & FACT.HAS_PROFILES) === 0) return;
    this.#inspecting.set(profiles, more(this.#inspecting.get(profiles), ordinal));
  }

  /** The enabled policy rules; undefined when there is none. */
  get enabled(): RuleCount | undefined {
    return this.#enabled && this.#told(this.#enabled);
  }

  get disabled(): number {
    return this.#disabled;
  }

  /** The enabled policy rules that make traffic logs. */
  get logged(): RuleCount | undefined {
    return this.#logged && this.#told(this.#logged);
  }

  /**
   * The enabled policy rules that allow and apply security profiles, by the types of these; a group that the file does
   * not define has none.
   */
  *inspecting(): Generator<RuleCount & { readonly types: readonly string[] }> {
    for (const [profiles, count] of this.#inspecting) {
      const types = this.#source.profiles.typesApplied(profiles, this.rulebase.scope);
      yield { ...this.#told(count), types };
    }
  }

  #told({ count, ordinal }: Count): RuleCount {
    return { count, first: this.#source.ruleAt(ordinal) };
  }
}

function more(count: Count | undefined, ordinal: number): Count {
  if (count === undefined) return { count: 1, ordinal };
  count.count++;
  return count;
}
