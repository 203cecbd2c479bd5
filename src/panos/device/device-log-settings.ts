import { upperFirst } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { namedEntries } from "../document/values.ts";
import { type Forwarding, forwardingOf } from "../forwarding/forwarding.ts";
import type { LogForwarding } from "../forwarding/log-forwarding.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import { matchListOfType } from "../forwarding/match-lists.ts";
import type { Panorama } from "../panorama/panorama.ts";
import { Template } from "../panorama/templates.ts";
import { quoteName, scopeWords } from "../scopes/command.ts";
import { Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import type { LogType } from "../vocabulary/log-types.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
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
  readonly #sources: LogSettingsSources;
  readonly #holders: readonly Element[];
  readonly #matchLists = new Map<LogType, readonly MatchEntry[]>();

  /** Why there may be more match lists than the file shows: a template of the stack is not in it. */
  readonly incomplete: string | undefined;

  constructor(sources: LogSettingsSources, { scope, holders, owner, incomplete }: LogSettingsPlace) {
    this.#sources = sources;
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

  /** The configure-mode command for a change below the settings for one type of log. */
  command(verb: "set" | "delete", type: LogType, change: string): string {
    return `${verb} ${scopeWords(this.scope)}${this.#isTemplate ? "config shared " : ""}log-settings ${type} ${change}`;
  }

  /** The command for a match list that sends all logs of a type to a syslog server; none before 8.0, which has no lists. */
  commandToSendAll(type: LogType): string | undefined {
    if (isBefore(this.#sources.file.document.panosVersion, "8.0")) return undefined;
    const name = this.matchList(type).some((entry) => entry.name === "all") ? "all-logs" : "all";
    const profile = this.#sources.forwarding.suggestedServerProfile(["syslog"], this.scope)?.name ?? "SYSLOG-PROFILE";
    return this.command("set", type, `match-list ${name} filter "All Logs" send-syslog ${quoteName(profile)}`);
  }

  get #isTemplate(): boolean {
    return this.scope.kind === "template" || this.scope.kind === "template-stack";
  }

  *#read(type: LogType): Generator<MatchEntry> {
    const owner = { file: this.#sources.file, label: `the ${type} log settings of ${this.owner}` };
    const overridden = new Set<string>();
    for (const holder of this.#holders) {
      const lists = [...holder.findAll("log-settings", type)];
      const entries = lists.flatMap((settings) => matchListOfType(owner, settings, type));
      yield* entries.filter(({ name }) => !overridden.has(name));
      for (const { name } of entries) overridden.add(name);
    }
  }
}

/** What device log settings are read from. */
export interface LogSettingsSources {
  readonly file: Export;
  readonly scopes: Scopes;
  readonly panorama: Panorama;
  readonly forwarding: LogForwarding;
}

/** Where device log settings are written. */
interface LogSettingsPlace {
  readonly scope: Scope;
  /** The elements that may have a `log-settings` child; the first that has a match list of a name wins. */
  readonly holders: readonly Element[];
  /** What to point at when there is none. */
  readonly owner: Element;
  readonly incomplete?: string | undefined;
}

/** All device log settings of a document: the firewall's, or templates', stacks', Panorama's and collector groups'. */
export function deviceLogSettingsOf(sources: LogSettingsSources): readonly DeviceLogSettings[] {
  const onFirewall = sources.file.document.product === "firewall";
  const places = onFirewall ? placesOnFirewall(sources) : placesOnPanorama(sources);
  return Array.from(places, (place) => new DeviceLogSettings(sources, place));
}

function* placesOnFirewall({ file, scopes }: LogSettingsSources): Generator<LogSettingsPlace> {
  const { shared } = scopes;
  const { root } = file.document;
  // What Panorama pushed below <panorama> holds objects, no settings of the device.
  const holders = shared.homes.filter((home) => home.name === "shared");
  if (root.name === "config" || holders.length > 0) yield { scope: shared, holders, owner: root };
  for (const scope of scopes.all) {
    const owner = scope.homes.find(hasCorrelation);
    if (owner !== undefined) yield { scope, holders: scope.homes, owner };
  }
}

function* placesOnPanorama({ file, panorama, forwarding }: LogSettingsSources): Generator<LogSettingsPlace> {
  const { templates, stacks } = panorama.templates;
  const places = new Map<string, LogSettingsPlace>();
  for (const template of [...templates, ...stacks]) {
    const place = placeIn(template);
    const { path } = template.scope;
    const known = places.get(path);
    // Joined files have a template in several pieces.
    places.set(path, known === undefined ? place : { ...known, holders: [...known.holders, ...place.holders] });
  }
  yield* places.values();
  const { root } = file.document;
  const own = forwarding.panoramaScope;
  if (own !== undefined) {
    const owner = own.homes[0] ?? root.find("devices", "entry", "deviceconfig") ?? root;
    yield { scope: own, holders: own.homes, owner };
  }
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
