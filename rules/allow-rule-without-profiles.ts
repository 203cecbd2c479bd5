import {
  applicationSet,
  type Config,
  defineRule,
  type Finding,
  OPAQUE_APPLICATIONS,
  type ProfileTally,
  quoteName,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
  securityProfileNoun,
  whereDefined,
} from "../src/rule.ts";

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
    for (const tally of config.profileTallies) {
      if (tally.count === 0) continue;
      const types = typesIn(config, tally);
      const missing = options.requiredTypes.filter((type) => types?.includes(type) === false);
      // An empty group is told of once.
      if (missing.length === 0 || (telling && tally.setting.kind === "group" && types?.length === 0)) continue;
      const { words, change, ...rest } = lackOf(config, tally, missing);
      for (const rule of tally.rules) {
        if (rule.kind === "default-security" && rule.name === "intrazone-default" && !options.intrazone) continue;
        if (config.isUnreachable(rule) || (options.zonePairs && !rule.crossesZones)) continue;
        if (rule.kind === "security" && rule.usesOnlyApplications(opaque)) continue;
        yield {
          at: rule.profiles,
          policyRule: rule,
          message: `${rule.label} allows traffic ${words}.`,
          commands: change === undefined ? [] : [rule.command("set", change)],
          ...rest,
        };
      }
    }
  },
});

/** The types that rules of a tally have; undefined when their group is not found, of which another rule tells. */
function typesIn(config: Config, { setting, rulebase }: ProfileTally): readonly SecurityProfileType[] | undefined {
  const inForce = config.profilesInForceOf(setting, rulebase.scope);
  return inForce.state === "known" ? inForce.profiles.map(({ type }) => type) : undefined;
}

const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });
const AND = new Intl.ListFormat("en-GB");

/** What is said of every rule of a tally. */
interface Lack extends Pick<Finding, "help" | "related"> {
  /** The end of the message. */
  readonly words: string;
  /** What to set in a rule. */
  readonly change: string | undefined;
}

function lackOf(config: Config, { setting, rulebase }: ProfileTally, missing: readonly SecurityProfileType[]): Lack {
  const nouns = missing.map(securityProfileNoun);
  const [or, and] = [OR.format(nouns), AND.format(nouns)];
  const words = `without ${or}; what ${nouns.length > 1 ? "these" : "it"} would find leaves no log`;
  if (setting.kind === "profiles") {
    return { words, help: `Add ${and} to the profiles of the rule.`, change: undefined };
  }
  const group = setting.kind === "group" ? config.profileGroup(setting.group, rulebase.scope) : undefined;
  const element = group?.state === "found" ? group.value : undefined;
  if (setting.kind === "group" && element !== undefined && config.profileTypesOf(element).length > 0) {
    const message = `The security profile group "${setting.group}" has no ${OR.format(nouns)}.`;
    return { words, help: `Add ${and} to the group.`, change: undefined, related: [{ at: element, message }] };
  }
  const suggestion = config.suggestedProfileGroup(rulebase.scope, missing);
  return {
    words: "without any security profile; neither attacks nor file transfers in it leave a log",
    help: `Attach a security profile group with ${and}, and try it first: it may block.`,
    change: suggestion === undefined ? undefined : `profile-setting group ${quoteName(suggestion)}`,
    related: setting.kind === "group" ? whereDefined(`The empty security profile group "${setting.group}"`, group) : [],
  };
}
