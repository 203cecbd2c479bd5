import {
  type Config,
  defineRule,
  destinationSetting,
  deviceFaults,
  deviceMatchLists,
  type Finding,
  type MatchEntry,
  quoteName,
  type Repeat,
  relayedTwice,
  repeatsIn,
  type Scope,
  sameServersIn,
} from "../src/rule.ts";

export default defineRule({
  id: "duplicate-log-delivery",
  summary: "The same logs are delivered to the same place more than once.",
  category: "log-forwarding",
  severity: "warning",
  precision: "medium",
  since: "0.1.0",
  references: [
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
    {
      title: "Device > Setup > Management",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-2/device/device-setup-management",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-4"] },
  options: {
    allowDuplicateLogging: {
      type: "boolean",
      default: false,
      description: "Whether logs may go to Strata Logging Service and to collectors, as during a migration.",
    },
    compare: {
      type: "string",
      enum: ["sameDestination", "anyStore"],
      default: "sameDestination",
      description:
        "Whether only two copies in one place are too many, or also one in Panorama and one on a syslog server.",
    },
  },
  *check({ config, options }) {
    for (const list of matchLists(config)) {
      for (const repeat of repeatsIn(list.entries)) yield twoEntries(repeat, list);
      for (const entry of list.entries) yield* sameServer(config, entry, list);
      if (options.compare === "anyStore") yield* severalStores(list.entries);
    }
    for (const { relay, direct, address } of relayedTwice(config)) {
      const message = `${relay.label} sends the logs of firewalls to "${address}", where the firewalls send them as well.`;
      const related = [{ at: direct.element, message: `${direct.label} sends them there.` }];
      const place = { at: relay.element, path: relay.entry?.path ?? "" };
      yield { ...place, severity: "note", message, help: "Let one of the two send them.", related };
    }
    if (options.allowDuplicateLogging) return;
    const judge = ({ duplicateLogging }: Config["devices"][number]) =>
      duplicateLogging.value ? [{ setting: duplicateLogging }] : [];
    for (const { where, place, commands } of deviceFaults({ config, panorama: false, judge })) {
      yield {
        ...place,
        severity: "note",
        message: `Duplicate logging is on in ${where}; Strata Logging Service and the log collectors both keep the logs.`,
        help: "Turn it off when the migration to Strata Logging Service is done.",
        commands: commands("set", "setting logging logging-service-forwarding enable-duplicate-logging no"),
      };
    }
  },
});

/** Match lists that stand together: those of a log-forwarding profile in use, or of the device for one type of log. */
interface MatchLists {
  readonly entries: readonly MatchEntry[];
  readonly from: Scope;
  readonly command: (verb: "set" | "delete", change: string) => string;
}

function* matchLists(config: Config): Generator<MatchLists> {
  for (const { profile, count, scopes } of config.logForwardingUses) {
    const [group = profile.scope] = scopes;
    const from = config.document.product === "panorama" ? group : profile.scope;
    if (count > 0) yield { entries: profile.matchList, from, command: profile.command.bind(profile) };
  }
  for (const { settings, type, entries } of deviceMatchLists(config)) {
    yield { entries, from: settings.scope, command: (verb, change) => settings.command(verb, type, change) };
  }
}

function twoEntries(repeat: Repeat, { command }: MatchLists): Finding {
  const { entry, other, shared, panorama, sameLogs, redundant } = repeat;
  const list = `match-list ${quoteName(entry.name)}`;
  const single = [
    ...(panorama ? [command("set", `${list} send-to-panorama no`)] : []),
    ...shared.map(({ kind, name }) => command("delete", `${list} send-${kind} ${quoteName(name)}`)),
  ];
  const logs = `${sameLogs ? "the same" : "some"} ${entry.logType.value ?? ""} logs`;
  const places = listed([...(panorama ? ["Panorama"] : []), ...shared.map(({ name }) => `"${name}"`)]);
  return {
    at: entry.element,
    path: entry.path,
    severity: sameLogs ? undefined : "note",
    message: `${entry.label} sends ${logs} to ${places} that match list "${other.name}" sends there already.`,
    help: redundant ? "Delete one of the two match lists." : "Take the destination out of one of the two match lists.",
    // Before 8.0 these were blocks with fixed names.
    commands: entry.element.name !== "entry" ? [] : redundant ? [command("delete", list)] : single,
    related: [{ at: other.element, message: `This is match list "${other.name}".` }],
  };
}

function* sameServer(config: Config, entry: MatchEntry, { from, command }: MatchLists): Generator<Finding> {
  for (const { first, second, address } of sameServersIn(config, entry, from)) {
    const list = `match-list ${quoteName(entry.name)}`;
    yield {
      at: destinationSetting(second),
      path: entry.path,
      message: `${entry.label} sends each log to "${address}" twice, by the syslog server profiles "${first.name}" and "${second.name}".`,
      help: "Take one of the two server profiles out of the match list.",
      commands: [command("delete", `${list} send-syslog ${quoteName(second.name)}`)],
    };
  }
}

/** Whether logs of one type are kept in Panorama and on syslog servers, or on several of these. */
function* severalStores(entries: readonly MatchEntry[]): Generator<Finding> {
  for (const type of new Set(entries.map(({ logType }) => logType.value))) {
    const all = entries.filter((entry) => entry.logType.value === type && entry.takesAllLogs);
    const servers = all.flatMap((entry) =>
      entry.destinations.filter(({ kind }) => kind === "syslog").map((server) => ({ entry, server })),
    );
    const panorama = all.some((entry) => entry.sendToPanorama.value) ? ["Panorama"] : [];
    const stores = [...panorama, ...new Set(servers.map(({ server }) => `"${server.name}"`))];
    const last = servers.at(-1);
    if (stores.length < 2 || last === undefined) continue;
    yield {
      at: destinationSetting(last.server),
      path: last.entry.path,
      message: `${last.entry.label} sends ${type ?? ""} logs to one of ${stores.length} stores: ${listed(stores)}.`,
      help: "Choose one store, or set compare to sameDestination when the copies are wanted.",
    };
  }
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}
