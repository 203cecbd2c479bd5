import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { namedEntries } from "../document/values.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import { FORWARDED_LOG_TYPES, type LogType } from "../vocabulary/log-types.ts";
import { MatchEntry } from "./match-entry.ts";

/** Whose match lists are read. */
export interface MatchListOwner {
  readonly file: Export;
  /** In a sentence: `log-forwarding profile "siem"`, `the device log settings`. */
  readonly label: string;
}

/** The match lists of a log-forwarding profile in order, those with the same name too, and its blocks from before 8.0. */
export function matchListOfProfile(owner: MatchListOwner, profile: Element): readonly MatchEntry[] {
  const entries: MatchEntry[] = [];
  for (const list of profile.children("match-list")) {
    for (const [name, element] of namedEntries(list)) {
      const label = labelOf(name, owner);
      entries.push(
        new MatchEntry({ file: owner.file, name, element, label, logType: logTypeOf(owner, label, element) }),
      );
    }
  }
  for (const [block, logType] of OLD_PROFILE_BLOCKS) {
    for (const element of profile.children(block)) entries.push(...oldEntries(owner, element, logType));
  }
  return entries;
}

/** The match lists below `log-settings/<type>`, in order, and what stood there before 8.0. */
export function matchListOfType(owner: MatchListOwner, settings: Element, type: LogType): readonly MatchEntry[] {
  const logType: Setting<LogType> = { name: settings.name, value: type, origin: "explicit", element: settings };
  const entries: MatchEntry[] = [];
  for (const list of settings.children("match-list")) {
    for (const [name, element] of namedEntries(list)) {
      entries.push(new MatchEntry({ file: owner.file, name, element, label: labelOf(name, owner), logType }));
    }
  }
  return [...entries, ...oldEntries(owner, settings, type)];
}

function labelOf(name: string, owner: MatchListOwner): string {
  return `Match list "${name}" of ${owner.label}`;
}

/** A word that PAN-OS does not know is no log type: taking it for the default would say that traffic is forwarded. */
function logTypeOf({ file }: MatchListOwner, label: string, entry: Element): Setting<LogType | undefined> {
  const place = { place: "match list", label, holders: holderOf(entry), owner: entry } as const;
  const setting = new SettingReader(file.problems, place).choice("log-type", FORWARDED_LOG_TYPES);
  const unread = setting.origin === "default" && setting.element.index !== entry.index && setting.element.trimmedText;
  return unread ? { ...setting, value: undefined, origin: "explicit" } : setting;
}

/** The blocks of a profile before 8.0; threat logs stood under `alarm`. */
const OLD_PROFILE_BLOCKS: readonly (readonly [block: string, type: LogType])[] = [
  ["traffic", "traffic"],
  ["alarm", "threat"],
  ["threat", "threat"],
  ["wildfire", "wildfire"],
];
/** Where URL and data filtering logs went before 8.0: they were threat logs with a severity like others. */
const WITH_THREAT: readonly LogType[] = ["url", "data"];

const SEVERITY = /^(informational|low|medium|high|critical)$/;
const VERDICT = /^(benign|malicious|gr[ae]yware)$/;

/**
 * Before 8.0 each severity (for WildFire logs each verdict) had a block of its own, and logs without one had `any`:
 * `alarm/critical/send-syslog/using-syslog-setting`. A block is a match list that takes what its name says.
 */
function* oldEntries(owner: MatchListOwner, list: Element, type: LogType): Generator<MatchEntry> {
  const logType: Setting<LogType> = { name: list.name, value: type, origin: "explicit", element: list };
  for (const element of list.children()) {
    const { name } = element;
    const impliedFilter = oldFilter(name);
    if (impliedFilter === undefined) continue;
    const alsoCarries = type === "threat" ? WITH_THREAT : [];
    const label = `The settings for ${name === "any" ? type : `${name} ${type}`} logs of ${owner.label}`;
    yield new MatchEntry({ file: owner.file, name, element, label, logType, impliedFilter, alsoCarries });
  }
}

function oldFilter(block: string): string | undefined {
  if (block === "any") return "";
  if (SEVERITY.test(block)) return `(severity eq ${block})`;
  return VERDICT.test(block) ? `(verdict eq ${block})` : undefined;
}
