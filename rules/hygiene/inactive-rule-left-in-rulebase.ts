import { type Config, defineRule, EXCEPT_OPTIONS, type Finding, type Idle, type PolicyRule } from "../../src/rule.ts";
import { disabledRules } from "./disabled-rules.ts";

const DAY = 24 * 60 * 60 * 1000;

/** The rulebases besides security whose rules have to do with logs, and may be left over. */
const OTHER_KINDS = ["decryption", "authentication", "dos", "tunnel-inspect"] as const;

export default defineRule({
  id: "inactive-rule-left-in-rulebase",
  summary:
    "A policy rule is disabled, outside its schedule, or for no firewall, so it matches nothing and makes no logs.",
  category: "hygiene",
  severity: "note",
  precision: "high",
  reportsIdleRules: true,
  since: "0.1.0",
  references: [
    {
      title: "Security Policy Rulebase Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rulebase-best-practices",
    },
    { title: "BPA check ids", url: "https://xsoar.pan.dev/docs/reference/integrations/bpa" },
  ],
  standards: { "NIST SP 800-53": ["CM-6"], "PCI DSS": ["1.2.7"] },
  options: {
    ...EXCEPT_OPTIONS,
    exceptTags: { ...EXCEPT_OPTIONS.exceptTags, default: ["lint-log-exempt", "keep-disabled"] },
    now: {
      type: "string",
      pattern: "^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$",
      default: "",
      description: "The day, such as `2026-07-01`, against which schedules are held; empty for the day of the run.",
    },
    maxAge: {
      type: "integer",
      minimum: 0,
      default: 0,
      description: "For how many days a rule may stay after its schedule is over.",
    },
  },
  *check({ config, options, now, isExempt }) {
    const today = options.now === "" ? now : new Date(options.now);
    const since = today.getTime() - options.maxAge * DAY;
    const running = config.running(today);
    const others = OTHER_KINDS.flatMap((kind): readonly PolicyRule[] => config.policies.otherRules(kind));
    const left = [...config.policies.disabledRules(), ...others.filter(({ enabled }) => !enabled)];
    yield* disabledRules(left.filter((rule) => !isExempt(rule)));
    for (const rule of config.policies.scheduledRules()) yield* withoutSchedule(config, rule);
    for (const [rule, idle] of running.idleRules) yield* idleRule(rule, idle, since);
    for (const rule of others) {
      if (!rule.enabled) continue;
      yield* withoutSchedule(config, rule);
      yield* idleRule(rule, running.idleBecause(rule), since);
    }
  },
});

function* withoutSchedule(config: Config, rule: PolicyRule): Generator<Finding> {
  const name = rule.schedule;
  if (name === undefined || config.objects.lookUp("schedule", name, rule.scope).state !== "missing") return;
  yield {
    at: rule.entry.child("schedule") ?? rule.entry,
    policyRule: rule,
    message: `${rule.label} names the schedule "${name}", which does not exist; whether it ever matches is not known.`,
    help: "Name a schedule that exists, or delete the rule.",
  };
}

function* idleRule(rule: PolicyRule, idle: Idle | undefined, since: number): Generator<Finding> {
  const at = (name: string) => rule.entry.child(name) ?? rule.entry;
  const deletion = { policyRule: rule, commands: [rule.command("delete", "").trimEnd()] };
  switch (idle?.because) {
    case "schedule-over": {
      if (idle.since.getTime() >= since - DAY / 2) return;
      const message = `${rule.label} is outside its schedule "${rule.schedule}" since ${dayOf(idle.since)}; it matches nothing and makes no logs.`;
      const related = [{ at: idle.schedule, message: `The last period of the schedule "${rule.schedule}" is over.` }];
      yield { ...deletion, at: at("schedule"), message, help: "Delete it, or give it another schedule.", related };
      return;
    }
    case "schedule-not-begun": {
      const message = `${rule.label} matches nothing before its schedule "${rule.schedule}" begins on ${dayOf(idle.from)}, and makes no logs until then.`;
      const related = [
        { at: idle.schedule, message: `The first period of the schedule "${rule.schedule}" is to come.` },
      ];
      yield {
        policyRule: rule,
        at: at("schedule"),
        message,
        help: "Nothing is to do if it is meant for later.",
        related,
      };
      return;
    }
    case "target-nobody": {
      const message = `${rule.label} is pushed to no firewall, because its target leaves none; it matches nothing and makes no logs.`;
      yield { ...deletion, at: at("target"), message, help: "Delete it, or choose the firewalls that it is for." };
    }
  }
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
