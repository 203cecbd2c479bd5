import { namedEntries } from "../document/values.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import { type TlsLogging, tlsLogging } from "../forwarding/tls-logging.ts";
import { below, type DevicePlace } from "../panorama/device-place.ts";
import type { LookUp } from "../scopes/scope.ts";
import { DeviceObject, type NetworkSources, type VsysPlace, vsysPlaces } from "./device-object.ts";

/**
 * A GlobalProtect portal or gateway, which logs the TLS handshakes with itself. What users do there are GlobalProtect
 * logs, which the device's log settings forward.
 */
export abstract class GlobalProtectService extends DeviceObject {
  abstract readonly kind: "portal" | "gateway";

  get label(): string {
    return `GlobalProtect ${this.kind} "${this.name}"`;
  }

  protected get list(): string {
    return `global-protect global-protect-${this.kind}`;
  }

  /** Undefined before PAN-OS 10.0. */
  abstract get tlsLogging(): TlsLogging | undefined;

  /** As firewalls get it: a template's as each of its stacks joins it with other layers, else itself. */
  abstract get asPushed(): readonly GlobalProtectService[];

  /** What its log-forwarding profile name means; undefined when it names none. */
  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    return this.lookUp(this.tlsLogging?.logSetting.value);
  }
}

/** A GlobalProtect portal, which keeps its settings in `portal-config`. */
class GlobalProtectPortal extends GlobalProtectService {
  readonly kind = "portal";

  get tlsLogging(): TlsLogging | undefined {
    const holders = below(this.entries, ["portal-config"]);
    return tlsLogging(this.sources.file, {
      place: "GlobalProtect portal",
      label: this.label,
      holders,
      owner: this.entry,
    });
  }

  get asPushed(): readonly GlobalProtectPortal[] {
    const make = (vsys: VsysPlace) => new GlobalProtectPortal(this.sources, vsys, this.name, this.entry);
    return this.inStacks<GlobalProtectPortal>(this, make);
  }

  /** The words in front of a setting, in a command. */
  override command(verb: "set" | "delete", change: string): string {
    return super.command(verb, `portal-config ${change}`);
  }
}

/** A GlobalProtect gateway. */
class GlobalProtectGateway extends GlobalProtectService {
  readonly kind = "gateway";

  get tlsLogging(): TlsLogging | undefined {
    const { label, entries: holders, entry: owner } = this;
    return tlsLogging(this.sources.file, { place: "GlobalProtect gateway", label, holders, owner });
  }

  get asPushed(): readonly GlobalProtectGateway[] {
    const make = (vsys: VsysPlace) => new GlobalProtectGateway(this.sources, vsys, this.name, this.entry);
    return this.inStacks<GlobalProtectGateway>(this, make);
  }
}

/** The GlobalProtect portals and gateways of all virtual systems, templates and stacks. */
export function globalProtectOf(
  sources: NetworkSources,
  devices: readonly DevicePlace[],
): readonly GlobalProtectService[] {
  const services: GlobalProtectService[] = [];
  for (const vsys of devices.flatMap((device) => [...vsysPlaces(device)])) {
    for (const list of vsys.element.findAll("global-protect", "global-protect-portal")) {
      for (const [name, entry] of namedEntries(list))
        services.push(new GlobalProtectPortal(sources, vsys, name, entry));
    }
    for (const list of vsys.element.findAll("global-protect", "global-protect-gateway")) {
      for (const [name, entry] of namedEntries(list)) {
        services.push(new GlobalProtectGateway(sources, vsys, name, entry));
      }
    }
  }
  return services;
}
