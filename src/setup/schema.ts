import { type OptionSchema, type Rule, SEVERITIES } from "../rule.ts";
import { PRESETS } from "./presets.ts";
import { SUPPRESSION_RULES } from "./suppression-rules.ts";

/** A JSON Schema, as far as it is built here. */
export type JsonSchema = { readonly [key: string]: unknown };

const LEVELS = [...SEVERITIES, "off"];

/**
 * The JSON Schema of `panlint.yaml`, composed from the rules' own option schemas. A key may have nothing under it, as
 * when all of that is commented out. `configurable` are the rules that may stand under `rules`; all, if not given,
 * and those of suppressions.
 */
export function configSchema(
  rules: readonly Rule[],
  configurable: readonly Rule[] = [...rules, ...SUPPRESSION_RULES],
): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "panlint configuration",
    description: "What panlint checks, and how strictly. Keep it as panlint.yaml beside your configurations.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string", description: "Where this schema is, for editors." },
      extends: {
        description: "The preset to begin with; of several, later ones win.",
        default: "recommended",
        oneOf: [
          { enum: Object.keys(PRESETS) },
          { type: "array", items: { enum: Object.keys(PRESETS) }, minItems: 1, uniqueItems: true },
        ],
      },
      rules: {
        description: "Rules by id: a severity, or a severity with options.",
        type: ["object", "null"],
        additionalProperties: false,
        properties: Object.fromEntries(configurable.map((rule) => [rule.id, ruleSchema(rule)])),
      },
      ignore: {
        description: "Files that are not checked: patterns relative to this file, `**` for any folders.",
        type: ["array", "null"],
        items: { type: "string", minLength: 1, pattern: "^[^!]" },
      },
      suppressions: {
        description: "Findings that are not reported, by where they are, each with the reason.",
        type: ["array", "null"],
        items: suppressionSchema(rules),
      },
      baseline: {
        description: "The file of known findings, relative to this one; `panlint baseline` writes it.",
        type: "string",
        minLength: 1,
      },
      estate: {
        description:
          "Whether files of one run that belong together are read as one estate: a Panorama, the firewalls that it manages, and policy pushed to them.",
        type: "boolean",
        default: false,
      },
    },
  };
}

/** What a suppression may say of where it holds; all but the rulebase are patterns. */
const PLACES = {
  "device-group": "The device group.",
  vsys: "The virtual system, such as vsys1.",
  template: "The template or template stack.",
  "policy-rule": "The policy rule's name.",
  tag: "A tag of the policy rule.",
  file: "The file, by its path or the end of it.",
  path: "The logical path, as reports show it.",
} as const;

function suppressionSchema(rules: readonly Rule[]): JsonSchema {
  const id = { enum: rules.map((rule) => rule.id) };
  const text = (description: string): JsonSchema => ({ type: "string", minLength: 1, description });
  return {
    type: "object",
    additionalProperties: false,
    required: ["rule", "reason"],
    properties: {
      rule: {
        description: "The lint rule, or a list of them.",
        oneOf: [id, { type: "array", items: id, minItems: 1, uniqueItems: true }],
      },
      rulebase: { enum: ["pre", "local", "post", "default"], description: "The list that the policy rule is in." },
      ...Object.fromEntries(
        Object.entries(PLACES).map(([name, words]) => [
          name,
          text(`${words} \`*\` and \`?\` stand for any characters.`),
        ]),
      ),
      reason: text("Why the finding is accepted."),
      owner: text("Who answers for it."),
      ticket: text("Where it is recorded."),
      expires: {
        type: "string",
        pattern: "^\\d{4}-\\d{2}-\\d{2}$",
        description: "The last day on which it holds, as YYYY-MM-DD; after it the findings come back.",
      },
    },
  };
}

function ruleSchema(rule: Rule): JsonSchema {
  const severity = { enum: LEVELS, description: `Default: ${rule.severity}.` };
  const suppressible = { type: "boolean", default: true, description: "Whether findings of this rule may be hidden." };
  const options = Object.entries(rule.options).map(([name, option]) => [name, optionSchema(option)]);
  return {
    description: rule.summary,
    anyOf: [
      severity,
      {
        type: "object",
        additionalProperties: false,
        properties: { severity, suppressible, ...Object.fromEntries(options) },
      },
    ],
  };
}

/** The JSON Schema of one option's value. */
function optionSchema(option: OptionSchema): JsonSchema {
  if (option.type === "array") return { ...option, uniqueItems: true };
  if (option.type !== "object") return { ...option };
  const { keys, values, ...rest } = option;
  if (keys === undefined) return { ...rest, additionalProperties: values };
  return {
    ...rest,
    additionalProperties: false,
    properties: Object.fromEntries(keys.map((key) => [key, values])),
  };
}
