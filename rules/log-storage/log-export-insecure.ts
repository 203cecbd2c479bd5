import {
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Flow,
  type LogExportSchedule,
  quoteName,
  type Setting,
  type Severity,
} from "../../src/rule.ts";

interface Flaw {
  readonly setting: Setting<unknown>;
  readonly schedule: LogExportSchedule;
  readonly severity?: Severity;
  /** What is wrong, behind `Scheduled log export "daily"`. */
  readonly what: string;
  readonly help: string;
  /** The change that mends it, behind the schedule's name; there is none that is right for everybody. */
  readonly change?: readonly ["set" | "delete", string];
}

export default defineRule({
  id: "log-export-insecure",
  summary: "A scheduled log export sends logs in clear, is disabled, or leaves out what belongs together.",
  category: "log-storage",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Device > Scheduled Log Export",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-2/device/device-scheduled-log-export",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: { "NIST SP 800-53": ["AU-4(1)", "SC-8"] },
  options: {
    allowFtpHosts: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "FTP servers that may be used all the same, as written: names or addresses.",
    },
  },
  *check({ config, options }) {
    const judge = (device: DeviceSettings) => flawsOf(config.flow, device, options.allowFtpHosts);
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { schedule, severity, what, help, change } = fault.flaw;
      const words = `system log-export-schedule ${quoteName(schedule.name)}`;
      yield {
        ...fault.place,
        path: schedule.path,
        severity,
        message: `Scheduled log export "${schedule.name}" ${what}.`,
        help,
        commands: change === undefined ? [] : fault.commands(change[0], `${words} ${change[1]}`.trim()),
      };
    }
  },
});

function* flawsOf(flow: Flow, device: DeviceSettings, allowFtpHosts: readonly string[]): Generator<Flaw> {
  const running: LogExportSchedule[] = [];
  for (const schedule of device.storage.exportSchedules) {
    const { enable, protocol, logType, hostname = "" } = schedule;
    if (!enable.value) {
      yield { ...DISABLED, setting: enable, schedule };
      continue;
    }
    if (protocol.value === "ftp" && !allowFtpHosts.includes(hostname)) {
      yield { ...IN_CLEAR, setting: protocol, schedule };
    }
    const twin = running.find((other) => other.logType.value === logType.value && other.hostname === hostname);
    if (twin !== undefined) yield doubled(schedule, twin);
    running.push(schedule);
  }
  const exports = (type: string) => running.find(({ logType }) => logType.value === type);
  const traffic = exports("traffic");
  const { made, leaves } = flow.logFlow(device, "threat");
  if (traffic !== undefined && exports("threat") === undefined && made && leaves === "none") {
    yield { ...ALONE, setting: traffic.logType, schedule: traffic };
  }
}

const DISABLED = {
  severity: "note",
  what: "is disabled, so it archives nothing",
  help: "Enable it, or delete it so that nobody takes it for an archive.",
  change: ["set", "enable yes"],
} as const;

const IN_CLEAR = {
  what: "uses FTP, which sends the logs and the password in clear",
  help: "Use SCP; the SSH host key of the server must be accepted once on every firewall.",
} as const;

const ALONE = {
  severity: "note",
  what: "archives traffic logs, and nothing keeps the threat logs that explain how sessions end",
  help: "Export threat logs, too, or forward them.",
} as const;

function doubled(schedule: LogExportSchedule, { name }: LogExportSchedule): Flaw {
  return {
    setting: schedule.logType,
    schedule,
    severity: "note",
    what: `sends the same logs to the same server as "${name}"`,
    help: "Delete one of the two.",
    change: ["delete", ""],
  };
}
