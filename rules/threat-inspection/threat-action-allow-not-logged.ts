import {
  andListUpTo,
  defineRule,
  type ProfileAction,
  type Severity,
  THREAT_SEVERITIES,
  type ThreatSeverity,
  usersInWords,
} from "../../src/rule.ts";
import { joined, MOST_PARTS } from "./one-profile.ts";

export default defineRule({
  id: "threat-action-allow-not-logged",
  summary: "A security profile in use passes threats with the action allow, which leaves no log.",
  category: "threat-inspection",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Actions in Security Profiles",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/objects/objects-security-profiles/actions-in-security-profiles",
    },
    {
      title: "Security Profile: Vulnerability Protection",
      url: "https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-profiles/security-profile-vulnerability-protection",
    },
    {
      title: "Security Profiles",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-12", "SI-4"] },
  options: {
    types: {
      type: "array",
      items: { type: "string", enum: ["virus", "spyware", "vulnerability", "url-filtering"] },
      default: ["virus", "spyware", "vulnerability", "url-filtering"],
      description: "The types of security profiles to look at.",
    },
    minSeverity: {
      type: "string",
      enum: THREAT_SEVERITIES,
      default: "low",
      description: "A rule of a profile that looks at lower severities only is a note.",
    },
    allowExceptions: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Threat ids whose exceptions may allow without a log.",
    },
  },
  *check({ config, options }) {
    const accepted = new Set(options.allowExceptions.map((id) => `threat exception "${id}"`));
    for (const uses of config.usage.securityProfileUses) {
      const { profile, example } = uses;
      if (profile === undefined || example === undefined) continue;
      if (!options.types.some((type) => type === profile.type)) continue;
      const silent = [...profile.actions()].filter(
        ({ setting, what }) => setting.value === "allow" && !accepted.has(what),
      );
      const messageFor = (what: string) =>
        `${profile.label} uses the action allow in ${what}; matches pass without any log.`;
      const parts = silent.map((action) => ({
        at: action.setting,
        path: `${profile.path}/${action.path}`,
        severity: severityOf(action, options.minSeverity),
        message: messageFor(action.what),
        help: helpFor(action),
        commands: [profile.command("set", `${action.words} ${action.setting.name} alert`)],
        related: [{ at: example.profiles.element, message: usersInWords(uses) }],
      }));
      yield* joined(parts, messageFor(andListUpTo(MOST_PARTS, namesOf(silent))));
    }
  },
});

/** A decoder has up to three actions; once is enough where more of them allow. */
function namesOf(actions: readonly ProfileAction[]): readonly string[] {
  const plain = new Set(actions.map(({ what }) => what));
  return [...plain].filter((what) => !plain.has(what.replace(/ \([a-z-]+\)$/, "")) || !what.endsWith(")"));
}

/** An exception for some addresses, a list without an action and a rule for low severities are mild. */
function severityOf({ setting, narrowed, severities }: ProfileAction, least: ThreatSeverity): Severity | undefined {
  const counted = THREAT_SEVERITIES.slice(0, THREAT_SEVERITIES.indexOf(least) + 1);
  const isLow = severities !== undefined && !severities.some((severity) => counted.includes(severity));
  return narrowed || isLow || setting.origin === "default" ? "note" : undefined;
}

function helpFor({ setting, what }: ProfileAction): string {
  if (setting.origin === "default") return "Give the list an action: without one its domains pass.";
  if (what.startsWith("threat exception")) {
    return "If the signature is wrong here, alert keeps the evidence and passes as well.";
  }
  return "Set the action to alert, which passes as well and keeps the evidence.";
}
