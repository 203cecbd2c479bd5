import type { Objects } from "../objects/objects.ts";
import type { Scope } from "../scopes/scope.ts";
import type { NetworkSources } from "./device-object.ts";
import { FlowExport } from "./flow-export.ts";
import { type GlobalProtectService, globalProtectOf } from "./gateways.ts";
import { interfacesOf, type NetworkInterface } from "./interfaces.ts";
import { type ZoneProtectionProfile, zoneProtectionProfilesOf } from "./zone-protection.ts";
import { type Zone, zoneNames, zonesOf } from "./zones.ts";

/** The network of devices, templates and stacks, each list read when it is first asked for. */
export class Network {
  readonly #sources: NetworkSources & { readonly objects: Objects };
  #zones: readonly Zone[] | undefined;
  #zonesByProtection: ReadonlyMap<string | undefined, readonly Zone[]> | undefined;
  #zoneProtection: readonly ZoneProtectionProfile[] | undefined;
  #globalProtect: readonly GlobalProtectService[] | undefined;
  #interfaces: readonly NetworkInterface[] | undefined;
  #flowExport: FlowExport | undefined;

  constructor(sources: NetworkSources & { readonly objects: Objects }) {
    this.#sources = sources;
  }

  /** The zones of virtual systems and shared gateways, on the device or in templates and stacks. */
  get zones(): readonly Zone[] {
    this.#zones ??= zonesOf(this.#sources, this.#sources.panorama.places);
    return this.#zones;
  }

  /** Names of the zones that a scope's policy rules can name; undefined where the file does not say. */
  zoneNames(scope: Scope): ReadonlySet<string> | undefined {
    return zoneNames(this.#sources.objects, this.#sources.panorama, scope);
  }

  /** The zone protection profiles of the device, or of templates and stacks. */
  get zoneProtectionProfiles(): readonly ZoneProtectionProfile[] {
    const { file, panorama } = this.#sources;
    const sources = { file, panorama, zonesProtectedBy: (profile: string) => this.zonesProtectedBy(profile) };
    this.#zoneProtection ??= panorama.places.flatMap((place) => [...zoneProtectionProfilesOf(sources, place)]);
    return this.#zoneProtection;
  }

  /** The zones that name a zone protection profile, of whatever device. */
  zonesProtectedBy(profile: string): readonly Zone[] {
    this.#zonesByProtection ??= byProtection(this.zones);
    return this.#zonesByProtection.get(profile) ?? [];
  }

  /** GlobalProtect portals and gateways, on the device or in templates and stacks. */
  get globalProtect(): readonly GlobalProtectService[] {
    this.#globalProtect ??= globalProtectOf(this.#sources, this.#sources.panorama.places);
    return this.#globalProtect;
  }

  /** Network interfaces and subinterfaces, on the device or in templates and stacks. */
  get interfaces(): readonly NetworkInterface[] {
    this.#interfaces ??= this.#sources.panorama.places.flatMap((place) => [...interfacesOf(place)]);
    return this.#interfaces;
  }

  /** Which interfaces export flows by NetFlow, and where to. */
  get flowExport(): FlowExport {
    this.#flowExport ??= new FlowExport(this.#sources, this.interfaces);
    return this.#flowExport;
  }
}

function byProtection(zones: readonly Zone[]): ReadonlyMap<string | undefined, readonly Zone[]> {
  const byProfile = new Map<string | undefined, Zone[]>();
  for (const zone of zones) {
    const profile = zone.zoneProtectionProfile.value;
    const others = byProfile.get(profile);
    if (others === undefined) byProfile.set(profile, [zone]);
    else others.push(zone);
  }
  return byProfile;
}
