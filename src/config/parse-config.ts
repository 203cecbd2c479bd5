import { Ajv, type ErrorObject } from "ajv";
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import { UsageError } from "../error.ts";
import { nearest } from "../nearest.ts";
import type { Rule } from "../rule.ts";
import type { RawConfig } from "./config-file.ts";
import { configSchema, type JsonSchema } from "./schema.ts";

/** Parses YAML (or JSON, which is YAML) and checks it against the schema. Throws UsageError with line and column. */
export function parseConfig(text: string, path: string, rules: readonly Rule[]): RawConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw at(
      path,
      lines,
      broken.pos[0],
      sentence(broken.message),
      "Mend the YAML; indentation is by blanks, not tabs.",
    );
  }
  const value: unknown = document.toJS() ?? {};
  const schema = configSchema(rules);
  // The rule schemas are small: one error is reported at a time, so ajv may stop at the first that matters.
  const validate = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(schema);
  if (validate(value)) return value as RawConfig;
  const error = mostSpecific(validate.errors ?? []);
  const { message, hint, key } = describe(error, schema, value);
  throw at(path, lines, offsetOf(document, error.instancePath, key), message, hint);
}

function at(path: string, lines: LineCounter, offset: number, message: string, hint: string): UsageError {
  const { line, col } = lines.linePos(offset);
  return new UsageError(`${path}:${line}:${col}: ${message}`, { hint });
}

function sentence(text: string): string {
  const first = text.split("\n")[0]?.replace(/ at line .*$/, "") ?? text;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** Of the errors that `anyOf` multiplies, the one that lies deepest says what the user got wrong. */
function mostSpecific(errors: readonly ErrorObject[]): ErrorObject {
  const depth = (error: ErrorObject): number =>
    error.instancePath.split("/").length + (error.keyword === "additionalProperties" ? 1 : 0);
  const real = errors.filter((error) => error.keyword !== "anyOf" && error.keyword !== "oneOf");
  const [first, ...rest] = real.length > 0 ? real : errors;
  if (first === undefined) throw new Error("The schema was not met, and no error says why.");
  return rest.reduce((best, error) => (depth(error) > depth(best) ? error : best), first);
}

interface Description {
  readonly message: string;
  readonly hint: string;
  /** Set when the key itself is wrong rather than its value. */
  readonly key?: string;
}

function describe(error: ErrorObject, schema: JsonSchema, value: unknown): Description {
  const where = error.instancePath.split("/").slice(1).map(pointerSegment);
  const params: Record<string, unknown> = error.params;
  if (error.keyword === "additionalProperties") {
    const key = String(params.additionalProperty);
    return { key, ...unknownKey(key, where, error.parentSchema as JsonSchema) };
  }
  const name = where.length === 0 ? "The file" : `"${where.join(".")}"`;
  if (error.keyword === "enum")
    return wrongValue(name, valueAt(value, where), params.allowedValues as readonly string[]);
  const [ruleKey, ruleId] = where;
  if (ruleKey === "rules" && where.length === 2 && typeof valueAt(value, where) !== "object") {
    return wrongValue(name, valueAt(value, where), levelsOf(schema, ruleId ?? ""));
  }
  return {
    message: `${name} ${error.message ?? "is wrong"}.`,
    hint: "See `panlint explain RULE` for the options of a rule.",
  };
}

function unknownKey(key: string, where: readonly string[], parent: JsonSchema): { message: string; hint: string } {
  const known = Object.keys((parent.properties as JsonSchema | undefined) ?? {});
  const near = nearest(key, known);
  const what = where.length === 0 ? "key" : where.length === 1 ? "rule" : "option";
  const of = where.length === 2 ? ` of the rule "${where[1]}"` : "";
  const list =
    known.length <= 12
      ? `Known are: ${known.filter((name) => name !== "$schema").join(", ")}.`
      : "`panlint rules` lists them.";
  return {
    message: `There is no ${what} "${key}"${of}.`,
    hint: near === undefined ? list : `Did you mean "${near}"?`,
  };
}

function wrongValue(name: string, value: unknown, allowed: readonly string[]): { message: string; hint: string } {
  const near = typeof value === "string" ? nearest(value, allowed) : undefined;
  return {
    message: `${name} cannot be ${JSON.stringify(value)}.`,
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

function pointerSegment(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path)
    at = typeof at === "object" && at !== null ? (at as { [key: string]: unknown })[key] : undefined;
  return at;
}

/** Where in the text the value at a JSON pointer stands, or the key `key` inside it. */
function offsetOf(document: Document.Parsed, pointer: string, key: string | undefined): number {
  const path = pointer.split("/").slice(1).map(pointerSegment);
  const keys = path.map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
  const node: unknown = keys.length === 0 ? document.contents : document.getIn(keys, true);
  if (key !== undefined && isMap(node)) {
    for (const pair of node.items) {
      if (isPair(pair) && isScalar(pair.key) && pair.key.value === key) return pair.key.range?.[0] ?? 0;
    }
  }
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
