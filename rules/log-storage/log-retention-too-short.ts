import {
  andList,
  COLLECTED_LOGS,
  type CollectorGroup,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Finding,
  type LogType,
  plural,
} from "../../src/rule.ts";
import { EXPIRING_LOGS, type RetentionFault, type RetentionQuestion, retentionFaults } from "./retention-faults.ts";

type Limits = Pick<RetentionQuestion, "most" | "endless">;

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
      keys: EXPIRING_LOGS,
      values: { type: "integer", minimum: 0, maximum: 2000 },
      default: Object.fromEntries(EXPIRING_LOGS.map((log) => [log, 90])),
      description: "For how many days the logs of each type must be kept.",
    },
    minDaysIfForwarded: {
      type: "integer",
      minimum: 0,
      maximum: 2000,
      default: 0,
      description: "The same for types that are certainly all kept elsewhere or exported; 0 makes no difference of it.",
    },
    maxDays: {
      type: "integer",
      minimum: 0,
      maximum: 2000,
      default: 0,
      description: "For how many days logs may be kept, where privacy sets a limit; 0 for none.",
    },
    requireExplicit: {
      type: "boolean",
      default: false,
      description: "Whether logs without an expiration period are reported; only the size of the disk ends them.",
    },
  },
  *check({ config, options }) {
    const { minDays, minDaysIfForwarded } = options;
    const daysOf = (log: string): number => minDays[log] ?? 0;
    const limits = { most: options.maxDays, endless: options.requireExplicit };
    const judge = (device: DeviceSettings) => {
      const isCopied = (log: LogType): boolean =>
        device.storage.exports(log) || config.flow.keepsElsewhere(device, log);
      const least = (name: string): number => {
        const days = daysOf(name);
        const isEased = minDaysIfForwarded > 0 && minDaysIfForwarded < days;
        const isKept = isEased && EXPIRING_LOGS.some((log) => log === name && isCopied(log));
        return isKept ? minDaysIfForwarded : days;
      };
      return retentionFaults(device.storage, { ...limits, logs: EXPIRING_LOGS, least });
    };
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { severity, message, help, change } = wordsFor(fault.flaw, fault.where, limits.most);
      yield {
        ...fault.place,
        severity: severity ?? fault.place.severity,
        message,
        help: fault.help(help),
        commands: change === undefined ? [] : fault.commands("set", `setting management quota-settings ${change}`),
      };
    }
    if (config.file.partialAlone !== undefined) return;
    for (const group of config.devices.collectorGroups) yield* ofGroup(group, daysOf, limits);
  },
});

const LONGER = "Raise the period; whether the disk holds so many days depends on its quota and on the log rate.";
const SHORTER = "What is older is deleted as soon as it is set, so have those decide who answer for the logs.";

interface Words {
  readonly severity?: "note" | undefined;
  readonly message: string;
  readonly help: string;
  /** What to set; only where no log is deleted by it. */
  readonly change?: string;
}

function wordsFor(fault: RetentionFault, where: string, most: number): Words {
  if (fault.kind === "endless") {
    const logs = andList(fault.logs);
    const limit = most > 0 ? `; at most ${most} days are allowed` : "";
    return {
      severity: most > 0 ? undefined : "note",
      message: `The ${logs} logs of ${where} have no expiration period and are kept while there is room${limit}.`,
      help: `Give them a period. ${SHORTER}`,
    };
  }
  const { kind, setting, required, words } = fault;
  const days = plural(setting.value, "day");
  const limit = kind === "short" ? `${required} are required` : `at most ${required} are allowed`;
  const message = `The ${setting.name} logs of ${where} expire after ${days}; ${limit}.`;
  if (kind === "long") return { message, help: `Lower the period. ${SHORTER}` };
  return { message, help: LONGER, change: `${words} ${required}` };
}

const MANAGEMENT = "general-setting management";

function* ofGroup(group: CollectorGroup, daysOf: (log: string) => number, limits: Limits): Generator<Finding> {
  const { path, name, minRetentionPeriod } = group;
  const longest = (logs: readonly string[]): number => Math.max(...logs.map(daysOf));
  const least = (kind: string): number => longest(COLLECTED_LOGS.get(kind) ?? []);
  for (const fault of retentionFaults(group, { ...limits, logs: [...COLLECTED_LOGS.keys()], least })) {
    const { severity, message, help, change } = wordsFor(fault, `collector group "${name}"`, limits.most);
    yield {
      at: fault.setting,
      path,
      severity,
      message,
      help,
      commands: change === undefined ? [] : [group.command("set", `${MANAGEMENT} quota-settings ${change}`)],
    };
  }
  const required = longest(EXPIRING_LOGS);
  if ((minRetentionPeriod.value ?? required) < required) {
    yield {
      at: minRetentionPeriod,
      path,
      message: `The minimum retention period of collector group "${name}" is ${minRetentionPeriod.value} days; ${required} are required.`,
      help: "Raise it, so that Panorama tells when logs are lost earlier.",
      commands: [group.command("set", `${MANAGEMENT} min-retention-period ${required}`)],
    };
  }
}
