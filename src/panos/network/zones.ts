import type { Element } from "../../xml/element.ts";
import { members, namedEntries } from "../document/values.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { Objects } from "../objects/objects.ts";
import { pushedByTemplate } from "../objects/pushed-by-template.ts";
import { below, type DevicePlace } from "../panorama/device-place.ts";
import type { Panorama } from "../panorama/panorama.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { SettingReader } from "../settings/setting-reader.ts";
import { DeviceObject, type NetworkSources, type VsysPlace, vsysPlaces } from "./device-object.ts";

/** How a zone's interfaces work. `tunnel` and `external` zones list no interfaces. */
const ZONE_TYPES = ["tap", "virtual-wire", "layer2", "layer3", "tunnel", "external"] as const;
export type ZoneType = (typeof ZONE_TYPES)[number];

/** A zone. What zone protection logs belongs to no security rule, so only the zone's own log setting forwards it. */
export class Zone extends DeviceObject {
  protected readonly list = "zone";

  get label(): string {
    return `Zone "${this.name}"`;
  }

  get logSetting(): Setting<string | undefined> {
    return this.#reader.logSetting();
  }

  get zoneProtectionProfile(): Setting<string | undefined> {
    return this.#reader.optional("zone-protection-profile");
  }

  get packetBufferProtection(): Setting<boolean> {
    return this.#reader.flag("enable-packet-buffer-protection");
  }

  /** Whether users are told apart here; what tells them is in the User-ID logs. */
  get userIdentification(): Setting<boolean> {
    const { label, entry, entries } = this;
    const place = { place: "zone entry", label, holders: entries, owner: entry } as const;
    return new SettingReader(this.sources.file.problems, place).flag("enable-user-identification");
  }

  /** Undefined when the zone has no interfaces and does not say. */
  get type(): ZoneType | undefined {
    return ZONE_TYPES.find((type) => this.#network?.child(type) !== undefined);
  }

  /** The interfaces, or for an external zone the virtual systems. */
  get interfaces(): readonly string[] {
    return this.type === undefined ? [] : members(this.#network?.child(this.type));
  }

  /** What its log-forwarding profile name means; undefined when it names none. */
  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    return this.lookUp(this.logSetting.value);
  }

  /** As firewalls get it: a template's zone as each of its stacks joins it with other layers, else the zone itself. */
  get asPushed(): readonly Zone[] {
    return this.inStacks<Zone>(this, (vsys) => new Zone(this.sources, vsys, this.name, this.entry));
  }

  get #network(): Element | undefined {
    return this.entry.child("network");
  }

  get #reader() {
    return new SettingReader(this.sources.file.problems, {
      place: this.vsys.kind === "vsys" ? "zone" : "shared gateway zone",
      label: this.label,
      holders: below(this.entries, ["network"]),
      owner: this.entry,
    });
  }
}

/** The zones of all virtual systems, shared gateways, templates and stacks. */
export function zonesOf(sources: NetworkSources, devices: readonly DevicePlace[]): readonly Zone[] {
  return devices.flatMap((device) => [...vsysPlaces(device)]).flatMap((vsys) => zonesIn(sources, vsys));
}

function zonesIn(sources: NetworkSources, vsys: VsysPlace): readonly Zone[] {
  const entries = [...vsys.element.children("zone")].flatMap((list) => [...namedEntries(list)]);
  return entries.map(([name, entry]) => new Zone(sources, vsys, name, entry));
}

/**
 * Names of the zones that the policy rules of a scope can name: those of its virtual system, on Panorama those of the
 * templates that serve the group. Undefined where the file does not tell them all.
 */
export function zoneNames(objects: Objects, panorama: Panorama, scope: Scope): ReadonlySet<string> | undefined {
  if (scope.kind === "vsys") {
    const own = objects.definedIn("zone", scope);
    const beyond = objects.beyond(scope);
    const pushed = beyond && pushedByTemplate(beyond, "zone", scope);
    const isWhole = objects.partial === undefined && (beyond === undefined || pushed !== undefined);
    if (!isWhole || pushed?.incomplete !== undefined) return undefined;
    const all = new Set([...own.keys(), ...(pushed?.entries.keys() ?? [])]);
    return all.size > 0 ? all : undefined;
  }
  const names = new Set<string>();
  for (const template of panorama.firewalls.templatesFor(scope)) {
    const systems = template.entries(["vsys"]);
    if (systems.incomplete !== undefined) return undefined;
    for (const vsys of systems.entries.keys())
      for (const name of template.entries(["vsys", vsys, "zone"]).entries.keys()) names.add(name);
  }
  return names.size === 0 ? undefined : names;
}
