import {
  applicationSet,
  CHATTY_APPLICATIONS,
  CHATTY_PORTS,
  defineRule,
  EXCEPT_OPTIONS,
  type LogForwardingProfile,
  type PortRange,
  portRanges,
  quoteName,
  type SecurityRule,
} from "../../src/rule.ts";
import { allMustLog, PORT } from "./chatty.ts";

/** What still watches the sessions when their traffic logs are gone. */
const WATCHING = ["spyware", "vulnerability"];

export default defineRule({
  id: "chatty-service-logged",
  summary: "A security rule writes a traffic log for each of many tiny sessions.",
  category: "session-logging",
  severity: "note",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
    {
      title: "Knowledge base: Reducing Management Plane Load, part 1",
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA10g000000ClSvCAK",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: { "NIST SP 800-53": ["AU-2", "AU-12"] },
  options: {
    ...EXCEPT_OPTIONS,
    chattyApps: {
      type: "array",
      items: { type: "string" },
      default: CHATTY_APPLICATIONS,
      description: "Rules that match only these applications make many tiny sessions.",
    },
    chattyPorts: {
      type: "array",
      items: { type: ["string", "integer"], pattern: PORT },
      default: CHATTY_PORTS,
      description:
        "So do rules for any application whose services use only these ports, such as `udp/161-162`; a number alone means TCP and UDP.",
    },
    exceptZones: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Rules that allow traffic to one of these zones, such as the internet, may log it.",
    },
    requireProfiles: {
      type: "boolean",
      default: true,
      description:
        "Whether only rules with Anti-Spyware and Vulnerability Protection are reported, whose threat logs remain.",
    },
  },
  *check({ config, options, enabledRules, optionsOf }) {
    // Advice that another lint rule would report is none.
    if (allMustLog(optionsOf("allow-rule-not-logged"))) return;
    const logged = { allows: true, logsAtEnd: true };
    const anyApplication = (rule: SecurityRule): boolean => rule.match.isOpen("application");
    const byApplication = new Set(enabledRules({ ...logged, onlyApplications: applicationSet(options.chattyApps) }));
    const byPort = [...enabledRules({ ...logged, onlyPorts: portRanges(options.chattyPorts) })].filter(anyApplication);
    for (const rule of [...byApplication, ...byPort]) {
      if (options.requireProfiles && !WATCHING.every((type) => rule.profileTypes.includes(type))) continue;
      if (mayGoTo(rule, options.exceptZones)) continue;
      const destination = destinationOf(rule);
      if (destination === undefined) continue;
      const suggested = config.usage.suggestedLogForwardingProfile(rule.scope, "threat");
      const answer =
        suggested === undefined ? undefined : config.forwarding.logForwardingProfile(suggested, rule.scope);
      // One that sends no threat logs would keep nothing.
      const isUseful = answer?.state === "found" && answer.value !== undefined && sendsThreats(answer.value);
      const profile = isUseful ? suggested : undefined;
      const attach = destination === "disk" && profile !== undefined ? ` log-setting ${quoteName(profile)}` : "";
      const off = rule.logsAtStart ? "log-start no log-end no" : "log-end no";
      const where = destination === "disk" ? " to the firewall's disk" : "";
      const instead =
        destination === "disk"
          ? "attach a log-forwarding profile that sends the threat logs"
          : "keep the log-forwarding profile, which goes on sending the threat logs";
      yield {
        at: rule.logEnd,
        policyRule: rule,
        under: ["log-start-and-end", "rule-without-log-forwarding"],
        message: `${rule.label} writes a traffic log for every small session of ${subjectOf(rule)}${where}; its threat logs may be enough.`,
        help: `Unless there is room for them, turn off Log at Session End and ${instead}.`,
        commands: [rule.command("set", `${off}${attach}`)],
      };
    }
  },
});

/** Where the traffic logs go; undefined where none pile up or where somebody needs them. */
function destinationOf({ logForwarding }: SecurityRule): "servers" | "disk" | undefined {
  if (logForwarding === undefined) return "disk";
  const profile: LogForwardingProfile | undefined = logForwarding.state === "found" ? logForwarding.value : undefined;
  // Device Security learns about devices from their small talk.
  if (profile === undefined || profile.enhancedApplicationLogging.value) return undefined;
  // Where threat logs are not sent, the traffic logs are all there is.
  const sendsBoth = profile.forwards("traffic").coverage !== "none" && sendsThreats(profile);
  return sendsBoth ? "servers" : undefined;
}

function sendsThreats(profile: LogForwardingProfile): boolean {
  return profile.forwards("threat").coverage !== "none";
}

function mayGoTo(rule: SecurityRule, zones: readonly string[]): boolean {
  const to = rule.match.list("to") ?? ["any"];
  return zones.length > 0 && to.some((zone) => zone === "any" || zones.includes(zone));
}

function subjectOf(rule: SecurityRule): string {
  if (!rule.match.isOpen("application")) return (rule.match.list("application") ?? []).join(", ");
  return [...new Set(rule.match.ports?.map(inWords))].join(", ");
}

/** `udp/161-162` */
function inWords({ protocol, low, high }: PortRange): string {
  return `${protocol}/${low}${high === low ? "" : `-${high}`}`;
}
