import {
  andMore,
  type Config,
  defineRule,
  type Finding,
  type LookUp,
  type NamedServerProfile,
  nearest,
  nounFor,
  type ServerKind,
  type ServerProfile,
  whereDefined,
} from "../../src/rule.ts";

export default defineRule({
  id: "unresolved-log-server-profile",
  summary: "A match list sends logs to a server profile that does not exist or cannot receive them.",
  category: "log-forwarding",
  severity: "error",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Configure Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/administration/monitoring/configure-log-forwarding/configure-log-forwarding-pan-os/configure-log-forwarding-pan-os-11-1",
    },
    {
      title: "Add a Device Group (reference templates)",
      url: "https://docs.paloaltonetworks.com/panorama/administration/manage-firewalls/manage-device-groups/add-a-device-group",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-5"] },
  options: {
    templateMap: {
      type: "object",
      values: { type: "array", items: { type: "string" } },
      default: {},
      description:
        "For Panorama files that do not tell: the template stacks or templates that the firewalls of a device group get.",
    },
  },
  *check({ config, options }) {
    for (const named of config.usage.namedServerProfiles()) {
      const stacks = options.templateMap[named.scope.name] ?? [];
      const scopes = stacks.flatMap((stack) => config.panorama.templates.named(stack)?.scope ?? []);
      const mapped = scopes.map((at) => config.forwarding.serverProfile(named.kind, named.name, at));
      const answer = mapped.find(({ state }) => state === "found") ?? mapped[0] ?? named.answer;
      if (answer.state === "found" && answer.value?.hasServer !== false) continue;
      const finding = { ...placeOf(config, named, answer), ...judge(named, answer) };
      yield { ...finding, severity: named.isUnused ? "note" : finding.severity };
    }
  },
});

const WORDS: Readonly<Record<ServerKind, string>> = {
  syslog: "syslog",
  snmptrap: "SNMP trap",
  email: "email",
  http: "HTTP",
};

/** The server profile that lacks something, else the first match list that names it. */
function placeOf(config: Config, named: NamedServerProfile, answer: LookUp<ServerProfile>) {
  const { kind, name, scope, references } = named;
  const found = answer.state === "found" ? answer.value : undefined;
  const profile = found?.element.table === config.file.document.table ? found : undefined;
  const at = profile?.element ?? named.element;
  const others = references.filter(({ element }) => element !== at);
  const meant = profile === undefined ? meantBy(config, named, answer) : { label: profile.label, answer: undefined };
  return {
    at,
    path: profile?.path ?? `${scope.path}/log-settings/${kind}/${name}`,
    related: [
      ...whereDefined(meant.label, meant.answer),
      ...others.map(({ element, label }) => ({ at: element, message: `${label} sends there.` })),
    ],
  };
}

/** The server profile in another file, or the one whose name is near. */
function meantBy(config: Config, { kind, name, scope }: NamedServerProfile, answer: LookUp<ServerProfile>) {
  const near = answer.state === "missing" ? nearest(name, answer.known) : undefined;
  const meant = near === undefined ? answer : config.forwarding.serverProfile(kind, near, scope);
  const label = meant.state === "found" ? meant.value?.label : undefined;
  return { label: label ?? `Server profile "${near ?? name}"`, answer: meant };
}

type Judgement = Pick<Finding, "message" | "help" | "severity">;

function judge({ kind, name, label, references }: NamedServerProfile, answer: LookUp<ServerProfile>): Judgement {
  const sender = `${label}${andMore(references.length - 1)} ${nounFor(references.length, "sends", "send")}`;
  const target = `${sender} to ${WORDS[kind]} server profile "${name}"`;
  if (answer.state === "unknown") {
    const message = `${target}, and the file does not tell whether it exists.`;
    return { severity: "note", message, help: `Look it up by hand: ${answer.reason}.` };
  }
  if (answer.state === "found") {
    const profile = answer.value;
    const advice =
      profile?.kind === "http" && profile.tagRegistration.value
        ? "Name a server profile without tag registration."
        : "Complete the server, or add one.";
    return { message: `${target}, which ${profile?.whyNothingArrives}.`, help: `The logs are dropped. ${advice}` };
  }
  const near = nearest(name, answer.known);
  const advice =
    near === undefined
      ? "Create the server profile, or name one that exists."
      : `Did you mean "${near}"? Names are case-sensitive.`;
  return { message: `${target}, which does not exist.`, help: `The logs are dropped. ${advice}` };
}
