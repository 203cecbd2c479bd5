import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { panoramaServers } from "../document/panorama-servers.ts";
import { members } from "../document/values.ts";
import { type DevicePlace, deepestAt, holdersAt } from "../panorama/device-place.ts";
import type { Origin, Setting } from "../settings/setting.ts";
import { type AuditTracking, auditTracking, type SkippedLogs } from "./audit-trail.ts";
import { deviceReader } from "./device-reader.ts";

const NTP_AUTHENTICATION = ["none", "symmetric-key", "autokey"] as const;

/** An NTP server. */
export interface NtpServer {
  readonly role: "primary" | "secondary";
  /** A host name or address, or a template's variable. */
  readonly address: Setting<string | undefined>;
  readonly authentication: Setting<(typeof NTP_AUTHENTICATION)[number]>;
}

/** `aws-cloudwatch`, `gcp-cloudwatch`, `azure-advanced-metrics` */
const CLOUD_METRICS = /^(aws|gcp|azure)-/;

const MANAGEMENT = ["deviceconfig", "setting", "management"] as const;
const SYSTEM = ["deviceconfig", "system"] as const;

/** What a device is called, where its clock comes from, who manages it, and what of its administrators is logged. */
export class DeviceSystem {
  readonly #file: Export;
  readonly #device: DevicePlace;

  constructor(file: Export, device: DevicePlace) {
    this.#file = file;
    this.#device = device;
  }

  get hostname(): Setting<string | undefined> {
    return this.#text("hostname");
  }

  get domain(): Setting<string | undefined> {
    return this.#text("domain");
  }

  /** Undefined when it is not written; the time zone that a device comes with is not in the schema. */
  get timezone(): Setting<string | undefined> {
    return this.#text("timezone");
  }

  /** The two places for NTP servers; one that is not written has no address. */
  get ntp(): { readonly primary: NtpServer; readonly secondary: NtpServer } {
    return { primary: this.#ntpServer("primary"), secondary: this.#ntpServer("secondary") };
  }

  /** The NTP servers with an address; none means that nothing sets the clock. */
  get ntpServers(): readonly NtpServer[] {
    const { primary, secondary } = this.ntp;
    return [primary, secondary].filter(({ address }) => address.value !== undefined);
  }

  /** The leaves that name a Panorama server; of a stack those of the nearest that has any. */
  get panoramaServers(): readonly Element[] {
    for (const { element } of holdersAt(this.#device, ["deviceconfig"])) {
      const servers = panoramaServers(element);
      if (servers.length > 0) return servers;
    }
    return [];
  }

  /** Whether the firewall is managed by a cloud service in place of a Panorama: `panorama/cloud-service`, which is empty. */
  get cloudManaged(): boolean {
    return holdersAt(this.#device, [...SYSTEM, "panorama", "cloud-service"]).length > 0;
  }

  /** Whether the management interface gets its address, and may get its clock, from DHCP. */
  get managementByDhcp(): boolean {
    return holdersAt(this.#device, [...SYSTEM, "type"]).some(
      ({ element }) => element.child("dhcp-client") !== undefined,
    );
  }

  /** Whether somebody may ask it by SNMP: there is a community or a user. A new firewall comes with version 3 and no user. */
  get snmpAccess(): boolean {
    return holdersAt(this.#device, [...SYSTEM, "snmp-setting", "access-setting", "version"]).some(
      ({ element }) =>
        element.find("v2c", "snmp-community-string") !== undefined ||
        element.find("v3", "users", "entry") !== undefined,
    );
  }

  /**
   * Whether a virtual firewall publishes its metrics, such as the open sessions, to the monitoring of its cloud. Older
   * releases have it below `setting`, the plugin below `plugins`.
   * "Custom PAN-OS Metrics Published for Monitoring" in the VM-Series deployment guide.
   */
  get cloudMetrics(): boolean {
    const paths = [
      ["deviceconfig", "setting"],
      ["deviceconfig", "plugins", "vm_series"],
    ];
    const holders = paths.flatMap((path) => holdersAt(this.#device, path));
    const services = holders.flatMap(({ element }) => [...element.children()]);
    return services.some((each) => CLOUD_METRICS.test(each.name) && each.child("enabled")?.trimmedText === "yes");
  }

  /** Which administrator activity is sent to a syslog server. */
  get auditTracking(): AuditTracking {
    const path = [...MANAGEMENT, "audit-tracking"];
    return auditTracking(deviceReader(this.#file, this.#device, { place: "audit-tracking", path }));
  }

  /** What Common Criteria mode keeps out of the logs. */
  get skippedLogs(): SkippedLogs {
    const path = [...MANAGEMENT, "common-criteria"];
    const reader = deviceReader(this.#file, this.#device, { place: "common-criteria", path });
    return {
      authenticationSuccess: reader.flag("skip-authentication-success-logs"),
      authenticationFailure: reader.flag("skip-authentication-failure-logs"),
      configuration: this.#members([...path, "skip-configuration-logs-for"]),
    };
  }

  /** The members of the nearest list that has any. */
  #members(path: readonly string[]): Setting<readonly string[]> {
    const name = path.at(-1) ?? "";
    for (const { element, inherited } of holdersAt(this.#device, path)) {
      const value = members(element);
      if (value.length > 0) return { name, value, origin: inherited ? "inherited" : "explicit", element };
    }
    return { name, value: [], origin: "default", element: deepestAt(this.#device, path) };
  }

  #ntpServer(role: NtpServer["role"]): NtpServer {
    const path = [...SYSTEM, "ntp-servers", `${role}-ntp-server`];
    const reader = deviceReader(this.#file, this.#device, { place: "NTP server", path });
    const authentication = reader.childChoice("authentication-type", NTP_AUTHENTICATION);
    return { role, address: reader.optional("ntp-server-address"), authentication };
  }

  #text(name: string): Setting<string | undefined> {
    for (const { element, inherited } of holdersAt(this.#device, [...SYSTEM, name])) {
      const value = element.trimmedText;
      const origin: Origin = inherited ? "inherited" : "explicit";
      if (value !== undefined) return { name, value, origin, element };
    }
    return { name, value: undefined, origin: "default", element: deepestAt(this.#device, SYSTEM) };
  }
}
