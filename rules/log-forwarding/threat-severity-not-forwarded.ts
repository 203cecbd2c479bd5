import {
  andList,
  type DestinationKind,
  defineRule,
  LOG_SEVERITIES,
  type LogForwardingProfile,
  type LogSeverity,
  type MatchEntry,
  quoteName,
} from "../../src/rule.ts";

/** What keeps logs. Mail and SNMP traps are alerts. */
const STORES: readonly DestinationKind[] = ["panorama", "syslog", "http"];

export default defineRule({
  id: "threat-severity-not-forwarded",
  summary: "A log-forwarding profile holds back threat logs of some severities.",
  category: "log-forwarding",
  severity: "note",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Device > Log Settings: Select Log Forwarding Destinations",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/device/device-log-settings/select-log-forwarding-destinations",
    },
    {
      title: "Threat Logs",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/view-and-manage-logs/log-types-and-severity-levels/threat-logs",
    },
  ],
  standards: {
    CIS: ["1.1.1.1"],
    STIG: ["PANW-AG-000094", "PANW-AG-000144", "PANW-IP-000039", "PANW-IP-000058"],
    "NIST SP 800-53": ["AU-4(1)", "AU-6"],
  },
  options: {
    minSeverity: {
      type: "string",
      enum: LOG_SEVERITIES,
      default: "low",
      description: "The lowest severity that a log store must get.",
    },
  },
  *check({ config, options }) {
    const wanted = LOG_SEVERITIES.slice(LOG_SEVERITIES.indexOf(options.minSeverity));
    for (const { profile, logs } of config.usage.logForwardingUses) {
      const { severities, entries } = profile.forwards("threat", STORES);
      const first = entries[0] ?? profile.forwards("threat").entries[0];
      // Without any match list that sends, and with filters for something else, other rules speak.
      const maker = logs.get("threat")?.example;
      if (maker === undefined || first === undefined || severities === undefined) continue;
      const missing = wanted.filter((severity) => !severities.has(severity));
      const isWhole = (kind: DestinationKind) => {
        const got = profile.forwards("threat", [kind]).severities;
        return got === undefined || wanted.every((severity) => got.has(severity));
      };
      if (missing.length === 0 && STORES.some(isWhole)) continue;
      const sent = LOG_SEVERITIES.filter((severity) => severities.has(severity));
      yield {
        at: first.filter,
        path: first.path,
        subject: profile.path,
        message: messageFor(profile, sent, missing),
        help: "Let one match list send all threat logs to a log store.",
        commands: widen(profile, entries),
        related: [{ at: maker.element, message: `${maker.label} makes threat logs.` }],
      };
    }
  },
});

function messageFor(
  { label }: LogForwardingProfile,
  sent: readonly LogSeverity[],
  missing: readonly LogSeverity[],
): string {
  if (missing.length === 0) return `${label} divides threat logs among log stores by severity; none gets all of them.`;
  if (sent.length === 0) return `${label} sends threat logs as mail or SNMP traps only; no log store gets them.`;
  return `${label} sends threat logs of severity ${listed(sent)} to a log store, but not those of severity ${listed(missing)}.`;
}

/** Of a match list that sends to stores only; one that also alerts would alert on everything. */
function widen(profile: LogForwardingProfile, entries: readonly MatchEntry[]): readonly string[] {
  const entry = entries.find(({ destinations }) => destinations.every(({ kind }) => kind === "syslog"));
  const canWiden = entry !== undefined && profile.hasMatchLists;
  return canWiden ? [profile.command("set", `match-list ${quoteName(entry.name)} filter "All Logs"`)] : [];
}

function listed(severities: readonly LogSeverity[]): string {
  return andList(severities.toReversed());
}
