import {
  type CollectorGroup,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Finding,
  type Flow,
  type LogQuotas,
  type Setting,
} from "../../src/rule.ts";

const POLICY_LOGS = ["traffic", "threat", "decryption", "auth"] as const;
/** Logs that are missed when they have no quota, if the device makes any. */
const LOGS = [...POLICY_LOGS, "globalprotect", "hipmatch", "userid", "iptag", "config", "system"] as const;
/** URL, data and WildFire logs have no quota of their own; they are kept with the threat logs. */
const THREAT_LOGS = ["threat", "url", "data", "wildfire"] as const;
/** The quotas of a collector group for the logs of firewalls, not of other products. */
const COLLECTED = ["detailed", "infra-audit"];

interface Flaw {
  readonly setting: Setting<number>;
  readonly list: LogQuotas;
  /** What the quota should be at least; undefined when the sum is too much. */
  readonly least: number | undefined;
  readonly kept: boolean;
}

export default defineRule({
  id: "log-quota-unusable",
  summary: "The log quotas add up to more than the disk, or leave too little for logs that the device makes.",
  category: "log-storage",
  severity: "warning",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Storage Quotas and Expiration Periods",
      url: "https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/monitoring/view-and-manage-logs/configure-log-storage-quotas-and-expiration-periods",
    },
    {
      title: "Configure Decryption Logging",
      url: "https://docs.paloaltonetworks.com/network-security/decryption/administration/monitoring-decryption/configure-decryption-logging",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-4"] },
  options: {
    minPercent: {
      type: "object",
      keys: LOGS,
      values: { type: "number", minimum: 0, maximum: 90 },
      default: { traffic: 10, threat: 5, decryption: 2 },
      description: "The smallest quota for logs that the device makes; for the types that are not named any above 0.",
    },
    ignoreIfForwarded: {
      type: "boolean",
      default: true,
      description: "Whether a small quota is only a note when every log of the type is certainly kept elsewhere.",
    },
  },
  *check({ config, options }) {
    const judge = (device: DeviceSettings) => flawsOf(config.flow, device, options.minPercent);
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { setting, list, least, kept } = fault.flaw;
      if (least === undefined) {
        yield { ...fault.place, ...tooMuch(fault.where, setting), severity: "error", commands: [] };
        continue;
      }
      const change = changeOf(list, setting, least);
      yield {
        ...fault.place,
        ...tooLittle(fault.where, setting, least),
        severity: kept && options.ignoreIfForwarded ? "note" : undefined,
        commands: change === undefined ? [] : fault.commands("set", `setting management quota-settings ${change}`),
      };
    }
    if (config.file.partialAlone !== undefined) return;
    for (const group of config.devices.collectorGroups) yield* ofGroup(group);
  },
});

function* flawsOf(flow: Flow, device: DeviceSettings, minPercent: { readonly [log: string]: number }): Generator<Flaw> {
  for (const list of device.storage.quotaSettings?.quotas ?? []) {
    const { logs, sum } = list;
    if (sum.value > 100) yield { setting: sum, list, least: undefined, kept: false };
    const traffic = logs.find(({ name }) => name === "traffic")?.value ?? 0;
    for (const setting of logs) {
      const log = LOGS.find((each) => each === setting.name);
      if (log === undefined) continue;
      const isBusy = log === "decryption" && flow.logsDecryptedSessions(device);
      const least = Math.max(minPercent[log] ?? 0, isBusy ? traffic / 2 : 0);
      if (setting.value > 0 && setting.value >= least) continue;
      const types = log === "threat" ? THREAT_LOGS : [log];
      const made = types.filter((type) => flow.makesLogs(device, type));
      if (made.length === 0) continue;
      const kept = made.every((type) => flow.keepsElsewhere(device, type));
      yield { setting, list, least, kept };
    }
  }
}

function* ofGroup({ path, name, quotaSettings }: CollectorGroup): Generator<Finding> {
  const where = `collector group "${name}"`;
  for (const { sum, logs } of quotaSettings?.quotas ?? []) {
    if (sum.value > 100) yield { at: sum, path, severity: "error", ...tooMuch(where, sum) };
    for (const log of logs) {
      if (log.value === 0 && COLLECTED.includes(log.name)) yield { at: log, path, ...tooLittle(where, log, 0) };
    }
  }
}

function tooMuch(where: string, { value }: Setting<number>) {
  return {
    message: `The log quotas of ${where} add up to ${value} percent of the disk.`,
    help: "Lower some: a commit refuses more than 100 percent.",
  };
}

function tooLittle(where: string, { name, value }: Setting<number>, least: number) {
  const what = value === 0 ? "so none are kept" : `less than the ${least} percent that keep some history`;
  return {
    message: `The ${name} logs of ${where} have a quota of ${value} percent, ${what}.`,
    help: "Give them a part of another quota; the oldest logs of that are deleted at the commit.",
  };
}

/** The change that gives a log its quota; undefined where there is no room for it, or nobody can say how much it needs. */
function changeOf({ sum, words }: LogQuotas, { name, value }: Setting<number>, least: number): string | undefined {
  const hasRoom = sum.value - value + least <= 100;
  return least > 0 && hasRoom ? `${words} ${name} ${least}` : undefined;
}
