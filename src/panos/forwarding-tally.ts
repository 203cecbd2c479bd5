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
  /** Enabled allow rules by the name of their security profile group. */
  readonly #groups = new Map<string, Count>();
  /** Enabled allow rules with security profiles of their own, by the set of types: one bit each. */
  readonly #typeSets = new Map<number, Count>();

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
    const { config } = this.#source;
    const { table } = config.document;
    const group = groupOf(config, table, profileSetting);
    if (group !== undefined) this.#groups.set(group, more(this.#groups.get(group), ordinal));
    else {
      const types = typeSetOf(table, profileSetting);
      this.#typeSets.set(types, more(this.#typeSets.get(types), ordinal));
    }
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
    const { config } = this.#source;
    for (const [set, count] of this.#typeSets) {
      yield { ...this.#told(count), types: SECURITY_PROFILE_TYPES.filter((_, bit) => (set & (1 << bit)) !== 0) };
    }
    for (const [name, count] of this.#groups) {
      const group = config.profileGroup(name, this.rulebase.scope);
      const defined = group.state === "found" ? group.value : undefined;
      yield { ...this.#told(count), types: defined === undefined ? [] : config.profileTypesOf(defined) };
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

/** The group that a `profile-setting` names; plain members are read without making an object. */
function groupOf(config: Config, table: ElementTable, setting: number): string | undefined {
  const end = table.next[setting] ?? 0;
  const [groupId, memberId] = [table.nameId("group"), table.nameId("member")];
  for (let child = setting + 1; child < end; child = table.next[child] ?? end) {
    if (table.name[child] !== groupId) continue;
    const first = child + 1;
    const plain = first < (table.next[child] ?? 0) && table.name[first] === memberId;
    const name = plain ? config.textOf(first) : undefined;
    return name ?? members(new Element(table, child))[0];
  }
  return undefined;
}

const TYPE_BITS: ReadonlyMap<string, number> = new Map(SECURITY_PROFILE_TYPES.map((type, bit) => [type, 1 << bit]));

function typeSetOf(table: ElementTable, setting: number): number {
  let set = 0;
  for (const type of new Element(table, setting).child("profiles")?.children() ?? []) {
    const bit = TYPE_BITS.get(type.name) ?? 0;
    if (bit !== 0 && members(type).length > 0) set |= bit;
  }
  return set;
}
