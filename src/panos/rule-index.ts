import { Element } from "../xml/element.ts";
import type { Config } from "./config.ts";
import { EntryFields } from "./entry-fields.ts";
import { PolicyRule, RULE_FIELDS, type RuleField } from "./policy-rule.ts";
import { FACT, readFacts } from "./rule-facts.ts";
import type { Rulebase, RulebasePosition } from "./rulebase.ts";
import type { Scope } from "./scope.ts";

/** What policy rules to take; a question that is not asked matches both answers. */
export interface RuleQuery {
  readonly allows?: boolean;
  readonly logsAtStart?: boolean;
  readonly logsAtEnd?: boolean;
  /** Whether it carries security profiles or a profile group. */
  readonly hasProfiles?: boolean;
  /** Whether it names a log-forwarding profile. */
  readonly namesForwarding?: boolean;
}

/** All policy rules of a document, with the facts by which they are chosen. */
export class RuleIndex {
  /** Security rules and overrides of default rules, in document order. */
  readonly all: readonly PolicyRule[];
  readonly security: readonly PolicyRule[];
  readonly overrides: readonly PolicyRule[];
  readonly #rulebases: readonly Rulebase[];
  readonly #byRulebase = new Map<Rulebase, readonly PolicyRule[]>();
  readonly #facts: Uint8Array;
  #readClosely = false;

  constructor(config: Config, rulebases: readonly Rulebase[]) {
    const { table } = config.document;
    const entries = rulebases.flatMap((rulebase) => rulebase.entries.map((entry) => entry.index));
    const fields = new EntryFields<RuleField>(table, RULE_FIELDS, entries);
    const facts = readFacts(table, fields, overrideMarks(rulebases, entries.length));
    const all: PolicyRule[] = [];
    for (const rulebase of rulebases) {
      const rules = rulebase.entries.map((entry, at) => {
        return new PolicyRule(config, { rulebase, position: at + 1, entry, ordinal: all.length + at }, fields, facts);
      });
      this.#byRulebase.set(rulebase, rules);
      for (const rule of rules) all.push(rule);
    }
    this.#rulebases = rulebases;
    this.#facts = facts;
    this.all = all;
    this.security = all.filter((rule) => rule.kind === "security");
    this.overrides = all.filter((rule) => rule.kind === "default-security");
    for (const { entry, child } of fields.duplicates) addDuplicate(config, entry, child);
  }

  /** The policy rules of one list, in order. */
  of(rulebase: Rulebase): readonly PolicyRule[] {
    return this.#byRulebase.get(rulebase) ?? [];
  }

  /** The policy rules of one scope's rulebase. */
  *at(scope: Scope, position: RulebasePosition): Generator<PolicyRule, void, undefined> {
    for (const rulebase of this.#rulebases) {
      if (rulebase.scope === scope && rulebase.position === position) yield* this.of(rulebase);
    }
  }

  /** The enabled policy rules that answer a query, in document order. */
  enabled(query: RuleQuery): readonly PolicyRule[] {
    let asked = FACT.ENABLED as number;
    let wanted = FACT.ENABLED as number;
    for (const [key, bit] of QUERY_BITS) {
      if (query[key] === undefined) continue;
      asked |= bit;
      if (query[key]) wanted |= bit;
    }
    return this.#choose(asked, wanted);
  }

  /** The enabled security rules that match every session between zones. */
  matchingEverything(): readonly PolicyRule[] {
    const bits = FACT.ENABLED | FACT.ANY_ZONES;
    return this.#choose(bits, bits).filter((rule) => rule.kind === "security" && rule.matchesEverything);
  }

  #choose(asked: number, wanted: number): readonly PolicyRule[] {
    if (!this.#readClosely) this.#readAllClosely();
    const facts = this.#facts;
    const chosen: PolicyRule[] = [];
    for (let ordinal = 0; ordinal < facts.length; ordinal++) {
      if (((facts[ordinal] ?? 0) & asked) !== wanted) continue;
      const rule = this.all[ordinal];
      if (rule !== undefined) chosen.push(rule);
    }
    return chosen;
  }

  /** Rules that are not written as PAN-OS writes them are read by their settings before anything is chosen. */
  #readAllClosely(): void {
    this.#readClosely = true;
    for (let ordinal = 0; ordinal < this.#facts.length; ordinal++) {
      if (((this.#facts[ordinal] ?? 0) & FACT.UNREAD) !== 0) this.all[ordinal]?.readClosely();
    }
  }
}

const QUERY_BITS: readonly (readonly [keyof RuleQuery, number])[] = [
  ["allows", FACT.ALLOWS],
  ["logsAtStart", FACT.LOGS_AT_START],
  ["logsAtEnd", FACT.LOGS_AT_END],
  ["hasProfiles", FACT.HAS_PROFILES],
  ["namesForwarding", FACT.NAMES_FORWARDING],
];

function overrideMarks(rulebases: readonly Rulebase[], count: number): Uint8Array {
  const marks = new Uint8Array(count);
  let first = 0;
  for (const { kind, entries } of rulebases) {
    marks.fill(kind === "security" ? 0 : 1, first, first + entries.length);
    first += entries.length;
  }
  return marks;
}

function addDuplicate(config: Config, entry: number, child: number): void {
  const { table } = config.document;
  const rule = new Element(table, entry).attribute("name") ?? "";
  const element = new Element(table, child);
  const message = `The policy rule "${rule}" has two <${element.name}> elements, and PAN-OS allows one.`;
  config.addProblem(element, message, "Remove the one that is wrong.");
}
