import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { namedEntries } from "../document/values.ts";
import { type DevicePlace, deepestAt, holdersAt, wholeAt } from "../panorama/device-place.ts";
import type { DefaultElement } from "../settings/defaults.ts";
import type { Setting } from "../settings/setting.ts";
import { SettingReader } from "../settings/setting-reader.ts";
import type { LogType } from "../vocabulary/log-types.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import { isBefore } from "../vocabulary/version.ts";
import { deviceReader } from "./device-reader.ts";
import { type QuotaSettings, readQuotaSettings } from "./log-quotas.ts";

/** A log database that PAN-OS can raise an alarm about. */
export type AlarmedLog = DefaultElement<"log-databases-alarm-threshold">;
const ALARMED_LOGS: readonly AlarmedLog[] = [
  "traffic",
  "threat",
  "config",
  "system",
  "alarm",
  "hipmatch",
  "userid",
  "iptag",
  "auth",
  "gtp",
  "sctp",
  "globalprotect",
  "decryption",
];

/** The release that brought a log database. */
const SINCE: ReadonlyMap<AlarmedLog, string> = new Map([
  ["globalprotect", "9.1"],
  ["decryption", "10.0"],
]);

/** A daily export of one kind of log to a server. */
export interface LogExportSchedule {
  readonly name: string;
  readonly entry: Element;
  readonly path: string;
  readonly enable: Setting<boolean>;
  /** `traffic`, `threat`, …; PAN-OS has no default for it. */
  readonly logType: Setting<string | undefined>;
  readonly startTime: string | undefined;
  /** How it travels; FTP sends logs and password in clear. */
  readonly protocol: Setting<"ftp" | "scp" | undefined>;
  readonly hostname: string | undefined;
  readonly directory: string | undefined;
}

const QUOTA_SETTINGS = ["deviceconfig", "setting", "management", "quota-settings"] as const;
const ALARMS = ["deviceconfig", "setting", "management", "common-criteria-alarm-generation"] as const;
const EXPORTS = ["deviceconfig", "system", "log-export-schedule"] as const;

/** How a device keeps logs, and what becomes of them when the disk is full. */
export class DeviceLogStorage {
  readonly #file: Export;
  readonly #device: DevicePlace;

  constructor(file: Export, device: DevicePlace) {
    this.#file = file;
    this.#device = device;
  }

  /**
   * Quotas and expiration; undefined when the file leaves both to the model's defaults. A stack overrides them as a
   * whole: the schema marks `quota-settings` as one object of a template.
   */
  get quotaSettings(): QuotaSettings | undefined {
    const [holder] = wholeAt(this.#device, QUOTA_SETTINGS);
    if (holder === undefined) return undefined;
    return readQuotaSettings({ file: this.#file, label: this.#device.label }, holder.element);
  }

  /** What to point at for a quota or a period that is not written. */
  get storageElement(): Element {
    return deepestAt(this.#device, QUOTA_SETTINGS);
  }

  get alarmGeneration(): Setting<boolean> {
    const at = { place: "common-criteria-alarm-generation", path: ALARMS, whole: true } as const;
    return deviceReader(this.#file, this.#device, at).flag("enable-alarm-generation");
  }

  /** How full each log database of the release is, in percent, when an alarm is raised, if alarms are on. */
  get alarmThresholds(): readonly Setting<number>[] {
    const { panosVersion } = this.#file.document;
    const logs = ALARMED_LOGS.filter((log) => !isBefore(panosVersion, SINCE.get(log) ?? "0"));
    return logs.map((log) => this.alarmThreshold(log));
  }

  /** How full, in percent, a log database is when an alarm is raised, if alarms are on. */
  alarmThreshold(log: AlarmedLog): Setting<number> {
    const [alarms] = wholeAt(this.#device, ALARMS);
    const thresholds = alarms?.element.child("log-databases-alarm-threshold");
    const inherited = alarms?.inherited ?? false;
    return new SettingReader(this.#file.problems, {
      place: "log-databases-alarm-threshold",
      label: this.#device.label,
      holders: thresholds === undefined ? [] : [{ element: thresholds, inherited }],
      owner: alarms?.element ?? this.#device.owner,
    }).integer(log);
  }

  /** The scheduled exports; of two with one name the nearest. */
  get exportSchedules(): readonly LogExportSchedule[] {
    const schedules = new Map<string, LogExportSchedule>();
    for (const { element, inherited } of holdersAt(this.#device, EXPORTS)) {
      for (const [name, entry] of namedEntries(element)) {
        if (!schedules.has(name)) schedules.set(name, this.#schedule(name, entry, inherited));
      }
    }
    return [...schedules.values()];
  }

  /** Whether an enabled schedule takes the logs of a type off the device every day. */
  exports(type: LogType): boolean {
    return this.exportSchedules.some(({ enable, logType }) => enable.value && logType.value === type);
  }

  #schedule(name: string, entry: Element, inherited: boolean): LogExportSchedule {
    const reader = new SettingReader(this.#file.problems, {
      place: "log export schedule",
      label: `Log export schedule "${name}"`,
      holders: [{ element: entry, inherited }],
      owner: entry,
    });
    const protocol = (["ftp", "scp"] as const).find((each) => entry.find("protocol", each) !== undefined);
    const server = protocol && entry.find("protocol", protocol);
    return {
      name,
      entry,
      path: logicalPath(entry),
      enable: reader.flag("enable"),
      logType: reader.optional("log-type"),
      startTime: entry.child("start-time")?.trimmedText,
      protocol: {
        name: "protocol",
        value: protocol,
        origin: protocol === undefined ? "default" : inherited ? "inherited" : "explicit",
        element: server ?? entry,
      },
      hostname: server?.child("hostname")?.trimmedText,
      directory: server?.child("path")?.trimmedText,
    };
  }
}
