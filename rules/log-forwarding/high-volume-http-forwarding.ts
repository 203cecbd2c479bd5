import {
  andList,
  type Destination,
  defineRule,
  destinationSetting,
  type Finding,
  FORWARDED_LOG_TYPES,
  type ForwardedLogType,
  type LogForwardingUses,
  type MatchEntry,
  type ServerKind,
} from "../../src/rule.ts";

/** What is made for one message at a time, and how it is called in a sentence. */
const FOR_EVENTS: Readonly<Partial<Record<ServerKind, string>>> = {
  http: "HTTP",
  email: "email",
  snmptrap: "SNMP trap",
};

export default defineRule({
  id: "high-volume-http-forwarding",
  summary: "Every log of a frequent type is sent by HTTP, email or SNMP trap.",
  category: "log-forwarding",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-5", "AU-12"] },
  options: {
    types: {
      type: "array",
      items: { type: "string", enum: FORWARDED_LOG_TYPES },
      default: ["traffic", "url", "decryption"],
      description: "The log types of which there are too many.",
    },
    allowHttpProfiles: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "HTTP server profiles whose servers are known to cope, such as a collector in the cloud.",
    },
  },
  *check({ config, options }) {
    for (const uses of config.usage.logForwardingUses) {
      for (const type of options.types) {
        // Logs that nobody makes are not many.
        if (!uses.logs.has(type)) continue;
        for (const entry of uses.profile.entriesFor(type)) {
          if (!entry.takesAllLogs) continue;
          const events = entry.destinations.filter(({ kind, name }) => {
            const isAllowed = kind === "http" && options.allowHttpProfiles.includes(name);
            return FOR_EVENTS[kind] !== undefined && !isAllowed;
          });
          if (events.length > 0) yield judge(uses, type, { entry, events });
        }
      }
    }
  },
});

function judge(
  { profile, usedBy: related }: LogForwardingUses,
  type: ForwardedLogType,
  { entry, events }: { readonly entry: MatchEntry; readonly events: readonly Destination[] },
): Finding {
  const kept = profile.forwards(type, ["panorama", "syslog"]).coverage === "all";
  const ways = andList(new Set(events.map(({ kind }) => FOR_EVENTS[kind] ?? kind)));
  const lost = kept
    ? "where some can get lost"
    : "where some can get lost, and no match list sends them all to syslog or Panorama";
  const [first] = events;
  return {
    at: first === undefined ? entry.element : destinationSetting(first),
    path: entry.path,
    subject: `${entry.path}/${type}`,
    severity: kept ? "note" : undefined,
    message: `${entry.label} sends every ${type} log by ${ways}, ${lost}.`,
    help: kept
      ? "Narrow the filter to the few events that somebody is to be told of."
      : "Send all of them to a syslog server or Panorama, and by this way only what a filter lets through.",
    related,
  };
}
