import {
  type Config,
  type DeviceSettings,
  defineRule,
  destinationSetting,
  deviceFaults,
  type Finding,
  type MatchEntry,
  type MatchListsInUse,
  matchListsInUse,
  quoteName,
  type Repeat,
  relayedTwice,
  repeatsIn,
  type Stores,
  sameServersIn,
  severalStores,
} from "../../src/rule.ts";

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
    for (const list of matchListsInUse(config)) {
      for (const repeat of repeatsIn(list.entries)) yield twoEntries(repeat, list);
      for (const entry of list.entries) yield* sameServer(config, entry, list);
      if (options.compare === "anyStore") yield* severalStores(list.entries).map(keptTwice);
    }
    for (const { relay, direct, address } of relayedTwice(config)) {
      const message = `${relay.label} sends the logs of firewalls to "${address}", where the firewalls send them as well.`;
      const related = [{ at: direct.element, message: `${direct.label} sends them there.` }];
      const place = { at: relay.element, path: relay.entry?.path ?? "", subject: `${relay.entry?.path}/${address}` };
      yield { ...place, severity: "note", message, help: "Let one of the two send them.", related };
    }
    if (options.allowDuplicateLogging) return;
    const judge = ({ duplicateLogging }: DeviceSettings) =>
      duplicateLogging.value ? [{ setting: duplicateLogging }] : [];
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      yield {
        ...fault.place,
        severity: "note",
        message: `Duplicate logging is on for ${fault.where}; Strata Logging Service and the log collectors both keep the logs.`,
        help: fault.help("Turn it off when the migration to Strata Logging Service is done."),
        commands: fault.commands("set", "setting logging logging-service-forwarding enable-duplicate-logging no"),
      };
    }
  },
});

function twoEntries({ entry, other, places, sameLogs, redundant, changes }: Repeat, lists: MatchListsInUse): Finding {
  // Most likely another type was meant, so to delete it would be wrong.
  const untyped = entry.logType.origin === "default";
  const cure = redundant
    ? "Delete it; the other one does all that it does."
    : "Take the destination out of one of the two.";
  const logs = `${sameLogs ? "the same" : "some"} ${entry.logType.value ?? ""} logs`;
  const place = { at: entry.element, path: entry.path, subject: [entry.path, other.path].sort().join(" ") };
  return {
    ...place,
    severity: sameLogs ? undefined : "note",
    message: `${entry.label} sends ${logs} to ${listed(places)} that match list "${other.name}" sends there already.`,
    help: untyped
      ? "It names no log type and so stands for traffic: give it the type that was meant, or delete it."
      : cure,
    commands: untyped ? [] : changes.map(([verb, change]) => lists.command(verb, change)),
    related: [{ at: other.element, message: `This is match list "${other.name}".` }],
  };
}

function* sameServer(config: Config, entry: MatchEntry, { from, command }: MatchListsInUse): Generator<Finding> {
  for (const { first, second, address } of sameServersIn(config, entry, from)) {
    const place = { at: destinationSetting(second), path: entry.path, subject: `${entry.path}/${address}` };
    yield {
      ...place,
      message: `${entry.label} sends each log to "${address}" twice, by the syslog server profiles "${first.name}" and "${second.name}".`,
      help: "Take one of the two server profiles out of the match list.",
      commands: [command("delete", `match-list ${quoteName(entry.name)} send-syslog ${quoteName(second.name)}`)],
    };
  }
}

function keptTwice({ stores, entry, server }: Stores): Finding {
  return {
    at: destinationSetting(server),
    path: entry.path,
    message: `${entry.label} sends ${entry.logType.value ?? ""} logs to "${server.name}", so they are kept in ${listed(stores)}.`,
    help: "Choose one store, or set compare to sameDestination when the copies are wanted.",
  };
}

const listed = (names: readonly string[]): string => new Intl.ListFormat("en-GB").format(names);
