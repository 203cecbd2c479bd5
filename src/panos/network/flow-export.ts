import type { Element } from "../../xml/element.ts";
import type { DeviceSettings } from "../device/device-settings.ts";
import type { NetflowProfile } from "../forwarding/netflow-profiles.ts";
import type { DevicePlace } from "../panorama/device-place.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { namePattern } from "../vocabulary/name-pattern.ts";
import type { NetworkSources } from "./device-object.ts";
import type { NetworkInterface } from "./interfaces.ts";

/** An interface that is to export its flows, and what its NetFlow server profile's name means. */
export interface FlowSource {
  readonly source: NetworkInterface;
  readonly name: string;
  readonly answer: LookUp<NetflowProfile>;
}

/** A NetFlow server profile that interfaces of one place name and that does not exist. */
export interface MissingProfile {
  readonly name: string;
  readonly first: NetworkInterface;
  readonly others: readonly NetworkInterface[];
}

/** What a device lacks to have its running sessions watched. */
export interface MonitoringLack {
  readonly setting: Setting<undefined>;
  /** NetFlow server profiles that are there and of no use, as related places. */
  readonly idle: readonly { readonly at: Element; readonly message: string }[];
}

/** Which interfaces export flows: the only record of a session that goes on for long, besides the log at its start. */
export class FlowExport {
  readonly #from: NetworkSources;
  readonly #interfaces: readonly NetworkInterface[];
  readonly #counts: readonly RegExp[] | undefined;
  #sources: readonly FlowSource[] | undefined;

  /** With `counts`, only interfaces whose names match one of these patterns. */
  constructor(from: NetworkSources, interfaces: readonly NetworkInterface[], counts?: readonly RegExp[]) {
    this.#from = from;
    this.#interfaces = interfaces;
    this.#counts = counts;
  }

  /** The same for interfaces by their names, with `*` and `?`. */
  limitedTo(interfaces: readonly string[]): FlowExport {
    return new FlowExport(this.#from, this.#interfaces, interfaces.map(namePattern));
  }

  /** The interfaces that name a NetFlow server profile, those of templates too. */
  get sources(): readonly FlowSource[] {
    this.#sources ??= this.#interfaces.flatMap((source) => {
      const name = source.netflowProfile.value;
      if (name === undefined || this.#counts?.every((pattern) => !pattern.test(source.name))) return [];
      return [{ source, name, answer: this.#lookUp(name, source.device) }];
    });
    return this.#sources;
  }

  /** The profiles that the file defines and an interface names. */
  get profilesInUse(): readonly NetflowProfile[] {
    const named = this.sources.map(({ answer }) => (answer.state === "found" ? answer.value : undefined));
    return [...new Set(named)].filter((profile) => profile !== undefined);
  }

  /** Names that mean nothing, each once for a firewall, template or stack. */
  missingProfiles(): readonly MissingProfile[] {
    const missing = new Map<string, MissingProfile>();
    for (const { source, name, answer } of this.sources) {
      if (answer.state !== "missing") continue;
      const key = `${source.device.owner.index} ${name}`;
      const before = missing.get(key);
      if (before === undefined) missing.set(key, { name, first: source, others: [] });
      else missing.set(key, { ...before, others: [...before.others, source] });
    }
    return [...missing.values()];
  }

  /** What a device lacks of the wanted ways to watch running sessions. A name that means nothing is no lack of its own. */
  lack(device: DeviceSettings, wanted: "either" | "netflow" | "snmp"): readonly MonitoringLack[] {
    const own = this.#sourcesAt(device.place);
    const netflow = own.some((source) => exportsFlows(source) || source.answer.state === "missing");
    const snmp = device.system.snmpAccess || device.system.cloudMetrics;
    if ({ netflow, snmp, either: netflow || snmp }[wanted]) return [];
    const name = wanted === "snmp" ? "snmp-setting" : "netflow-profile";
    const element = device.element.child("system") ?? device.element;
    const idle = wanted === "snmp" ? [] : this.#profilesAt(device.place);
    return [
      {
        setting: { name, value: undefined, origin: "default", element },
        idle: idle.map((profile) => ({ at: profile.element, message: `${profile.label} ${this.#whyIdle(profile)}.` })),
      },
    ];
  }

  #whyIdle({ name, servers }: NetflowProfile): string {
    if (servers.length === 0) return "has no server";
    const named = this.#interfaces.some((each) => each.netflowProfile.value === name);
    return named ? "is named only by interfaces that do not count" : "is named by no interface";
  }

  /** Whether all firewalls of a scope export flows of some interface, as far as the file tells. */
  serves(scope: Scope): boolean {
    const own = this.#places.filter(({ kind }) => kind === "firewall");
    const templates = new Set(this.#from.panorama.firewalls.templatesFor(scope).map(({ entry }) => entry.index));
    const places = own.length > 0 ? own : this.#places.filter(({ owner }) => templates.has(owner.index));
    return places.length > 0 && places.every((place) => this.#sourcesAt(place).some(exportsFlows));
  }

  get #places(): readonly DevicePlace[] {
    return this.#from.panorama.places;
  }

  /** Those whose flows reach a firewall, a template or a template stack. */
  #sourcesAt(place: DevicePlace): readonly FlowSource[] {
    return this.sources.filter(({ source }) => this.#from.panorama.meets(place, source.device));
  }

  #profilesAt(place: DevicePlace): readonly NetflowProfile[] {
    return this.#from.forwarding.netflowProfiles.filter(({ scope }) => {
      if (place.kind === "firewall") return true;
      const owner = this.#places.find(({ kind, name }) => kind === scope.kind && name === scope.name);
      return owner !== undefined && this.#from.panorama.meets(place, owner);
    });
  }

  #lookUp(name: string, device: DevicePlace): LookUp<NetflowProfile> {
    const visible = this.#profilesAt(device);
    const value = visible.find((profile) => profile.name === name);
    if (value !== undefined) return { state: "found", value, scope: value.scope };
    const stacks = [device, ...this.#from.panorama.stacksOver(device)];
    const reason =
      this.#from.file.partialAlone ?? stacks.find(({ incomplete }) => incomplete !== undefined)?.incomplete;
    if (reason !== undefined) return { state: "unknown", reason };
    return { state: "missing", known: visible.map((profile) => profile.name) };
  }
}

/** Whether the flows get anywhere; where the file does not hold the profile, it is taken to have a server. */
function exportsFlows({ answer }: FlowSource): boolean {
  if (answer.state === "unknown") return true;
  return answer.state === "found" && (answer.value?.servers.length ?? 0) > 0;
}
