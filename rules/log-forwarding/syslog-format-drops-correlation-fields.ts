import { andList, defineRule, type Finding, type ServerProfile } from "../../src/rule.ts";

/** Without these the two logs of a session cannot be found at all; the others tell sessions of one number apart. */
const DECISIVE = ["sessionid", "session_end_reason"];
const ADDRESSES = ["src", "dst", "sport", "dport"];
const ORIGIN = ["time_generated", "serial", "vsys"];

export default defineRule({
  id: "syslog-format-drops-correlation-fields",
  summary: "A custom log format leaves out fields that join the traffic log and the threat log of a session.",
  category: "log-forwarding",
  severity: "warning",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: 'Knowledge base: What is "Session End Reason: threat"?',
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA14u000000HCQlCAO",
    },
    {
      title: "Traffic Log Fields",
      url: "https://docs.paloaltonetworks.com/pan-os/10-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions/traffic-log-fields",
    },
    {
      title: "Threat Log Fields",
      url: "https://docs.paloaltonetworks.com/pan-os/10-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions/threat-log-fields",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-3", "AU-6(3)"], "PCI DSS": ["10.2.2"] },
  options: {
    requiredFields: {
      type: "object",
      keys: ["traffic", "threat"],
      values: { type: "array", items: { type: "string" } },
      default: {
        traffic: [...DECISIVE, "action", "rule|rule_uuid", ...ADDRESSES, "proto", "start|elapsed", ...ORIGIN],
        threat: [
          "sessionid",
          "action",
          "subtype",
          "threatid",
          "severity|number-of-severity",
          "category",
          "misc",
          "rule|rule_uuid",
          ...ADDRESSES,
          ...ORIGIN,
        ],
      },
      description:
        "The fields that a custom format must have, without `$`; `|` stands between fields of which one will do.",
    },
  },
  *check({ config, options }) {
    for (const { profile, uses } of config.usage.serverProfileUses) {
      if (profile.kind !== "syslog" && profile.kind !== "http") continue;
      for (const type of ["traffic", "threat"] as const) {
        // What goes out by HTTP for single events serves other ends.
        const sends = uses.some(
          ({ entry }) => entry?.carries(type) === true && (profile.kind === "syslog" || entry.takesAllLogs),
        );
        const format = sends ? profile.format(type) : undefined;
        if (format === undefined) continue;
        const missing = (options.requiredFields[type] ?? []).flatMap((field) => {
          const names = field.split("|");
          return names.some((name) => format.variables.has(name)) ? [] : names.slice(0, 1);
        });
        const at = { name: type, value: format.text, origin: "explicit", element: format.element } as const;
        if (missing.length > 0) yield { at, ...leavesOut(profile, type, missing) };
      }
    }
  },
});

function leavesOut(profile: ServerProfile, type: string, missing: readonly string[]): Omit<Finding, "at"> {
  const decisive = missing.some((name) => DECISIVE.includes(name));
  const fields = andList(missing.map((name) => `$${name}`));
  const lost = decisive
    ? "so a session that ended with threat cannot be traced to its threat log"
    : "so the traffic log and the threat log of a session may be hard to join";
  return {
    path: `${profile.path}/format/${type}`,
    severity: decisive ? undefined : "note",
    message: `${profile.label} has a custom ${type} format without ${fields}, ${lost}.`,
    help: "Add the missing fields, or remove the custom format: the default one has them all.",
  };
}
