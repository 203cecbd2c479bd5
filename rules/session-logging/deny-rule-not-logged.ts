import {
  defineRule,
  EXCEPT_OPTIONS,
  isCovered,
  type PortRange,
  portRanges,
  quoteName,
  type SecurityRule,
} from "../../src/rule.ts";

export default defineRule({
  id: "deny-rule-not-logged",
  summary: "A security rule blocks traffic without any traffic log.",
  category: "session-logging",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Building Blocks in a Security Policy Rule: either flag makes drops and denies visible",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/policies/policies-security/building-blocks-in-a-security-policy-rule",
    },
    {
      title: "Knowledge base: Reducing Management Plane Load, part 1 (the counter-voice)",
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA10g000000ClSvCAK",
    },
  ],
  standards: {
    STIG: ["PANW-AG-000024", "PANW-AG-000113", "PANW-IP-000047"],
    "NIST SP 800-53": ["AU-2", "AU-12"],
    "PCI DSS": ["10.2"],
  },
  options: {
    ...EXCEPT_OPTIONS,
    exceptTags: { ...EXCEPT_OPTIONS.exceptTags, default: ["lint-log-exempt", "noise-drop"] },
    noiseServices: {
      type: "array",
      items: { type: "string" },
      default: ["udp/67-68", "udp/137-138", "udp/1900", "udp/5353", "udp/5355"],
      description:
        "Services such as `udp/137-138`; rules that drop only these, towards a broadcast or any destination, are a note.",
    },
    requireLogSetting: {
      type: "boolean",
      default: false,
      description:
        "Whether a rule that logs must also have a log-forwarding profile, if `rule-without-log-forwarding` does not ask for one.",
    },
    feedRulesStrict: {
      type: "boolean",
      default: true,
      description:
        "Whether rules for PAN-OS's lists of malicious addresses must log at session end and forward, as errors.",
    },
  },
  *check({ config, options, enabledRules, optionsOf }) {
    // One finding is enough.
    const forwarding = options.requireLogSetting && optionsOf("rule-without-log-forwarding")?.denyRules !== "require";
    const noise = portRanges(options.noiseServices);
    for (const rule of enabledRules({ allows: false })) {
      if (rule.kind !== "security") continue;
      if (options.feedRulesStrict && rule.match.usesMaliciousAddressList) {
        if (rule.logsAtEnd && rule.logSetting.value !== undefined) continue;
        yield {
          at: rule.logsAtEnd ? rule.logSetting : rule.logEnd,
          policyRule: rule,
          severity: "error",
          message: `${rule.label} blocks known malicious addresses ${missing(rule)}.`,
          help: "Log at session end and attach a log-forwarding profile: every hit shows an attacker or an infected host of yours.",
          commands: commandsFor(rule, config.usage.suggestedLogForwardingProfile(rule.scope), true),
        };
      } else if (!rule.logged) {
        yield {
          at: rule.logEnd,
          policyRule: rule,
          severity: isNoise(rule, noise) ? "note" : undefined,
          message: `${rule.label} blocks traffic without any traffic log.`,
          help: "Turn on Log at Session End; one of the two logs is enough for a rule that blocks.",
          commands: commandsFor(rule, undefined, false),
        };
      } else if (forwarding && rule.logSetting.value === undefined) {
        yield {
          at: rule.logSetting,
          policyRule: rule,
          message: `${rule.label} blocks traffic and has no log-forwarding profile; its traffic logs stay on the firewall.`,
          help: "Attach a log-forwarding profile.",
          commands: commandsFor(rule, config.usage.suggestedLogForwardingProfile(rule.scope), true),
        };
      }
    }
  },
});

function missing(rule: SecurityRule): string {
  const parts: string[] = [];
  if (!rule.logsAtEnd) parts.push("without a log at session end");
  if (rule.logSetting.value === undefined) parts.push("without a log-forwarding profile");
  return parts.join(" and ");
}

function commandsFor(rule: SecurityRule, profile: string | undefined, forward: boolean): readonly string[] {
  const changes: string[] = [];
  if (!rule.logsAtEnd) changes.push("log-end yes");
  if (forward && rule.logSetting.value === undefined) changes.push(`log-setting ${quoteName(profile ?? "PROFILE")}`);
  return [rule.command("set", changes.join(" "))];
}

/** Known background noise: only noise services, and towards everybody. */
function isNoise(rule: SecurityRule, noise: readonly PortRange[]): boolean {
  const ports = rule.match.ports;
  if (ports === undefined || ports.length === 0) return false;
  return ports.every((port) => isCovered(port, noise)) && rule.match.reachesEverybody;
}
