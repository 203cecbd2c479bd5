import type { ElementTable } from "../xml/element-table.ts";
import { defaultOf } from "./defaults.ts";
import type { EntryFields } from "./entry-fields.ts";
import type { RuleField } from "./rule-fields.ts";
import { isAny, startsWith } from "./values.ts";

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

const [LT, SLASH] = [0x3c, 0x2f];
/** What a yes/no leaf can be at a glance. */
const ABSENT = 0;
const NO = 1;
const YES = 2;
const ODD = 3;

/** The defaults of the flags as {@link NO} or {@link YES}, for security rules and for overrides of default rules. */
const DEFAULTS = {
  start: [flagDefault("security rule", "log-start"), flagDefault("default rule override", "log-start")],
  end: [flagDefault("security rule", "log-end"), flagDefault("default rule override", "log-end")],
} as const;

function flagDefault(place: "security rule" | "default rule override", element: "log-start" | "log-end"): number {
  return defaultOf(place, element).value === "yes" ? YES : NO;
}

/**
 * The facts of all policy rules, read from the bytes in one pass without making a string or an object: a run asks a
 * hundred thousand rules the same few questions for every lint rule. `isOverride[i]` is 1 for overrides of default
 * rules.
 */
export function readFacts(table: ElementTable, fields: EntryFields<RuleField>, isOverride: Uint8Array): Uint8Array {
  const facts = new Uint8Array(isOverride.length);
  const [disabled, action] = [fields.column("disabled"), fields.column("action")];
  const [logStart, logEnd] = [fields.column("log-start"), fields.column("log-end")];
  const logSetting = fields.column("log-setting");
  const [profiles, from, to] = [fields.column("profile-setting"), fields.column("from"), fields.column("to")];
  for (let i = 0; i < facts.length; i++) {
    const kind = isOverride[i] ?? 0;
    const start = flagAt(table, logStart[i] ?? 0) || (DEFAULTS.start[kind] ?? ODD);
    const end = flagAt(table, logEnd[i] ?? 0) || (DEFAULTS.end[kind] ?? ODD);
    const off = kind === 1 ? NO : flagAt(table, disabled[i] ?? 0);
    const act = actionAt(table, action[i] ?? 0);
    const attached = profilesAt(table, profiles[i] ?? 0);
    const forwarding = textAt(table, logSetting[i] ?? 0);
    const odd = start === ODD || end === ODD || off === ODD || act === ODD || attached === ODD || forwarding === ODD;
    if (odd) facts[i] = FACT.UNREAD;
    else {
      facts[i] =
        (off === YES ? 0 : FACT.ENABLED) |
        (act === YES ? FACT.ALLOWS : 0) |
        (start === YES ? FACT.LOGS_AT_START : 0) |
        (end === YES ? FACT.LOGS_AT_END : 0) |
        (attached === YES ? FACT.HAS_PROFILES : 0) |
        (forwarding === YES ? FACT.NAMES_FORWARDING : 0) |
        (anyAt(table, from[i] ?? 0) && anyAt(table, to[i] ?? 0) ? FACT.ANY_ZONES : 0);
    }
  }
  return facts;
}

function flagAt({ bytes, tagEnd }: ElementTable, index: number): number {
  if (index === 0) return ABSENT;
  const at = tagEnd[index] ?? 0;
  const first = bytes[at];
  if (first === 0x6e && bytes[at + 1] === 0x6f && bytes[at + 2] === LT && bytes[at + 3] === SLASH) return NO;
  const yes = first === 0x79 && bytes[at + 1] === 0x65 && bytes[at + 2] === 0x73;
  return yes && bytes[at + 3] === LT && bytes[at + 4] === SLASH ? YES : ODD;
}

const RESETS = ["reset-both</", "reset-client</", "reset-server</"].map((text) => Buffer.from(text));

/** Whether an action allows: a plain `allow` or none does, a plain `deny` or `drop` does not. */
function actionAt({ bytes, tagEnd }: ElementTable, index: number): number {
  if (index === 0) return YES;
  const at = tagEnd[index] ?? 0;
  // The letters a-l-l-o-w, d-e-n-y and d-r-o-p as numbers of four bytes.
  const word =
    ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  if (word === 0x616c6c6f && bytes[at + 4] === 0x77 && bytes[at + 5] === LT && bytes[at + 6] === SLASH) return YES;
  const blocks = word === 0x64656e79 || word === 0x64726f70;
  if (blocks && bytes[at + 4] === LT && bytes[at + 5] === SLASH) return NO;
  return RESETS.some((reset) => startsWith(bytes, at, reset)) ? NO : ODD;
}

/** Whether `profile-setting` has a member: every form that attaches something has one, and the empty forms have none. */
function profilesAt(table: ElementTable, index: number): number {
  if (index === 0) return NO;
  const end = table.next[index] ?? 0;
  const member = table.nameId("member") ?? -1;
  for (let at = index + 1; at < end; at++) {
    if (table.name[at] === member) return (table.bytes[table.tagEnd[at] ?? 0] ?? 0) > LT ? YES : ODD;
  }
  // `<group/>`, `<profiles/>` and the like; text in their place is looked at closely.
  for (let at = index; at < end; at++) {
    const empty = table.tagEnd[at] === table.end[at] || (table.next[at] ?? 0) > at + 1;
    if (!empty) return ODD;
  }
  return NO;
}

/** Whether a leaf holds text; a blank, a reference or markup at its start is looked at closely. */
function textAt(table: ElementTable, index: number): number {
  if (index === 0 || table.tagEnd[index] === table.end[index]) return NO;
  return (table.bytes[table.tagEnd[index] ?? 0] ?? 0) > LT ? YES : ODD;
}

function anyAt(table: ElementTable, index: number): boolean {
  return index !== 0 && isAny(table, index) === true;
}
