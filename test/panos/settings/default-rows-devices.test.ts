import type { DeviceSettings } from "../../../src/panos/device/device-settings.ts";
import type { DefaultRow } from "../../../src/panos/settings/default-row.ts";
import { DEVICE_ROWS } from "../../../src/panos/settings/default-rows-devices.ts";
import type { Setting } from "../../../src/panos/settings/setting.ts";
import { describeRows, first, type RowReader, YES_NO } from "../../support/default-rows.ts";
import { element, entry, firewall, panorama } from "../../support/panos-config.ts";

/** By the PAN-OS 10.0.5 schema: `log-databases-alarm-threshold`, and `session-info-select` of WildFire. */
const ALARMED_LOGS = [
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
] as const;
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
];

/** A firewall with something below `deviceconfig`. */
function at(path: string): (xml: string) => string {
  const names = ["deviceconfig", ...path.split("/")];
  return (xml) =>
    firewall({ vsys: { vsys1: "" }, device: names.reduceRight((inner, name) => element(name, inner), xml) });
}

type Read = (device: DeviceSettings) => Setting<unknown>;
const flag = (path: string, read: Read): RowReader => ({
  values: YES_NO,
  bad: "maybe",
  file: at(path),
  setting: (config) => read(first(config.devices.settings)),
});
const number = (path: string, values: readonly string[], read: Read): RowReader => ({
  ...flag(path, read),
  values,
  bad: "many",
});

const MANAGEMENT = "setting/management";
const LOGGING = "setting/logging";
const COMMON_CRITERIA = `${MANAGEMENT}/common-criteria`;
const collectorGroup = (around: (xml: string) => string) => (xml: string) =>
  panorama({
    groups: {},
    device: element(
      "log-collector-group",
      entry("site", element("general-setting", element("management", around(xml)))),
    ),
  });

/** A WildFire exclusion shows in the model when it is on. */
function exclusion(name: string): Read {
  return (device) => {
    const found = device.wildfireExclusions.find((each) => each.name === name);
    if (found !== undefined) return found;
    const leaf = device.element.find("setting", "wildfire", "session-info-select", name);
    const origin = leaf?.trimmedText === "no" ? "explicit" : "default";
    return { name, value: false, origin, element: leaf ?? device.element };
  };
}

const READERS = new Map<string, RowReader>([
  ["traffic-stop-on-logdb-full", flag(MANAGEMENT, (device) => device.trafficStopOnLogdbFull)],
  ["enable-log-high-dp-load", flag(MANAGEMENT, (device) => device.enableLogHighDpLoad)],
  ["enable-high-speed-log-forwarding", flag(MANAGEMENT, (device) => device.enableHighSpeedLogForwarding)],
  [
    "hostname-type-in-syslog",
    {
      ...flag(MANAGEMENT, (device) => device.hostnameTypeInSyslog),
      values: ["none", "FQDN", "hostname", "ipv4-address", "ipv6-address"],
      bad: "fqdn",
    },
  ],
  [
    "report-run-time",
    { ...flag(MANAGEMENT, (device) => device.reportRunTime), values: ["02:00", "23:00"], bad: undefined },
  ],
  ["max-rows-in-csv-export", number(MANAGEMENT, ["65535", "1048576"], (device) => device.maxRowsInCsvExport)],
  ["max-rows-in-pdf-report", number(MANAGEMENT, ["5000", "10"], (device) => device.maxRowsInPdfReport)],
  ["max-audit-versions", number(MANAGEMENT, ["100", "5"], (device) => device.maxAuditVersions)],
  ["rule-hit-count", flag(MANAGEMENT, (device) => device.ruleHitCount)],
  ["support-utf8-for-log-output", flag(MANAGEMENT, (device) => device.supportUtf8ForLogOutput)],
  ["log-suppression", flag(LOGGING, (device) => device.logSuppression)],
  ["max-log-rate", number(LOGGING, ["50000", "0"], (device) => device.maxLogRate)],
  ["max-packet-rate", number(LOGGING, ["2560", "100"], (device) => device.maxPacketRate)],
  ["report-benign-file", flag("setting/wildfire", (device) => device.reportBenignFiles)],
  ["report-grayware-file", flag("setting/wildfire", (device) => device.reportGraywareFiles)],
  [
    "enhanced-application-logging/enable",
    flag(`${LOGGING}/enhanced-application-logging`, (device) => device.enhancedApplicationLogging),
  ],
  [
    "logging-service-forwarding/enable",
    flag(`${LOGGING}/logging-service-forwarding`, (device) => device.loggingServiceForwarding),
  ],
  ["enable-duplicate-logging", flag(`${LOGGING}/logging-service-forwarding`, (device) => device.duplicateLogging)],
  [
    "enable-alarm-generation",
    flag(`${MANAGEMENT}/common-criteria-alarm-generation`, (device) => device.storage.alarmGeneration),
  ],
  [
    "skip-authentication-success-logs",
    flag(COMMON_CRITERIA, (device) => device.system.skippedLogs.authenticationSuccess),
  ],
  [
    "skip-authentication-failure-logs",
    flag(COMMON_CRITERIA, (device) => device.system.skippedLogs.authenticationFailure),
  ],
  ["op-commands", flag(`${MANAGEMENT}/audit-tracking`, (device) => device.system.auditTracking.opCommands)],
  ["ui-actions", flag(`${MANAGEMENT}/audit-tracking`, (device) => device.system.auditTracking.uiActions)],
  [
    "NTP server/authentication-type",
    {
      values: ["none", "symmetric-key", "autokey"],
      bad: "kerberos",
      isChild: true,
      file: (xml) =>
        at("system/ntp-servers/primary-ntp-server")(`<ntp-server-address>192.0.2.50</ntp-server-address>${xml}`),
      setting: (config) => first(first(config.devices.settings).system.ntpServers).authentication,
    },
  ],
  [
    "log export schedule/enable",
    {
      ...flag("", (device) => first(device.storage.exportSchedules).enable),
      file: (xml) => at("system/log-export-schedule")(entry("nightly", "<log-type>traffic</log-type>", xml)),
    },
  ],
  ["buffered", flag(`${MANAGEMENT}/log-forwarding-from-device`, (device) => device.bufferedLogForwarding)],
  [
    "collector redundancy/enabled",
    {
      values: YES_NO,
      bad: "maybe",
      file: collectorGroup((xml) => element("redundancy", xml)),
      setting: (config) => first(config.devices.collectorGroups).redundancy,
    },
  ],
  [
    "log collector group/forward-to-all",
    {
      values: YES_NO,
      bad: "maybe",
      file: collectorGroup((xml) => xml),
      setting: (config) => first(config.devices.collectorGroups).forwardToAll,
    },
  ],
  ...WILDFIRE_EXCLUSIONS.map(
    (name) => [name, flag("setting/wildfire/session-info-select", exclusion(name))] as [string, RowReader],
  ),
  ...ALARMED_LOGS.map((log): [string, RowReader] => {
    const path = `${MANAGEMENT}/common-criteria-alarm-generation/log-databases-alarm-threshold`;
    return [
      `log-databases-alarm-threshold/${log}`,
      number(path, ["90", "75"], (device) => device.storage.alarmThreshold(log)),
    ];
  }),
]);

/** Most readers are called by the element alone, which no other row has. */
const keyOf = ({ place, element: name }: DefaultRow): string =>
  READERS.has(`${place}/${name}`) ? `${place}/${name}` : name;

describeRows(
  DEVICE_ROWS,
  new Map(
    [...READERS].map(([key, reader]) => {
      const row = DEVICE_ROWS.find((each) => keyOf(each) === key);
      return [row === undefined ? key : `${row.place}/${row.element}`, reader];
    }),
  ),
  [
    "deviceconfig/setting/management/hostname-type-in-syslog FQDN",
    "deviceconfig/setting/management/report-run-time 02:00",
    "deviceconfig/setting/management/max-rows-in-csv-export 65535",
    "deviceconfig/setting/management/max-rows-in-pdf-report 5000",
    "deviceconfig/setting/management/max-audit-versions 100",
    "deviceconfig/setting/management/rule-hit-count yes",
    "deviceconfig/setting/logging/log-suppression yes",
    "deviceconfig/setting/logging/max-log-rate 50000",
    "deviceconfig/setting/logging/max-packet-rate 2560",
    "NTP server/authentication-type none",
    "log export schedule/enable yes",
    "log-forwarding-from-device/buffered yes",
    ...ALARMED_LOGS.map((log) => `log-databases-alarm-threshold/${log} 90`),
  ],
);
