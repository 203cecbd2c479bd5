import { isBefore } from "./version.ts";

/** One kind of log, and the PAN-OS release that brought it into log forwarding. */
interface LogTypeRow {
  readonly type: string;
  /** Feature release, such as `10.0`; undefined for what was always there. */
  readonly since?: string;
}

/**
 * The log types of a log-forwarding profile's match list. Before 8.0 there were no match lists, and profiles had
 * blocks for traffic, threat and WildFire logs only.
 */
const FORWARDED = [
  { type: "traffic" },
  { type: "threat" },
  { type: "wildfire" },
  { type: "url", since: "8.0" },
  { type: "data", since: "8.0" },
  { type: "tunnel", since: "8.0" },
  { type: "auth", since: "8.0" },
  // Only on platforms for mobile networks; no schema of another platform lists these two.
  { type: "gtp", since: "8.0" },
  { type: "sctp", since: "8.1" },
  { type: "decryption", since: "10.0" },
  // Listed by the 12.1 set command hierarchy; whether 12.0 has it is not documented, so its files may use it.
  { type: "dns-security", since: "12.0" },
] as const satisfies readonly LogTypeRow[];

/** The log types of Device > Log Settings: what the device itself writes, whatever its policy rules say. */
const DEVICE = [
  { type: "system" },
  { type: "config" },
  { type: "hipmatch" },
  { type: "correlation", since: "7.0" },
  { type: "userid", since: "8.0" },
  { type: "iptag", since: "9.0" },
  { type: "globalprotect", since: "9.1" },
] as const satisfies readonly LogTypeRow[];

/** A log type that policy rules, zones and gateways produce and a log-forwarding profile can forward. */
export type ForwardedLogType = (typeof FORWARDED)[number]["type"];
/** A log type that the device produces by itself. */
export type DeviceLogType = (typeof DEVICE)[number]["type"];
export type LogType = ForwardedLogType | DeviceLogType;

export const FORWARDED_LOG_TYPES: readonly ForwardedLogType[] = FORWARDED.map((row) => row.type);
export const DEVICE_LOG_TYPES: readonly DeviceLogType[] = DEVICE.map((row) => row.type);

/** Whether policy makes this type of logs; the others the device makes by itself. */
export function isForwardedLogType(type: LogType): type is ForwardedLogType {
  return FORWARDED_LOG_TYPES.some((each) => each === type);
}

/** What logs of a device are called at the beginning of a sentence. */
export const DEVICE_LOG_NAMES: Readonly<Record<DeviceLogType, string>> = {
  system: "System logs",
  config: "Configuration logs",
  hipmatch: "HIP match logs",
  correlation: "Correlation logs",
  userid: "User-ID logs",
  iptag: "IP-tag logs",
  globalprotect: "GlobalProtect logs",
};

const SINCE: ReadonlyMap<string, string | undefined> = new Map(
  [...FORWARDED, ...DEVICE].map((row: LogTypeRow) => [row.type, row.since]),
);

/** Whether a PAN-OS release knows a log type; one that the file does not name is taken for the newest. */
export function hasLogType(panosVersion: string | undefined, type: LogType): boolean {
  const since = SINCE.get(type);
  return since === undefined || !isBefore(panosVersion, since);
}
