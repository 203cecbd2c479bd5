import { Element } from "../xml/element.ts";
import type { ElementTable } from "../xml/element-table.ts";
import type { PolicyRule } from "./policy-rule.ts";
import { NO_PROFILES, type ProfileSetting, readProfileSetting } from "./profile-setting.ts";
import { FACT } from "./rule-facts.ts";
import type { Rulebase } from "./rulebase.ts";

/** What the numbers of policy rules in the index stand for. */
export interface TallyRules {
  readonly rulebase: Rulebase;
  ruleAt(ordinal: number): PolicyRule;
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
  get first(): PolicyRule | undefined {
    const [ordinal] = this.#inspecting;
    return ordinal === undefined ? undefined : this.#source.ruleAt(ordinal);
  }

  /** All of these, in order. */
  get rules(): readonly PolicyRule[] {
    return this.#inspecting.map((ordinal) => this.#source.ruleAt(ordinal));
  }

  /** Whether some disabled or blocking rule carries them. */
  get isCarriedInVain(): boolean {
    return this.#isCarriedInVain;
  }
}

const INSPECTS = FACT.ENABLED | FACT.ALLOWS;

/** The different `<profile-setting>` of a document: compared by their bytes, so that each is read once. */
export class ProfileSettings {
  readonly #table: ElementTable;
  /** Under each hash the first element of every text that has it. */
  readonly #known = new Map<number, readonly { readonly index: number; readonly setting: ProfileSetting }[]>();

  constructor(table: ElementTable) {
    this.#table = table;
  }

  /** What the element with this index says; 0 is none. */
  at(index: number): ProfileSetting {
    if (index === 0) return NO_PROFILES;
    const hash = this.#hash(index);
    const alike = this.#known.get(hash) ?? [];
    for (const known of alike) if (this.#same(known.index, index)) return known.setting;
    const setting = readProfileSetting(new Element(this.#table, index));
    this.#known.set(hash, [...alike, { index, setting }]);
    return setting;
  }

  /** Some of the bytes are enough: those that are alike are compared. */
  #hash(index: number): number {
    const { bytes, tagEnd, end } = this.#table;
    const stop = end[index] ?? 0;
    let hash = 0;
    for (let at = tagEnd[index] ?? 0; at < stop; at += 3) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    return hash;
  }

  #same(one: number, other: number): boolean {
    const { bytes, tagEnd, end } = this.#table;
    const [from, at] = [tagEnd[one] ?? 0, tagEnd[other] ?? 0];
    const length = (end[one] ?? 0) - from;
    if ((end[other] ?? 0) - at !== length) return false;
    for (let i = 0; i < length; i++) if (bytes[from + i] !== bytes[at + i]) return false;
    return true;
  }
}
