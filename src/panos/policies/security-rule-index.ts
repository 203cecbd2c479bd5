import { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { ABSENT, onceForEach } from "../policy-table/field-contents.ts";
import { memberTest } from "../policy-table/member-tests.ts";
import { RuleColumns } from "../policy-table/rule-columns.ts";
import { FACT, readFacts } from "../policy-table/rule-facts.ts";
import type { RuleField } from "../policy-table/rule-fields.ts";
import { listsOf, overrideMarks, type RuleList } from "../policy-table/rule-list.ts";
import { factsAskedFor, type RuleQuery } from "../policy-table/rule-query.ts";
import type { Rulebase, RulebasePosition, SecurityRuleKind } from "../scopes/rulebase.ts";
import type { Scope } from "../scopes/scope.ts";
import type { PolicyContext } from "./context.ts";
import type { RuleTable } from "./rule-entry.ts";
import { RuleRows } from "./rule-rows.ts";
import { SecurityRule } from "./security-rule.ts";
import { TallyReader } from "./tally-reader.ts";

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
  readonly #table: RuleTable;
  readonly #rules: (SecurityRule | undefined)[];

  constructor(context: PolicyContext, rulebases: readonly Rulebase[]) {
    const { document, problems } = context.file;
    const { table } = document;
    const entries = rulebases.flatMap((rulebase) => rulebase.entries.map((entry) => entry.index));
    this.#context = context;
    this.#lists = listsOf(rulebases);
    const columns = new RuleColumns(table, entries);
    const facts = readFacts(table, columns, overrideMarks(this.#lists, entries.length));
    this.#table = { columns, facts, problems };
    this.#rules = new Array<SecurityRule | undefined>(entries.length).fill(undefined);
    for (const { entry, child } of columns.duplicates) addDuplicate(context.file, entry, child);
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
    const test = memberTest({ objects: this.#context.objects, columns: this.#table.columns }, query);
    return this.#choose(asked, wanted, { rule: test && ((ordinal, { rulebase }) => test(ordinal, rulebase.scope)) });
  }

  /** The enabled security rules that match every session of their rule type. */
  matchingAllOfTheirType(): readonly SecurityRule[] {
    const bits = FACT.ENABLED | FACT.ANY_ZONES;
    return this.#choose(bits, bits, { list: ({ rulebase }) => rulebase.kind === "security" }).filter(
      (rule) => rule.match.matchesAllOfItsType,
    );
  }

  /** The enabled security rules that match every session of their rule type in the zones that they name. */
  matchingAllOfTheirZones(): readonly SecurityRule[] {
    const { columns } = this.#table;
    const isOpen = onceForEach((content) => content === ABSENT || columns.contents.isAny(content) === true);
    const fields = (["source", "destination", "application", "service"] as const).map((each) =>
      columns.contentsOf(each),
    );
    return this.#choose(FACT.ENABLED, FACT.ENABLED, {
      list: ({ rulebase }) => rulebase.kind === "security",
      rule: (ordinal) => fields.every((contents) => isOpen(contents[ordinal] ?? ABSENT)),
    }).filter((rule) => rule.match.matchesAllOfItsZones);
  }

  /** The enabled policy rules whose log-forwarding profile is not found; each name is looked up once a rulebase. */
  withUnresolvedForwarding(): readonly SecurityRule[] {
    const bits = FACT.ENABLED | FACT.NAMES_FORWARDING;
    const logSettings = this.#table.columns.contentsOf("log-setting");
    const unresolved: SecurityRule[] = [];
    for (const list of this.#lists) {
      const isFound = onceForEach((content) => {
        const name = this.#table.columns.textOf(content) ?? "";
        return this.#context.forwarding.logForwardingProfile(name, list.rulebase.scope).state === "found";
      });
      for (let ordinal = list.first; ordinal < list.end; ordinal++) {
        if (((this.#table.facts[ordinal] ?? 0) & bits) !== bits) continue;
        if (!isFound(logSettings[ordinal] ?? ABSENT)) unresolved.push(this.#rule(list, ordinal));
      }
    }
    return unresolved;
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

  /** The enabled security rules, list by list. */
  enabledRows(): readonly RuleRows[] {
    const [columns, facts] = [this.#table.columns, this.#table.facts];
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
      for (let i = first; i < end; i++) if (((this.#table.facts[i] ?? 0) & FACT.ENABLED) === 0) count++;
    }
    return count;
  }

  /** The enabled security rules that name a target. */
  targeted(): readonly SecurityRule[] {
    return this.#with("target", FACT.ENABLED);
  }

  /** Counts of the policy rules, without an object for each of them. */
  get tallies(): TallyReader {
    const rule = (list: RuleList, ordinal: number) => this.#rule(list, ordinal);
    return new TallyReader(this.#lists, this.#table, { profiles: this.#context.profiles, rule });
  }

  #choose(asked: number, wanted: number, choice: Choice = {}): readonly SecurityRule[] {
    const facts = this.#table.facts;
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
    const column = this.#table.columns.column(field);
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
