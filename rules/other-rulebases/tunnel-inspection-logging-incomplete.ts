import {
  applicationSet,
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  quoteName,
  type SecurityRule,
  type Setting,
  type TunnelInspectRule,
  textsOf,
} from "../../src/rule.ts";

export default defineRule({
  id: "tunnel-inspection-logging-incomplete",
  summary: "A tunnel inspection rule does not log tunnels at their start and end, or forwards no tunnel logs.",
  category: "other-rulebases",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Configure Tunnel Content Inspection",
      url: "https://docs.paloaltonetworks.com/ngfw/networking/tunnel-content-inspection/configure-tunnel-content-inspection",
    },
    {
      title: "Building Blocks in a Tunnel Inspection Policy",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-1/policies/policies-tunnel-inspection/building-blocks-in-a-tunnel-inspection-policy",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-12"] },
  options: {
    ...EXCEPT_OPTIONS,
    requireStart: {
      type: "boolean",
      default: true,
      description: "Whether tunnels must be logged at their start too.",
    },
  },
  *check({ config, options, enabledRules, enabledOtherRules, optionsOf }) {
    const rules = [...enabledOtherRules("tunnel-inspect")];
    const profileFor = ({ scope }: TunnelInspectRule): string =>
      `log-setting ${quoteName(config.usage.suggestedLogForwardingProfile(scope, "tunnel") ?? "PROFILE")}`;
    for (const rule of rules) {
      yield* overridden(rule, options.requireStart, profileFor(rule));
    }
    const plain = rules.filter(({ logOverride }) => logOverride === undefined);
    if (!options.requireStart || plain.length === 0) return;
    const longLived = optionsOf("long-lived-rule-without-log-start");
    const told = applicationSet(textsOf(longLived, "longLivedApps"));
    const isTold = (rule: SecurityRule): boolean => {
      const isAccepted = longLived?.acceptNetflow === true && config.network.flowExport.serves(rule.scope);
      return rule.match.usesOnlyApplications(told) && !isAccepted;
    };
    const tunnels = new Set(plain.flatMap(({ applications }) => applications));
    // What is not logged at all is the subject of other rules; so are rules for long-lived applications alone.
    const late = [...enabledRules({ allows: true, logsAtStart: false, logsAtEnd: true })].filter(
      (rule) => rule.match.namesApplication(tunnels) && !isTold(rule),
    );
    for (const rule of plain) yield* withoutStart(rule, late, profileFor(rule));
  },
});

/** What the own log settings of a tunnel inspection rule leave out. */
function* overridden(rule: TunnelInspectRule, requireStart: boolean, profile: string): Generator<Finding> {
  const { logOverride } = rule;
  if (logOverride === undefined) return;
  const { logStart, logEnd, logSetting } = logOverride;
  const change = (what: string): readonly string[] => [
    rule.command("set", `monitor-options log-setting-override ${what}`),
  ];
  const off: Setting<boolean>[] = [];
  if (requireStart && !logStart.value) off.push(logStart);
  if (!logEnd.value) off.push(logEnd);
  const [first] = off;
  if (first !== undefined) {
    const ends = off.map(({ name }) => (name === "log-start" ? "start" : "end")).join(" or at their ");
    yield {
      at: first,
      policyRule: rule,
      message: `${rule.label} does not log tunnels at their ${ends}.`,
      help: "Log tunnels at start and end: many stay open for months, and the tunnel tables of the Application Command Center need the log at session end.",
      commands: change(off.map(({ name }) => `${name} yes`).join(" ")),
    };
  }
  if (logSetting.value === undefined && (logStart.value || logEnd.value)) {
    yield {
      at: logSetting,
      policyRule: rule,
      message: `${rule.label} overrides the log settings of security rules and has no log-forwarding profile; its tunnel logs stay on the firewall.`,
      help: "Attach a log-forwarding profile with a match list for tunnel logs.",
      commands: change(profile),
    };
  }
}

/** A rule without settings of its own, whose tunnels are allowed by security rules that log at session end only. */
function* withoutStart(rule: TunnelInspectRule, late: readonly SecurityRule[], profile: string): Generator<Finding> {
  const allowing = late.filter((each) => rule.mayInspect(each));
  const [first] = allowing;
  if (first === undefined) return;
  yield {
    at: rule.writtenLogOverride.enable,
    policyRule: rule,
    message: `${rule.label} leaves logging to the security rules, and security rule "${first.name}" logs its tunnels only when they end.`,
    help: "Override the log settings in the tunnel inspection rule, or log at session start in the security rule.",
    commands: [rule.command("set", `monitor-options log-setting-override enable yes ${profile}`)],
    related: allowing.map((each) => ({
      at: each.logStart.element,
      message: `${each.label} has no log at session start.`,
    })),
  };
}
