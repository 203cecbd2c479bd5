import {
  andMore,
  applicationSet,
  defineRule,
  EXCEPT_OPTIONS,
  nounFor,
  OPAQUE_APPLICATIONS,
  quoteName,
  type SecurityProfile,
  type SecurityRule,
} from "../../src/rule.ts";

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
  standards: { "NIST SP 800-53": ["AU-12", "SI-4"] },
  options: {
    ...EXCEPT_OPTIONS,
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
  *check({ config, options, isExempt }) {
    const { untrustedZones, directions } = options;
    const exempt = applicationSet(options.exceptApps);
    const counts = (rule: SecurityRule): boolean =>
      rule.kind === "security" && meets(rule, untrustedZones) && !rule.match.usesOnlyApplications(exempt);
    const users = new Map<SecurityProfile, Set<SecurityRule>>();
    for (const tally of config.policies.profileTallies) {
      const known = config.profiles.scopesOf(tally.setting, tally.rulebase.scope).flatMap((scope) => {
        const inForce = config.profiles.inForce(tally.setting, scope);
        // What has no profile of any kind is the subject of another rule.
        return inForce.state === "unknown" || inForce.profiles.length === 0 ? [] : [inForce.profiles];
      });
      if (known.some((profiles) => profiles.every(({ type }) => type !== "file-blocking"))) {
        yield* tally.rules.filter(counts).map(withoutProfile);
      }
      for (const { answer } of known.flat()) {
        const profile = answer.state === "found" ? answer.value : undefined;
        if (profile === undefined) continue;
        if (profile.logsAllFiles(directions) !== false && !profile.dataFilteringRules.some(alertsNever)) continue;
        const judged = tally.rules.filter((rule) => counts(rule) && !isExempt(rule));
        users.set(profile, new Set([...(users.get(profile) ?? []), ...judged]));
      }
    }
    for (const [profile, [first, ...others]] of users) {
      if (first === undefined) continue;
      const use = `${andMore(others.length)} ${nounFor(others.length + 1, "uses", "use")}`;
      const related = [{ at: first.profiles.element, message: `${first.label}${use} the profile.` }];
      const told = profile.type === "file-blocking" ? partial(profile) : neverAlerting(profile);
      yield { ...told, path: profile.path, related };
    }
  },
});

function meets(rule: SecurityRule, untrusted: readonly string[]): boolean {
  if (untrusted.length === 0 || !rule.match.crossesZones) return rule.match.crossesZones;
  const zones = [...(rule.match.list("from") ?? []), ...(rule.match.list("to") ?? [])];
  return zones.some((zone) => zone === "any" || untrusted.includes(zone));
}

type DataFilteringRule = SecurityProfile["dataFilteringRules"][number];

function alertsNever({ alertThreshold }: DataFilteringRule): boolean {
  return alertThreshold.value === 0;
}

function withoutProfile(rule: SecurityRule) {
  return {
    at: rule.profiles,
    policyRule: rule,
    under: ["allow-rule-without-profiles"],
    message: `${rule.label} has security profiles and no File Blocking profile, so file transfers leave no data filtering log.`,
    help: "Add a File Blocking profile that ends with an alert on all files, such as the predefined basic file blocking.",
  };
}

function partial(profile: SecurityProfile) {
  const rest = `rules ${profile.freeRuleName("log-rest")} application any file-type any direction both action alert`;
  return {
    at: profile.element.child("rules") ?? profile.element,
    message: `${profile.label} does not look at all files; those that no rule is for leave no data filtering log.`,
    help: "Add a last rule that alerts on all files.",
    commands: [profile.command("set", rest)],
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
