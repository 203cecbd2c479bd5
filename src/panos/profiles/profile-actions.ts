import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { members, namedEntries } from "../document/values.ts";
import { quoteName } from "../scopes/command.ts";
import { type DefaultPlace, defaultOf } from "../settings/defaults.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import { pathSegment } from "../vocabulary/logical-path.ts";
import { isBefore } from "../vocabulary/version.ts";

/** An action that a security profile takes, as it is in effect. */
export interface ProfileAction {
  /** What it is taken on, for a sentence: `decoder "smb"`, `rule "low"`, `threat exception "30003"`. */
  readonly what: string;
  readonly setting: Setting<string>;
  /** The entry with the action. */
  readonly entry: Element;
  /** Where the entry stands in the profile, in a command: `rules low`. */
  readonly words: string;
  /** The same in a logical path: `rules/low`. */
  readonly path: string;
  /** Whether it is an exception for some addresses only. */
  readonly narrowed: boolean;
  /** The severities that a rule of Anti-Spyware or Vulnerability Protection looks at. */
  readonly severities?: readonly ThreatSeverity[];
}

/** What the functions here need to know of a profile. */
export interface ProfileSource {
  readonly file: Export;
  readonly label: string;
  readonly element: Element;
}

const VIRUS_ACTIONS = ["default", "allow", "alert", "drop", "reset-client", "reset-server", "reset-both"] as const;
const THREAT_ACTIONS = [...VIRUS_ACTIONS, "block-ip"] as const;
const LIST_ACTIONS = ["alert", "allow", "block", "sinkhole"] as const;
const FILE_ACTIONS = ["alert", "block", "continue"] as const;
const MODEL_ACTIONS = ["block", "alert", "allow"] as const;

/** A reader of one entry's settings. */
export function entryReader<P extends DefaultPlace>(
  { file, label }: ProfileSource,
  place: P,
  entry: Element,
): SettingReader<P> {
  return new SettingReader(file.problems, { place, label, holders: holderOf(entry), owner: entry });
}

/** Where an entry stands in its profile; the list is given as in a command. */
function placeOf(list: string, name: string): Pick<ProfileAction, "words" | "path"> {
  return {
    words: `${list} ${quoteName(name)}`,
    path: `${list.replaceAll(" ", "/")}/${pathSegment(name)}`,
  };
}

/** Antivirus: three actions for each protocol decoder, one for each application. */
export function* virusActions(profile: ProfileSource): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "decoder")) {
    const reader = entryReader(profile, "virus decoder", entry);
    for (const leaf of ["action", "wildfire-action", "mlav-action"] as const) {
      // Inline machine learning came with 10.0.
      const unborn = leaf === "mlav-action" && isBefore(profile.file.document.panosVersion, "10.0");
      if (unborn && entry.child(leaf) === undefined) continue;
      const what = leaf === "action" ? `decoder "${name}"` : `decoder "${name}" (${leaf})`;
      const setting = reader.choice(leaf, VIRUS_ACTIONS);
      yield { what, setting, entry, ...placeOf("decoder", name), narrowed: false };
    }
  }
  for (const [name, entry] of entriesAt(profile, "application")) {
    const setting = entryReader(profile, "virus application", entry).choice("action", VIRUS_ACTIONS);
    yield { what: `application "${name}"`, setting, entry, ...placeOf("application", name), narrowed: false };
  }
}

/** Anti-Spyware and Vulnerability Protection: rules and threat exceptions. */
export function* threatActions(
  profile: ProfileSource,
  place: "spyware rule" | "vulnerability rule",
): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "rules")) {
    const setting = entryReader(profile, place, entry).childChoice("action", THREAT_ACTIONS);
    const severities = severitiesOf(entry, place);
    yield { what: `rule "${name}"`, setting, entry, ...placeOf("rules", name), narrowed: false, severities };
  }
  for (const [name, entry] of entriesAt(profile, "threat-exception")) {
    const setting = entryReader(profile, "threat exception", entry).childChoice("action", THREAT_ACTIONS);
    const narrowed = entry.find("exempt-ip", "entry") !== undefined;
    const what = `threat exception "${name}"`;
    yield { what, setting, entry, ...placeOf("threat-exception", name), narrowed };
  }
}

/** Anti-Spyware: lists of domains. */
export function* domainListActions(profile: ProfileSource): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "botnet-domains", "lists")) {
    const setting = entryReader(profile, "DNS list", entry).childChoice("action", LIST_ACTIONS);
    yield { what: `DNS list "${name}"`, setting, entry, ...placeOf("botnet-domains lists", name), narrowed: false };
  }
}

/** File Blocking: rules. Each of their actions writes a log. */
export function* fileActions(profile: ProfileSource): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "rules")) {
    const setting = entryReader(profile, "file-blocking rule", entry).choice("action", FILE_ACTIONS);
    yield { what: `rule "${name}"`, setting, entry, ...placeOf("rules", name), narrowed: false };
  }
}

/** URL Filtering: the inline machine-learning models. They have no default. */
export function* urlModelActions(profile: ProfileSource): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "mlav-engine-urlbased-enabled")) {
    const element = entry.child("mlav-policy-action");
    const text = element?.trimmedText;
    const value = MODEL_ACTIONS.find((action) => action === text);
    if (element === undefined || text === undefined) continue;
    if (value === undefined) {
      const message = `${profile.label} has the mlav-policy-action "${text}", which PAN-OS does not know.`;
      profile.file.problems.addProblem(element, message, `Known are ${MODEL_ACTIONS.join(", ")}.`);
      continue;
    }
    const setting = { name: "mlav-policy-action", value, origin: "explicit", element } as const;
    const place = placeOf("mlav-engine-urlbased-enabled", name);
    yield { what: `inline model "${name}"`, setting, entry, ...place, narrowed: false };
  }
}

/** The entries of a list below a profile; the list may stand twice in joined files. */
export function* entriesAt({ element }: ProfileSource, ...path: readonly string[]): Generator<[string, Element]> {
  for (const list of element.findAll(...path)) yield* namedEntries(list);
}

/** Whether a filter of a profile's rule restricts nothing. */
export function isUnfiltered(entry: Element, filter: string, byDefault: string): boolean {
  const list = members(entry.child(filter));
  return list.length === 0 ? byDefault === "any" : list.includes("any");
}

export const SEVERITIES = ["critical", "high", "medium", "low", "informational"] as const;
export type ThreatSeverity = (typeof SEVERITIES)[number];

/** The severities that a rule of a profile looks at. */
export function severitiesOf(rule: Element, place: "spyware rule" | "vulnerability rule"): readonly ThreatSeverity[] {
  const list = members(rule.child("severity"));
  const names = list.length === 0 ? [defaultOf(place, "severity").value] : list;
  return names.includes("any") ? SEVERITIES : SEVERITIES.filter((severity) => names.includes(severity));
}

/** What DNS Security does with the domains of one category. */
export interface DnsCategory {
  readonly name: string;
  /** `DNS category "pan-dns-sec-malware"` */
  readonly what: string;
  /** Where it stands in the profile, in a command and in a logical path. */
  readonly words: string;
  readonly path: string;
  readonly action: Setting<(typeof DNS_ACTIONS)[number]>;
  readonly logLevel: Setting<(typeof DNS_LOG_LEVELS)[number]>;
}

const DNS_ACTIONS = ["default", "allow", "block", "sinkhole"] as const;
const DNS_LOG_LEVELS = ["default", "none", "low", "informational", "medium", "high", "critical"] as const;

/** Anti-Spyware: the categories of DNS Security, and of Advanced DNS Security (PAN-OS 11.2). */
export function* dnsCategories(profile: ProfileSource): Generator<DnsCategory> {
  for (const prefix of ["", "advanced "] as const) {
    const list = `${prefix.replace(" ", "-")}dns-security-categories`;
    for (const [name, entry] of entriesAt(profile, "botnet-domains", list)) {
      const reader = entryReader(profile, "DNS category", entry);
      yield {
        name,
        what: `${prefix}DNS category "${name}"`,
        ...placeOf(`botnet-domains ${list}`, name),
        action: reader.choice("action", DNS_ACTIONS),
        logLevel: reader.choice("log-level", DNS_LOG_LEVELS),
      };
    }
  }
}
