import {
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type ForwardedLogType,
  type LogFlow,
  type Setting,
} from "../../src/rule.ts";

/** The logs that security rules make; who makes the others is not told by the rulebase alone. */
const TYPES = ["traffic", "threat", "url", "data", "wildfire"] as const satisfies readonly ForwardedLogType[];

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
  *check({ config, options }) {
    const { types, acceptExport } = options;
    const judge = (device: DeviceSettings) =>
      types.flatMap((type) => flawsOf({ device, flow: config.flow.logFlow(device, type) }, type, acceptExport));
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      const type = fault.flaw.setting.name;
      const exported = acceptExport ? ", and no scheduled export takes them" : "";
      yield {
        ...fault.place,
        message: `The ${type} logs of ${fault.where} are kept nowhere else: none get to Panorama, a syslog server or an HTTP server${exported}.`,
        help: fault.help(
          fault.flaw.disabled && acceptExport
            ? `Enable the scheduled log export for ${type} logs, or forward them with a log-forwarding profile.`
            : `Forward ${type} logs with a log-forwarding profile in the security rules${acceptExport ? ", or export them every day" : ""}.`,
        ),
      };
    }
  },
});

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
