import {
  andList,
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  lowerFirst,
  type SecurityRule,
  type ShadowedRule,
} from "../../src/rule.ts";

export default defineRule({
  id: "shadowed-rule-never-logs",
  summary: "A security rule can never match, because an earlier one covers it, so its logging settings never act.",
  category: "hygiene",
  severity: "warning",
  precision: "medium",
  reportsIdleRules: true,
  since: "0.1.0",
  references: [
    {
      title: "Security Policy Rulebase Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rulebase-best-practices",
    },
    {
      title: "Policy evaluation order: device group policies",
      url: "https://docs.paloaltonetworks.com/panorama/11-1/panorama-admin/panorama-overview/centralized-firewall-configuration-and-update-management/device-groups/device-group-policies",
    },
  ],
  standards: { "NIST SP 800-53": ["CM-6", "AU-12"], "PCI DSS": ["1.2.7"] },
  options: {
    ...EXCEPT_OPTIONS,
    onlyIfLoggingDiffers: {
      type: "boolean",
      default: true,
      description:
        "Whether to report only those whose action, logs, log-forwarding profile or security profiles differ from the covering rule's.",
    },
  },
  *check({ config, options }) {
    for (const pair of config.shadowing.rules) {
      if (!options.onlyIfLoggingDiffers || differs(pair.rule, pair.by)) yield finding(pair);
    }
  },
});

function finding({ rule, by }: ShadowedRule): Finding {
  const less = losses(rule, by);
  const fates: string[] = [];
  if (rule.allows !== by.allows) fates.push(by.allows ? "are allowed" : "are blocked");
  if (less.length > 0) fates.push(`get ${andList(less)}`);
  const covered = `${rule.label} can never match, because ${lowerFirst(by.label)} before it covers it`;
  return {
    at: rule.entry,
    policyRule: rule,
    severity: less.length > 0 ? "warning" : "note",
    message:
      fates.length === 0
        ? `${covered}, so its settings never act.`
        : `${covered}; its sessions ${fates.join(" and ")}.`,
    help: "Move it before that rule, or delete it if that rule is what you want.",
    related: [{ at: by.entry, message: `${by.label} matches everything that "${rule.name}" matches.` }],
  };
}

/** What the sessions lose that a reader of the covered rule believes to have. */
function losses(rule: SecurityRule, by: SecurityRule): readonly string[] {
  const lost: string[] = [];
  if (rule.logged && !by.logged) lost.push("no traffic log");
  else if (rule.logsAtEnd && !by.logsAtEnd) lost.push("no log at session end");
  if (rule.forwardingProfileName !== undefined && by.forwardingProfileName === undefined) {
    lost.push("no log forwarding");
  }
  if (rule.allows && by.allows && rule.hasProfiles && !by.hasProfiles) lost.push("no inspection");
  return lost;
}

function differs(rule: SecurityRule, by: SecurityRule): boolean {
  return (
    rule.action.value !== by.action.value ||
    rule.logsAtStart !== by.logsAtStart ||
    rule.logsAtEnd !== by.logsAtEnd ||
    rule.forwardingProfileName !== by.forwardingProfileName ||
    profilesOf(rule) !== profilesOf(by)
  );
}

/** The profiles attached, as one text. */
function profilesOf({ profiles: { value } }: SecurityRule): string {
  if (value.kind === "none") return "";
  return value.kind === "group" ? `group ${value.group}` : JSON.stringify([...value.profiles].sort());
}
