import { type DeviceSettings, defineRule, deviceFaults, type NtpServer, type Setting } from "../../src/rule.ts";

/** Names under which a time zone may be UTC. */
const UTC = /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu)$/;

interface Flaw {
  readonly setting: Setting<unknown>;
  /** Absent for what is as bad as the rule says: no server at all. */
  readonly severity?: "note";
  readonly message: (where: string) => string;
  readonly help: string;
  /** What to set below `system`. */
  readonly set?: string;
}

interface Wishes {
  readonly requireSecondary: boolean;
  readonly requireUtc: boolean;
  readonly requireAuth: boolean;
}

export default defineRule({
  id: "log-clock-not-synchronised",
  summary: "No NTP server sets the clock, so log times cannot be relied on.",
  category: "device-log-settings",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Global Services Settings",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-1/device/device-setup-services/global-services-settings",
    },
    {
      title: 'Knowledge base: What is "Session End Reason: threat"? (an argument from the order of logs)',
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA14u000000HCQlCAO",
    },
    {
      title: "CIS Palo Alto Firewall 11 Benchmark, level 1 (by way of Tenable)",
      url: "https://www.tenable.com/audits/CIS_Palo_Alto_Firewall_11_Benchmark_v1.0.0_L1",
    },
  ],
  standards: {
    CIS: ["1.6.2"],
    STIG: ["PANW-NM-000098", "PANW-NM-000099", "PANW-NM-000100", "PANW-NM-000101"],
    "NIST SP 800-53": ["AU-8", "AU-12(1)"],
    "PCI DSS": ["10.6"],
  },
  options: {
    requireSecondary: { type: "boolean", default: false, description: "Whether there must be a second NTP server." },
    requireUtc: { type: "boolean", default: false, description: "Whether the time zone must be UTC." },
    requireAuth: { type: "boolean", default: false, description: "Whether NTP servers must be authenticated." },
  },
  *check({ config, options }) {
    const judge = (device: DeviceSettings) => flawsOf(device, options);
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { severity = fault.place.severity, message, help, set } = fault.flaw;
      yield {
        ...fault.place,
        severity,
        message: message(fault.where),
        help: fault.help(help),
        commands: set === undefined ? [] : fault.commands("set", `system ${set}`),
      };
    }
  },
});

function* flawsOf({ system }: DeviceSettings, wishes: Wishes): Generator<Flaw> {
  const { primary, secondary } = system.ntp;
  const written = system.ntpServers;
  if (written.length === 0) {
    yield noServer(primary, system.managementByDhcp);
  } else if (written.length === 1 && wishes.requireSecondary) {
    yield oneServer(written[0]?.role === "primary" ? secondary : primary);
  } else if (written.length === 2 && primary.address.value === secondary.address.value) {
    yield sameServer(secondary);
  }
  if (wishes.requireAuth) {
    yield* written.filter(({ authentication }) => authentication.value === "none").map(unproven);
  }
  if (wishes.requireUtc && !UTC.test(system.timezone.value ?? "")) yield otherZone(system.timezone);
}

/** Each has a name of its own, by which what several template stacks lack is told together. */
function absent({ role, address }: NtpServer): Pick<Required<Flaw>, "setting" | "set"> {
  const name = `${role}-ntp-server`;
  return { setting: { ...address, name }, set: `ntp-servers ${name} ntp-server-address NTP-SERVER` };
}

function noServer(server: NtpServer, byDhcp: boolean): Flaw {
  const help = "Name NTP servers, the same for all that send logs to one place.";
  if (byDhcp) {
    const message = (where: string) =>
      `No NTP server is named for ${where}; whether its clock is set by DHCP the file does not show.`;
    return { ...absent(server), severity: "note", message, help };
  }
  const message = (where: string) => `No NTP server sets the clock of ${where}; log times cannot be relied on.`;
  return { ...absent(server), message, help };
}

function oneServer(server: NtpServer): Flaw {
  const message = (where: string) => `Only one NTP server sets the clock of ${where}.`;
  return { ...absent(server), severity: "note", message, help: "Name a second one." };
}

function sameServer(server: NtpServer): Flaw {
  const message = (where: string) => `Both NTP servers of ${where} are "${server.address.value}".`;
  const { set } = absent(server);
  return { setting: server.address, set, severity: "note", message, help: "Name another one as the second." };
}

function unproven({ role, address }: NtpServer): Flaw {
  const message = (where: string) =>
    `NTP server "${address.value}" of ${where} is not authenticated; whoever answers for it sets the clock.`;
  const setting = { ...address, name: `${role} authentication-type` };
  return { setting, severity: "note", message, help: "Use a symmetric key or autokey." };
}

function otherZone(setting: Setting<string | undefined>): Flaw {
  const { value } = setting;
  const zone = value === undefined ? "not set" : `"${value}", not UTC`;
  const message = (where: string) => `The time zone of ${where} is ${zone}.`;
  return {
    setting,
    severity: "note",
    message,
    help: "Set it to UTC, the same for every site.",
    set: "timezone UTC",
  };
}
