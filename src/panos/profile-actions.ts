import type { Element } from "../xml/element.ts";
import type { Config } from "./config.ts";
import type { DefaultPlace } from "./defaults.ts";
import type { Setting } from "./setting.ts";
import { holderOf, SettingReader } from "./setting-reader.ts";
import { members, namedEntries } from "./values.ts";
import { isBefore } from "./version.ts";

/** An action that a security profile takes, as it is in effect. */
export interface ProfileAction {
  /** What it is taken on, for a sentence: `decoder "smb"`, `rule "low"`, `threat exception "30003"`. */
  readonly what: string;
  readonly setting: Setting<string>;
  /** The entry with the action. */
  readonly entry: Element;
  /** Whether it is an exception for some addresses only. */
  readonly narrowed: boolean;
}

/** What the functions here need to know of a profile. */
export interface ProfileSource {
  readonly config: Config;
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
  { config, label }: ProfileSource,
  place: P,
  entry: Element,
): SettingReader<P> {
  return new SettingReader(config, { place, label, holders: holderOf(entry), owner: entry });
}

/** Antivirus: three actions for each protocol decoder, one for each application. */
export function* virusActions(profile: ProfileSource): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "decoder")) {
    const reader = entryReader(profile, "virus decoder", entry);
    for (const leaf of ["action", "wildfire-action", "mlav-action"] as const) {
      // Inline machine learning came with 10.0.
      const unborn = leaf === "mlav-action" && isBefore(profile.config.document.panosVersion, "10.0");
      if (unborn && entry.child(leaf) === undefined) continue;
      const what = leaf === "action" ? `decoder "${name}"` : `decoder "${name}" (${leaf})`;
      yield { what, setting: reader.choice(leaf, VIRUS_ACTIONS), entry, narrowed: false };
    }
  }
  for (const [name, entry] of entriesAt(profile, "application")) {
    const setting = entryReader(profile, "virus application", entry).choice("action", VIRUS_ACTIONS);
    yield { what: `application "${name}"`, setting, entry, narrowed: false };
  }
}

/** Anti-Spyware and Vulnerability Protection: rules and threat exceptions. */
export function* threatActions(
  profile: ProfileSource,
  place: "spyware rule" | "vulnerability rule",
): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "rules")) {
    const setting = entryReader(profile, place, entry).childChoice("action", THREAT_ACTIONS);
    yield { what: `rule "${name}"`, setting, entry, narrowed: false };
  }
  for (const [name, entry] of entriesAt(profile, "threat-exception")) {
    const setting = entryReader(profile, "threat exception", entry).childChoice("action", THREAT_ACTIONS);
    const narrowed = entry.find("exempt-ip", "entry") !== undefined;
    yield { what: `threat exception "${name}"`, setting, entry, narrowed };
  }
}

/** Anti-Spyware: lists of domains. */
export function* domainListActions(profile: ProfileSource): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "botnet-domains", "lists")) {
    const setting = entryReader(profile, "DNS list", entry).childChoice("action", LIST_ACTIONS);
    yield { what: `DNS list "${name}"`, setting, entry, narrowed: false };
  }
}

/** Anti-Spyware: the categories of DNS Security, and of Advanced DNS Security (PAN-OS 11.2), by what they are called. */
export function* dnsCategories(profile: ProfileSource): Generator<readonly [what: string, entry: Element]> {
  for (const [name, entry] of entriesAt(profile, "botnet-domains", "dns-security-categories"))
    yield [`DNS category "${name}"`, entry];
  for (const [name, entry] of entriesAt(profile, "botnet-domains", "advanced-dns-security-categories"))
    yield [`advanced DNS category "${name}"`, entry];
}

/** File Blocking: rules. Each of their actions writes a log. */
export function* fileActions(profile: ProfileSource): Generator<ProfileAction> {
  for (const [name, entry] of entriesAt(profile, "rules")) {
    const setting = entryReader(profile, "file-blocking rule", entry).choice("action", FILE_ACTIONS);
    yield { what: `rule "${name}"`, setting, entry, narrowed: false };
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
      profile.config.addProblem(element, message, `Known are ${MODEL_ACTIONS.join(", ")}.`);
      continue;
    }
    const setting = { name: "mlav-policy-action", value, origin: "explicit", element } as const;
    yield { what: `inline model "${name}"`, setting, entry, narrowed: false };
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
