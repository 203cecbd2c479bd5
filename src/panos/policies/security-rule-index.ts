import { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { ProfileSetting } from "../objects/profile-setting.ts";
import { ABSENT, onceForEach } from "../policy-table/field-contents.ts";
import { memberTest } from "../policy-table/member-tests.ts";
import { RuleColumns } from "../policy-table/rule-columns.ts";
import { FACT, readFacts } from "../policy-table/rule-facts.ts";
import type { RuleField } from "../policy-table/rule-fields.ts";
import { listsOf, overrideMarks, type RuleList } from "../policy-table/rule-list.ts";
import { factsAskedFor, type RuleQuery } from "../policy-table/rule-query.ts";
import { type RuleTallies, TallyCounter } from "../policy-table/rule-tally.ts";
import type { Rulebase, RulebasePosition, SecurityRuleKind } from "../scopes/rulebase.ts";
import type { Scope } from "../scopes/scope.ts";
import type { PolicyContext } from "./context.ts";
import { ForwardingTally, type TallySource } from "./forwarding-tally.ts";
import { ProfileTally } from "./profile-tally.ts";
import type { RuleTable } from "./rule-entry.ts";
import { RuleRows } from "./rule-rows.ts";
import { SecurityRule } from "./security-rule.ts";

/** Which lists, and which of their rules, to choose from; all when it is not said. */
interface Choice {
  readonly list?: ((list: RuleList) => boolean) | undefined;
  readonly rule?: ((ordinal: number, list: RuleList) => boolean) | undefined;
}

/**
 * All policy rules of a document, with the facts by which they are chosen. A {@link SecurityRule} is made when it is
 * asked for: most of a hundred thousand rules have nothing wrong and are never looked at one by one.
 */
export class SecurityRuleIndex {
  readonly #context: PolicyContext;
  readonly #lists: readonly RuleList[];
  readonly #columns: RuleColumns;
  readonly #facts: Uint8Array;
  readonly #table: RuleTable;
  readonly #rules: (SecurityRule | undefined)[];

  constructor(context: PolicyContext, rulebases: readonly Rulebase[]) {
    const { document, problems } = context.file;
    const { table } = document;
    const entries = rulebases.flatMap((rulebase) => rulebase.entries.map((entry) => entry.index));
    this.#context = context;
    this.#lists = listsOf(rulebases);
    this.#columns = new RuleColumns(table, entries);
    this.#facts = readFacts(table, this.#columns, overrideMarks(this.#lists, entries.length));
    this.#table = { columns: this.#columns, facts: this.#facts, problems };
    this.#rules = new Array<SecurityRule | undefined>(entries.length).fill(undefined);
    for (const { entry, child } of this.#columns.duplicates) addDuplicate(context.file, entry, child);
    this.#readOddRules();
  }

  /** Security rules and overrides of default rules, in document order. */
  get all(): readonly SecurityRule[] {
    return this.#choose(0, 0);
  }

  /** Security rules, or overrides of default rules, in document order. */
  ofKind(kind: SecurityRuleKind): readonly SecurityRule[] {
    return this.#choose(0, 0, { list: ({ rulebase }) => rulebase.kind === kind });
  }

  /** The policy rules of one list, in order. */
  of(rulebase: Rulebase): readonly SecurityRule[] {
    return this.#choose(0, 0, { list: (list) => list.rulebase === rulebase });
  }

  /** The policy rules of one scope's rulebase. */
  at(scope: Scope, position: RulebasePosition): readonly SecurityRule[] {
    return this.#choose(0, 0, { list: ({ rulebase }) => rulebase.scope === scope && rulebase.position === position });
  }

  /** The enabled policy rules that answer a query, in document order. */
  enabled(query: RuleQuery): readonly SecurityRule[] {
    const { asked, wanted } = factsAskedFor(query);
    const test = memberTest({ objects: this.#context.objects, columns: this.#columns }, query);
    return this.#choose(asked, wanted, { rule: test && ((ordinal, { rulebase }) => test(ordinal, rulebase.scope)) });
  }

  /** The enabled security rules that match every session of their rule type. */
  matchingAllOfTheirType(): readonly SecurityRule[] {
    const bits = FACT.ENABLED | FACT.ANY_ZONES;
    return this.#choose(bits, bits, { list: ({ rulebase }) => rulebase.kind === "security" }).filter(
      (rule) => rule.match.matchesAllOfItsType,
    );
  }

  /** The enabled policy rules whose log-forwarding profile is not found; each name is looked up once a rulebase. */
  withUnresolvedForwarding(): readonly SecurityRule[] {
    const bits = FACT.ENABLED | FACT.NAMES_FORWARDING;
    const logSettings = this.#columns.contentsOf("log-setting");
    const unresolved: SecurityRule[] = [];
    for (const list of this.#lists) {
      const isFound = onceForEach((content) => {
        const name = this.#columns.textOf(content) ?? "";
        return this.#context.forwarding.logForwardingProfile(name, list.rulebase.scope).state === "found";
      });
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        if (((this.#facts[ordinal] ?? 0) & bits) !== bits) continue;
        if (!isFound(logSettings[ordinal] ?? ABSENT)) unresolved.push(this.#rule(list, ordinal));
      }
    }
    return unresolved;
  }

  /** The policy rules that name a log-forwarding profile, disabled ones too, counted by list and name. */
  forwardingTallies(): readonly ForwardingTally[] {
    const logSettings = this.#columns.contentsOf("log-setting");
    const profiles = this.#columns.contentsOf("profile-setting");
    const all: ForwardingTally[] = [];
    for (const list of this.#lists) {
      const { profiles: lookup } = this.#context;
      const source: TallySource = { profiles: lookup, ruleAt: (ordinal) => this.#rule(list, ordinal) };
      const tallies = new Map<string, ForwardingTally>();
      const tallyOf = onceForEach((content) => {
        const name = this.#columns.textOf(content) ?? "";
        const tally = tallies.get(name) ?? new ForwardingTally(source, list.rulebase, name);
        tallies.set(name, tally);
        return tally;
      });
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        const facts = this.#facts[ordinal] ?? 0;
        if ((facts & FACT.NAMES_FORWARDING) === 0) continue;
        tallyOf(logSettings[ordinal] ?? ABSENT).add(
          facts,
          ordinal,
          this.#columns.profilesOf(profiles[ordinal] ?? ABSENT),
        );
      }
      all.push(...tallies.values());
    }
    return all;
  }

  /** The policy rules by the security profiles that they carry, list by list. */
  profileTallies(): readonly ProfileTally[] {
    const profiles = this.#columns.contentsOf("profile-setting");
    return this.#lists.flatMap((list) => {
      const source = { rulebase: list.rulebase, ruleAt: (ordinal: number) => this.#rule(list, ordinal) };
      const tallies = new Map<ProfileSetting, ProfileTally>();
      const tallyOf = onceForEach((content) => {
        const setting = this.#columns.profilesOf(content);
        const tally = tallies.get(setting) ?? new ProfileTally(source, setting);
        tallies.set(setting, tally);
        return tally;
      });
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        tallyOf(profiles[ordinal] ?? ABSENT).add(this.#facts[ordinal] ?? 0, ordinal);
      }
      return [...tallies.values()];
    });
  }

  /** The enabled allow rules that do not inspect what servers send. */
  ignoringServerResponses(): readonly SecurityRule[] {
    // Few files have the element at all.
    if (this.#context.file.document.table.nameId("disable-server-response-inspection") === undefined) return [];
    return this.#with("option", FACT.ENABLED | FACT.ALLOWS).filter((rule) => rule.ignoresServerResponses.value);
  }

  /** The disabled security rules, in document order. */
  disabled(): readonly SecurityRule[] {
    return this.#choose(FACT.ENABLED, 0);
  }

  /** The enabled security rules that name a schedule. */
  scheduled(): readonly SecurityRule[] {
    return this.#with("schedule", FACT.ENABLED);
  }

  /** All policy rules, disabled ones too, counted list by list by what decides their logs and inspection. */
  tallies(): readonly RuleTallies[] {
    const logSettings = this.#columns.contentsOf("log-setting");
    const profiles = this.#columns.contentsOf("profile-setting");
    return this.#lists.map(({ rulebase, first, end }) => {
      const counter = new TallyCounter();
      for (let ordinal = first; ordinal < end; ordinal++) {
        const forwarding = this.#columns.textOf(logSettings[ordinal] ?? ABSENT);
        counter.add(this.#facts[ordinal] ?? 0, forwarding, this.#columns.profilesOf(profiles[ordinal] ?? ABSENT));
      }
      return { rulebase, tallies: [...counter.tallies()] };
    });
  }

  /** The enabled security rules, list by list. */
  enabledRows(): readonly RuleRows[] {
    const [columns, facts] = [this.#columns, this.#facts];
    return this.#lists
      .filter(({ rulebase }) => rulebase.kind === "security")
      .map((list) => {
        const all = Int32Array.from({ length: list.end - list.first }, (_, at) => list.first + at);
        const ordinals = all.filter((ordinal) => ((facts[ordinal] ?? 0) & FACT.ENABLED) !== 0);
        const rule = (ordinal: number) => this.#rule(list, ordinal);
        return new RuleRows({ columns, rulebase: list.rulebase, ordinals, rule });
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

  #choose(asked: number, wanted: number, choice: Choice = {}): readonly SecurityRule[] {
    const facts = this.#facts;
    const chosen: SecurityRule[] = [];
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
  #with(field: RuleField, bits: number): readonly SecurityRule[] {
    const column = this.#columns.column(field);
    return this.#choose(bits, bits, { rule: (ordinal) => column[ordinal] !== 0 });
  }

  #rule({ rulebase, first }: RuleList, ordinal: number): SecurityRule {
    const known = this.#rules[ordinal];
    if (known !== undefined) return known;
    const position = ordinal - first;
    const entry = rulebase.entries[position];
    if (entry === undefined) throw new Error(`There is no policy rule ${position} in ${rulebase.path}.`);
    const place = { rulebase, position: position + 1, entry, ordinal };
    const rule = new SecurityRule(this.#context, place, this.#table);
    this.#rules[ordinal] = rule;
    return rule;
  }

  /** Rules that are not written as PAN-OS writes them are read by their settings before anything is chosen. */
  #readOddRules(): void {
    for (const rule of this.#choose(FACT.UNREAD, FACT.UNREAD)) rule.readClosely();
  }
}

function addDuplicate({ document, problems }: Export, entry: number, child: number): void {
  const { table } = document;
  const rule = new Element(table, entry).attribute("name") ?? "";
  const element = new Element(table, child);
  const message = `The policy rule "${rule}" has two <${element.name}> elements, and PAN-OS allows one.`;
  problems.addProblem(element, message, "Remove the one that is wrong.");
}
