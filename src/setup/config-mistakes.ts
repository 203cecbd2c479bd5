import type { ErrorObject } from "ajv";
import { nearest } from "../nearest.ts";
import { INDEX, pointerSegment, valueAt } from "./json-pointer.ts";
import type { JsonSchema } from "./schema.ts";

/** Of the errors that `anyOf` multiplies, the one that lies deepest says what the user got wrong. */
export function mostSpecific(errors: readonly ErrorObject[]): ErrorObject {
  const depth = (error: ErrorObject): number =>
    error.instancePath.split("/").length + (error.keyword === "additionalProperties" ? 1 : 0);
  const real = errors.filter((error) => error.keyword !== "anyOf" && error.keyword !== "oneOf");
  const [first, ...rest] = real.length > 0 ? real : errors;
  if (first === undefined) throw new Error("The schema was not met, and no error says why.");
  return rest.reduce((best, error) => (depth(error) > depth(best) ? error : best), first);
}

function rulesSchema(schema: JsonSchema): JsonSchema {
  return (schema.properties as { rules: JsonSchema }).rules;
}

/** A mistake in words. */
export interface Description {
  readonly message: string;
  readonly hint: string;
  /** Set when the key itself is wrong rather than its value. */
  readonly key?: string;
}

/** Says what the schema found wrong with a value, and what to do. */
export function describe(error: ErrorObject, schema: JsonSchema, value: unknown): Description {
  const where = error.instancePath.split("/").slice(1).map(pointerSegment);
  const params: Record<string, unknown> = error.params;
  if (error.keyword === "additionalProperties") {
    const key = String(params.additionalProperty);
    const isRuleId = where.length === 1 && where[0] === "rules";
    return { key, ...unknownKey(key, where, isRuleId ? rulesSchema(schema) : (error.parentSchema as JsonSchema)) };
  }
  const name = nameOf(where);
  const isRuleId =
    where[0] === "suppressions" &&
    where
      .slice(2)
      .join("/")
      .match(/^rule(\/\d+)?$/) !== null;
  if (error.keyword === "enum" && isRuleId) {
    const id = String(valueAt(value, where));
    return unknownKey(id, ["rules"], rulesSchema(schema));
  }
  if (error.keyword === "enum")
    return wrongValue(name, valueAt(value, where), params.allowedValues as readonly string[]);
  const [ruleKey, ruleId] = where;
  if (ruleKey === "rules" && where.length === 2 && typeof valueAt(value, where) !== "object") {
    return wrongValue(name, valueAt(value, where), levelsOf(schema, ruleId ?? ""));
  }
  return { message: `${name} ${whatIsWrong(error)}.`, hint: hintFor(where, schema) };
}

/** What to call a value: its keys; for an item of a list those of the list, as the place in the file tells which. */
function nameOf(where: readonly string[]): string {
  if (where.length === 0) return "The file";
  const keys = where.filter((key) => !INDEX.test(key));
  return `${keys.length < where.length ? "An item of " : ""}"${keys.join(".")}"`;
}

const TYPE_WORDS: { readonly [type: string]: string } = {
  object: "a mapping",
  array: "a list",
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};

function typeInWords(type: string): string {
  return TYPE_WORDS[type] ?? type;
}

const PATTERN_WORDS: { readonly [pattern: string]: string } = {
  "^[^!]": 'begins with "!", which has no meaning here',
  "^\\d{4}-\\d{2}-\\d{2}$": "is no date as YYYY-MM-DD",
};

function whatIsWrong({ keyword, params, message, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case "type":
      return `must be ${[params.type]
        .flat()
        .filter((type) => type !== "null")
        .map(typeInWords)
        .join(" or ")}`;
    case "minLength":
      return "is empty";
    case "pattern":
      return PATTERN_WORDS[parentSchema?.pattern] ?? `is not written as it has to be: ${parentSchema?.pattern}`;
    case "minimum":
    case "maximum":
      return `must be ${keyword === "minimum" ? "at least" : "at most"} ${params.limit}`;
    case "required":
      return `has no "${params.missingProperty}"`;
    case "uniqueItems":
      return "names something twice";
    default:
      return message ?? "is wrong";
  }
}

function hintFor([section, rule]: readonly string[], schema: JsonSchema): string {
  const sections = schema.properties as { readonly [name: string]: { readonly description: string } };
  if (section === undefined) {
    return `Write \`name: value\`, with a blank behind the colon. ${knownAre(Object.keys(sections))}`;
  }
  if (rule !== undefined && section === "suppressions") return SUPPRESSION_HINT;
  if (rule !== undefined && section === "rules") return `\`panlint explain ${rule}\` shows its options.`;
  return sections[section]?.description ?? "";
}

const SUPPRESSION_HINT =
  "A suppression has rule, reason and a place, such as policy-rule: legacy-*; owner, ticket and expires if you like.";

function knownAre(names: readonly string[]): string {
  return `Known are: ${names.filter((name) => name !== "$schema").join(", ")}.`;
}

function unknownKey(key: string, where: readonly string[], parent: JsonSchema): { message: string; hint: string } {
  const known = Object.keys((parent.properties as JsonSchema | undefined) ?? {});
  const near = nearest(key, known);
  const what = ["key", "rule", "option"][where.length] ?? "key";
  const of = where.length === 2 ? ` of the rule "${where[1]}"` : where.length > 2 ? ` in "${where.join(".")}"` : "";
  const list = known.length <= 12 ? knownAre(known) : "`panlint rules` lists them.";
  return {
    message: `There is no ${what} "${key}"${of}.`,
    hint: near === undefined ? list : `Did you mean "${near}"?`,
  };
}

function wrongValue(name: string, value: unknown, allowed: readonly string[]): { message: string; hint: string } {
  const near = typeof value === "string" ? nearest(value, allowed) : undefined;
  return {
    message: `${name} cannot be ${value === null ? "empty" : JSON.stringify(value)}.`,
    hint:
      near === undefined
        ? `Allowed are: ${allowed.join(", ")}.`
        : `Did you mean "${near}"? Allowed are: ${allowed.join(", ")}.`,
  };
}

/** The severities that the schema allows for a rule. */
function levelsOf(schema: JsonSchema, id: string): readonly string[] {
  const properties = schema.properties as {
    rules: { properties: { [rule: string]: { anyOf: [{ enum: string[] }] } } };
  };
  return properties.rules.properties[id]?.anyOf[0].enum ?? [];
}
