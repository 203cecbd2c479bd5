import {
  type DeviceSettings,
  defineRule,
  type Finding,
  type LogForwardingProfile,
  type MatchEntry,
  quoteName,
} from "../../src/rule.ts";

export default defineRule({
  id: "log-forwarding-profile-has-no-effect",
  summary: "A log-forwarding profile, or one of its match lists, sends logs nowhere.",
  category: "log-forwarding",
  severity: "error",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Objects > Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-2/objects/objects-log-forwarding",
    },
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-4(1)", "AU-12"] },
  options: {
    slsCounts: {
      type: "boolean",
      default: true,
      description:
        "Whether Strata Logging Service is a destination where a firewall sends its logs there in place of Panorama.",
    },
  },
  *check({ config, options, optionsOf }) {
    const mayBeUnused = optionsOf("unused-logging-object")?.ignoreNames;
    const forNewRules = optionsOf("default-log-forwarding-profile-missing")?.name;
    const cloudOnly = !options.slsCounts && config.devices.settings.some(sendsToCloudOnly);
    const sends = (entry: MatchEntry): boolean => (cloudOnly ? entry.destinations.length > 0 : entry.delivers);
    for (const uses of config.usage.logForwardingUses) {
      const { profile, usedBy: related } = uses;
      // A profile that nothing names is told as such, by another rule.
      if (uses.isUnused && Array.isArray(mayBeUnused) && !mayBeUnused.includes(profile.name)) continue;
      // What new rules start with has a rule of its own, until some rule has it.
      if (uses.count === 0 && profile.name === forNewRules) continue;
      const entries = profile.matchList.filter(isWritten);
      const canSend = !cloudOnly && config.flow.panoramaArrival(profile.scope) !== "no";
      const lists = { entries, sends, canSend, command: profile.command.bind(profile) };
      const findings = entries.length === 0 ? [withoutMatchList(profile)] : judgeAll(lists);
      for (const finding of findings) {
        yield { ...finding, severity: uses.count === 0 ? "note" : finding.severity, related };
      }
    }
    for (const { settings, type, entries } of config.devices.matchLists()) {
      const command: MatchLists["command"] = (verb, change) => settings.command(verb, type, change);
      yield* judgeAll({ entries: entries.filter(isWritten), sends, canSend: false, command });
    }
  },
});

/** The match lists of one profile, or of the device's settings for one type of log. */
interface MatchLists {
  readonly entries: readonly MatchEntry[];
  readonly sends: (entry: MatchEntry) => boolean;
  /** Whether sending to Panorama may be proposed. */
  readonly canSend: boolean;
  readonly command: (verb: "set" | "delete", change: string) => string;
}

function sendsToCloudOnly({ place, system, cloudLogging }: DeviceSettings): boolean {
  return place.kind === "firewall" && system.panoramaServers.length === 0 && cloudLogging.value;
}

/** Before 8.0 every severity had a block, and an empty one says nothing. */
const isWritten = (entry: MatchEntry): boolean => entry.element.name === "entry" || entry.hasEffect;

function withoutMatchList({ element: at, path, label, enhancedApplicationLogging }: LogForwardingProfile): Finding {
  if (enhancedApplicationLogging.value) {
    const message = `${label} has no match list; it only makes logs for Palo Alto Networks cloud services.`;
    return { at, path, severity: "note", message, help: "Add match lists if the logs are to be kept somewhere." };
  }
  const help = "Add a match list for each type of log, with a server profile or Panorama as destination.";
  return { at, path, message: `${label} has no match list, so it sends logs nowhere.`, help };
}

function* judgeAll(lists: MatchLists): Generator<Finding> {
  for (const entry of lists.entries) {
    const verdict = judge(entry, lists);
    if (verdict !== undefined) yield { ...verdict, at: entry.element, path: entry.path };
  }
}

function judge(entry: MatchEntry, lists: MatchLists): Omit<Finding, "at"> | undefined {
  const { entries, sends, command } = lists;
  const type = entry.logType.value;
  const logs = type === undefined ? "logs" : `${type} logs`;
  const others = entries.filter((other) => other !== entry && type !== undefined && other.carries(type));
  if (sends(entry)) {
    if (!entry.neverMatches) return undefined;
    return {
      severity: "warning",
      message: `${entry.label} takes no ${logs}, because two conditions of its filter exclude each other.`,
      help: 'Join the conditions with "or", or make two match lists.',
    };
  }
  if (entry.actions.length > 0 || entry.quarantine.value) {
    if (others.some(sends)) return undefined;
    return {
      severity: "note",
      message: `${entry.label} tags or quarantines by ${logs}, and no match list sends them anywhere.`,
      help: "Add a destination if the logs are to be kept.",
    };
  }
  if (others.some((other) => sends(other) && other.takesAllLogs)) {
    return {
      severity: "note",
      message: `${entry.label} sends ${logs} nowhere; another match list sends them all.`,
      help: "Delete it.",
      commands: [command("delete", `match-list ${quoteName(entry.name)}`)],
    };
  }
  return {
    message: `${entry.label} sends ${logs} nowhere.`,
    help: "Give it a destination: a server profile, or Panorama.",
    commands: fixFor(entry, lists),
  };
}

/** The destinations of another match list, else Panorama where there is one. */
function fixFor(entry: MatchEntry, { entries, canSend, command }: MatchLists): readonly string[] {
  const set = (change: string): string => command("set", `match-list ${quoteName(entry.name)} ${change}`);
  const model = entries.find((other) => other.destinations.length > 0);
  if (model !== undefined) return model.destinations.map(({ kind, name }) => set(`send-${kind} ${quoteName(name)}`));
  return canSend ? [set("send-to-panorama yes")] : [];
}
