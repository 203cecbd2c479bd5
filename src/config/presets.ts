import type { RuleOptions, Severity } from "../rule.ts";

/** How a preset or a configuration file wants a rule: off, or on with its own or a given severity and some options. */
export interface RuleChoice {
  /** `default`: as the rule itself grades its findings. */
  readonly severity: Severity | "off" | "default";
  readonly options?: RuleOptions;
}

export type Preset = { readonly [rule: string]: RuleChoice };

const ON: RuleChoice = { severity: "default" };

/** The vendor's best practice, and what the rules' sources agree on. */
const recommended: Preset = {
  "log-start-and-end": ON,
  "log-start-only": ON,
  "allow-rule-not-logged": ON,
  "deny-rule-not-logged": ON,
  "rule-without-log-forwarding": ON,
  "unresolved-log-forwarding-profile": ON,
  "profiles-on-deny-rule": ON,
  "interzone-default-not-logged": ON,
};

/** Evidence first: nothing goes unlogged because it is chatty or known noise. */
const strict: Preset = {
  ...recommended,
  "allow-rule-not-logged": { severity: "default", options: { chattyApps: [], chattyPorts: [] } },
  "deny-rule-not-logged": { severity: "default", options: { noiseServices: [] } },
};

/** Presets by name; `extends` in a configuration file names them. */
export const PRESETS = { recommended, strict } as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof PRESETS;
