import { Element } from "../xml/element.ts";
import type { ElementTable } from "../xml/element-table.ts";
import type { Config } from "./config.ts";
import type { PolicyRule } from "./policy-rule.ts";
import { FACT } from "./rule-facts.ts";
import type { Rulebase } from "./rulebase.ts";
import { SECURITY_PROFILE_TYPES } from "./security-profile-types.ts";
import { members } from "./values.ts";

/** How many policy rules, and the first of them. */
export interface RuleCount {
  readonly count: number;
  readonly first: PolicyRule;
}

/** How many policy rules, and the number of the first in the index. */
interface Count {
  count: number;
  readonly ordinal: number;
}

/** What every tally of a document needs. */
export interface TallySource {
  readonly config: Config;
  readonly names: ProfileNames;
  /** The policy rule with this number in the index. */
  ruleAt(ordinal: number): PolicyRule;
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
  /** Enabled allow rules by the name of their security profile group, or by the set of their profiles' types. */
  readonly #inspecting = new Map<string | number, Count>();

  constructor(source: TallySource, rulebase: Rulebase, profile: string) {
    this.#source = source;
    this.rulebase = rulebase;
    this.profile = profile;
  }

  /** Counts a policy rule by its facts; `profileSetting` is the index of that child, 0 for none. */
  add(facts: number, ordinal: number, profileSetting: number): void {
    if ((facts & FACT.ENABLED) === 0) {
      this.#disabled++;
      return;
    }
    this.#enabled = more(this.#enabled, ordinal);
    if ((facts & (FACT.LOGS_AT_START | FACT.LOGS_AT_END)) !== 0) this.#logged = more(this.#logged, ordinal);
    if ((facts & FACT.ALLOWS) === 0 || (facts & FACT.HAS_PROFILES) === 0) return;
    const applied = this.#source.names.read(this.#source.config, profileSetting);
    this.#inspecting.set(applied, more(this.#inspecting.get(applied), ordinal));
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
    for (const [applied, count] of this.#inspecting) {
      yield { ...this.#told(count), types: typeof applied === "number" ? typesIn(applied) : this.#typesOf(applied) };
    }
  }

  #typesOf(group: string): readonly string[] {
    const { config } = this.#source;
    const answer = config.profileGroup(group, this.rulebase.scope);
    return answer.state === "found" && answer.value !== undefined ? config.profileTypesOf(answer.value) : [];
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

function typesIn(set: number): readonly string[] {
  return SECURITY_PROFILE_TYPES.filter((_, bit) => (set & (1 << bit)) !== 0);
}

/** The numbers of the element names that a `profile-setting` is read by; undefined for one that the document lacks. */
export class ProfileNames {
  readonly #table: ElementTable;
  readonly #group: number | undefined;
  readonly #profiles: number | undefined;
  readonly #member: number | undefined;
  /** The bit of each type of security profiles, by the number of its name. */
  readonly #bits: ReadonlyMap<number, number>;

  constructor(table: ElementTable) {
    this.#table = table;
    [this.#group, this.#profiles, this.#member] = ["group", "profiles", "member"].map((name) => table.nameId(name));
    const bits = SECURITY_PROFILE_TYPES.map((type, bit) => [table.nameId(type), 1 << bit] as const);
    this.#bits = new Map(bits.flatMap(([id, bit]) => (id === undefined ? [] : [[id, bit]])));
  }

  /** The first member of the group, or the set of types with a member. Plain ones are read without making an object. */
  read(config: Config, setting: number): string | number {
    const { name, next } = this.#table;
    const end = next[setting] ?? 0;
    let types = 0;
    for (let child = setting + 1; child < end; child = next[child] ?? end) {
      if (name[child] === this.#group) {
        const group = this.#memberText(config, child) ?? members(new Element(this.#table, child))[0];
        if (group !== undefined) return group;
      }
      if (name[child] === this.#profiles) types |= this.#typesIn(child);
    }
    return types;
  }

  #typesIn(profiles: number): number {
    const { name, next } = this.#table;
    const end = next[profiles] ?? 0;
    let set = 0;
    for (let type = profiles + 1; type < end; type = next[type] ?? end) {
      const bit = this.#bits.get(name[type] ?? -1) ?? 0;
      if (bit !== 0 && (this.#isPlain(type) || members(new Element(this.#table, type)).length > 0)) set |= bit;
    }
    return set;
  }

  #memberText(config: Config, list: number): string | undefined {
    return this.#isPlain(list) ? config.textOf(list + 1) : undefined;
  }

  /** Whether the first child is a member that begins with plain text. */
  #isPlain(list: number): boolean {
    const { name, next, tagEnd, bytes } = this.#table;
    const first = list + 1;
    return first < (next[list] ?? 0) && name[first] === this.#member && (bytes[tagEnd[first] ?? 0] ?? 0) > LT;
  }
}

const LT = 0x3c;
