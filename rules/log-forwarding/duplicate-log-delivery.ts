import {
  andList,
  type Config,
  type DeviceSettings,
  defineRule,
  destinationSetting,
  deviceFaults,
  type Finding,
  type MatchEntry,
  quoteName,
} from "../../src/rule.ts";
import {
  type MatchListsInUse,
  matchListsInUse,
  type Repeat,
  relayedTwice,
  repeatsIn,
  type Stores,
  sameServersIn,
  severalStores,
} from "./duplicate-delivery.ts";

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
      yield {
        at: relay.element,
        path: relay.entry?.path ?? "",
        subject: `${relay.entry?.path}/${address}`,
        severity: "note",
        message: `${relay.label} sends the logs of firewalls to "${address}", where the firewalls send them as well.`,
        help: "Let one of the two send them.",
        related: [{ at: direct.element, message: `${direct.label} sends them there.` }],
      };
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

function twoEntries(repeat: Repeat, lists: MatchListsInUse): Finding {
  const { entry, other, places, sameLogs, changes } = repeat;
  const logs = `${sameLogs ? "the same" : "some"} ${entry.logType.value ?? ""} logs`;
  return {
    at: entry.element,
    path: entry.path,
    subject: [entry.path, other.path].sort().join(" "),
    severity: sameLogs ? undefined : "note",
    message: `${entry.label} sends ${logs} to ${listed(places)} that match list "${other.name}" sends there already.`,
    help: helpFor(repeat),
    commands: isUntyped(entry) ? [] : changes.map(([verb, change]) => lists.command(verb, change)),
    related: [{ at: other.element, message: `This is match list "${other.name}".` }],
  };
}

/** Most likely another type was meant, so to delete it would be wrong. */
function isUntyped({ logType }: MatchEntry): boolean {
  return logType.origin === "default";
}

function helpFor({ entry, redundant }: Repeat): string {
  if (isUntyped(entry)) {
    return "It names no log type and so stands for traffic: give it the type that was meant, or delete it.";
  }
  return redundant ? "Delete it; the other one does all that it does." : "Take the destination out of one of the two.";
}

function* sameServer(config: Config, entry: MatchEntry, { from, command }: MatchListsInUse): Generator<Finding> {
  for (const { first, second, address } of sameServersIn(config, entry, from)) {
    yield {
      at: destinationSetting(second),
      path: entry.path,
      subject: `${entry.path}/${address}`,
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
    message: `${entry.label} sends ${entry.logType.value ?? ""} logs to "${server.name}", so they are kept in ${andList(stores)}.`,
    help: "Choose one store, or set compare to sameDestination when the copies are wanted.",
  };
}

function listed(names: readonly string[]): string {
  return andList(names);
}
