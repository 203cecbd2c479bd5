import {
  andList,
  type Config,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Setting,
  type Severity,
} from "../../src/rule.ts";

/** A severity of the system log that tells of a full disk reaches somebody by mail or trap. */
const URGENT = ["critical", "high"] as const;

const ALERTS = ["email", "snmptrap"] as const;

const ALARM_SETTINGS = "setting management common-criteria-alarm-generation";

const WATCHED =
  "Enable alarms, unless what asks the firewall by SNMP or gets its urgent system logs already tells of a full log database.";

interface Flaw {
  readonly setting: Setting<unknown>;
  /** The log databases whose threshold is too high; undefined when there is no alarm at all. */
  readonly late: readonly Setting<number>[] | undefined;
  readonly watched: boolean;
}

export default defineRule({
  id: "log-full-alarm-missing",
  summary: "No alarm is raised when log databases fill up.",
  category: "log-storage",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Define Alarm Settings",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-1/device/device-log-settings/define-alarm-settings",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: { STIG: ["PANW-NM-000096", "PANW-NM-000097"], "NIST SP 800-53": ["AU-5(1)", "AU-5(2)"] },
  options: {
    maxThreshold: {
      type: "integer",
      minimum: 0,
      maximum: 100,
      default: 90,
      description: "How full, in percent, a log database may be before the alarm.",
    },
    acceptSnmp: {
      type: "boolean",
      default: true,
      description:
        "Whether it is only a note where an SNMP manager asks the firewall, or urgent system logs leave by mail or trap.",
    },
  },
  *check({ config, options }) {
    const { maxThreshold, acceptSnmp } = options;
    const judge = (device: DeviceSettings) => {
      const watched = acceptSnmp && (device.system.snmpAccess || tellsOfUrgent(config, device));
      return flawsOf(device, maxThreshold, watched);
    };
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      const { late, watched } = fault.flaw;
      const severity: Severity | undefined = watched ? "note" : fault.place.severity;
      if (late === undefined) {
        yield {
          ...fault.place,
          severity,
          message: `Alarms are off for ${fault.where}, so nobody is told when a log database fills up.`,
          help: fault.help(watched ? WATCHED : "Enable alarms, so that somebody can act before logs are overwritten."),
          commands: fault.commands("set", `${ALARM_SETTINGS} enable-alarm-generation yes`),
        };
      } else {
        const logs = late.map(({ name }) => name);
        yield {
          ...fault.place,
          severity,
          message: `The alarm for ${fault.where} about a full log database comes later than at ${maxThreshold} percent for ${andList(logs)} logs.`,
          help: fault.help(`Set the thresholds to ${maxThreshold} percent.`),
          commands: logs.flatMap((log) =>
            fault.commands("set", `${ALARM_SETTINGS} log-databases-alarm-threshold ${log} ${maxThreshold}`),
          ),
        };
      }
    }
  },
});

function flawsOf(device: DeviceSettings, maxThreshold: number, watched: boolean): readonly Flaw[] {
  const { alarmGeneration, alarmThresholds } = device.storage;
  if (!alarmGeneration.value) return [{ setting: alarmGeneration, late: undefined, watched }];
  const late = alarmThresholds.filter(({ value }) => value > maxThreshold);
  const setting = late.find(({ origin }) => origin !== "default") ?? late[0];
  return setting === undefined ? [] : [{ setting, late, watched }];
}

/** Whether all urgent system logs go out to a mail or trap server that is there. */
function tellsOfUrgent(config: Config, device: DeviceSettings): boolean {
  const logSettings = config.devices.logSettingsOf(device);
  if (logSettings === undefined) return false;
  const { entries } = logSettings.forwards("system", ALERTS);
  const told = entries.filter((entry) => config.flow.delivery(entry, logSettings.scope, ALERTS).arrives !== "no");
  return URGENT.every((severity) => told.some(({ severities }) => severities?.has(severity)));
}
