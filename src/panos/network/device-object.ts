import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { isFromTemplate, ownerOf } from "../document/owner.ts";
import { namedEntries } from "../document/values.ts";
import type { LogForwarding } from "../forwarding/log-forwarding.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import { below, type DevicePlace, entriesNamed, holdersAt } from "../panorama/device-place.ts";
import type { Panorama } from "../panorama/panorama.ts";
import { NOWHERE, quoteName } from "../scopes/command.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import type { Setting } from "../settings/setting.ts";
import { type Holder, holderOf } from "../settings/setting-reader.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";

/** What the network of a device is read from. */
export interface NetworkSources {
  readonly file: Export;
  readonly scopes: Scopes;
  readonly panorama: Panorama;
  readonly forwarding: LogForwarding;
}

/** Where an object of a device is: in one of its virtual systems or shared gateways. */
export interface VsysPlace {
  readonly device: DevicePlace;
  readonly kind: "vsys" | "shared-gateway";
  /** `vsys2`, or the shared gateway's name. */
  readonly name: string;
  readonly element: Element;
}

/** The virtual systems and shared gateways of a device, template or stack itself, not those of a stack's templates. */
export function* vsysPlaces(device: DevicePlace): Generator<VsysPlace> {
  for (const { element, inherited } of device.layers) {
    if (inherited) continue;
    for (const list of element.children("vsys")) {
      for (const [name, vsys] of namedEntries(list)) yield { device, kind: "vsys", name, element: vsys };
    }
    for (const list of element.findAll("network", "shared-gateway")) {
      for (const [name, gateway] of namedEntries(list))
        yield { device, kind: "shared-gateway", name, element: gateway };
    }
  }
}

/** An object of a virtual system or shared gateway that names a log-forwarding profile: a zone, a GlobalProtect portal. */
export abstract class DeviceObject {
  readonly name: string;
  readonly entry: Element;
  /** The virtual system or shared gateway it is in. */
  readonly vsys: VsysPlace;
  protected readonly sources: NetworkSources;

  constructor(sources: NetworkSources, vsys: VsysPlace, name: string, entry: Element) {
    this.sources = sources;
    this.vsys = vsys;
    this.name = name;
    this.entry = entry;
  }

  /** At the beginning of a sentence: `Zone "dmz"`. */
  abstract get label(): string;

  /** The words of the path from the virtual system to the object's list, such as `zone`. */
  protected abstract get list(): string;

  /** The firewall, template or stack that holds it. */
  get device(): DevicePlace {
    return this.vsys.device;
  }

  /** `vsys/vsys1/zone/dmz` */
  get path(): string {
    return logicalPath(this.entry);
  }

  /**
   * The scope that it sees on a firewall: its virtual system, or shared for a shared gateway. A template has no scope of
   * its own, so shared stands for it.
   */
  get scope(): Scope {
    const { kind, name, device } = this.vsys;
    const { shared, all } = this.sources.scopes;
    if (kind === "shared-gateway" || device.kind !== "firewall") return shared;
    return all.find((scope) => scope.kind === "vsys" && scope.name === name) ?? shared;
  }

  /** Whether a device or stack has it, itself or from a template. */
  isOn(device: DevicePlace): boolean {
    return this.device === device || this.sources.panorama.stacksOver(this.device).includes(device);
  }

  /** What holds its settings: its entry, in a stack the entries of all layers, the stack's own first. */
  protected get entries(): readonly Holder[] {
    const { device, kind, name } = this.vsys;
    if (device.kind !== "template-stack") return holderOf(this.entry);
    const systems = holdersAt(device, kind === "vsys" ? ["vsys"] : ["network", "shared-gateway"]);
    return entriesNamed(below(entriesNamed(systems, name), this.list.split(" ")), this.name);
  }

  /**
   * Whether a setting as it stands is to be mended here: it is written here, or no template of the stack has the object
   * as well, of which the same would be said.
   */
  speaksFor({ origin }: Setting<unknown>): boolean {
    return origin === "explicit" || this.entries.every(({ inherited }) => !inherited);
  }

  /** As firewalls get it: a template's object as each of its stacks joins it with other layers, else itself. */
  protected inStacks<T>(itself: T, make: (vsys: VsysPlace) => T): readonly T[] {
    const stacks = this.sources.panorama.stacksOver(this.device);
    return stacks.length === 0 ? [itself] : stacks.map((device) => make({ ...this.vsys, device }));
  }

  /** What the name of a log-forwarding profile means here; undefined when there is no name. */
  protected lookUp(profile: string | undefined): LookUp<LogForwardingProfile> | undefined {
    if (profile === undefined) return undefined;
    const { forwarding } = this.sources;
    return this.device.kind === "firewall"
      ? forwarding.logForwardingProfile(profile, this.scope)
      : forwarding.acrossTemplate(profile, this.entry).answer;
  }

  /** The `set` or `delete` command that changes it, complete for its place. */
  command(verb: "set" | "delete", change: string): string {
    const place = this.#isPushed ? NOWHERE : this.device.commandWords;
    return `${verb} ${place}${this.#vsysWords()}${this.list} ${quoteName(this.name)} ${change}`;
  }

  /** Whether Panorama pushed it into a firewall's file, so that it is changed in a template there. */
  get #isPushed(): boolean {
    if (this.device.kind !== "firewall") return false;
    return isFromTemplate(this.entry) || ownerOf(this.sources.file, this.entry) !== undefined;
  }

  #vsysWords(): string {
    const { kind, name, device } = this.vsys;
    if (kind === "shared-gateway") return `network shared-gateway ${quoteName(name)} `;
    // A firewall with one virtual system has no word for it; a template always has.
    return device.kind === "firewall" && !this.scope.oneOfSeveral ? "" : `vsys ${quoteName(name)} `;
  }
}
