import { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import { yesNo } from "../document/values.ts";
import { defaultOf } from "../settings/defaults.ts";
import { actionOf } from "../vocabulary/actions.ts";
import { ABSENT, onceForEach } from "./field-contents.ts";
import type { RuleColumns } from "./rule-columns.ts";

/** What most checks ask of a policy rule, one bit each. */
export const FACT = {
  ENABLED: 1,
  ALLOWS: 2,
  LOGS_AT_START: 4,
  LOGS_AT_END: 8,
  HAS_PROFILES: 16,
  /** From any zone to any zone, as written. */
  ANY_ZONES: 32,
  NAMES_FORWARDING: 64,
  /** Something is written in a way that needs a closer look; the other bits say nothing then. */
  UNREAD: 128,
} as const;

/** What a field can say at a glance. */
const [NOTHING, NO, YES, ODD] = [0, 1, 2, 3];

/** The defaults of the flags, for security rules and for overrides of default rules. */
const DEFAULTS = {
  start: [flagDefault("security rule", "log-start"), flagDefault("default rule override", "log-start")],
  end: [flagDefault("security rule", "log-end"), flagDefault("default rule override", "log-end")],
} as const;

function flagDefault(place: "security rule" | "default rule override", element: "log-start" | "log-end"): number {
  return defaultOf(place, element).value === "yes" ? YES : NO;
}

/**
 * The facts of all policy rules, without an object for each: a run asks a hundred thousand rules the same few questions
 * for every lint rule. `isOverride[i]` is 1 for overrides of default rules.
 */
export function readFacts(table: ElementTable, columns: RuleColumns, isOverride: Uint8Array): Uint8Array {
  const facts = new Uint8Array(isOverride.length);
  const { contents } = columns;
  const leaf = (read: (content: number, element: Element) => number) =>
    onceForEach((content) => {
      const element = new Element(table, contents.elementOf(content));
      if (content === ABSENT) return NOTHING;
      return element.hasChildren ? ODD : read(content, element);
    });
  const flag = leaf((_, element) => FLAGS.get(yesNo(table, element.index)) ?? ODD);
  const action = leaf((content) => {
    const known = actionOf(columns.textOf(content));
    return known === undefined ? ODD : known === "allow" ? YES : NO;
  });
  const name = leaf((content) => (columns.textOf(content) === undefined ? NO : YES));
  const isAny = (content: number) => contents.isAny(content) === true;
  const [disabled, actions] = [columns.contentsOf("disabled"), columns.contentsOf("action")];
  const [logStart, logEnd] = [columns.contentsOf("log-start"), columns.contentsOf("log-end")];
  const [logSetting, profiles] = [columns.contentsOf("log-setting"), columns.contentsOf("profile-setting")];
  const [from, to] = [columns.contentsOf("from"), columns.contentsOf("to")];
  for (let i = 0; i < facts.length; i++) {
    const kind = isOverride[i] ?? 0;
    const start = flag(logStart[i] ?? ABSENT) || (DEFAULTS.start[kind] ?? ODD);
    const end = flag(logEnd[i] ?? ABSENT) || (DEFAULTS.end[kind] ?? ODD);
    const off = kind === 1 ? NO : flag(disabled[i] ?? ABSENT);
    const act = action(actions[i] ?? ABSENT) || YES;
    const forwarding = name(logSetting[i] ?? ABSENT);
    if (start === ODD || end === ODD || off === ODD || act === ODD || forwarding === ODD) facts[i] = FACT.UNREAD;
    else {
      facts[i] =
        (off === YES ? 0 : FACT.ENABLED) |
        (act === YES ? FACT.ALLOWS : 0) |
        (start === YES ? FACT.LOGS_AT_START : 0) |
        (end === YES ? FACT.LOGS_AT_END : 0) |
        (columns.profilesOf(profiles[i] ?? ABSENT).kind === "none" ? 0 : FACT.HAS_PROFILES) |
        (forwarding === YES ? FACT.NAMES_FORWARDING : 0) |
        (isAny(from[i] ?? ABSENT) && isAny(to[i] ?? ABSENT) ? FACT.ANY_ZONES : 0);
    }
  }
  return facts;
}

/** Flags that say what they should. */
const FLAGS = new Map<boolean | string | undefined, number>([
  [true, YES],
  [false, NO],
]);
