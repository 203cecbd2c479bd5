import type { Config } from "../panos/config.ts";
import type { LogExportSchedule } from "../panos/device/device-log-storage.ts";
import type { DeviceSettings } from "../panos/device/device-settings.ts";
import type { LogQuotas } from "../panos/device/log-quotas.ts";
import type { Setting } from "../panos/settings/setting.ts";
import { andList, lowerFirst, quoted } from "../words.ts";
import { type Effect, type PostureChange, pairsOf, type Said } from "./change.ts";

/** One setting of a device, what it is called, and the value that is better, where one is. */
interface Row {
  readonly what: string;
  read(device: DeviceSettings): Setting<unknown>;
  readonly good?: boolean;
}

const FLAGS: readonly Row[] = [
  { what: "Log suppression", read: (device) => device.logSuppression, good: false },
  { what: "The log of high dataplane load", read: (device) => device.enableLogHighDpLoad, good: true },
  { what: "High-speed log forwarding", read: (device) => device.enableHighSpeedLogForwarding },
  { what: "Stopping traffic when the log database is full", read: (device) => device.trafficStopOnLogdbFull },
  { what: "Buffered log forwarding", read: (device) => device.bufferedLogForwarding, good: true },
  { what: "Enhanced application logging", read: (device) => device.enhancedApplicationLogging },
  { what: "Cloud logging", read: (device) => device.loggingServiceForwarding },
  { what: "Duplicate logging", read: (device) => device.duplicateLogging },
  { what: "The WildFire report of benign files", read: (device) => device.reportBenignFiles, good: true },
  { what: "The WildFire report of grayware", read: (device) => device.reportGraywareFiles, good: true },
  { what: "Rule hit count", read: (device) => device.ruleHitCount, good: true },
  { what: "The alarm about full log databases", read: (device) => device.storage.alarmGeneration, good: true },
  { what: "Tracking of operational commands", read: (device) => device.system.auditTracking.opCommands, good: true },
  { what: "Tracking of the web interface", read: (device) => device.system.auditTracking.uiActions, good: true },
  {
    what: "Leaving out successful authentications",
    read: (device) => device.system.skippedLogs.authenticationSuccess,
    good: false,
  },
  {
    what: "Leaving out failed authentications",
    read: (device) => device.system.skippedLogs.authenticationFailure,
    good: false,
  },
];

/** Where something is lost when nothing is written any more. */
const VALUES: readonly Row[] = [
  { what: "primary NTP server", read: (device) => device.system.ntp.primary.address },
  { what: "secondary NTP server", read: (device) => device.system.ntp.secondary.address },
  { what: "time zone", read: (device) => device.system.timezone },
  { what: "host name", read: (device) => device.system.hostname },
  { what: "host name in syslog", read: (device) => device.hostnameTypeInSyslog },
  { what: "highest log rate", read: (device) => device.maxLogRate },
  { what: "number of rows in CSV exports", read: (device) => device.maxRowsInCsvExport },
  {
    what: "syslog server profile for administrator activity",
    read: (device) => device.system.auditTracking.sendSyslog,
  },
];

/** What changed in the settings of the firewall, of Panorama, its templates and stacks that decide about logs. */
export function* deviceChanges(old: Config, now: Config): Generator<PostureChange> {
  for (const [before, after] of pairsOf(old.devices.settings, now.devices.settings, [({ path }) => path]).both) {
    for (const [effect, words] of [...settingChanges(before, after), ...storageChanges(before, after)]) {
      const { kind, label } = after.place;
      const message = kind === "firewall" ? `${words}.` : `${words} (${lowerFirst(label)}).`;
      yield { effect, path: after.path, message, old: before.element, now: after.element };
    }
  }
}

function* settingChanges(old: DeviceSettings, now: DeviceSettings): Generator<Said> {
  for (const { what, read, good } of FLAGS) {
    const [was, is] = [read(old).value, read(now).value];
    if (was === is) continue;
    const effect: Effect = good === undefined ? "other" : is === good ? "better" : "worse";
    yield [effect, `${what} is ${is === true ? "on" : "off"} now`];
  }
  for (const { what, read } of VALUES) {
    const [was, is] = [read(old).value, read(now).value];
    if (was === is) continue;
    if (is === undefined) yield ["worse", `There is no ${what} any more; it was "${was}"`];
    else if (was === undefined) yield ["better", `There is a ${what} now, "${is}"`];
    else yield ["other", `The ${what} is "${is}" instead of "${was}"`];
  }
  const servers = ({ system }: DeviceSettings) => system.panoramaServers.flatMap((each) => each.trimmedText ?? []);
  yield* membersChanged("Panorama server", servers(old), servers(now));
  const exclusions = (device: DeviceSettings) => device.wildfireExclusions.map(({ name }) => name);
  const more = exclusions(now).filter((name) => !exclusions(old).includes(name));
  if (more.length > 0) yield ["worse", `WildFire reports leave out more of a session: ${andList(more)}`];
}

function* membersChanged(what: string, old: readonly string[], now: readonly string[]): Generator<Said> {
  const lost = old.filter((each) => !now.includes(each));
  const gained = now.filter((each) => !old.includes(each));
  if (lost.length > 0) {
    yield [now.length === 0 ? "worse" : "other", `${what} ${andList(lost.map(quoted))} is not named any more`];
  }
  if (gained.length > 0) yield ["other", `${what} ${andList(gained.map(quoted))} is named now`];
}

function* storageChanges(old: DeviceSettings, now: DeviceSettings): Generator<Said> {
  const [was, is] = [old.storage.quotaSettings, now.storage.quotaSettings];
  yield* quotaChanges("quota", was?.quotas, is?.quotas);
  yield* quotaChanges("expiration", was?.expiration, is?.expiration);
  const byName = [({ name }: LogExportSchedule) => name];
  const { both, added, deleted } = pairsOf(old.storage.exportSchedules, now.storage.exportSchedules, byName);
  for (const [before, after] of both) {
    if (before.enable.value === after.enable.value) continue;
    const { name, enable } = after;
    yield enable.value
      ? ["better", `Scheduled log export "${name}" is enabled now`]
      : ["worse", `Scheduled log export "${name}" is disabled now`];
  }
  for (const { name, enable } of added) if (enable.value) yield ["better", `Scheduled log export "${name}" was added`];
  for (const { name, enable } of deleted) {
    if (enable.value) yield ["worse", `Scheduled log export "${name}" was deleted`];
  }
}

const UNITS = { quota: " %", expiration: " days" } as const;

function* quotaChanges(
  what: keyof typeof UNITS,
  old: readonly LogQuotas[] = [],
  now: readonly LogQuotas[] = [],
): Generator<Said> {
  const [before, after] = [quotasIn(old), quotasIn(now)];
  const shown = (value: number | undefined) => (value === undefined ? "not set" : `${value}${UNITS[what]}`);
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is) continue;
    const sooner = what === "expiration" && is !== undefined && (was === undefined || is < was);
    yield [sooner ? "worse" : "other", `The ${what} of ${name} logs is ${shown(is)} instead of ${shown(was)}`];
  }
}

/** Chassis have quotas for each card. */
function quotasIn(lists: readonly LogQuotas[]): ReadonlyMap<string, number> {
  return new Map(
    lists.flatMap(({ disk, logs }) =>
      logs.map(({ name, value }) => [disk === "disk" ? name : `${name} (${disk})`, value] as const),
    ),
  );
}
