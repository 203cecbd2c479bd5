import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { type DevicePlace, deepestAt } from "../panorama/device-place.ts";
import type { DefaultPlace } from "../settings/defaults.ts";
import type { Setting } from "../settings/setting.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import { isBefore } from "../vocabulary/version.ts";
import { DeviceLogStorage } from "./device-log-storage.ts";
import { deviceReader } from "./device-reader.ts";
import { DeviceSystem } from "./device-system.ts";

/** What the syslog header gives as the host's name. */
const SYSLOG_HOSTNAMES = ["none", "FQDN", "hostname", "ipv4-address", "ipv6-address"] as const;
export type SyslogHostname = (typeof SYSLOG_HOSTNAMES)[number];

/** What of a session is kept from WildFire, and so from its reports. */
const WILDFIRE_EXCLUSIONS = [
  "exclude-src-ip",
  "exclude-src-port",
  "exclude-dest-ip",
  "exclude-dest-port",
  "exclude-vsys-id",
  "exclude-app-name",
  "exclude-username",
  "exclude-url",
  "exclude-filename",
  "exclude-email-sender",
  "exclude-email-recipient",
  "exclude-email-subject",
] as const;

const SETTING = ["deviceconfig", "setting"] as const;
const MANAGEMENT = [...SETTING, "management"] as const;
const LOGGING = [...SETTING, "logging"] as const;

/**
 * The settings of a firewall, of Panorama itself, of a template or of a template stack. In a stack the stack's own
 * value wins, then those of its templates in order.
 */
export class DeviceSettings {
  readonly place: DevicePlace;
  /** Quotas, expiration, alarms about full log databases, scheduled exports. */
  readonly storage: DeviceLogStorage;
  /** Names, clock, management servers. */
  readonly system: DeviceSystem;
  readonly #file: Export;

  constructor(file: Export, place: DevicePlace) {
    this.#file = file;
    this.place = place;
    this.storage = new DeviceLogStorage(file, place);
    this.system = new DeviceSystem(file, place);
  }

  /** What to point at for something that is not there at all: `deviceconfig`, or what would hold it. */
  get element(): Element {
    return deepestAt(this.place, ["deviceconfig"]);
  }

  /** `deviceconfig`, `template/branches/deviceconfig` */
  get path(): string {
    const { kind, owner } = this.place;
    return kind === "firewall" || kind === "panorama" ? "deviceconfig" : `${logicalPath(owner)}/deviceconfig`;
  }

  /** The `set` or `delete` command for a change below `deviceconfig`. */
  command(verb: "set" | "delete", change: string): string {
    return `${verb} ${this.place.commandWords}deviceconfig ${change}`;
  }

  /** Whether traffic stops when the log database is full of logs that were not exported. */
  get trafficStopOnLogdbFull(): Setting<boolean> {
    return this.#management.flag("traffic-stop-on-logdb-full");
  }

  get enableLogHighDpLoad(): Setting<boolean> {
    return this.#management.flag("enable-log-high-dp-load");
  }

  /** When on, the firewall keeps no logs of its own. PA-5450 firewalls have it on unless the file says no. */
  get enableHighSpeedLogForwarding(): Setting<boolean> {
    return this.#management.flag("enable-high-speed-log-forwarding");
  }

  get hostnameTypeInSyslog(): Setting<SyslogHostname> {
    return this.#management.choice("hostname-type-in-syslog", SYSLOG_HOSTNAMES);
  }

  get maxRowsInCsvExport(): Setting<number> {
    return this.#management.integer("max-rows-in-csv-export");
  }

  get maxRowsInPdfReport(): Setting<number> {
    return this.#management.integer("max-rows-in-pdf-report");
  }

  /** When the scheduled reports are made, `hh:mm`. */
  get reportRunTime(): Setting<string> {
    return this.#management.text("report-run-time");
  }

  /** After how many days reports are deleted; undefined for never. */
  get reportExpirationPeriod(): Setting<number | undefined> {
    return this.#management.optionalInteger("report-expiration-period");
  }

  get maxAuditVersions(): Setting<number> {
    return this.#management.integer("max-audit-versions");
  }

  get ruleHitCount(): Setting<boolean> {
    return this.#management.flag("rule-hit-count");
  }

  get supportUtf8ForLogOutput(): Setting<boolean> {
    return this.#management.flag("support-utf8-for-log-output");
  }

  /** Panorama: whether firewalls keep logs on disk while it cannot be reached. */
  get bufferedLogForwarding(): Setting<boolean> {
    return this.#reader("log-forwarding-from-device", [...MANAGEMENT, "log-forwarding-from-device"]).flag("buffered");
  }

  /** Whether repeated log entries may be folded into one. */
  get logSuppression(): Setting<boolean> {
    return this.#logging.flag("log-suppression");
  }

  get maxLogRate(): Setting<number> {
    return this.#logging.integer("max-log-rate");
  }

  get maxPacketRate(): Setting<number> {
    return this.#logging.integer("max-packet-rate");
  }

  get enhancedApplicationLogging(): Setting<boolean> {
    const path = [...LOGGING, "enhanced-application-logging"];
    return this.#reader("enhanced-application-logging", path).flag("enable");
  }

  /** Cloud logging alone: Strata Logging Service gets the logs in place of Panorama. */
  get loggingServiceForwarding(): Setting<boolean> {
    return this.#cloud.flag("enable");
  }

  /** Cloud logging beside Panorama; system and config logs stay on Panorama. */
  get duplicateLogging(): Setting<boolean> {
    return this.#cloud.flag("enable-duplicate-logging");
  }

  /**
   * Whether Strata Logging Service gets logs: by either switch, of which the web interface sets only one.
   * https://docs.paloaltonetworks.com/strata-logging-service/administration/onboard-firewalls-to-strata-logging-service
   */
  get cloudLogging(): Setting<boolean> {
    const [cloudOnly, duplicate] = [this.loggingServiceForwarding, this.duplicateLogging];
    return duplicate.value && !cloudOnly.value ? duplicate : cloudOnly;
  }

  /** Whether what is sent to Panorama gets somewhere: it has a Panorama, a cloud that manages it, or cloud logging. */
  get hasPanorama(): boolean {
    return this.system.panoramaServers.length > 0 || this.system.cloudManaged || this.cloudLogging.value;
  }

  /** The words of a command between `deviceconfig` and `panorama-server`, which is deeper since 9.1. */
  get panoramaServerPlace(): string {
    return isBefore(this.#file.document.panosVersion, "9.1") ? "system" : "system panorama local-panorama";
  }

  get reportBenignFiles(): Setting<boolean> {
    return this.#reader("deviceconfig/setting/wildfire", [...SETTING, "wildfire"]).flag("report-benign-file");
  }

  get reportGraywareFiles(): Setting<boolean> {
    return this.#reader("deviceconfig/setting/wildfire", [...SETTING, "wildfire"]).flag("report-grayware-file");
  }

  /** What of a session is kept from WildFire: only those that are switched on. */
  get wildfireExclusions(): readonly Setting<boolean>[] {
    const reader = this.#reader("session-info-select", [...SETTING, "wildfire", "session-info-select"]);
    return WILDFIRE_EXCLUSIONS.map((name) => reader.flag(name)).filter(({ value }) => value);
  }

  get #management() {
    return this.#reader("deviceconfig/setting/management", MANAGEMENT);
  }

  get #logging() {
    return this.#reader("deviceconfig/setting/logging", LOGGING);
  }

  get #cloud() {
    return this.#reader("logging-service-forwarding", [...LOGGING, "logging-service-forwarding"]);
  }

  #reader<P extends DefaultPlace>(place: P, path: readonly string[]): SettingReader<P> {
    return deviceReader(this.#file, this.place, { place, path });
  }
}
