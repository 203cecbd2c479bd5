import {
  type AuditTracking,
  andList,
  type Config,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  hasAuditTracking,
  quoteName,
  type Scope,
  type Setting,
} from "../../src/rule.ts";
import { type AuditFlaw, skippedLogs } from "./skipped-logs.ts";

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
    function* judge(device: DeviceSettings): Generator<AuditFlaw> {
      const from = config.devices.logSettingsOf(device)?.scope;
      if (tracks) yield* untracked({ config, from, trackUi: options.trackUi }, device.system.auditTracking);
      yield* skippedLogs(device.system.skippedLogs);
    }
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
    if (!tracks || config.file.partialAlone !== undefined) return;
    const from = config.forwarding.panoramaScope;
    for (const group of config.devices.collectorGroups) {
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

function* untracked({ config, from, trackUi }: Wishes, tracking: AuditTracking): Generator<AuditFlaw> {
  const { opCommands, uiActions, sendSyslog } = tracking;
  const profile = sendSyslog.value;
  const isLost =
    from !== undefined && profile !== undefined && config.forwarding.serverArrival("syslog", profile, from) === "no";
  const commands = { setting: opCommands, what: "commands" };
  const pages = { setting: uiActions, what: "pages of the web interface" };
  const off = (trackUi ? [commands, pages] : [commands]).filter(({ setting }) => !setting.value);
  const wrong: Setting<unknown>[] = off.map(({ setting }) => setting);
  const changes = wrong.map(({ name }) => `${name} yes`);
  const details: string[] = [];
  if (off.length > 0) details.push(`${andList(off.map(({ what }) => what))} are not tracked`);

  if (isLost || profile === undefined) {
    details.push(
      isLost ? `syslog server profile "${profile}" does not exist or has no server` : "no syslog server gets it",
    );
    wrong.push(sendSyslog);
    const proposal = from === undefined ? undefined : config.forwarding.suggestedServerProfile(["syslog"], from)?.name;
    changes.push(`send-syslog ${quoteName(proposal ?? "SYSLOG-PROFILE")}`);
  }

  const [first] = wrong;
  if (first === undefined) return;
  yield {
    // Stacks that lack the same are told together.
    setting: { ...first, name: wrong.map(({ name }) => name).join(" ") },
    message: (where) => `Administrator activity on ${where} is not fully logged: ${details.join(", and ")}.`,
    help: "Track it, and send it to a syslog server: it is kept nowhere else.",
    change: ["set", `audit-tracking ${changes.join(" ")}`],
  };
}
