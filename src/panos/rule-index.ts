import { Element } from "../xml/element.ts";
import type { Config } from "./config.ts";
import { EntryFields } from "./entry-fields.ts";
import { ForwardingTally, ProfileNames, type TallySource } from "./forwarding-tally.ts";
import { memberTest } from "./member-tests.ts";
import { PolicyRule } from "./policy-rule.ts";
import type { ProfileSetting } from "./profile-setting.ts";
import { ProfileTally } from "./profile-tally.ts";
import { FACT, readFacts } from "./rule-facts.ts";
import { RULE_FIELDS, type RuleField } from "./rule-fields.ts";
import { listsOf, overrideMarks, type RuleList } from "./rule-list.ts";
import { factsAskedFor, type RuleQuery } from "./rule-query.ts";
import { RuleRows } from "./rule-rows.ts";
import { type RuleTallies, TallyCounter } from "./rule-tally.ts";
import type { PolicyRuleKind, Rulebase, RulebasePosition } from "./rulebase.ts";
import type { Scope } from "./scope.ts";

/** Which lists, and which of their rules, to choose from; all when it is not said. */
interface Choice {
  readonly list?: ((list: RuleList) => boolean) | undefined;
  readonly rule?: ((ordinal: number, list: RuleList) => boolean) | undefined;
}

/**
 * All policy rules of a document, with the facts by which they are chosen. A {@link PolicyRule} is made when it is
 * asked for: most of a hundred thousand rules have nothing wrong and are never looked at one by one.
 */
export class RuleIndex {
  readonly #config: Config;
  readonly #lists: readonly RuleList[];
  readonly #fields: EntryFields<RuleField>;
  readonly #facts: Uint8Array;
  readonly #rules: (PolicyRule | undefined)[];

  constructor(config: Config, rulebases: readonly Rulebase[]) {
    const { table } = config.document;
    const entries = rulebases.flatMap((rulebase) => rulebase.entries.map((entry) => entry.index));
    this.#config = config;
    this.#lists = listsOf(rulebases);
    this.#fields = new EntryFields<RuleField>(table, RULE_FIELDS, entries);
    this.#facts = readFacts(table, this.#fields, overrideMarks(this.#lists, entries.length));
    this.#rules = new Array<PolicyRule | undefined>(entries.length).fill(undefined);
    for (const { entry, child } of this.#fields.duplicates) addDuplicate(config, entry, child);
    this.#readOddRules();
  }

  /** Security rules and overrides of default rules, in document order. */
  get all(): readonly PolicyRule[] {
    return this.#choose(0, 0);
  }

  /** Security rules, or overrides of default rules, in document order. */
  ofKind(kind: PolicyRuleKind): readonly PolicyRule[] {
    return this.#choose(0, 0, { list: ({ rulebase }) => rulebase.kind === kind });
  }

  /** The policy rules of one list, in order. */
  of(rulebase: Rulebase): readonly PolicyRule[] {
    return this.#choose(0, 0, { list: (list) => list.rulebase === rulebase });
  }

  /** The policy rules of one scope's rulebase. */
  at(scope: Scope, position: RulebasePosition): readonly PolicyRule[] {
    return this.#choose(0, 0, { list: ({ rulebase }) => rulebase.scope === scope && rulebase.position === position });
  }

  /** The enabled policy rules that answer a query, in document order. */
  enabled(query: RuleQuery): readonly PolicyRule[] {
    const { asked, wanted } = factsAskedFor(query);
    const test = memberTest({ config: this.#config, fields: this.#fields }, query);
    return this.#choose(asked, wanted, { rule: test && ((ordinal, { rulebase }) => test(ordinal, rulebase.scope)) });
  }

  /** The enabled security rules that match every session of their rule type. */
  matchingAllOfTheirType(): readonly PolicyRule[] {
    const bits = FACT.ENABLED | FACT.ANY_ZONES;
    return this.#choose(bits, bits, { list: ({ rulebase }) => rulebase.kind === "security" }).filter(
      (rule) => rule.matchesAllOfItsType,
    );
  }

  /** The enabled policy rules whose log-forwarding profile is not found; each name is looked up once a rulebase. */
  withUnresolvedForwarding(): readonly PolicyRule[] {
    const bits = FACT.ENABLED | FACT.NAMES_FORWARDING;
    const logSettings = this.#fields.column("log-setting");
    const unresolved: PolicyRule[] = [];
    for (const list of this.#lists) {
      const found = new Map<string, boolean>();
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        if (((this.#facts[ordinal] ?? 0) & bits) !== bits) continue;
        const name = this.#config.textOf(logSettings[ordinal] ?? 0) ?? "";
        const known = found.get(name) ?? this.#config.logForwardingProfile(name, list.rulebase.scope).state === "found";
        found.set(name, known);
        if (!known) unresolved.push(this.#rule(list, ordinal));
      }
    }
    return unresolved;
  }

  /** The policy rules that name a log-forwarding profile, disabled ones too, counted by list and name. */
  forwardingTallies(): readonly ForwardingTally[] {
    const [logSettings, profiles] = [this.#fields.column("log-setting"), this.#fields.column("profile-setting")];
    const names = new ProfileNames(this.#config.document.table);
    const all: ForwardingTally[] = [];
    for (const list of this.#lists) {
      const source: TallySource = { config: this.#config, names, ruleAt: (ordinal) => this.#rule(list, ordinal) };
      const tallies = new Map<string, ForwardingTally>();
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        const facts = this.#facts[ordinal] ?? 0;
        if ((facts & FACT.NAMES_FORWARDING) === 0) continue;
        const name = this.#config.textOf(logSettings[ordinal] ?? 0) ?? "";
        const tally = tallies.get(name) ?? new ForwardingTally(source, list.rulebase, name);
        tallies.set(name, tally);
        tally.add(facts, ordinal, profiles[ordinal] ?? 0);
      }
      all.push(...tallies.values());
    }
    return all;
  }

  /** The policy rules by the security profiles that they carry, list by list. */
  profileTallies(): readonly ProfileTally[] {
    const column = this.#fields.column("profile-setting");
    return this.#lists.flatMap((list) => {
      const source = { rulebase: list.rulebase, ruleAt: (ordinal: number) => this.#rule(list, ordinal) };
      const tallies = new Map<ProfileSetting, ProfileTally>();
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        const setting = this.#config.profileSettingAt(column[ordinal] ?? 0);
        let tally = tallies.get(setting);
        if (tally === undefined) {
          tally = new ProfileTally(source, setting);
          tallies.set(setting, tally);
        }
        tally.add(this.#facts[ordinal] ?? 0, ordinal);
      }
      return [...tallies.values()];
    });
  }

  /** The enabled allow rules that do not inspect what servers send. */
  ignoringServerResponses(): readonly PolicyRule[] {
    // Few files have the element at all.
    if (this.#config.document.table.nameId("disable-server-response-inspection") === undefined) return [];
    return this.#with("option", FACT.ENABLED | FACT.ALLOWS).filter((rule) => rule.ignoresServerResponses.value);
  }

  /** The disabled security rules, in document order. */
  disabled(): readonly PolicyRule[] {
    return this.#choose(FACT.ENABLED, 0);
  }

  /** The enabled security rules that name a schedule. */
  scheduled(): readonly PolicyRule[] {
    return this.#with("schedule", FACT.ENABLED);
  }

  /** All policy rules, disabled ones too, counted list by list by what decides their logs and inspection. */
  tallies(): readonly RuleTallies[] {
    const [logSettings, profiles] = [this.#fields.column("log-setting"), this.#fields.column("profile-setting")];
    return this.#lists.map(({ rulebase, first, end }) => {
      const counter = new TallyCounter();
      for (let ordinal = first; ordinal < end; ordinal++) {
        const logSetting = logSettings[ordinal] ?? 0;
        const forwarding = logSetting === 0 ? undefined : this.#config.textOf(logSetting);
        counter.add(this.#facts[ordinal] ?? 0, forwarding, this.#config.profileSettingAt(profiles[ordinal] ?? 0));
      }
      return { rulebase, tallies: [...counter.tallies()] };
    });
  }

  /** The enabled security rules, list by list. */
  enabledRows(): readonly RuleRows[] {
    const [fields, facts] = [this.#fields, this.#facts];
    const { table } = this.#config.document;
    return this.#lists
      .filter(({ rulebase }) => rulebase.kind === "security")
      .map((list) => {
        const all = Int32Array.from({ length: list.end - list.first }, (_, at) => list.first + at);
        const ordinals = all.filter((ordinal) => ((facts[ordinal] ?? 0) & FACT.ENABLED) !== 0);
        const rule = (ordinal: number) => this.#rule(list, ordinal);
        return new RuleRows({ table, fields, rulebase: list.rulebase, ordinals, rule });
      });
  }

  /** How many security rules are disabled. */
  get disabledSecurityRules(): number {
    let count = 0;
    for (const { rulebase, first, end } of this.#lists) {
      if (rulebase.kind !== "security") continue;
      for (let i = first; i < end; i++) if (((this.#facts[i] ?? 0) & FACT.ENABLED) === 0) count++;
    }
    return count;
  }

  #choose(asked: number, wanted: number, choice: Choice = {}): readonly PolicyRule[] {
    const facts = this.#facts;
    const chosen: PolicyRule[] = [];
    for (const list of this.#lists) {
      if (choice.list?.(list) === false) continue;
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        if (((facts[ordinal] ?? 0) & asked) !== wanted) continue;
        if (choice.rule?.(ordinal, list) !== false) chosen.push(this.#rule(list, ordinal));
      }
    }
    return chosen;
  }

  /** The policy rules with these facts in which a field is written. */
  #with(field: RuleField, bits: number): readonly PolicyRule[] {
    const column = this.#fields.column(field);
    return this.#choose(bits, bits, { rule: (ordinal) => column[ordinal] !== 0 });
  }

  #rule({ rulebase, first }: RuleList, ordinal: number): PolicyRule {
    const known = this.#rules[ordinal];
    if (known !== undefined) return known;
    const position = ordinal - first;
    const entry = rulebase.entries[position];
    if (entry === undefined) throw new Error(`There is no policy rule ${position} in ${rulebase.path}.`);
    const place = { rulebase, position: position + 1, entry, ordinal };
    const rule = new PolicyRule(this.#config, place, this.#fields, this.#facts);
    this.#rules[ordinal] = rule;
    return rule;
  }

  /** Rules that are not written as PAN-OS writes them are read by their settings before anything is chosen. */
  #readOddRules(): void {
    for (const rule of this.#choose(FACT.UNREAD, FACT.UNREAD)) rule.readClosely();
  }
}

function addDuplicate(config: Config, entry: number, child: number): void {
  const { table } = config.document;
  const rule = new Element(table, entry).attribute("name") ?? "";
  const element = new Element(table, child);
  const message = `The policy rule "${rule}" has two <${element.name}> elements, and PAN-OS allows one.`;
  config.addProblem(element, message, "Remove the one that is wrong.");
}
