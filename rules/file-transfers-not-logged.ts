import {
  applicationSet,
  defineRule,
  type Finding,
  OPAQUE_APPLICATIONS,
  type PolicyRule,
  quoteName,
  type SecurityProfile,
} from "../src/rule.ts";

export default defineRule({
  id: "file-transfers-not-logged",
  summary: "A security rule allows traffic between zones and does not log the files in it.",
  category: "threat-inspection",
  severity: "note",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Security Profiles",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles",
    },
    {
      title: "Create Best Practice Security Profiles",
      url: "https://docs.paloaltonetworks.com/best-practices/internet-gateway-best-practices/best-practice-internet-gateway-security-policy/create-best-practice-security-profiles",
    },
  ],
  standards: { CIS: ["6.13"], "NIST SP 800-53": ["AU-12", "SI-4"] },
  options: {
    untrustedZones: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Only rules from or to one of these zones are looked at; empty for all rules between zones.",
    },
    exceptApps: {
      type: "array",
      items: { type: "string" },
      default: OPAQUE_APPLICATIONS,
      description: "Rules that match only these applications may go without: no files can be seen in them.",
    },
    directions: {
      type: "array",
      items: { type: "string", enum: ["upload", "download"] },
      default: ["upload", "download"],
      description: "The directions in which files must be logged.",
    },
  },
  *check({ config, options }) {
    const { untrustedZones, directions } = options;
    const exempt = applicationSet(options.exceptApps);
    const counts = (rule: PolicyRule): boolean =>
      rule.kind === "security" && meets(rule, untrustedZones) && !rule.usesOnlyApplications(exempt);
    const users = new Map<SecurityProfile, PolicyRule[]>();
    for (const tally of config.profileTallies) {
      const inForce = config.profilesInForceOf(tally.setting, tally.rulebase.scope);
      // What has no profile of any kind is the subject of another rule.
      if (tally.count === 0 || inForce.state === "unknown" || inForce.profiles.length === 0) continue;
      if (inForce.profiles.every(({ type }) => type !== "file-blocking"))
        yield* tally.rules.filter(counts).map(withoutProfile);
      for (const { answer } of inForce.profiles) {
        const profile = answer.state === "found" ? answer.value : undefined;
        if (profile === undefined) continue;
        if (profile.logsAllFiles(directions) !== false && !profile.dataFilteringRules.some(alertsNever)) continue;
        users.set(profile, [...(users.get(profile) ?? []), ...tally.rules.filter(counts)]);
      }
    }
    for (const [profile, [first, ...others]] of users) {
      if (first === undefined) continue;
      const more = others.length === 0 ? "uses" : `and ${others.length} more use`;
      const related = [{ at: first.profiles.element, message: `${first.label} ${more} the profile.` }];
      yield {
        ...(profile.type === "file-blocking" ? partial(profile) : neverAlerting(profile)),
        path: profile.path,
        related,
      };
    }
  },
});

function meets(rule: PolicyRule, untrusted: readonly string[]): boolean {
  if (untrusted.length === 0) return rule.crossesZones;
  const zones = [...(rule.list("from") ?? []), ...(rule.list("to") ?? [])];
  return zones.some((zone) => zone === "any" || untrusted.includes(zone));
}

function alertsNever({ alertThreshold }: SecurityProfile["dataFilteringRules"][number]): boolean {
  return alertThreshold.value === 0;
}

function withoutProfile(rule: PolicyRule): Finding {
  return {
    at: rule.profiles,
    policyRule: rule,
    under: ["allow-rule-without-profiles"],
    message: `${rule.label} has security profiles and no File Blocking profile, so file transfers leave no data filtering log.`,
    help: "Add a File Blocking profile that ends with an alert on all files, such as the predefined basic file blocking.",
  };
}

function partial(profile: SecurityProfile) {
  return {
    at: profile.element.child("rules") ?? profile.element,
    message: `${profile.label} does not look at all files; those that no rule is for leave no data filtering log.`,
    help: "Add a last rule that alerts on all files.",
    commands: [profile.command("set", "rules log-rest application any file-type any direction both action alert")],
  };
}

function neverAlerting(profile: SecurityProfile) {
  const rules = profile.dataFilteringRules.filter(alertsNever);
  const names = rules.map(({ name }) => `"${name}"`).join(", ");
  return {
    at: rules[0]?.alertThreshold ?? profile.element,
    message: `${profile.label} has the alert threshold 0 in ${names}, so matches leave no data filtering log.`,
    help: "Set the alert threshold to 1 or more.",
    commands: rules.map(({ name }) => profile.command("set", `rules ${quoteName(name)} alert-threshold 1`)),
  };
}
