import {
  andList,
  type CheckContext,
  type Config,
  type DeviceFault,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Finding,
  type ForwardedLogType,
  type LogFlow,
  namePattern,
  type OptionSchemas,
  type RuleOptions,
  type SecurityRule,
  type Setting,
  textsOf,
} from "../../src/rule.ts";

/** The logs that security rules make; who makes the others is not told by the rulebase alone. */
const TYPES = ["traffic", "threat", "url", "data", "wildfire"] as const satisfies readonly ForwardedLogType[];

const FORWARDING = "rule-without-log-forwarding";

interface Flaw {
  readonly setting: Setting<undefined>;
  /** Whether a schedule that is disabled would take them. */
  readonly disabled: boolean;
}

export default defineRule({
  id: "logs-stored-only-locally",
  summary: "Logs of a type are nowhere but on the firewall that made them.",
  category: "log-storage",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
    {
      title: "Configure Log Storage Quotas and Expiration Periods",
      url: "https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/monitoring/view-and-manage-logs/configure-log-storage-quotas-and-expiration-periods",
    },
    {
      title: "Device > Scheduled Log Export",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-2/device/device-scheduled-log-export",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: {
    STIG: ["PANW-AG-000094", "PANW-AG-000144", "PANW-IP-000039", "PANW-IP-000058", "PANW-NM-000128"],
    "NIST SP 800-53": ["AU-4(1)", "AU-9(2)"],
    "PCI DSS": ["10.3.3"],
  },
  options: {
    types: {
      type: "array",
      items: { type: "string", enum: TYPES },
      default: ["traffic", "threat"],
      description: "The types of logs that must be kept elsewhere, too.",
    },
    acceptExport: {
      type: "boolean",
      default: true,
      description: "Whether a scheduled log export is enough.",
    },
  },
  *check({ config, options, enabledRules, optionsOf }) {
    const { types, acceptExport } = options;
    if (isToldOfRules(config, enabledRules, optionsOf(FORWARDING))) return;
    const judge = (device: DeviceSettings) =>
      types.flatMap((type) => flawsOf({ device, flow: config.flow.logFlow(device, type) }, type, acceptExport));
    // One device, one cause, one finding for all types.
    const causes = new Map<string, DeviceFault<Flaw>[]>();
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      const cause = `${fault.where} ${fault.flaw.disabled}`;
      causes.set(cause, [...(causes.get(cause) ?? []), fault]);
    }
    for (const faults of causes.values()) {
      const [first, ...others] = faults.map((fault) => findingOf(fault, [fault.flaw.setting.name], acceptExport));
      const [fault] = faults;
      if (first === undefined || fault === undefined) continue;
      const names = faults.map(({ flaw }) => flaw.setting.name);
      yield others.length === 0 ? first : { ...findingOf(fault, names, acceptExport), includes: others };
    }
  },
});

function findingOf(fault: DeviceFault<Flaw>, types: readonly string[], acceptExport: boolean): Finding {
  const exported = acceptExport ? ", and no scheduled export takes them" : "";
  const logs = `${andList(types)} logs`;
  return {
    ...fault.place,
    message: `The ${logs} of ${fault.where} are kept nowhere else: none get to Panorama, a syslog server or an HTTP server${exported}.`,
    help: fault.help(
      fault.flaw.disabled && acceptExport
        ? `Enable the scheduled log export for ${logs}, or forward them with a log-forwarding profile.`
        : `Forward ${logs} with a log-forwarding profile in the security rules${acceptExport ? ", or export them every day" : ""}.`,
    ),
  };
}

/** Whether the rule about log-forwarding profiles reports that there is none at all, which says the same. */
function isToldOfRules(
  config: Config,
  enabledRules: CheckContext<OptionSchemas>["enabledRules"],
  forwarding: RuleOptions | undefined,
): boolean {
  if (forwarding === undefined || forwarding.localOnlyOk === true) return false;
  if (!config.scopes.rulebases.every(({ scope }) => config.forwarding.lacksProfiles(scope))) return false;
  const exempt = textsOf(forwarding, "exceptRules").map(namePattern);
  const isTold = (rule: SecurityRule): boolean =>
    (rule.logged || rule.inspects) &&
    (rule.allows || forwarding.denyRules === "require") &&
    !rule.tags.some((tag) => textsOf(forwarding, "exceptTags").includes(tag)) &&
    !exempt.some((pattern) => pattern.test(rule.name));
  return [...enabledRules({ namesForwarding: false })].some(isTold);
}

function flawsOf(
  { device, flow }: { readonly device: DeviceSettings; readonly flow: LogFlow },
  type: ForwardedLogType,
  acceptExport: boolean,
): readonly Flaw[] {
  if (!flow.made || flow.leaves !== "none") return [];
  const { storage } = device;
  if (acceptExport && storage.exports(type)) return [];
  const setting = { name: type, value: undefined, origin: "default", element: device.element } as const;
  return [{ setting, disabled: storage.exportSchedules.some(({ logType }) => logType.value === type) }];
}
