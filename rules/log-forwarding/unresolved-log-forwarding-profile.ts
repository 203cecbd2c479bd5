import {
  andMore,
  type Config,
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  type LookUp,
  nearest,
  quoted,
  quoteName,
  type Scope,
  whereDefined,
} from "../../src/rule.ts";

export default defineRule({
  id: "unresolved-log-forwarding-profile",
  summary: "A log setting names a log-forwarding profile that does not exist in its scope.",
  category: "log-forwarding",
  severity: "error",
  precision: "high",
  // PAN-OS refuses a commit with a name that does not exist, whether the policy rule runs or not.
  reportsIdleRules: true,
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
    {
      title: "Session Logging Considerations",
      url: "https://docs.paloaltonetworks.com/network-security/security-policy/administration/security-rules/session-logging-considerations",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-5", "CM-6"] },
  options: {
    ...EXCEPT_OPTIONS,
    knownProfiles: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Names that exist although the file does not show them. The predefined profiles are known.",
    },
  },
  *check({ config, options }) {
    for (const rule of config.policies.rulesWithUnresolvedForwarding()) {
      const name = rule.forwardingProfileName;
      const answer = rule.logForwarding;
      if (name === undefined || answer === undefined || answer.state === "found") continue;
      if (options.knownProfiles.includes(name)) continue;
      const finding = judge(rule.label, name, rule.scope, answer);
      const near = answer.state === "missing" ? nearest(name, answer.known) : undefined;
      const commands = near === undefined ? [] : [rule.command("set", `log-setting ${quoteName(near)}`)];
      const related = answer.state === "missing" ? relatedTo(config, name, rule.scope, near) : [];
      yield { ...finding, at: rule.logSetting, policyRule: rule, commands, related };
    }
    for (const place of config.usage.logSettingReferences) {
      const { answer, profile, scope } = place;
      if (answer.state === "found" || options.knownProfiles.includes(profile)) continue;
      const near = answer.state === "missing" ? nearest(profile, answer.known) : undefined;
      const related = answer.state === "missing" ? relatedTo(config, profile, scope, near) : [];
      yield { ...judge(place.label, profile, scope, answer), at: place.element, path: place.path, related };
    }
  },
});

/** Where the name is defined that may be meant, and where this name is, out of reach. */
function relatedTo(config: Config, name: string, scope: Scope, near: string | undefined) {
  const meant = near === undefined ? undefined : config.forwarding.logForwardingProfile(near, scope);
  const elsewhere = config.forwarding.profiles.filter((profile) => profile.name === name);
  return [
    ...whereDefined(`Log-forwarding profile "${near}"`, meant),
    ...elsewhere.map(({ element: at, label, scope: owner }) => ({
      at,
      message: `${label} of ${owner.label} is not seen from ${scope.label}.`,
    })),
  ];
}

type NotFound = Exclude<LookUp<unknown>, { state: "found" }>;
type Judgement = Pick<Finding, "message" | "help" | "severity">;

function judge(place: string, name: string, scope: Scope, answer: NotFound): Judgement {
  if (answer.state === "unknown") {
    return {
      severity: "note",
      message: `${place} refers to log-forwarding profile "${name}", and the file does not tell whether it exists.`,
      help: `Look it up by hand: ${answer.reason}.`,
    };
  }
  const where = scope.kind === "shared" ? "shared" : `${scope.label} or above it`;
  return {
    message: `${place} refers to log-forwarding profile "${name}", which does not exist in ${where}.`,
    help: `Nothing is forwarded. ${advice(nearest(name, answer.known), answer.known)}`,
  };
}

function advice(near: string | undefined, known: readonly string[]): string {
  if (near !== undefined) return `Did you mean "${near}"? Names are case-sensitive.`;
  if (known.length === 0) return "Create the profile there; none exists yet.";
  return `Create the profile there, or name one that exists: ${list(known)}.`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(quoted);
  return `${shown.join(", ")}${andMore(names.length - shown.length)}`;
}
