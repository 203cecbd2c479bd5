import { type OptionSchema, type Rule, SEVERITIES } from "../rule.ts";
import { PRESETS } from "./presets.ts";

/** A JSON Schema, as far as it is built here. */
export type JsonSchema = { readonly [key: string]: unknown };

const LEVELS = [...SEVERITIES, "off"];

/**
 * The JSON Schema of `panlint.yaml`, composed from the rules' own option schemas. A key may have nothing under it, as
 * when all of that is commented out.
 */
export function configSchema(rules: readonly Rule[]): JsonSchema {
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
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
      },
      ignore: {
        description: "Files that are not checked: patterns relative to this file, `**` for any folders.",
        type: ["array", "null"],
        items: { type: "string", minLength: 1, pattern: "^[^!]" },
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

function ruleSchema(rule: Rule): JsonSchema {
  const severity = { enum: LEVELS, description: `Default: ${rule.severity}.` };
  const options = Object.entries(rule.options).map(([name, option]) => [name, optionSchema(option)]);
  return {
    description: rule.summary,
    anyOf: [
      severity,
      { type: "object", additionalProperties: false, properties: { severity, ...Object.fromEntries(options) } },
    ],
  };
}

/** The JSON Schema of one option's value. */
export function optionSchema(option: OptionSchema): JsonSchema {
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
