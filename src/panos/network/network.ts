import type { Config } from "../config.ts";
import { type CollectorGroup, collectorGroupsOf } from "../device/collector-groups.ts";
import { DeviceSettings } from "../device/device-settings.ts";
import { type DevicePlace, devicePlaces, stacksOver } from "../panorama/device-place.ts";
import { type GlobalProtectService, globalProtectOf } from "./gateways.ts";
import { interfacesOf, type NetworkInterface } from "./interfaces.ts";
import { type ZoneProtectionProfile, zoneProtectionProfilesOf } from "./zone-protection.ts";
import { type Zone, zonesOf } from "./zones.ts";

/** What devices, templates and stacks hold besides policy, each list read when it is first asked for. */
export class DeviceModel {
  readonly #config: Config;
  #places: readonly DevicePlace[] | undefined;
  #settings: readonly DeviceSettings[] | undefined;
  #zones: readonly Zone[] | undefined;
  #zonesByProtection: ReadonlyMap<string | undefined, readonly Zone[]> | undefined;
  #zoneProtection: readonly ZoneProtectionProfile[] | undefined;
  readonly #stacks = new Map<DevicePlace, readonly DevicePlace[]>();
  #globalProtect: readonly GlobalProtectService[] | undefined;
  #interfaces: readonly NetworkInterface[] | undefined;
  #collectorGroups: readonly CollectorGroup[] | undefined;

  constructor(config: Config) {
    this.#config = config;
  }

  get places(): readonly DevicePlace[] {
    this.#places ??= devicePlaces(this.#config.document, this.#config.templates);
    return this.#places;
  }

  get settings(): readonly DeviceSettings[] {
    this.#settings ??= this.places.map((place) => new DeviceSettings(this.#config, place));
    return this.#settings;
  }

  /** The template stacks that join a template with others. */
  stacksOver(place: DevicePlace): readonly DevicePlace[] {
    const known = this.#stacks.get(place) ?? stacksOver(this.places, place);
    this.#stacks.set(place, known);
    return known;
  }

  get zones(): readonly Zone[] {
    this.#zones ??= zonesOf(this.#config, this.places);
    return this.#zones;
  }

  get zonesByProtection(): ReadonlyMap<string | undefined, readonly Zone[]> {
    if (this.#zonesByProtection !== undefined) return this.#zonesByProtection;
    const zones = new Map<string | undefined, Zone[]>();
    for (const zone of this.zones) {
      const profile = zone.zoneProtectionProfile.value;
      const others = zones.get(profile);
      if (others === undefined) zones.set(profile, [zone]);
      else others.push(zone);
    }
    this.#zonesByProtection = zones;
    return zones;
  }

  get zoneProtectionProfiles(): readonly ZoneProtectionProfile[] {
    this.#zoneProtection ??= this.places.flatMap((place) => [...zoneProtectionProfilesOf(this.#config, place)]);
    return this.#zoneProtection;
  }

  get globalProtect(): readonly GlobalProtectService[] {
    this.#globalProtect ??= globalProtectOf(this.#config, this.places);
    return this.#globalProtect;
  }

  get interfaces(): readonly NetworkInterface[] {
    this.#interfaces ??= this.places.flatMap((place) => [...interfacesOf(place)]);
    return this.#interfaces;
  }

  get collectorGroups(): readonly CollectorGroup[] {
    this.#collectorGroups ??= collectorGroupsOf(this.#config, this.#config.document);
    return this.#collectorGroups;
  }
}
