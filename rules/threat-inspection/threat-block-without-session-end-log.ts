import {
  applicationSet,
  blockingOf,
  CHATTY_APPLICATIONS,
  CHATTY_PORTS,
  defineRule,
  EXCEPT_OPTIONS,
  portRanges,
  type SecurityRule,
  whereDefined,
} from "../../src/rule.ts";

const CHATTY = applicationSet(CHATTY_APPLICATIONS);
const CHATTY_RANGES = portRanges(CHATTY_PORTS);

export default defineRule({
  id: "threat-block-without-session-end-log",
  summary: "A security rule has profiles that can block, but no log at session end that would show a block.",
  category: "threat-inspection",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: 'Knowledge base: What is "Session End Reason: threat"?',
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA14u000000HCQlCAO",
    },
    {
      title: "Session Logging Considerations",
      url: "https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-rules/session-logging-considerations",
    },
    {
      title: "Traffic Log Fields",
      url: "https://docs.paloaltonetworks.com/pan-os/10-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions/traffic-log-fields",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-3", "SI-4"] },
  options: { ...EXCEPT_OPTIONS },
  *check({ config, enabledRules, optionsOf }) {
    for (const rule of enabledRules({ allows: true, logsAtEnd: false, hasProfiles: true })) {
      const { value: profiles } = rule.profiles;
      // Device groups below may have other profiles by the same names.
      const places = config.profiles.scopesOf(profiles, rule.scope).map((scope) => {
        return { scope, blocking: blockingOf(config.profiles.inForce(profiles, scope)) };
      });
      const surely = places.find(({ blocking }) => blocking === "yes");
      const place = surely ?? places.find(({ blocking }) => blocking === "by-content");
      if (place === undefined) continue;
      const { blocking, scope } = place;
      const owner = ownerOf(rule);
      const group = profiles.kind === "group" ? profiles.group : undefined;
      // Where the rule about the log itself is on and says nothing, the user has accepted that there is none.
      const accepted = optionsOf(owner) !== undefined || isChatty(rule);
      const whatBlocks = blocking === "yes" ? "that block" : "whose default actions may block";
      yield {
        at: rule.profiles,
        policyRule: rule,
        under: [owner],
        severity: accepted ? "note" : undefined,
        message: `${rule.label} has profiles ${whatBlocks}, but no log at session end to show the session end reason threat.`,
        help: "Turn on Log at Session End.",
        commands: [rule.command("set", "log-end yes")],
        related:
          group === undefined
            ? []
            : whereDefined(`Security profile group "${group}"`, config.profiles.profileGroup(group, scope)),
      };
    }
  },
});

/** The rule that asks for this log. */
function ownerOf({ logsAtStart, kind, name }: SecurityRule): string {
  if (logsAtStart) return "log-start-only";
  return kind === "security" ? "allow-rule-not-logged" : `${name}-not-logged`;
}

function isChatty(rule: SecurityRule): boolean {
  return rule.match.usesOnlyApplications(CHATTY) || rule.match.usesOnlyPorts(CHATTY_RANGES);
}
