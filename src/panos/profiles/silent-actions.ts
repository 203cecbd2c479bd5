import type { Element } from "../../xml/element.ts";
import type { SecurityProfileType } from "../vocabulary/security-profile-types.ts";
import {
  dnsCategories,
  domainListActions,
  entriesAt,
  entryReader,
  isUnfiltered,
  type ProfileAction,
  type ProfileSource,
  threatActions,
  urlModelActions,
  virusActions,
} from "./profile-actions.ts";
import { severityCoverage } from "./severity-coverage.ts";
import { urlFiltering } from "./url-filtering.ts";

/**
 * Why something passes without a log: it is allowed, its action is up to the content package, it is an exception, its
 * log level is none, or no rule or list of the profile looks at it.
 */
type SilentKind = "allow" | "default" | "exception" | "log-level-none" | "uncovered";

/**
 * Whether there is no log: `certain`; `likely`, where the vendor names an exception or only a part passes; `unknown`,
 * where the signature decides and no file can tell.
 */
type SilentCertainty = "certain" | "likely" | "unknown";

/** A part of a security profile of which no log may be left. */
export interface SilentAction {
  /** What to point at: the leaf with the action, else the entry or profile. */
  readonly element: Element;
  /** What passes, for a sentence: `decoder "smb"`, `DNS category "pan-dns-sec-malware"`, `severity "low"`. */
  readonly what: string;
  readonly kind: SilentKind;
  readonly certainty: SilentCertainty;
  /** Whether it is so for some addresses only. */
  readonly narrowed: boolean;
}

/** What a profile lets pass without a log. The last two types of a mobile network and AI Security are not known. */
export function silentActions(type: SecurityProfileType, profile: ProfileSource): readonly SilentAction[] {
  switch (type) {
    case "virus":
      return [...silentAmong(virusActions(profile)), ...exceptions(profile, ["threat-exception"])];
    case "spyware":
      return [
        ...silentAmong(threatActions(profile, "spyware rule")),
        ...silentAmong(domainListActions(profile)),
        ...silentDnsCategories(profile),
        ...exceptions(profile, ["botnet-domains", "threat-exception"]),
        ...exceptions(profile, ["botnet-domains", "whitelist"]),
        ...uncovered(profile, "spyware"),
      ];
    case "vulnerability":
      return [...silentAmong(threatActions(profile, "vulnerability rule")), ...uncovered(profile, "vulnerability")];
    case "url-filtering":
      return [...silentAmong(urlModelActions(profile)), ...silentCategories(profile)];
    case "file-blocking":
      return logsAllFiles(profile) ? [] : [unlisted(profile, "file types that no rule lists")];
    case "data-filtering":
      return [...silentData(profile)];
    default:
      return [];
  }
}

/**
 * "If the action for a given threat is allow, the firewall does not trigger a Threat log":
 * https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-profiles/security-profile-vulnerability-protection
 */
function* silentAmong(actions: Iterable<ProfileAction>): Generator<SilentAction> {
  for (const { what, setting, narrowed } of actions) {
    const { element, value, origin } = setting;
    if (value === "default") yield { element, what, kind: "default", certainty: "unknown", narrowed };
    if (value !== "allow") continue;
    // A list of domains without an action is allowed by the schema's default; the web interface always writes one.
    yield { element, what, kind: "allow", certainty: origin === "default" ? "likely" : "certain", narrowed };
  }
}

/** A DNS category with log level none leaves no log, whatever is done with the request. */
function* silentDnsCategories(profile: ProfileSource): Generator<SilentAction> {
  for (const { what, logLevel } of dnsCategories(profile)) {
    const { value, element } = logLevel;
    if (value !== "none") continue;
    yield { element, what, kind: "log-level-none", certainty: "certain", narrowed: false };
  }
}

/** Signatures and domains that the profile is told to pass over. */
function* exceptions(profile: ProfileSource, path: readonly string[]): Generator<SilentAction> {
  for (const [name, element] of entriesAt(profile, ...path)) {
    yield { element, what: `exception "${name}"`, kind: "exception", certainty: "certain", narrowed: false };
  }
}

function* uncovered(profile: ProfileSource, type: "spyware" | "vulnerability"): Generator<SilentAction> {
  const element = profile.element.child("rules") ?? profile.element;
  for (const [severity, coverage] of severityCoverage(profile, type)) {
    if (coverage === "full") continue;
    const certainty = coverage === "none" ? "certain" : "likely";
    yield { element, what: `severity "${severity}"`, kind: "uncovered", certainty, narrowed: false };
  }
}

/**
 * Allowed categories leave no URL log; "the exception is if you configure log forwarding", says the vendor:
 * https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/view-and-manage-logs/log-types-and-severity-levels
 */
function* silentCategories(profile: ProfileSource): Generator<SilentAction> {
  for (const { name, action, element } of urlFiltering(profile).categories) {
    if (action !== "allow") continue;
    yield { element, what: `category "${name}"`, kind: "allow", certainty: "likely", narrowed: false };
  }
  yield unlisted(profile, "categories that are in no list");
}

function unlisted({ element }: ProfileSource, what: string): SilentAction {
  return { element, what, kind: "uncovered", certainty: "likely", narrowed: false };
}

/** The directions in which files go. */
export type FileDirection = "upload" | "download";

/** Whether rules of a File Blocking profile look at every file; alert, block and continue all write a log. */
export function logsAllFiles(
  profile: ProfileSource,
  directions: readonly FileDirection[] = ["upload", "download"],
): boolean {
  const logged = new Set<string>();
  for (const [, rule] of entriesAt(profile, "rules")) {
    const direction = rule.child("direction")?.trimmedText ?? "both";
    const all = isUnfiltered(rule, "application", "any") && isUnfiltered(rule, "file-type", "any");
    if (all) logged.add(direction);
  }
  return logged.has("both") || directions.every((direction) => logged.has(direction));
}

/** An alert threshold of 0 never alerts. */
function* silentData(profile: ProfileSource): Generator<SilentAction> {
  for (const [name, entry] of entriesAt(profile, "rules")) {
    const { value, element } = entryReader(profile, "data-filtering rule", entry).integer("alert-threshold");
    if (value > 0) continue;
    yield { element, what: `rule "${name}"`, kind: "allow", certainty: "likely", narrowed: false };
  }
}
