import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { namedEntries } from "../document/values.ts";
import { below, type DevicePlace, entriesNamed, holdersAt } from "../panorama/device-place.ts";
import type { Panorama } from "../panorama/panorama.ts";
import { quoteName } from "../scopes/command.ts";
import type { Setting } from "../settings/setting.ts";
import { type Holder, holderOf, SettingReader } from "../settings/setting-reader.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import type { Zone } from "./zones.ts";

const SCAN_ACTIONS = ["allow", "alert", "block", "block-ip"] as const;
const LIST = ["network", "profiles", "zone-protection-profile"] as const;

/** What a zone protection profile does against one kind of scan. Every action but `allow` writes a threat log. */
export interface ScanProtection {
  /** The threat id: 8001 is a TCP port scan, 8002 a host sweep, 8003 a UDP port scan. */
  readonly id: string;
  readonly action: Setting<(typeof SCAN_ACTIONS)[number]>;
}

/** What a zone protection profile is read from, and the zones that may name it. */
export interface ZoneProtectionSources {
  readonly file: Export;
  readonly panorama: Panorama;
  zonesProtectedBy(profile: string): readonly Zone[];
}

/** A zone protection profile of a device, a template or a stack. */
export class ZoneProtectionProfile {
  readonly name: string;
  readonly device: DevicePlace;
  readonly element: Element;
  readonly #sources: ZoneProtectionSources;

  constructor(sources: ZoneProtectionSources, device: DevicePlace, name: string, element: Element) {
    this.#sources = sources;
    this.device = device;
    this.name = name;
    this.element = element;
  }

  get path(): string {
    return logicalPath(this.element);
  }

  /** The scans that it knows; in a stack those of all layers, of which the stack's own win. */
  get scans(): readonly ScanProtection[] {
    const lists = below(this.#entries, ["scan"]);
    const ids = new Set(lists.flatMap(({ element }) => Array.from(namedEntries(element), ([id]) => id)));
    return Array.from(ids, (id) => ({
      id,
      action: new SettingReader(this.#sources.file.problems, {
        place: "zone protection scan",
        label: `Scan "${id}" of zone protection profile "${this.name}"`,
        holders: entriesNamed(lists, id),
        owner: this.element,
      }).childChoice("action", SCAN_ACTIONS),
    }));
  }

  /** Whether a template of the stack has it as well. */
  get isJoined(): boolean {
    return this.#entries.some(({ inherited }) => inherited);
  }

  /** As firewalls get it: a template's profile as each of its stacks joins it with other layers, else itself. */
  get asPushed(): readonly ZoneProtectionProfile[] {
    const stacks = this.#sources.panorama.stacksOver(this.device);
    if (stacks.length === 0) return [this];
    return stacks.map((device) => new ZoneProtectionProfile(this.#sources, device, this.name, this.element));
  }

  /** The zones that name it, on the device or wherever a stack joins them with its template. */
  get zones(): readonly Zone[] {
    const { panorama } = this.#sources;
    return this.#sources.zonesProtectedBy(this.name).filter((zone) => panorama.meets(this.device, zone.device));
  }

  get #entries(): readonly Holder[] {
    return this.device.kind === "template-stack"
      ? entriesNamed(holdersAt(this.device, LIST), this.name)
      : holderOf(this.element);
  }

  /** The `set` or `delete` command that changes it, complete for its place. */
  command(verb: "set" | "delete", change: string): string {
    return `${verb} ${this.device.commandWords}${LIST.join(" ")} ${quoteName(this.name)} ${change}`;
  }
}

/** The zone protection profiles of a device, a template or a stack itself; not those of a stack's templates. */
export function* zoneProtectionProfilesOf(
  sources: ZoneProtectionSources,
  device: DevicePlace,
): Generator<ZoneProtectionProfile> {
  for (const { element, inherited } of device.layers) {
    if (inherited) continue;
    for (const list of element.findAll(...LIST)) {
      for (const [name, entry] of namedEntries(list)) yield new ZoneProtectionProfile(sources, device, name, entry);
    }
  }
}
