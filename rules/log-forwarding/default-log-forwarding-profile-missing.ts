import {
  type CheckContext,
  type Config,
  defineRule,
  type Finding,
  type ForwardedLogType,
  type LogForwardingUses,
  logSettingsWords,
  quoteName,
  type Scope,
  scopeLabels,
} from "../../src/rule.ts";

const OPTIONS = {
  name: {
    type: "string",
    default: "default",
    description: "The name of the profile that new rules get. PAN-OS takes the one named `default`.",
  },
} as const;
/** What every new rule makes sooner or later. */
const TYPES: readonly ForwardedLogType[] = ["traffic", "threat"];

export default defineRule({
  id: "default-log-forwarding-profile-missing",
  summary: "There is no log-forwarding profile that new rules start with, or it leaves out traffic or threat logs.",
  category: "log-forwarding",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
    {
      title: "Configure Policies for Log Forwarding (not retroactive)",
      url: "https://docs.paloaltonetworks.com/iot/getting-started/prepare-your-firewall-for-iot-security/configure-policies-for-log-forwarding",
    },
  ],
  standards: { "NIST SP 800-53": ["CM-6"] },
  options: OPTIONS,
  *check(context) {
    const { config, options, optionsOf } = context;
    const isOtherRuleOn = optionsOf("rule-without-log-forwarding") !== undefined;
    const [first, ...others] = highestLacking(config, options.name).filter((scope) => {
      // A part of a configuration that shows no profile at all tells nothing about this one either.
      if (config.objects.partial !== undefined)
        return config.objects.visibleNames("log-settings/profiles", scope).length > 0;
      return !isOtherRuleOn || !config.forwarding.lacksProfiles(scope);
    });
    if (first !== undefined) yield missing(config, options.name, [first, ...others]);
    for (const uses of config.usage.logForwardingUses) {
      if (uses.profile.name === options.name) yield* incomplete(context, uses);
    }
  },
});

/** The highest scopes with security rules in which, and below which, the name means nothing. */
function highestLacking(config: Config, name: string): readonly Scope[] {
  const scopes = [config.scopes.shared, ...config.scopes.all].filter((scope) => config.scopes.hasSecurityRules(scope));
  const lacks = (scope: Scope): boolean => config.forwarding.logForwardingProfile(name, scope).state !== "found";
  const isBelow = (scope: Scope, top: Scope): boolean => [...scope.chain()].includes(top);
  const lackingBelow = scopes.filter((top) => scopes.filter((scope) => isBelow(scope, top)).every(lacks));
  return lackingBelow.filter((scope) => !lackingBelow.some((top) => top !== scope && isBelow(scope, top)));
}

function missing(config: Config, name: string, scopes: readonly [Scope, ...Scope[]]): Finding {
  const [first] = scopes;
  const at = first.homes[0] ?? config.file.document.root;
  const answer = config.forwarding.logForwardingProfile(name, first);
  const where = scopeLabels(scopes);
  const place = { at, path: first.path, subject: `log-settings/profiles/${name}` };
  if (answer.state === "unknown") {
    const message = `The file shows no log-forwarding profile named "${name}" for new rules of ${where}.`;
    const help = `If there is none, they start without forwarding. Look it up by hand: ${answer.reason}.`;
    return { ...place, message, help };
  }
  return {
    ...place,
    message: `There is no log-forwarding profile named "${name}" for new rules of ${where}, so they start without forwarding.`,
    help: "Create one. Rules that exist already stay as they are.",
    commands: scopes.length === 1 ? creation(config, name, first) : [],
  };
}

/** The profile with the destinations of the one that the rules of the scope use. */
function creation(config: Config, name: string, scope: Scope): readonly string[] {
  const model = config.forwarding.logForwardingProfile(config.usage.suggestedLogForwardingProfile(scope) ?? "", scope);
  const words = model.state === "found" ? model.value?.storeWords : undefined;
  if (words === undefined) return [];
  const profile = `${logSettingsWords(scope)}log-settings profiles ${quoteName(name)}`;
  return TYPES.map((type) => `set ${profile} match-list ${type} log-type ${type} filter "All Logs" ${words}`);
}

function* incomplete(
  { optionsOf }: CheckContext<typeof OPTIONS>,
  { profile, logs, count }: LogForwardingUses,
): Generator<Finding> {
  const isEmpty = !profile.matchList.some((entry) => entry.delivers);
  if (isEmpty && count > 0 && optionsOf("log-forwarding-profile-has-no-effect")) return;
  const isOtherRuleOn = optionsOf("log-forwarding-missing-log-type") !== undefined;
  const types = TYPES.filter((type) => {
    const isOthersSubject = isOtherRuleOn && logs.has(type);
    return profile.forwards(type).coverage === "none" && !isOthersSubject;
  });
  if (types.length === 0) return;
  yield {
    at: profile.element,
    path: profile.path,
    severity: "warning",
    message: `${profile.label}, which new rules start with, does not forward ${types.join(" and ")} logs.`,
    help: "Add a match list for each of them.",
    commands: types.flatMap((type) => profile.commandToForward(type) ?? []),
  };
}
