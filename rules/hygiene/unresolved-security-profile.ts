import {
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  type ProfileGroupUses,
  profilesOfGroup,
  quoteName,
  type SecurityRule,
} from "../../src/rule.ts";
import { type UnresolvedProfile, unresolvedProfiles } from "./unresolved-profiles.ts";

export default defineRule({
  id: "unresolved-security-profile",
  summary:
    "A security rule or profile group names a security profile or group that does not exist in its scope, or an empty group.",
  category: "hygiene",
  severity: "error",
  precision: "high",
  // PAN-OS refuses a commit with a name that does not exist, whether the policy rule runs or not.
  reportsIdleRules: true,
  since: "0.1.0",
  references: [
    {
      title: "Security Profiles",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles",
    },
  ],
  standards: { "NIST SP 800-53": ["CM-6", "SI-4"] },
  options: {
    ...EXCEPT_OPTIONS,
    knownProfiles: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Names of profiles and groups that exist although the file does not show them.",
    },
  },
  *check({ config, options }) {
    for (const tally of config.policies.profileTallies) {
      if (tally.count === 0) continue;
      for (const reference of unresolvedProfiles(config, tally.setting, tally.rulebase.scope)) {
        if (options.knownProfiles.includes(reference.name)) continue;
        for (const rule of tally.rules) yield onRule(rule, reference);
      }
    }
    for (const group of config.usage.profileGroupUses) {
      if (group.policyRules > 0 && config.profiles.typesOf(group.element).length === 0) {
        yield { ...emptyGroup(group), severity: config.objects.partial === undefined ? undefined : "note" };
      }
      const setting = { kind: "profiles", profiles: profilesOfGroup(group.element) } as const;
      for (const reference of unresolvedProfiles(config, setting, group.scope)) {
        if (!options.knownProfiles.includes(reference.name)) yield inGroup(group, reference);
      }
    }
  },
});

function onRule(rule: SecurityRule, reference: UnresolvedProfile): Finding {
  const { element } = rule.profiles;
  const { near, steps } = reference;
  const words = `profile-setting ${steps.join(" ")}`;
  const commands =
    near === undefined ? [] : [rule.command("delete", words), rule.command("set", `${words} ${quoteName(near)}`)];
  return {
    ...judge(rule.label, reference),
    at: element.find(...steps) ?? element,
    policyRule: rule,
    commands,
  };
}

function inGroup({ name, path, element }: ProfileGroupUses, reference: UnresolvedProfile): Finding {
  const at = element.find(...reference.steps.slice(1)) ?? element;
  return { ...judge(`Security profile group "${name}"`, reference), at, path };
}

function emptyGroup({ name, path, element, example, policyRules }: ProfileGroupUses): Finding {
  const users = policyRules === 1 ? "rule that uses it inspects" : `${policyRules} rules that use it inspect`;
  const related =
    example === undefined ? [] : [{ at: example.profiles.element, message: `${example.label} uses the group.` }];
  return {
    at: element,
    path,
    message: `Security profile group "${name}" has no profiles; the ${users} nothing.`,
    help: "Put profiles into the group.",
    related,
  };
}

function judge(
  place: string,
  { noun, name, scope, unknownBecause, near }: UnresolvedProfile,
): Pick<Finding, "message" | "help" | "severity"> {
  const refers = `${place} refers to the ${noun} "${name}"`;
  if (unknownBecause !== undefined) {
    const message = `${refers}, and the file does not tell whether it exists.`;
    return { severity: "note", message, help: `Look it up by hand: ${unknownBecause}.` };
  }
  const where = scope.kind === "shared" ? "shared" : `${scope.label} or above it`;
  const advice =
    near === undefined ? "Create it, or name one that exists." : `Did you mean "${near}"? Names are case-sensitive.`;
  return { message: `${refers}, which does not exist in ${where}; what it would find leaves no log.`, help: advice };
}
