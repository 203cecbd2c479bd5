import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { members, namedEntries } from "../document/values.ts";
import { quoteName } from "../scopes/command.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import type { LogType } from "../vocabulary/log-types.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import { type DestinationKind, SERVER_KINDS, type ServerKind } from "../vocabulary/object-kinds.ts";
import { type LogSeverity, letsThrough, neverMatches, severitiesOf, takesAllLogs } from "./log-filter.ts";
import { MatchAction } from "./match-action.ts";

/** A server profile that a match list names. */
export interface Destination {
  readonly kind: ServerKind;
  readonly name: string;
  readonly element: Element;
}

/** A destination as a setting to point at. */
export function destinationSetting({ kind, name, element }: Destination): Setting<string> {
  return { name: `send-${kind}`, value: name, origin: "explicit", element };
}

/** What a match list's place says of it; a match list of device log settings and an old block have a fixed log type. */
export interface MatchEntryPlace {
  readonly file: Export;
  readonly name: string;
  readonly element: Element;
  /** At the beginning of a sentence: `Match list "traffic" of log-forwarding profile "siem"`. */
  readonly label: string;
  readonly logType: Setting<LogType | undefined>;
  /** Log types that leave together with this one; before 8.0 URL and data filtering logs were threat logs. */
  readonly alsoCarries?: readonly LogType[];
  /** The filter that a block of a configuration before 8.0 stands for. */
  readonly impliedFilter?: string;
}

/**
 * One match list of a log-forwarding profile or of device log settings: which logs, and where they go. All entries that
 * match a log take effect, not the first alone. Values are read when asked for.
 */
export class MatchEntry {
  readonly name: string;
  readonly element: Element;
  /** At the beginning of a sentence. */
  readonly label: string;
  /** The value is undefined when it is a word that PAN-OS does not know, which is a problem of the file. */
  readonly logType: Setting<LogType | undefined>;
  readonly #file: Export;
  readonly #alsoCarries: readonly LogType[];
  readonly #impliedFilter: string | undefined;
  #destinations: readonly Destination[] | undefined;
  #actions: readonly MatchAction[] | undefined;

  constructor(place: MatchEntryPlace) {
    this.name = place.name;
    this.element = place.element;
    this.label = place.label;
    this.logType = place.logType;
    this.#file = place.file;
    this.#alsoCarries = place.alsoCarries ?? [];
    this.#impliedFilter = place.impliedFilter;
  }

  /** `shared/log-settings/profiles/siem/match-list/traffic` */
  get path(): string {
    return logicalPath(this.element);
  }

  get description(): string | undefined {
    return this.element.child("action-desc")?.trimmedText ?? this.element.child("description")?.trimmedText;
  }

  /** Whether logs of this type are among those it looks at. */
  carries(type: LogType): boolean {
    return this.logType.value === type || this.#alsoCarries.includes(type);
  }

  /** The filter as written; blank when there is none, which lets every log through as `All Logs` does. */
  get filter(): Setting<string> {
    if (this.#impliedFilter !== undefined) {
      return { name: "filter", value: this.#impliedFilter, origin: "explicit", element: this.element };
    }
    const filter = this.#reader.optional("filter");
    return { ...filter, value: filter.value ?? "" };
  }

  /** Whether it takes every log of its type. */
  get takesAllLogs(): boolean {
    return takesAllLogs(this.filter.value);
  }

  /** The severities that its filter lets through; undefined when the filter asks for something else. */
  get severities(): ReadonlySet<LogSeverity> | undefined {
    return severitiesOf(this.filter.value);
  }

  /** Whether it takes all logs with one of these values of a field; undefined when other fields decide, too. */
  takes(field: string, values: readonly string[]): boolean | undefined {
    const answers = values.map((value) => letsThrough(this.filter.value, field, value));
    return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
  }

  /** Whether its filter contradicts itself, so that it takes no log. */
  get neverMatches(): boolean {
    return neverMatches(this.filter.value);
  }

  get sendToPanorama(): Setting<boolean> {
    return this.#reader.flag("send-to-panorama");
  }

  get quarantine(): Setting<boolean> {
    return this.#reader.flag("quarantine");
  }

  /** The server profiles it sends to, as written; the member `none` stands for no destination. */
  get destinations(): readonly Destination[] {
    this.#destinations ??= SERVER_KINDS.flatMap((kind) => [...destinationsIn(this.element, kind)]);
    return this.#destinations;
  }

  /**
   * Which of these destinations store every log that it looks at, as the words of a command: `send-to-panorama yes
   * send-syslog siem`; empty when none does. Mail, SNMP traps and HTTP carry alerts, and what a filter lets through goes
   * nowhere as a whole.
   */
  get storeWords(): string {
    if (!this.takesAllLogs) return "";
    const servers = this.destinations.filter((each) => each.kind === "syslog");
    const words = servers.map(({ kind, name }) => `send-${kind} ${quoteName(name)}`);
    return [...(this.sendToPanorama.value ? ["send-to-panorama yes"] : []), ...words].join(" ");
  }

  /** Built-in actions: tags for addresses and users, integrations. They deliver no log. */
  get actions(): readonly MatchAction[] {
    this.#actions ??= [...this.element.findAll("actions")].flatMap((list) =>
      Array.from(namedEntries(list), ([name, element]) => new MatchAction(this.#file, name, element)),
    );
    return this.#actions;
  }

  /** Whether a log that it takes is sent anywhere: to Panorama or to a server profile of one of these kinds. */
  deliversTo(kinds: readonly DestinationKind[]): boolean {
    if (kinds.includes("panorama") && this.sendToPanorama.value) return true;
    return this.destinations.some(({ kind }) => kinds.includes(kind));
  }

  /** Whether a log that it takes is sent anywhere at all. */
  get delivers(): boolean {
    return this.sendToPanorama.value || this.destinations.length > 0;
  }

  /** Whether it does anything with a log: sends it, tags by it or puts a device in quarantine. */
  get hasEffect(): boolean {
    return this.delivers || this.actions.length > 0 || this.quarantine.value;
  }

  get #reader(): SettingReader<"match list"> {
    const { label, element } = this;
    return new SettingReader(this.#file.problems, {
      place: "match list",
      label,
      holders: holderOf(element),
      owner: element,
    });
  }
}

/** `send-syslog/member`, or `send-syslog/using-syslog-setting` as before 8.0. */
function* destinationsIn(entry: Element, kind: ServerKind): Generator<Destination> {
  for (const list of entry.children(`send-${kind}`)) {
    for (const element of [...list.children("member"), ...list.children(`using-${kind}-setting`)]) {
      for (const name of members(element)) if (name !== "none") yield { kind, name, element };
    }
    if (list.hasChildren) continue;
    const name = list.trimmedText;
    if (name !== undefined && name !== "none") yield { kind, name, element: list };
  }
}
