import type { MemberQuery } from "./member-tests.ts";
import { FACT } from "./rule-facts.ts";

/** What policy rules to take; a question that is not asked matches both answers. */
export interface RuleQuery extends MemberQuery {
  readonly allows?: boolean;
  readonly logsAtStart?: boolean;
  readonly logsAtEnd?: boolean;
  /** Whether it carries security profiles or a profile group. */
  readonly hasProfiles?: boolean;
  /** Whether it names a log-forwarding profile. */
  readonly namesForwarding?: boolean;
}

/** The facts of enabled policy rules that a query asks for, and what they must be. */
export function factsAskedFor(query: RuleQuery): { readonly asked: number; readonly wanted: number } {
  let asked: number = FACT.ENABLED;
  let wanted: number = FACT.ENABLED;
  for (const [key, bit] of QUERY_BITS) {
    if (query[key] === undefined) continue;
    asked |= bit;
    if (query[key]) wanted |= bit;
  }
  return { asked, wanted };
}

const QUERY_BITS: readonly (readonly [keyof RuleQuery, number])[] = [
  ["allows", FACT.ALLOWS],
  ["logsAtStart", FACT.LOGS_AT_START],
  ["logsAtEnd", FACT.LOGS_AT_END],
  ["hasProfiles", FACT.HAS_PROFILES],
  ["namesForwarding", FACT.NAMES_FORWARDING],
];
