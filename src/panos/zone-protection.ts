import type { Element } from "../xml/element.ts";
import { quoteName } from "./command.ts";
import type { Config } from "./config.ts";
import type { DevicePlace } from "./device-place.ts";
import { logicalPath } from "./logical-path.ts";
import type { Setting } from "./setting.ts";
import { holderOf, SettingReader } from "./setting-reader.ts";
import { namedEntries } from "./values.ts";
import type { Zone } from "./zones.ts";

export const SCAN_ACTIONS = ["allow", "alert", "block", "block-ip"] as const;
const LIST = ["network", "profiles", "zone-protection-profile"] as const;

/** What a zone protection profile does against one kind of scan. Every action but `allow` writes a threat log. */
export interface ScanProtection {
  /** The threat id: 8001 is a TCP port scan, 8002 a host sweep, 8003 a UDP port scan. */
  readonly id: string;
  readonly action: Setting<(typeof SCAN_ACTIONS)[number]>;
}

/** A zone protection profile of a device, a template or a stack. */
export class ZoneProtectionProfile {
  readonly name: string;
  readonly device: DevicePlace;
  readonly element: Element;
  readonly #config: Config;

  constructor(config: Config, device: DevicePlace, name: string, element: Element) {
    this.#config = config;
    this.device = device;
    this.name = name;
    this.element = element;
  }

  get path(): string {
    return logicalPath(this.element);
  }

  /** The scans that it has an action for, itself. */
  get scans(): readonly ScanProtection[] {
    return [...namedEntries(this.element.child("scan"))].map(([id, entry]) => ({
      id,
      action: new SettingReader(this.#config, {
        place: "zone protection scan",
        label: `Scan "${id}" of zone protection profile "${this.name}"`,
        holders: holderOf(entry),
        owner: entry,
      }).childChoice("action", SCAN_ACTIONS),
    }));
  }

  /** The profiles of the same name in the other layers of a template's stacks: firewalls get them joined. */
  get joinedWith(): readonly ZoneProtectionProfile[] {
    const { zoneProtectionProfiles } = this.#config;
    return zoneProtectionProfiles.filter(
      (other) => other !== this && other.name === this.name && this.#config.meets(this.device, other.device),
    );
  }

  /** The zones that name it, on the device or wherever a stack joins them with its template. */
  get zones(): readonly Zone[] {
    return this.#config.zonesProtectedBy(this.name).filter((zone) => this.#config.meets(this.device, zone.device));
  }

  /** The `set` or `delete` command that changes it, complete for its place. */
  command(verb: "set" | "delete", change: string): string {
    return `${verb} ${this.device.commandWords}${LIST.join(" ")} ${quoteName(this.name)} ${change}`;
  }
}

/** The zone protection profiles of a device, a template or a stack itself; not those of a stack's templates. */
export function* zoneProtectionProfilesOf(config: Config, device: DevicePlace): Generator<ZoneProtectionProfile> {
  for (const { element, inherited } of device.layers) {
    if (inherited) continue;
    for (const list of element.findAll(...LIST)) {
      for (const [name, entry] of namedEntries(list)) yield new ZoneProtectionProfile(config, device, name, entry);
    }
  }
}
