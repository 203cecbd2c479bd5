import { Ajv } from "ajv";
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { UsageError } from "../error.ts";
import type { Rule, RuleOptions, Severity } from "../rule.ts";
import { describe, mostSpecific } from "./config-mistakes.ts";
import { ineffectiveOptionsRemark, withoutIneffectiveOptions } from "./ineffective-options.ts";
import { INDEX, pointerSegment, valueAt } from "./json-pointer.ts";
import { configSchema } from "./schema.ts";
import { SUPPRESSION_RULES } from "./suppression-rules.ts";
import type { ConfigPlace, RawSuppression } from "./suppressions.ts";

/** What is under a rule id, as the schema lets it. */
export type RawChoice =
  | Severity
  | "off"
  | (RuleOptions & { readonly severity?: Severity | "off"; readonly suppressible?: boolean });

/** The content of a configuration file, as the schema lets it. */
export interface RawConfig {
  readonly extends?: string | readonly string[];
  readonly rules?: { readonly [id: string]: RawChoice } | null;
  readonly ignore?: readonly string[] | null;
  readonly estate?: boolean;
  readonly baseline?: string;
  readonly suppressions?: readonly RawSuppression[] | null;
}

/** What a configuration file says, and where its suppressions stand in it. */
export interface ParsedConfig {
  readonly raw: RawConfig;
  /** What is said of it although it is no mistake. */
  readonly remarks: readonly string[];
  readonly suppressions: readonly ConfigPlace[];
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
  let content: unknown;
  try {
    content = document.toJS() ?? {};
  } catch (cause) {
    // `*.bak` without quotes is an alias, and only here turns out to have no anchor.
    if (!(cause instanceof ReferenceError)) throw cause;
    throw mistake(offsetOfLostAlias(document), sentence(cause.message), "A text that begins with * needs quotes.");
  }
  // Compiling all rules' options takes longer than linting a usual file; those that are not named need none.
  const named = namesUnder(content, "rules");
  const configurable = [...rules, ...SUPPRESSION_RULES].filter(({ id }) => named.has(id));
  const validate = AJV.compile(configSchema(rules, configurable));
  const { value, affected } = withoutIneffectiveOptions(content, configurable);
  if (validate(value)) {
    const raw = value as RawConfig;
    const placeOf = (_: unknown, at: number): ConfigPlace => {
      const { line, col } = lines.linePos(offsetOf(document, `/suppressions/${at}`, undefined));
      return { line, column: col, text: text.split(/\r?\n/)[line - 1] ?? "" };
    };
    const remarks = affected.length === 0 ? [] : [ineffectiveOptionsRemark(path, affected)];
    return { raw, remarks, suppressions: (raw.suppressions ?? []).map(placeOf) };
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

const MEND_YAML = "Fix the YAML; indentation is by blanks, not tabs.";
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
