import { UsageError } from "../error.ts";
import { nearest } from "../nearest.ts";
import { type AnyOptionValue, type Rule, type RuleOptions, SEVERITIES, type Severity } from "../rule.ts";
import type { ConfigFile } from "./config-file.ts";
import { PRESETS, type PresetName, type RuleChoice } from "./presets.ts";
import { SUPPRESSION_RULES, UNEXPLAINED } from "./suppression-rules.ts";
import type { Suppression } from "./suppressions.ts";

/** A rule that is on: with the severity that was chosen (undefined: its own) and its options, defaults filled in. */
export interface ConfiguredRule {
  readonly rule: Rule;
  readonly severity: Severity | undefined;
  /** Whether a preset chose the severity. */
  readonly byPreset: boolean;
  readonly options: RuleOptions;
  /** Whether its findings may be hidden at all. */
  readonly suppressible: boolean;
  readonly suppressions: readonly Suppression[];
}

/** Severities given on the command line, by rule id. */
export type RuleOverrides = ReadonlyMap<string, Severity | "off">;

/** The rules to run, in the order given: preset, then the configuration file, then `--rule`. */
export function activeRules(
  rules: readonly Rule[],
  file: ConfigFile | undefined,
  overrides: RuleOverrides,
): readonly ConfiguredRule[] {
  const presets = file === undefined || file.presets.length === 0 ? (["recommended"] as const) : file.presets;
  const active: ConfiguredRule[] = [];
  for (const rule of rules) {
    const override = overrides.get(rule.id);
    const users = [file?.rules[rule.id], override === undefined ? undefined : { severity: override }];
    const choice = choiceOf(rule, presets, users);
    if (choice.severity === "off") continue;
    const severity = choice.severity === "default" ? undefined : choice.severity;
    const suppressions = file?.suppressions.filter(({ rules: ids }) => ids.includes(rule.id)) ?? [];
    const options = withOptions(defaults(rule), choice.options);
    const byPreset = users.every((user) => user === undefined || user.severity === "default");
    active.push({ rule, severity, byPreset, options, suppressible: choice.suppressible, suppressions });
  }
  return active;
}

/** What is said of exemptions by a run itself: on, unless the user turns it off. */
export function exemptionRules(file: ConfigFile | undefined, overrides: RuleOverrides): readonly ConfiguredRule[] {
  const severity = chosenSeverity(UNEXPLAINED, file, overrides);
  if (severity === undefined) return [];
  const common = { byPreset: false, suppressible: true, suppressions: [] };
  return [{ rule: UNEXPLAINED, severity, options: defaults(UNEXPLAINED), ...common }];
}

/** The severity of a rule that no preset has: as the command line or the file chooses, else its own; undefined for off. */
export function chosenSeverity(
  { id, severity: own }: Rule,
  file: ConfigFile | undefined,
  overrides: RuleOverrides,
): Severity | undefined {
  const chosen = overrides.get(id) ?? file?.rules[id]?.severity ?? own;
  if (chosen === "off") return undefined;
  return chosen === "default" ? own : chosen;
}

/** The rules that a preset turns on, whatever the user configured. */
export function presetRules(rules: readonly Rule[], preset: PresetName): readonly ConfiguredRule[] {
  return rules.flatMap((rule) => {
    const { severity, options, suppressible } = choiceOf(rule, [preset]);
    if (severity === "off") return [];
    const own = severity === "default" ? undefined : severity;
    const all = withOptions(defaults(rule), options);
    return [{ rule, severity: own, byPreset: true, options: all, suppressible, suppressions: [] }];
  });
}

/** How presets, the later one winning, and what is laid over them want a rule. */
export function choiceOf(
  rule: Rule,
  presets: readonly PresetName[],
  above: readonly (RuleChoice | undefined)[] = [],
): Required<RuleChoice> {
  return merge([...presets.map((name) => PRESETS[name][rule.id]), ...above]);
}

/** Later layers win; one that only gives options keeps the severity before it, and turns on what nothing turned off. */
function merge(layers: readonly (RuleChoice | undefined)[]): Required<RuleChoice> {
  let merged: Required<RuleChoice> = { severity: "off", options: {}, suppressible: true };
  for (const layer of layers) {
    if (layer === undefined) continue;
    const keep = layer.severity === "default" && merged.severity !== "off";
    const options = withOptions(merged.options, layer.options);
    const suppressible = layer.suppressible ?? merged.suppressible;
    merged = { severity: keep ? merged.severity : layer.severity, options, suppressible };
  }
  return merged;
}

/** Options with others laid over them; a mapping is laid over key by key, anything else replaced. */
function withOptions(below: RuleOptions, above: RuleOptions = {}): RuleOptions {
  const merged: { [name: string]: AnyOptionValue } = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const before = merged[name];
    // Both have the type of the option's schema, so this is a mapping to numbers or one to lists.
    merged[name] = isMapping(before) && isMapping(value) ? ({ ...before, ...value } as Mapping) : value;
  }
  return merged;
}

type Mapping = Extract<AnyOptionValue, { readonly [key: string]: unknown }>;

function isMapping(value: AnyOptionValue | undefined): value is Mapping {
  return typeof value === "object" && !Array.isArray(value);
}

/** The defaults of a rule's options. */
function defaults(rule: Rule): RuleOptions {
  return Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
}

/** Reads `--rule id=severity`. Throws UsageError for an unknown rule or severity. */
export function parseRuleOverrides(texts: readonly string[], rules: readonly Rule[]): RuleOverrides {
  const overrides = new Map<string, Severity | "off">();
  for (const text of texts) {
    const [id = "", severity = ""] = text.split("=", 2);
    const levels: readonly string[] = [...SEVERITIES, "off"];
    if (!text.includes("=")) {
      throw new UsageError(`--rule ${text} does not say which severity.`, {
        hint: `Write --rule ${id}=error, =warning, =note or =off.`,
      });
    }
    if (![...rules, ...SUPPRESSION_RULES].some((rule) => rule.id === id)) throw unknownRule(id, rules);
    if (!levels.includes(severity)) {
      const near = nearest(severity, levels);
      const hint = `Severities are ${levels.join(", ")}.`;
      throw new UsageError(`There is no severity "${severity}".`, {
        hint: near === undefined ? hint : `Did you mean "${near}"? ${hint}`,
      });
    }
    overrides.set(id, severity as Severity | "off");
  }
  return overrides;
}

/** The error for a rule id that does not exist. */
export function unknownRule(id: string, rules: readonly Rule[]): UsageError {
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  return new UsageError(`There is no rule "${id}".`, {
    hint: near === undefined ? "`panlint rules` lists them." : `Did you mean "${near}"?`,
  });
}
