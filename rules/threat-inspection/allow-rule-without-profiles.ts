import {
  andList,
  applicationSet,
  type Config,
  defineRule,
  EXCEPT_OPTIONS,
  OPAQUE_APPLICATIONS,
  orList,
  type ProfileSetting,
  quoteName,
  type Scope,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
  securityProfileNoun,
  whereDefined,
} from "../../src/rule.ts";

export default defineRule({
  id: "allow-rule-without-profiles",
  summary: "A security rule allows traffic without Antivirus, Anti-Spyware or Vulnerability Protection.",
  category: "threat-inspection",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Security Profiles",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles",
    },
    {
      title: "Building Blocks in a Security Policy Rule",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/policies/policies-security/building-blocks-in-a-security-policy-rule",
    },
  ],
  standards: { STIG: ["PANW-IP-000001"], "NIST SP 800-53": ["SI-3", "SI-4"], "PCI DSS": ["11.5.1"] },
  options: {
    ...EXCEPT_OPTIONS,
    requiredTypes: {
      type: "array",
      items: { type: "string", enum: SECURITY_PROFILE_TYPES },
      default: ["virus", "spyware", "vulnerability"],
      description: "The types of security profiles that a rule must carry.",
    },
    intrazone: {
      type: "boolean",
      default: false,
      description: "Whether an override of the default rule `intrazone-default` needs them too.",
    },
    zonePairs: {
      type: "boolean",
      default: false,
      description: "Whether only rules between different zones need them.",
    },
    exceptApps: {
      type: "array",
      items: { type: "string" },
      default: OPAQUE_APPLICATIONS,
      description: "Rules that match only these applications may go without: nothing inside them can be read.",
    },
  },
  *check({ config, options, optionsOf }) {
    const opaque = applicationSet(options.exceptApps);
    const telling = optionsOf("unresolved-security-profile") !== undefined;
    for (const tally of config.policies.profileTallies) {
      if (tally.count === 0) continue;
      const { setting, rulebase } = tally;
      // A group below may have another meaning for the names; an empty or unknown group is told of once.
      const isLost = config.profiles.inForce(setting, rulebase.scope).state === "unknown";
      const lacks = config.profiles.scopesOf(setting, rulebase.scope).map((scope) => {
        const inForce = config.profiles.inForce(setting, scope);
        if (inForce.state === "unknown") return { scope, missing: [] };
        const types = inForce.profiles.map(({ type }) => type);
        const isTold = telling && setting.kind === "group" && (isLost || types.length === 0);
        return { scope, missing: isTold ? [] : options.requiredTypes.filter((type) => !types.includes(type)) };
      });
      const worst = lacks.reduce((one, other) => (other.missing.length > one.missing.length ? other : one));
      if (worst.missing.length === 0) continue;
      const { words, changes, ...rest } = lackOf(config, setting, worst.scope, worst.missing);
      const where = worst.scope === rulebase.scope ? "" : ` in ${worst.scope.label}`;
      for (const rule of tally.rules) {
        if (rule.kind === "default-security") {
          const isJudged = rule.name !== "intrazone-default" || (options.intrazone && !options.zonePairs);
          if (!isJudged) continue;
        } else {
          if (options.zonePairs && !rule.match.crossesZones) continue;
          if (rule.match.usesOnlyApplications(opaque)) continue;
        }
        yield {
          at: rule.profiles,
          policyRule: rule,
          message: `${rule.label} allows traffic${where} ${words}.`,
          commands: changes.map(([verb, change]) => rule.command(verb, change)),
          ...rest,
        };
      }
    }
  },
});

/** What is said of every rule with a setting that lacks something in a scope. */
function lackOf(config: Config, setting: ProfileSetting, scope: Scope, missing: readonly SecurityProfileType[]) {
  const nouns = missing.map(securityProfileNoun);
  const or = orList(nouns);
  const and = andList(nouns);
  const words = `without ${or}; what ${nouns.length > 1 ? "these" : "it"} would find leaves no log`;
  if (setting.kind === "profiles") return { words, help: `Add ${and} to the profiles of the rule.`, changes: [] };
  const group = setting.kind === "group" ? config.profiles.profileGroup(setting.group, scope) : undefined;
  const element = group?.state === "found" ? group.value : undefined;
  if (setting.kind === "group" && element !== undefined && config.profiles.typesOf(element).length > 0) {
    const message = `The security profile group "${setting.group}" has no ${or}.`;
    return { words, help: `Add ${and} to the group.`, changes: [], related: [{ at: element, message }] };
  }
  const suggestion = config.profiles.suggestedGroup(scope, missing);
  const set = ["set", `profile-setting group ${quoteName(suggestion ?? "")}`] as const;
  // A second name beside that of the empty group would be refused.
  const changes = setting.kind === "group" ? ([["delete", "profile-setting"], set] as const) : [set];
  return {
    words: "without any security profile; neither attacks nor file transfers in it leave a log",
    help: `Attach a security profile group with ${and}, and try it first: it may block.`,
    changes: suggestion === undefined ? [] : changes,
    related: setting.kind === "group" ? whereDefined(`The empty security profile group "${setting.group}"`, group) : [],
  };
}
