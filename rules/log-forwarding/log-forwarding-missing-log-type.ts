import {
  andList,
  type CheckContext,
  type Config,
  defineRule,
  type Finding,
  FORWARDED_LOG_TYPES,
  type ForwardedLogType,
  hasLogType,
  type LogForwardingProfile,
  type LogForwardingUses,
  type MatchEntry,
  namePattern,
} from "../../src/rule.ts";

const OPTIONS = {
  requireTypes: {
    type: "array",
    items: { type: "string", enum: FORWARDED_LOG_TYPES },
    default: [],
    description: "When given, every log-forwarding profile in use must forward these types of logs, whoever uses it.",
  },
  ignoreTypes: {
    type: "array",
    items: { type: "string", enum: FORWARDED_LOG_TYPES },
    default: [],
    description: "Types of logs that need not be forwarded.",
  },
  threatOnlyProfiles: {
    type: "array",
    items: { type: "string" },
    default: [],
    description: "Log-forwarding profiles that leave out traffic logs on purpose, by name or pattern (`*` and `?`).",
  },
} as const;

export default defineRule({
  id: "log-forwarding-missing-log-type",
  summary: "A log-forwarding profile does not forward a type of logs that its users make.",
  category: "log-forwarding",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Objects > Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-2/objects/objects-log-forwarding",
    },
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
  ],
  standards: { CIS: ["5.4"], STIG: ["PANW-AG-000144"], "NIST SP 800-53": ["AU-12"] },
  options: OPTIONS,
  *check(context) {
    for (const uses of context.config.usage.logForwardingUses) {
      const types = uses.count === 0 ? [] : neededTypes(context, uses);
      const missing = types.filter((type) => isMissing(context, uses.profile, type));
      if (missing.length > 0) yield missingTypes(uses, missing);
      for (const type of types) yield* partlyForwarded(context, uses, type);
    }
  },
});

type Context = CheckContext<typeof OPTIONS>;

function neededTypes({ config, options }: Context, { profile, logs }: LogForwardingUses): readonly ForwardedLogType[] {
  const { requireTypes, ignoreTypes, threatOnlyProfiles } = options;
  const noTraffic = threatOnlyProfiles.some((pattern) => namePattern(pattern).test(profile.name));
  return FORWARDED_LOG_TYPES.filter((type) => {
    if (ignoreTypes.includes(type) || (noTraffic && type === "traffic")) return false;
    const isNeeded = requireTypes.length > 0 ? requireTypes.includes(type) : logs.has(type);
    return isNeeded && hasLogType(config.file.document.panosVersion, type);
  });
}

/** A profile without match lists, or one for this type that sends nothing, has a finding of its own. */
function isMissing({ optionsOf }: Context, profile: LogForwardingProfile, type: ForwardedLogType): boolean {
  if (profile.forwards(type).coverage !== "none") return false;
  if (optionsOf("log-forwarding-profile-has-no-effect") === undefined) return true;
  return profile.entriesFor(type).length === 0 && profile.matchList.some((entry) => entry.hasEffect);
}

const GRAVE: readonly ForwardedLogType[] = ["traffic", "threat", "wildfire"];

function missingTypes({ profile, logs, count }: LogForwardingUses, types: readonly ForwardedLogType[]): Finding {
  const examples = types.flatMap((type) => logs.get(type)?.example ?? []);
  const byLabel = new Map(examples.map((example) => [example.label, example]));
  const related = [...byLabel.values()].map(({ element, label }) => {
    const made = types.filter((type) => logs.get(type)?.example.label === label);
    return { at: element, message: `${label} makes ${andList(made)} logs.` };
  });
  const where = count === 1 ? "one place" : `${count} places`;
  const made = related.length === 0 ? "" : " that are made there";
  return {
    at: profile.element,
    path: profile.path,
    severity: types.some((type) => GRAVE.includes(type)) ? undefined : "note",
    message: `${profile.label}, used in ${where}, does not forward ${andList(types)} logs${made}.`,
    help: `Add a match list for ${types.length === 1 ? "this type" : "each of these types"} of logs; no type is part of another.`,
    commands: types.flatMap((type) => profile.commandToForward(type) ?? []),
    related,
  };
}

/** What a traffic log says of a session that a rule blocked. */
const OF_BLOCKED = [
  ["action", ["deny"]],
  ["session_end_reason", ["policy-deny"]],
  ["subtype", ["deny", "drop"]],
] as const;

/** Whether no match list takes the logs of blocked sessions. */
function leavesOutBlocked(entries: readonly MatchEntry[]): boolean {
  return entries.every((entry) => OF_BLOCKED.some(([field, values]) => entry.takes(field, values) === false));
}

function isUsedToBlock({ policies }: Config, { name }: LogForwardingProfile): boolean {
  const blocking = [...policies.enabledRules({ allows: false, namesForwarding: true })];
  return blocking.some((rule) => rule.logged && rule.forwardingProfileName === name);
}

function* partlyForwarded(
  { config, optionsOf }: Context,
  uses: LogForwardingUses,
  type: ForwardedLogType,
): Generator<Finding> {
  const { profile, usedBy: related } = uses;
  const { coverage, entries, severities } = profile.forwards(type);
  const [first] = entries;
  if (coverage !== "part" || first === undefined) return;
  // Which severities are left out is another rule's subject.
  if (type === "threat" && severities !== undefined && optionsOf("threat-severity-not-forwarded") !== undefined) return;
  const filters = new Set(entries.map(({ filter }) => `"${filter.value}"`));
  yield {
    at: first.filter,
    path: first.path,
    subject: `${profile.path}/${type}`,
    severity: type === "traffic" && leavesOutBlocked(entries) && isUsedToBlock(config, profile) ? undefined : "note",
    message: `${profile.label} forwards only some ${type} logs, those that match ${[...filters].join(" or ")}.`,
    help: `Check that the other ${type} logs are not needed.`,
    related,
  };
}
