import { upperFirst } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import { namedEntries } from "../document/values.ts";
import { type Forwarding, forwardingOf } from "../forwarding/forwarding.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { DestinationKind, MatchEntry } from "../forwarding/match-entry.ts";
import { matchListOfType } from "../forwarding/match-lists.ts";
import { Template } from "../panorama/templates.ts";
import { quoteName, scopeWords } from "../scopes/command.ts";
import { Scope, type ScopeKind } from "../scopes/scope.ts";
import { DEVICE_LOG_TYPES, FORWARDED_LOG_TYPES, type ForwardedLogType, type LogType } from "../vocabulary/log-types.ts";
import { isBefore } from "../vocabulary/version.ts";

/**
 * Which of its own logs a device sends, and where to: Device > Log Settings of a firewall, a template or a template
 * stack; Panorama's own; and those of a collector group, which also send on what firewalls sent there.
 */
export class DeviceLogSettings {
  /** Whose settings they are; server profiles are looked up from here. */
  readonly scope: Scope;
  /** What to point at when nothing is written: `log-settings`, else the element that would hold it. */
  readonly element: Element;
  readonly #config: Config;
  readonly #holders: readonly Element[];
  readonly #matchLists = new Map<LogType, readonly MatchEntry[]>();

  /** Why there may be more match lists than the file shows: a template of the stack is not in it. */
  readonly incomplete: string | undefined;

  constructor(config: Config, { scope, holders, owner, incomplete }: LogSettingsPlace) {
    this.#config = config;
    this.scope = scope;
    this.#holders = holders;
    this.element = holders.find((holder) => holder.child("log-settings"))?.child("log-settings") ?? holders[0] ?? owner;
    this.incomplete = incomplete;
  }

  /** Whose they are, inside a sentence: `the firewall`, `template "branches"`. */
  get owner(): string {
    return this.scope.kind === "shared" ? "the firewall" : this.scope.label;
  }

  /** Whose they are, at the beginning of a sentence: `The firewall`, `Template "branches"`. */
  get label(): string {
    return upperFirst(this.owner);
  }

  /** `shared/log-settings`, `template/branches/shared/log-settings` */
  get path(): string {
    return `${this.scope.path}/${this.#isTemplate ? "shared/" : ""}log-settings`;
  }

  /**
   * The match lists for one type of log, in order; those of a stack with those of its templates, of which the first of
   * a name wins. Panorama and collector groups have match lists for logs that firewalls produce, too: `traffic`,
   * `threat` and so on.
   */
  matchList(type: LogType): readonly MatchEntry[] {
    const known = this.#matchLists.get(type) ?? [...this.#read(type)];
    this.#matchLists.set(type, known);
    return known;
  }

  /** How much of one type of log is sent, and where to; with `kinds`, to destinations of these kinds. */
  forwards(type: LogType, kinds?: readonly DestinationKind[]): Forwarding {
    return forwardingOf(this.matchList(type), kinds);
  }

  /** The same, with what collector groups pass on if it is sent to Panorama, which writes such logs of its own, too. */
  forwardsWithRelays(type: LogType, kinds: readonly DestinationKind[]): Forwarding {
    const own = this.matchList(type);
    const isPassedOn = !RELAYS.includes(this.scope.kind) && own.some((entry) => entry.sendToPanorama.value);
    const relayed = isPassedOn ? relayedEntries(this.#config, type, ["log-collector-group"]) : [];
    return forwardingOf([...own, ...relayed], kinds);
  }

  /** The configure-mode command for a change below the settings for one type of log. */
  command(verb: "set" | "delete", type: LogType, change: string): string {
    return `${verb} ${scopeWords(this.scope)}${this.#isTemplate ? "config shared " : ""}log-settings ${type} ${change}`;
  }

  /** The command for a match list that sends all logs of a type to a syslog server; none before 8.0, which has no lists. */
  commandToSendAll(type: LogType): string | undefined {
    if (isBefore(this.#config.document.panosVersion, "8.0")) return undefined;
    const name = this.matchList(type).some((entry) => entry.name === "all") ? "all-logs" : "all";
    const profile = this.#config.suggestedServerProfile(["syslog"], this.scope)?.name ?? "SYSLOG-PROFILE";
    return this.command("set", type, `match-list ${name} filter "All Logs" send-syslog ${quoteName(profile)}`);
  }

  get #isTemplate(): boolean {
    return this.scope.kind === "template" || this.scope.kind === "template-stack";
  }

  *#read(type: LogType): Generator<MatchEntry> {
    const owner = { config: this.#config, label: `the ${type} log settings of ${this.owner}` };
    const overridden = new Set<string>();
    for (const holder of this.#holders) {
      const lists = [...holder.findAll("log-settings", type)];
      const entries = lists.flatMap((settings) => matchListOfType(owner, settings, type));
      yield* entries.filter(({ name }) => !overridden.has(name));
      for (const { name } of entries) overridden.add(name);
    }
  }
}

/** The match lists of device log settings for one type of log. */
export interface DeviceMatchList {
  readonly settings: DeviceLogSettings;
  readonly type: LogType;
  readonly entries: readonly MatchEntry[];
}

/** All match lists of device log settings, each once: a stack has those of its templates too. */
export function* deviceMatchLists(config: Config): Generator<DeviceMatchList> {
  const seen = new Set<number>();
  for (const settings of config.deviceLogSettings) {
    for (const type of [...DEVICE_LOG_TYPES, ...FORWARDED_LOG_TYPES]) {
      const entries = settings.matchList(type).filter(({ element }) => !seen.has(element.index));
      for (const { element } of entries) seen.add(element.index);
      if (entries.length > 0) yield { settings, type, entries };
    }
  }
}

/**
 * The match lists of a log-forwarding profile for a type of log; when it sends to Panorama, also those by which Panorama
 * and its collector groups pass such logs on.
 */
export function entriesWithRelays(
  config: Config,
  profile: LogForwardingProfile,
  type: ForwardedLogType,
): readonly MatchEntry[] {
  const own = profile.entriesFor(type);
  if (!own.some((entry) => entry.sendToPanorama.value)) return own;
  return [...own, ...relayedEntries(config, type, RELAYS)];
}

function relayedEntries(config: Config, type: LogType, by: readonly ScopeKind[]): readonly MatchEntry[] {
  const relays = config.deviceLogSettings.filter(({ scope }) => by.includes(scope.kind));
  return relays.flatMap((settings) => settings.matchList(type));
}

const RELAYS: readonly ScopeKind[] = ["panorama", "log-collector-group"];

/** Where device log settings stand. */
interface LogSettingsPlace {
  readonly scope: Scope;
  /** The elements that may have a `log-settings` child; the first that has a match list of a name wins. */
  readonly holders: readonly Element[];
  /** What to point at when there is none. */
  readonly owner: Element;
  readonly incomplete?: string | undefined;
}

/** All device log settings of a document: the firewall's, or templates', stacks', Panorama's and collector groups'. */
export function deviceLogSettingsOf(config: Config, panorama: Scope | undefined): readonly DeviceLogSettings[] {
  const places = config.document.product === "firewall" ? placesOnFirewall(config) : placesOnPanorama(config, panorama);
  return Array.from(places, (place) => new DeviceLogSettings(config, place));
}

function* placesOnFirewall({ document, shared, scopes }: Config): Generator<LogSettingsPlace> {
  // What Panorama pushed below <panorama> holds objects, no settings of the device.
  const holders = shared.homes.filter((home) => home.name === "shared");
  if (document.root.name === "config" || holders.length > 0) yield { scope: shared, holders, owner: document.root };
  for (const scope of scopes) {
    const owner = scope.homes.find(hasCorrelation);
    if (owner !== undefined) yield { scope, holders: scope.homes, owner };
  }
}

function* placesOnPanorama(config: Config, panorama: Scope | undefined): Generator<LogSettingsPlace> {
  const { templates, stacks } = config.templates;
  const places = new Map<string, LogSettingsPlace>();
  for (const template of [...templates, ...stacks]) {
    const place = placeIn(template);
    const { path } = template.scope;
    const known = places.get(path);
    // Joined files have a template in several pieces.
    places.set(path, known === undefined ? place : { ...known, holders: [...known.holders, ...place.holders] });
  }
  yield* places.values();
  const { root } = config.document;
  if (panorama !== undefined)
    yield {
      scope: panorama,
      holders: panorama.homes,
      owner: panorama.homes[0] ?? root.find("devices", "entry", "deviceconfig") ?? root,
    };
  for (const device of root.name === "config" ? root.findAll("devices", "entry") : []) {
    for (const list of device.children("log-collector-group")) {
      for (const [name, element] of namedEntries(list)) {
        const scope = new Scope({ kind: "log-collector-group", name, homes: [element] });
        yield { scope, holders: [element], owner: element };
      }
    }
  }
}

function placeIn(template: Template): LogSettingsPlace {
  const holders: Element[] = [];
  let incomplete: string | undefined;
  for (const layer of template.layers) {
    if (!(layer instanceof Template)) {
      incomplete ??= `the template "${layer.name}" of ${template.scope.label} is not in the file`;
      continue;
    }
    for (const home of layer.scope.homes) {
      holders.push(...home.findAll("shared"));
      for (const vsys of home.findAll("devices", "entry", "vsys", "entry"))
        if (hasCorrelation(vsys)) holders.push(vsys);
    }
  }
  return { scope: template.scope, holders, owner: template.entry, incomplete };
}

/** Correlation logs are the only ones that a virtual system has settings for. */
function hasCorrelation(home: Element): boolean {
  return home.find("log-settings", "correlation") !== undefined;
}
