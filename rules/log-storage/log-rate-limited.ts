import { type DeviceSettings, defineRule, deviceFaults, type Severity } from "../../src/rule.ts";

/** Below this many logs a second a cap is felt on every firewall. */
const FEW = 1000;

export default defineRule({
  id: "log-rate-limited",
  summary: "The log rate is capped, and logs above it are dropped.",
  category: "log-storage",
  severity: "warning",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Session Logging Considerations",
      url: "https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-rules/session-logging-considerations",
    },
    {
      title: "Knowledge base: Troubleshooting loss of dataplane logs on the Firewall",
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA14u000000PRLJCA4",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-5"] },
  options: {
    minRate: {
      type: "integer",
      minimum: 0,
      maximum: 50000,
      default: 50000,
      description: "The lowest cap, in logs a second, that is not reported.",
    },
  },
  *check({ config, options }) {
    const judge = ({ maxLogRate: setting }: DeviceSettings) =>
      setting.origin !== "default" && setting.value < options.minRate ? [{ setting }] : [];
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      const rate = fault.flaw.setting.value;
      yield {
        ...fault.place,
        severity: severityOf(rate),
        message: `The log rate of ${fault.where} is capped at ${rate} logs a second; logs above that are dropped.`,
        help: "Take the cap away, and choose in the security rules which sessions are not worth a log.",
        commands: fault.commands("delete", "setting logging max-log-rate"),
      };
    }
  },
});

function severityOf(rate: number): Severity {
  if (rate === 0) return "error";
  return rate < FEW ? "warning" : "note";
}
