import {
  type AuditTracking,
  type Config,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  hasAuditTracking,
  quoteName,
  type Scope,
  type Setting,
} from "../../src/rule.ts";

interface Flaw {
  readonly setting: Setting<unknown>;
  readonly severity?: "warning";
  readonly message: (where: string) => string;
  readonly help: string;
  readonly change: readonly ["set" | "delete", string];
}

export default defineRule({
  id: "admin-audit-trail-incomplete",
  summary: "What administrators do is not fully logged.",
  category: "device-log-settings",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Configure Tracking of Administrator Activity",
      url: "https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/firewall-administration/manage-firewall-administrators/configure-tracking-of-administrator-activity",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-2", "AU-12", "AC-6(9)"], "PCI DSS": ["10.2.1.2"] },
  options: {
    trackUi: {
      type: "boolean",
      default: true,
      description: "Whether every page that an administrator opens in the web interface must be tracked too.",
    },
  },
  *check({ config, options }) {
    const tracks = hasAuditTracking(config.file.document);
    const untrackedOn = (device: DeviceSettings) => {
      const from = config.devices.logSettingsOf(device)?.scope;
      return untracked({ config, from, trackUi: options.trackUi }, device.system.auditTracking);
    };
    const judge = (device: DeviceSettings) => [
      ...(tracks ? untrackedOn(device) : []),
      ...skipped(device.system.skippedLogs),
    ];
    for (const fault of deviceFaults({ config, panorama: true, judge })) {
      const { severity, message, help, change } = fault.flaw;
      yield {
        ...fault.place,
        severity: fault.place.severity ?? severity,
        message: message(fault.where),
        help: fault.help(help),
        commands: fault.commands(change[0], `setting management ${change[1]}`),
      };
    }
    const from = config.devices.logSettings.find(({ scope }) => scope.kind === "panorama")?.scope;
    for (const group of tracks && config.file.partialAlone === undefined ? config.devices.collectorGroups : []) {
      // Log collectors have no web interface.
      for (const flaw of untracked({ config, from, trackUi: false }, group.auditTracking)) {
        const commands = [group.command(flaw.change[0], `general-setting management ${flaw.change[1]}`)];
        const message = flaw.message(`collector group "${group.name}"`);
        yield { at: flaw.setting, path: group.path, message, help: flaw.help, commands };
      }
    }
  },
});

type Wishes = { readonly config: Config; readonly from: Scope | undefined; readonly trackUi: boolean };

function* untracked({ config, from, trackUi }: Wishes, tracking: AuditTracking): Generator<Flaw> {
  const { opCommands, uiActions, sendSyslog } = tracking;
  const profile = sendSyslog.value;
  const lost =
    profile === undefined || (from !== undefined && config.forwarding.serverArrival("syslog", profile, from) === "no");
  const off = [...(opCommands.value ? [] : [opCommands]), ...(trackUi && !uiActions.value ? [uiActions] : [])];
  const wrong = [...off, ...(lost ? [sendSyslog] : [])];
  const [first] = wrong;
  if (first === undefined) return;
  const what = off
    .map(({ name }) => (name === "op-commands" ? "commands" : "pages of the web interface"))
    .join(" and ");
  const nowhere =
    profile === undefined
      ? "no syslog server gets it"
      : `syslog server profile "${profile}" does not exist or has no server`;
  const details = [...(what === "" ? [] : [`${what} are not tracked`]), ...(lost ? [nowhere] : [])].join(", and ");
  const proposal = (from && config.forwarding.suggestedServerProfile(["syslog"], from)?.name) ?? "SYSLOG-PROFILE";
  const changes = [...off.map(({ name }) => `${name} yes`), ...(lost ? [`send-syslog ${quoteName(proposal)}`] : [])];
  yield {
    // Stacks that lack the same are told together.
    setting: { ...first, name: wrong.map(({ name }) => name).join(" ") },
    message: (where) => `Administrator activity on ${where} is not fully logged: ${details}.`,
    help: "Track it, and send it to a syslog server: it is kept nowhere else.",
    change: ["set", `audit-tracking ${changes.join(" ")}`],
  };
}

/** What Common Criteria mode keeps out of the logs. */
function* skipped(logs: DeviceSettings["system"]["skippedLogs"]): Generator<Flaw> {
  const { authenticationSuccess, authenticationFailure, configuration } = logs;
  const names = configuration.value.map((name) => `"${name}"`).join(", ");
  const rest = { severity: "warning", help: "Let them be logged." } as const;
  const message = (what: string) => (where: string) => `${what} kept out of the logs of ${where}.`;
  for (const [setting, what] of [
    [authenticationSuccess, "Logins that succeed are"],
    [authenticationFailure, "Logins that fail are"],
  ] as const) {
    const change = ["set", `common-criteria ${setting.name} no`] as const;
    if (setting.value) yield { ...rest, setting, message: message(what), change };
  }
  const change = ["delete", `common-criteria ${configuration.name}`] as const;
  const what = `Configuration changes by ${names} are`;
  if (names !== "") yield { ...rest, setting: configuration, message: message(what), change };
}
