import { Ajv, type ErrorObject } from "ajv";
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { UsageError } from "../error.ts";
import { nearest } from "../nearest.ts";
import type { Rule } from "../rule.ts";
import type { RawConfig } from "./config-file.ts";
import { configSchema, type JsonSchema } from "./schema.ts";

/** What a configuration file says, and where its suppressions stand in it. */
export interface ParsedConfig {
  readonly raw: RawConfig;
  readonly suppressions: readonly { readonly line: number; readonly column: number }[];
}

/** The schema is our own, and a test checks it; this leaves out what is there for the schemas of others. */
const AJV = new Ajv({
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  meta: false,
  validateSchema: false,
  code: { optimize: false },
});

/** Parses YAML (or JSON, which is YAML) and checks it against the schema. Throws UsageError with line and column. */
export function parseConfig(text: string, path: string, rules: readonly Rule[]): ParsedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const mistake = (offset: number, message: string, hint: string): UsageError => {
    const { line, col } = lines.linePos(offset);
    return new UsageError(`${path}:${line}:${col}: ${message}`, { hint });
  };
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { message, hint } = YAML_MISTAKES[broken.code] ?? { message: sentence(broken.message), hint: MEND_YAML };
    throw mistake(broken.pos[0], message, hint);
  }
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (cause) {
    // `*.bak` without quotes is an alias, and only here turns out to have no anchor.
    if (!(cause instanceof ReferenceError)) throw cause;
    throw mistake(offsetOfLostAlias(document), sentence(cause.message), "A text that begins with * needs quotes.");
  }
  // Compiling all rules' options takes longer than linting a usual file; those that are not named need none.
  const named = namesUnder(value, "rules");
  const validate = AJV.compile(
    configSchema(
      rules,
      rules.filter(({ id }) => named.has(id)),
    ),
  );
  if (validate(value)) {
    const raw = value as RawConfig;
    const placeOf = (_: unknown, at: number): { line: number; column: number } => {
      const { line, col } = lines.linePos(offsetOf(document, `/suppressions/${at}`, undefined));
      return { line, column: col };
    };
    return { raw, suppressions: (raw.suppressions ?? []).map(placeOf) };
  }
  // One at a time: what is wrong is often wrong in many ways.
  const error = mostSpecific(validate.errors ?? []);
  const { message, hint, key } = describe(error, configSchema(rules), value);
  throw mistake(offsetOf(document, error.instancePath, key), message, hint);
}

/** The keys of the mapping under a key, if there is one. */
function namesUnder(value: unknown, key: string): ReadonlySet<string> {
  const under = valueAt(value, [key]);
  return new Set(typeof under === "object" && under !== null ? Object.keys(under) : []);
}

const MEND_YAML = "Mend the YAML; indentation is by blanks, not tabs.";
const KEEP_ONE = "Keep one of the two.";
/** What the parser says in words of its own interface. */
const YAML_MISTAKES: { readonly [code: string]: { readonly message: string; readonly hint: string } } = {
  DUPLICATE_KEY: { message: "This key is there a second time.", hint: KEEP_ONE },
  MULTIPLE_DOCS: { message: "A second document begins here.", hint: KEEP_ONE },
};

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function offsetOfLostAlias(document: Document.Parsed): number {
  let offset = 0;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) offset ||= alias.range?.[0] ?? 0;
    },
  });
  return offset;
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

function rulesSchema(schema: JsonSchema): JsonSchema {
  return (schema.properties as { rules: JsonSchema }).rules;
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

function whatIsWrong({ keyword, params, message, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case "type":
      return `must be ${TYPE_WORDS[[params.type].flat()[0]] ?? params.type}`;
    case "minLength":
      return "is empty";
    case "pattern":
      return parentSchema?.pattern === "^[^!]"
        ? 'begins with "!", which has no meaning here'
        : "is no date as YYYY-MM-DD";
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

/** A segment of a JSON pointer that counts the items of a list. */
const INDEX = /^\d+$/;

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
  const keys = path.map((segment) => (INDEX.test(segment) ? Number(segment) : segment));
  const node: unknown = keys.length === 0 ? document.contents : document.getIn(keys, true);
  if (key !== undefined && isMap(node)) {
    for (const pair of node.items) {
      if (isPair(pair) && isScalar(pair.key) && pair.key.value === key) return pair.key.range?.[0] ?? 0;
    }
  }
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
