import {
  type Config,
  defineRule,
  EXCEPT_OPTIONS,
  endOf,
  type Finding,
  type PolicyRule,
  SCHEDULED_RULE_KINDS,
} from "../../src/rule.ts";

const DAY = 24 * 60 * 60 * 1000;

export default defineRule({
  id: "inactive-rule-left-in-rulebase",
  summary: "A policy rule is disabled, or its schedule is over, so it matches nothing and makes no logs.",
  category: "hygiene",
  severity: "note",
  precision: "high",
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
  *check({ config, options, now }) {
    const today = options.now === "" ? now.getTime() : Date.parse(options.now);
    // The firewall's clock may be half a day behind UTC.
    const over = today - options.maxAge * DAY - DAY / 2;
    for (const rule of config.policies.disabledRules()) yield disabled(rule, rule.disabled);
    for (const rule of config.policies.scheduledRules()) yield* outOfSchedule(config, rule, over);
    for (const kind of SCHEDULED_RULE_KINDS) {
      for (const rule of config.policies.otherRules(kind)) {
        if (rule.enabled) yield* outOfSchedule(config, rule, over);
        else yield disabled(rule, rule.disabled);
      }
    }
  },
});

function disabled(rule: PolicyRule, at: Finding["at"]): Finding {
  return {
    at,
    policyRule: rule,
    message: `${rule.label} is disabled; it matches nothing and makes no logs.`,
    help: "Delete it, if nobody is going to enable it again.",
    commands: [rule.command("delete", "").trimEnd()],
  };
}

function* outOfSchedule(config: Config, rule: PolicyRule, over: number): Generator<Finding> {
  const name = rule.schedule;
  if (name === undefined) return;
  const schedule = config.objects.lookUp("schedule", name, rule.scope);
  const at = rule.entry.child("schedule") ?? rule.entry;
  if (schedule.state === "missing") {
    yield {
      at,
      policyRule: rule,
      message: `${rule.label} names the schedule "${name}", which does not exist; whether it ever matches is not known.`,
      help: "Name a schedule that exists, or delete the rule.",
    };
    return;
  }
  if (schedule.state !== "found" || schedule.value === undefined) return;
  const end = endOf(schedule.value);
  if (end === undefined || end.getTime() >= over) return;
  yield {
    at,
    policyRule: rule,
    message: `${rule.label} is outside its schedule "${name}" since ${end.toISOString().slice(0, 10)}; it matches nothing and makes no logs.`,
    help: "Delete it, or give it another schedule.",
    commands: [rule.command("delete", "").trimEnd()],
    related: [{ at: schedule.value, message: `The last period of the schedule "${name}" is over.` }],
  };
}
