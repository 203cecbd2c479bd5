import {
  COLLECTED_LOGS,
  type CollectorGroup,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Finding,
  type LogQuotas,
  type LogType,
  type Setting,
} from "../src/rule.ts";

const LOGS = [
  "traffic",
  "threat",
  "decryption",
  "auth",
  "userid",
  "globalprotect",
  "config",
  "system",
] as const satisfies readonly LogType[];

interface Flaw extends Pick<LogQuotas, "words"> {
  readonly setting: Setting<number>;
  readonly required: number;
}

export default defineRule({
  id: "log-retention-too-short",
  summary: "Logs expire earlier than they must be kept.",
  category: "log-storage",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Storage Quotas and Expiration Periods",
      url: "https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/monitoring/view-and-manage-logs/configure-log-storage-quotas-and-expiration-periods",
    },
    { title: "PCI DSS 10.5.1 (secondary source)", url: "https://withpci.com/requirements/10/10.5/10.5.1" },
  ],
  standards: { "NIST SP 800-53": ["AU-11"], "PCI DSS": ["10.5.1"] },
  options: {
    minDays: {
      type: "object",
      keys: LOGS,
      values: { type: "integer", minimum: 0, maximum: 2000 },
      default: Object.fromEntries(LOGS.map((log) => [log, 90])),
      description: "For how many days the logs of each type must be kept.",
    },
    minDaysIfForwarded: {
      type: "integer",
      minimum: 0,
      maximum: 2000,
      default: 0,
      description:
        "The same for types of which every log is certainly kept elsewhere, too; 0 makes no difference of it.",
    },
  },
  *check({ config, options: { minDays, minDaysIfForwarded } }) {
    const daysOf = (log: string) => minDays[log] ?? 0;
    const judge = (device: DeviceSettings) => flawsOf(device, daysOf, minDaysIfForwarded);
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { setting, words, required } = fault.flaw;
      yield {
        ...fault.place,
        message: message(setting, fault.where, required),
        help: HELP,
        commands: fault.commands("set", `setting management quota-settings ${words} ${setting.name} ${required}`),
      };
    }
    if (config.partialAlone !== undefined) return;
    for (const group of config.collectorGroups) yield* ofGroup(group, daysOf);
  },
});

const HELP = "Raise the period; whether the disk holds so many days depends on its quota and on the log rate.";

function* flawsOf(device: DeviceSettings, daysOf: (log: string) => number, ifForwarded: number): Generator<Flaw> {
  for (const { words, logs } of device.storage.quotaSettings?.expiration ?? []) {
    for (const setting of logs) {
      const log = LOGS.find((each) => each === setting.name);
      const days = daysOf(setting.name);
      const eased = log !== undefined && ifForwarded > 0 && ifForwarded < days && device.keepsElsewhere(log);
      const required = eased ? ifForwarded : days;
      if (setting.value < required) yield { setting, words, required };
    }
  }
}

function* ofGroup(group: CollectorGroup, daysOf: (log: string) => number): Generator<Finding> {
  const { path, name, minRetentionPeriod, quotaSettings } = group;
  const most = (logs: readonly string[]) => Math.max(...logs.map(daysOf));
  const where = `collector group "${name}"`;
  for (const setting of quotaSettings?.expiration.flatMap(({ logs }) => logs) ?? []) {
    const required = most(COLLECTED_LOGS.get(setting.name) ?? []);
    const change = `quota-settings log-expiration-period ${setting.name} ${required}`;
    const commands = [group.command("set", `general-setting management ${change}`)];
    if (setting.value < required) {
      yield { at: setting, path, message: message(setting, where, required), help: HELP, commands };
    }
  }
  const required = most(LOGS);
  const { value = required } = minRetentionPeriod;
  if (value < required) {
    yield {
      at: minRetentionPeriod,
      path,
      message: `The minimum retention period of ${where} is ${value} days; ${required} are required.`,
      help: "Raise it, so that Panorama tells when logs are lost earlier.",
      commands: [group.command("set", `general-setting management min-retention-period ${required}`)],
    };
  }
}

function message({ name, value }: Setting<number>, where: string, required: number): string {
  return `The ${name} logs of ${where} expire after ${value} ${value === 1 ? "day" : "days"}; ${required} are required.`;
}
