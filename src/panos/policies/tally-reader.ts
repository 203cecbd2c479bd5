import type { ProfileSetting } from "../objects/profile-setting.ts";
import { ABSENT, onceForEach } from "../policy-table/field-contents.ts";
import { FACT } from "../policy-table/rule-facts.ts";
import type { RuleList } from "../policy-table/rule-list.ts";
import { type RuleTallies, TallyCounter } from "../policy-table/rule-tally.ts";
import type { Profiles } from "../profiles/profiles.ts";
import { ForwardingTally, type TallySource } from "./forwarding-tally.ts";
import { ProfileTally } from "./profile-tally.ts";
import type { RuleTable } from "./rule-entry.ts";
import type { SecurityRule } from "./security-rule.ts";

/** What tallies need besides the table. */
interface CountedRules {
  readonly profiles: Profiles;
  /** The policy rule with this number in the table, made when it is asked for. */
  readonly rule: (list: RuleList, ordinal: number) => SecurityRule;
}

/** Counts the policy rules of a document list by list. */
export class TallyReader {
  readonly #lists: readonly RuleList[];
  readonly #table: RuleTable;
  readonly #source: CountedRules;

  constructor(lists: readonly RuleList[], table: RuleTable, source: CountedRules) {
    this.#lists = lists;
    this.#table = table;
    this.#source = source;
  }

  /** The policy rules that name a log-forwarding profile, disabled ones too, counted by list and name. */
  byForwarding(): readonly ForwardingTally[] {
    const logSettings = this.#table.columns.contentsOf("log-setting");
    const profiles = this.#table.columns.contentsOf("profile-setting");
    const all: ForwardingTally[] = [];
    for (const list of this.#lists) {
      const source: TallySource = {
        profiles: this.#source.profiles,
        ruleAt: (ordinal) => this.#source.rule(list, ordinal),
      };
      const tallies = new Map<string, ForwardingTally>();
      const tallyOf = onceForEach((content) => {
        const name = this.#table.columns.textOf(content) ?? "";
        const tally = tallies.get(name) ?? new ForwardingTally(source, list.rulebase, name);
        tallies.set(name, tally);
        return tally;
      });
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        const facts = this.#table.facts[ordinal] ?? 0;
        if ((facts & FACT.NAMES_FORWARDING) === 0) continue;
        tallyOf(logSettings[ordinal] ?? ABSENT).add(
          facts,
          ordinal,
          this.#table.columns.profilesOf(profiles[ordinal] ?? ABSENT),
        );
      }
      all.push(...tallies.values());
    }
    return all;
  }

  /** The policy rules by the security profiles that they carry, list by list. */
  byProfiles(): readonly ProfileTally[] {
    const profiles = this.#table.columns.contentsOf("profile-setting");
    return this.#lists.flatMap((list) => {
      const source = { rulebase: list.rulebase, ruleAt: (ordinal: number) => this.#source.rule(list, ordinal) };
      const tallies = new Map<ProfileSetting, ProfileTally>();
      const tallyOf = onceForEach((content) => {
        const setting = this.#table.columns.profilesOf(content);
        const tally = tallies.get(setting) ?? new ProfileTally(source, setting);
        tallies.set(setting, tally);
        return tally;
      });
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        tallyOf(profiles[ordinal] ?? ABSENT).add(this.#table.facts[ordinal] ?? 0, ordinal);
      }
      return [...tallies.values()];
    });
  }

  /** All policy rules, disabled ones too, counted list by list by what decides their logs and inspection. */
  byLogging(): readonly RuleTallies[] {
    const logSettings = this.#table.columns.contentsOf("log-setting");
    const profiles = this.#table.columns.contentsOf("profile-setting");
    return this.#lists.map(({ rulebase, first, end }) => {
      const counter = new TallyCounter();
      for (let ordinal = first; ordinal < end; ordinal++) {
        const forwarding = this.#table.columns.textOf(logSettings[ordinal] ?? ABSENT);
        counter.add(
          this.#table.facts[ordinal] ?? 0,
          forwarding,
          this.#table.columns.profilesOf(profiles[ordinal] ?? ABSENT),
        );
      }
      return { rulebase, tallies: [...counter.tallies()] };
    });
  }
}
