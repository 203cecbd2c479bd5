import type { Forwarding } from "../forwarding/forwarding.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import type { ForwardedLogType, LogType } from "../vocabulary/log-types.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import { type CollectorGroup, collectorGroupsOf } from "./collector-groups.ts";
import { type DeviceLogSettings, deviceLogSettingsOf, type LogSettingsSources } from "./device-log-settings.ts";
import { DeviceSettings } from "./device-settings.ts";
import { type DeviceMatchList, deviceMatchLists, entriesWithRelays, forwardsWithRelays } from "./relays.ts";

/** Device settings, device log settings and log collector groups, each read when it is first asked for. */
export class Devices {
  readonly #sources: LogSettingsSources;
  #settings: readonly DeviceSettings[] | undefined;
  #logSettings: readonly DeviceLogSettings[] | undefined;
  #collectorGroups: readonly CollectorGroup[] | undefined;

  constructor(sources: LogSettingsSources) {
    this.#sources = sources;
  }

  /** The settings of the firewall, or of Panorama itself and of every template and template stack. */
  get settings(): readonly DeviceSettings[] {
    const { file, panorama } = this.#sources;
    this.#settings ??= panorama.places.map((place) => new DeviceSettings(file, place));
    return this.#settings;
  }

  /** Which of its own logs a device sends where: the firewall's; templates', stacks', Panorama's, collector groups'. */
  get logSettings(): readonly DeviceLogSettings[] {
    this.#logSettings ??= deviceLogSettingsOf(this.#sources);
    return this.#logSettings;
  }

  /** Which of its own logs one device sends where; undefined when the file has no place for that. */
  logSettingsOf({ place: { kind, name } }: DeviceSettings): DeviceLogSettings | undefined {
    const owner = kind === "firewall" ? "shared" : kind;
    return this.logSettings.find(({ scope }) => scope.kind === owner && scope.name === name);
  }

  /** The log collector groups of Panorama. */
  get collectorGroups(): readonly CollectorGroup[] {
    this.#collectorGroups ??= collectorGroupsOf(this.#sources.file);
    return this.#collectorGroups;
  }

  /** All match lists of device log settings, each once: a stack has those of its templates too. */
  matchLists(): Iterable<DeviceMatchList> {
    return deviceMatchLists(this.logSettings);
  }

  /** How much of one type of its own logs a device sends, with what collector groups pass on. */
  forwardsWithRelays(settings: DeviceLogSettings, type: LogType, kinds: readonly DestinationKind[]): Forwarding {
    return forwardsWithRelays(this.logSettings, settings, { type, kinds });
  }

  /** The match lists of a log-forwarding profile for a type of log, and those by which Panorama passes such logs on. */
  entriesWithRelays(profile: LogForwardingProfile, type: ForwardedLogType): readonly MatchEntry[] {
    return entriesWithRelays(this.logSettings, profile, type);
  }
}
