import { defineRule, type LogForwardingUses, orList, quoteName, type ServerProfile, textsOf } from "../../src/rule.ts";

const TYPES = ["wildfire", "threat"] as const;
type AlertType = (typeof TYPES)[number];

/** What an alert is about, by which field of the log it is known, and a match list that gives it. */
const WORDS = {
  wildfire: {
    events: "malicious WildFire verdicts",
    field: "verdict",
    values: ["malicious"],
    matchList: 'match-list alert-malicious log-type wildfire filter "(verdict neq benign)"',
  },
  threat: {
    events: "critical threats",
    field: "severity",
    values: ["critical", "high"],
    matchList: 'match-list alert-critical log-type threat filter "(severity geq high)"',
  },
} as const;

export default defineRule({
  id: "malicious-verdict-without-alert",
  summary: "Nobody is told of malicious WildFire verdicts or critical threats.",
  category: "log-forwarding",
  severity: "note",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
    {
      title: "CIS PAN-OS 11 benchmark, by Tenable's audit pages",
      url: "https://www.tenable.com/audits/CIS_Palo_Alto_Firewall_11_Benchmark_v1.0.0_L1",
    },
  ],
  standards: {
    CIS: ["5.5"],
    STIG: [
      "PANW-AG-000064",
      "PANW-AG-000118",
      "PANW-AG-000119",
      "PANW-AG-000120",
      "PANW-AG-000121",
      "PANW-AG-000122",
      "PANW-IP-000028",
    ],
    "NIST SP 800-53": ["SI-3", "SI-4(5)", "IR-6"],
  },
  options: {
    alertDestinations: {
      type: "array",
      items: { type: "string", enum: ["email", "snmptrap", "http", "syslog"] },
      default: ["email", "snmptrap", "http"],
      description: "What counts as an alert; add `syslog` when the log server alerts.",
    },
    types: {
      type: "array",
      items: { type: "string", enum: TYPES },
      default: TYPES,
      description: "The log types of which one must be alerted on.",
    },
  },
  *check({ config, options, optionsOf }) {
    const missing = optionsOf("log-forwarding-missing-log-type");
    const ignored = textsOf(missing, "ignoreTypes");
    const empty = optionsOf("log-forwarding-profile-has-no-effect");
    for (const uses of config.usage.logForwardingUses) {
      const { profile, profileTypes } = uses;
      if (!profileTypes.has("wildfire-analysis") && !profileTypes.has("virus")) continue;
      const made = options.types.filter((type) => uses.logs.has(type));
      // What does not leave at all is told by the rule for missing types, or for profiles without match lists.
      const isOtherRuleOn = (profile.matchList.length === 0 ? empty : missing) !== undefined;
      const isTold = (type: AlertType): boolean =>
        isOtherRuleOn && profile.forwards(type).coverage === "none" && !ignored.includes(type);
      if (made.every(isTold)) continue;
      const alerts = made.flatMap((type) => {
        const { field, values } = WORDS[type];
        const entries = config.devices.entriesWithRelays(profile, type);
        const alerting = entries.filter((entry) => entry.deliversTo(options.alertDestinations));
        return alerting.map((entry) => ({ entry, takes: entry.takes(field, values) }));
      });
      if (alerts.some(({ takes }) => takes)) continue;
      const uncertain = alerts.filter(({ takes }) => takes === undefined);
      const kinds = options.alertDestinations.filter((kind) => kind !== "syslog");
      const server = config.forwarding.suggestedServerProfile(kinds, profile.scope);
      yield {
        ...finding(uses, made, server),
        related: uncertain.map(({ entry }) => ({
          at: entry.element,
          message: `${entry.label} alerts on some of them only.`,
        })),
      };
    }
  },
});

function finding({ profile }: LogForwardingUses, made: readonly AlertType[], server: ServerProfile | undefined) {
  const target = server === undefined ? "send-email EMAIL" : `send-${server.kind} ${quoteName(server.name)}`;
  const events = orList(made.map((type) => WORDS[type].events));
  return {
    at: {
      name: "match-list",
      value: undefined,
      origin: "default",
      element: profile.element.child("match-list") ?? profile.element,
    } as const,
    path: profile.path,
    message: `No match list of log-forwarding profile "${profile.name}" alerts anybody on ${events}.`,
    help: "Add a match list that sends them by email, SNMP trap or HTTP to whoever has to act.",
    commands: (profile.hasMatchLists ? made.slice(0, 1) : []).map((type) =>
      profile.command("set", `${WORDS[type].matchList} ${target}`),
    ),
  };
}
