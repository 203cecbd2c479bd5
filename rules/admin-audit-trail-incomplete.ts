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
} from "../src/rule.ts";

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
    const tracks = hasAuditTracking(config);
    function* judge({ system, logSettings }: DeviceSettings): Generator<Flaw> {
      if (tracks) yield* untracked({ config, from: logSettings?.scope }, system.auditTracking, options.trackUi);
      yield* skipped(system.skippedLogs);
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
    const panorama = config.deviceLogSettings.find(({ scope }) => scope.kind === "panorama")?.scope;
    for (const group of tracks && config.partialAlone === undefined ? config.collectorGroups : []) {
      // Log collectors have no web interface.
      for (const { setting, message, help, change } of untracked(
        { config, from: panorama },
        group.auditTracking,
        false,
      )) {
        const where = `collector group "${group.name}"`;
        const commands = [group.command(change[0], `general-setting management ${change[1]}`)];
        yield { at: setting, path: group.path, message: message(where), help, commands };
      }
    }
  },
});

/** From where a syslog server profile's name is looked up. */
interface Place {
  readonly config: Config;
  readonly from: Scope | undefined;
}

function* untracked(place: Place, tracking: AuditTracking, trackUi: boolean): Generator<Flaw> {
  const { opCommands, uiActions, sendSyslog } = tracking;
  const profile = sendSyslog.value;
  const lost = profile === undefined || !arrives(place, profile);
  const off = [...(opCommands.value ? [] : [opCommands]), ...(trackUi && !uiActions.value ? [uiActions] : [])];
  const wrong = [...off, ...(lost ? [sendSyslog] : [])];
  const [first] = wrong;
  if (first === undefined) return;
  const nowhere =
    profile === undefined ? "no syslog server gets it" : `syslog server profile "${profile}" has no server`;
  const words = wrong.map(({ name }) => (name === "send-syslog" ? nowhere : WORDS[name]));
  const changes = [...off.map(({ name }) => `${name} yes`), ...(lost ? [`send-syslog ${proposal(place)}`] : [])];
  yield {
    // What several template stacks lack is told together when they lack the same.
    setting: { ...first, name: wrong.map(({ name }) => name).join(" ") },
    message: (where) => `Administrator activity on ${where} is not fully logged: ${words.join(", and ")}.`,
    help: "Track it, and send it to a syslog server: it is kept nowhere else.",
    change: ["set", `audit-tracking ${changes.join(" ")}`],
  };
}

const WORDS: { readonly [setting: string]: string } = {
  "op-commands": "commands are not tracked",
  "ui-actions": "pages of the web interface are not tracked",
};

function arrives({ config, from }: Place, profile: string): boolean {
  if (from === undefined) return true;
  const answer = config.serverProfile("syslog", profile, from);
  return answer.state === "unknown" || (answer.state === "found" && answer.value?.hasServer === true);
}

function proposal(place: Place): string {
  const known = place.config.serverProfiles.filter(({ kind }) => kind === "syslog");
  const found = place.from && known.find(({ name }) => arrives(place, name));
  return found === undefined ? "SYSLOG-PROFILE" : quoteName(found.name);
}

/** What Common Criteria mode keeps out of the logs. */
function* skipped(logs: DeviceSettings["system"]["skippedLogs"]): Generator<Flaw> {
  const { authenticationSuccess, authenticationFailure, configuration } = logs;
  const names = configuration.value.map((name) => `"${name}"`).join(", ");
  const rest = { severity: "warning", help: "Let it be logged." } as const;
  const message = (what: string) => (where: string) => `${what} kept out of the logs of ${where}.`;
  for (const [setting, what] of [
    [authenticationSuccess, "Logins that succeed are"],
    [authenticationFailure, "Logins that fail are"],
  ] as const) {
    const change = ["set", `common-criteria ${setting.name} no`] as const;
    if (setting.value) yield { ...rest, setting, message: message(what), change };
  }
  const change = ["delete", `common-criteria ${configuration.name}`] as const;
  const what = `What ${names} changes in the configuration is`;
  if (names !== "") yield { ...rest, setting: configuration, message: message(what), change };
}
