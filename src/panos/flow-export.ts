import type { Config } from "./config.ts";
import type { DevicePlace } from "./device-place.ts";
import type { NetworkInterface } from "./interfaces.ts";
import type { NetflowProfile } from "./netflow-profiles.ts";
import type { LookUp, Scope } from "./scope.ts";

/** An interface that is to export its flows, and what its NetFlow server profile's name means. */
export interface FlowSource {
  readonly source: NetworkInterface;
  readonly name: string;
  readonly answer: LookUp<NetflowProfile>;
}

/** Which interfaces export flows: the only record of a session that goes on for long, besides the log at its start. */
export class FlowExport {
  readonly #config: Config;
  #sources: readonly FlowSource[] | undefined;

  constructor(config: Config) {
    this.#config = config;
  }

  /** The interfaces that name a NetFlow server profile, those of templates too. */
  get sources(): readonly FlowSource[] {
    this.#sources ??= this.#config.interfaces.flatMap((source) => {
      const name = source.netflowProfile.value;
      return name === undefined ? [] : [{ source, name, answer: this.#lookUp(name, source.device) }];
    });
    return this.#sources;
  }

  /** Those whose flows reach a firewall, a template or a template stack. */
  sourcesAt(place: DevicePlace): readonly FlowSource[] {
    return this.sources.filter(({ source }) => source.device === place || this.#config.meets(place, source.device));
  }

  /** The NetFlow server profiles that interfaces of a place can name. */
  profilesAt(place: DevicePlace): readonly NetflowProfile[] {
    return this.#config.netflowProfiles.filter(({ scope }) => {
      if (place.kind === "firewall") return true;
      const owner = this.#places.find(({ kind, name }) => kind === scope.kind && name === scope.name);
      return owner !== undefined && this.#config.meets(place, owner);
    });
  }

  /** Whether all firewalls of a scope export flows of some interface, as far as the file tells. */
  serves(scope: Scope): boolean {
    const own = this.#places.filter(({ kind }) => kind === "firewall");
    const templates = new Set(this.#config.firewalls.templatesFor(scope).map(({ entry }) => entry.index));
    const places = own.length > 0 ? own : this.#places.filter(({ owner }) => templates.has(owner.index));
    return places.length > 0 && places.every((place) => this.sourcesAt(place).some(exports));
  }

  get #places(): readonly DevicePlace[] {
    return this.#config.devices.map(({ place }) => place);
  }

  #lookUp(name: string, device: DevicePlace): LookUp<NetflowProfile> {
    const visible = this.profilesAt(device);
    const value = visible.find((profile) => profile.name === name);
    if (value !== undefined) return { state: "found", value, scope: value.scope };
    const stacks = [device, ...this.#config.stacksOver(device)];
    const reason = this.#config.partialAlone ?? stacks.find(({ incomplete }) => incomplete !== undefined)?.incomplete;
    return reason === undefined
      ? { state: "missing", known: visible.map((each) => each.name) }
      : { state: "unknown", reason };
  }
}

/** Whether the flows get anywhere; where the file does not hold the profile, it is taken to have a server. */
export function exports({ answer }: FlowSource): boolean {
  if (answer.state === "unknown") return true;
  return answer.state === "found" && (answer.value?.servers.length ?? 0) > 0;
}
