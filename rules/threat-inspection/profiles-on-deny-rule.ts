import { defineRule, EXCEPT_OPTIONS, nounFor, type SecurityRule } from "../../src/rule.ts";

export default defineRule({
  id: "profiles-on-deny-rule",
  summary: "A rule that blocks traffic carries security profiles, which can never run.",
  category: "threat-inspection",
  severity: "warning",
  precision: "very-high",
  since: "0.1.0",
  references: [
    {
      title: 'Knowledge base: What is "Session End Reason: threat"?',
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA14u000000HCQlCAO",
    },
    {
      title: "Security Profiles",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles",
    },
  ],
  standards: { "NIST SP 800-53": ["CM-6"] },
  options: {
    ...EXCEPT_OPTIONS,
    allowTags: {
      type: "array",
      items: { type: "string" },
      default: ["profile-ok"],
      description:
        "Rules with one of these tags may keep their profiles, such as a kill switch that toggles its action.",
    },
    urlFilteringOnly: {
      type: "string",
      enum: ["note", "same", "ignore"],
      default: "note",
      description: "How to report rules whose only profile is URL filtering.",
    },
    allowGroupDefault: {
      type: "boolean",
      default: false,
      description: "Whether the group `default`, which the web interface fills in by itself, is only a note.",
    },
  },
  *check({ options, enabledRules }) {
    for (const rule of enabledRules({ allows: false, hasProfiles: true })) {
      if (rule.tags.some((tag) => options.allowTags.includes(tag))) continue;
      const onlyUrl = isUrlFilteringOnly(rule);
      if (onlyUrl && options.urlFilteringOnly === "ignore") continue;
      const isMildType = onlyUrl && options.urlFilteringOnly === "note";
      const isMildGroup = options.allowGroupDefault && isGroupDefault(rule);
      yield {
        at: rule.profiles,
        policyRule: rule,
        severity: isMildType || isMildGroup ? "note" : undefined,
        message: `${rule.label} blocks traffic (${rule.action.value}) but carries ${describe(rule)}; a blocked session is never inspected.`,
        help: "Remove the profiles. To block and leave a threat log, allow the session and let a profile block the threat.",
        commands: [rule.command("delete", "profile-setting")],
      };
    }
  },
});

function isUrlFilteringOnly(rule: SecurityRule): boolean {
  const types = rule.profileTypes;
  return types.length === 1 && types[0] === "url-filtering";
}

function isGroupDefault(rule: SecurityRule): boolean {
  const setting = rule.profiles.value;
  return setting.kind === "group" && setting.group === "default";
}

function describe(rule: SecurityRule): string {
  const setting = rule.profiles.value;
  if (setting.kind === "none") return "no profiles";
  if (setting.kind === "group") return `the security profile group "${setting.group}"`;
  const names = [...setting.profiles].map(([type, name]) => `${type} "${name}"`);
  return `the security ${nounFor(names.length, "profile")} ${names.join(", ")}`;
}
