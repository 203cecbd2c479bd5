import {
  COLLECTED_LOGS,
  type CollectorGroup,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  EXPIRING_LOGS,
  type Finding,
  type LogType,
  type RetentionFault,
  type RetentionQuestion,
} from "../../src/rule.ts";

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
  *check({ config, options: { minDays, minDaysIfForwarded: ifForwarded, maxDays: most, requireExplicit } }) {
    const daysOf = (log: string) => minDays[log] ?? 0;
    const isEased = (days: number) => ifForwarded > 0 && ifForwarded < days;
    const limits = { most, endless: requireExplicit };
    const judge = (device: DeviceSettings) => {
      const isCopied = (log: LogType) => device.storage.exports(log) || config.flow.keepsElsewhere(device, log);
      const isKept = (name: string) => EXPIRING_LOGS.some((log) => log === name && isCopied(log));
      const least = (log: string) => (isEased(daysOf(log)) && isKept(log) ? ifForwarded : daysOf(log));
      return device.storage.retentionFaults({ ...limits, logs: EXPIRING_LOGS, least });
    };
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { severity, help, change, ...told } = wordsFor(fault.flaw, fault.where, most);
      const lower = severity && { severity };
      const commands = change === undefined ? [] : fault.commands("set", `setting management quota-settings ${change}`);
      yield { ...fault.place, ...lower, ...told, help: fault.help(help), commands };
    }
    if (config.file.partialAlone !== undefined) return;
    for (const group of config.devices.collectorGroups) yield* ofGroup(group, daysOf, limits);
  },
});

const LONGER = "Raise the period; whether the disk holds so many days depends on its quota and on the log rate.";
const SHORTER = "What is older is deleted as soon as it is set, so have those decide who answer for the logs.";

/** A fault for a reader; a change only where no log is deleted by it. */
function wordsFor(fault: RetentionFault, where: string, most: number) {
  if (fault.kind === "endless") {
    const logs = new Intl.ListFormat("en-GB").format(fault.logs);
    const limit = most > 0 ? `; at most ${most} days are allowed` : "";
    const message = `The ${logs} logs of ${where} have no expiration period and are kept while there is room${limit}.`;
    return { message, help: `Give them a period. ${SHORTER}`, severity: most > 0 ? undefined : ("note" as const) };
  }
  const { kind, setting, required, words } = fault;
  const days = `${setting.value} ${setting.value === 1 ? "day" : "days"}`;
  const limit = kind === "short" ? `${required} are required` : `at most ${required} are allowed`;
  const message = `The ${setting.name} logs of ${where} expire after ${days}; ${limit}.`;
  if (kind === "long") return { message, help: `Lower the period. ${SHORTER}` };
  return { message, help: LONGER, change: `${words} ${required}` };
}

const MANAGEMENT = "general-setting management";
function* ofGroup(group: CollectorGroup, daysOf: (log: string) => number, limits: Limits): Generator<Finding> {
  const { path, name, minRetentionPeriod } = group;
  const longest = (logs: readonly string[]) => Math.max(...logs.map(daysOf));
  const least = (kind: string) => longest(COLLECTED_LOGS.get(kind) ?? []);
  for (const fault of group.retentionFaults({ ...limits, logs: [...COLLECTED_LOGS.keys()], least })) {
    const { severity, change, ...told } = wordsFor(fault, `collector group "${name}"`, limits.most);
    const lower = severity && { severity };
    const commands = change === undefined ? [] : [group.command("set", `${MANAGEMENT} quota-settings ${change}`)];
    yield { at: fault.setting, path, ...lower, ...told, commands };
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
