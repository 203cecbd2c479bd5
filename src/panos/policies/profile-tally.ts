import type { ProfileSetting } from "../objects/profile-setting.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import type { Rulebase } from "../scopes/rulebase.ts";
import type { SecurityRule } from "./security-rule.ts";

/** What the numbers of policy rules in the index stand for. */
export interface TallyRules {
  readonly rulebase: Rulebase;
  ruleAt(ordinal: number): SecurityRule;
}

/**
 * The policy rules of one list that carry the same security profiles, the same group or none: what can be said of the
 * profiles is found out once for all of them, and without an object for each of a hundred thousand.
 */
export class ProfileTally {
  readonly rulebase: Rulebase;
  /** One object for all rules of the file that are written alike. */
  readonly setting: ProfileSetting;
  readonly #source: TallyRules;
  readonly #inspecting: number[] = [];
  #isCarriedInVain = false;

  constructor(source: TallyRules, setting: ProfileSetting) {
    this.#source = source;
    this.rulebase = source.rulebase;
    this.setting = setting;
  }

  add(facts: number, ordinal: number): void {
    if ((facts & INSPECTS) === INSPECTS) this.#inspecting.push(ordinal);
    else this.#isCarriedInVain = true;
  }

  /** How many of them are enabled and allow: profiles look at no other sessions. */
  get count(): number {
    return this.#inspecting.length;
  }

  /** The first of these. */
  get first(): SecurityRule | undefined {
    const [ordinal] = this.#inspecting;
    return ordinal === undefined ? undefined : this.#source.ruleAt(ordinal);
  }

  /** All of these, in order. */
  get rules(): readonly SecurityRule[] {
    return this.#inspecting.map((ordinal) => this.#source.ruleAt(ordinal));
  }

  /** Whether some disabled or blocking rule carries them. */
  get isCarriedInVain(): boolean {
    return this.#isCarriedInVain;
  }
}

const INSPECTS = FACT.ENABLED | FACT.ALLOWS;
