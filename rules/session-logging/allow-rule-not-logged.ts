import {
  applicationSet,
  CHATTY_APPLICATIONS,
  CHATTY_PORTS,
  defineRule,
  EXCEPT_OPTIONS,
  portRanges,
  textsOf,
} from "../../src/rule.ts";
import { allMustLog, PORT } from "./chatty.ts";

export default defineRule({
  id: "allow-rule-not-logged",
  summary: "A security rule allows traffic without any traffic log.",
  category: "session-logging",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
    {
      title: "What Data Center Traffic to Log and Monitor",
      url: "https://docs.paloaltonetworks.com/best-practices/10-2/data-center-best-practices/data-center-best-practice-security-policy/log-and-monitor-data-center-traffic/what-data-center-traffic-to-log-and-monitor",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: { "NIST SP 800-53": ["AU-2", "AU-12"], "PCI DSS": ["1.2", "10.2"] },
  options: {
    ...EXCEPT_OPTIONS,
    chattyApps: {
      type: "array",
      items: { type: "string" },
      default: CHATTY_APPLICATIONS,
      description: "Rules that match only these applications may go without a traffic log.",
    },
    chattyPorts: {
      type: "array",
      items: { type: ["string", "integer"], pattern: PORT },
      default: CHATTY_PORTS,
      description:
        "Rules whose services use only these ports, such as `udp/161-162`, may go without a traffic log; a number alone means TCP and UDP.",
    },
    exceptTags: { ...EXCEPT_OPTIONS.exceptTags, default: ["lint-log-exempt", "no-log"] },
  },
  *check({ options, enabledRules, optionsOf }) {
    // What the rule about chatty services asks to leave unlogged is accepted, unless every policy rule has to log.
    const other = allMustLog(options) ? undefined : optionsOf("chatty-service-logged");
    const chatty = applicationSet([...options.chattyApps, ...textsOf(other, "chattyApps")]);
    const ports = portRanges([...options.chattyPorts, ...textsOf(other, "chattyPorts")]);
    for (const rule of enabledRules({ allows: true, logsAtStart: false, logsAtEnd: false })) {
      // Overrides of default rules are the subject of the default-rule checks.
      if (rule.kind !== "security") continue;
      // DNS, NTP and the like: many tiny sessions, whose threat logs still leave through the log-forwarding profile.
      if (rule.match.usesOnlyApplications(chatty) || rule.match.usesOnlyPorts(ports)) continue;
      yield {
        at: rule.logEnd,
        policyRule: rule,
        message: `${rule.label} allows traffic without any traffic log.`,
        help: "Turn on Log at Session End.",
        commands: [rule.command("set", "log-end yes")],
      };
    }
  },
});
