/** Severities of logs, from the lowest up. */
export const LOG_SEVERITIES = ["informational", "low", "medium", "high", "critical"] as const;
export type LogSeverity = (typeof LOG_SEVERITIES)[number];

/** What the web interface writes for a match list without a filter. */
const ALL_LOGS = "All Logs";
const EVERY_SEVERITY: ReadonlySet<LogSeverity> = new Set(LOG_SEVERITIES);
const SEVERITY_NAMES: readonly string[] = LOG_SEVERITIES;

/** Whether a match list with this filter takes every log of its type: an empty one filters nothing either. */
export function takesAllLogs(filter: string): boolean {
  const text = filter.trim();
  return text === "" || text === ALL_LOGS;
}

/** `(severity geq medium)`: one comparison of a field. */
interface Term {
  readonly kind: "term";
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

type Expression = Term | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] };

/**
 * The severities that a filter lets through: all of them for `All Logs`. Undefined when that cannot be told, because
 * the filter asks for something else too or is written in a way that is not understood here.
 */
export function severitiesOf(filter: string): ReadonlySet<LogSeverity> | undefined {
  if (takesAllLogs(filter)) return EVERY_SEVERITY;
  const expression = parse(filter);
  return expression && severitiesIn(expression);
}

/**
 * Whether a filter lets the logs with this value of a field through. Undefined when that hangs on other fields too, or
 * the filter is written in a way that is not understood here.
 */
export function letsThrough(filter: string, field: string, value: string): boolean | undefined {
  if (takesAllLogs(filter)) return true;
  const expression = parse(filter);
  return expression && holds(expression, field, value);
}

function holds(expression: Expression, field: string, value: string): boolean | undefined {
  if (expression.kind === "term") {
    const equal = expression.value === value;
    if (expression.field !== field) return undefined;
    const severities: ReadonlySet<string> | undefined = severitiesOfTerm(expression);
    if (field === "severity") return severities?.has(value);
    if (expression.operator === "eq") return equal;
    return expression.operator === "neq" ? !equal : undefined;
  }
  const parts = expression.parts.map((part) => holds(part, field, value));
  const decisive = expression.kind === "or";
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}

/**
 * Whether every log matches one of these filters at least: two of them say the opposite of each other, such as
 * `(zone.src eq dmz)` and `(zone.src neq dmz)`, or they take all severities together.
 */
export function takeAllTogether(filters: readonly string[]): boolean {
  const alternatives = filters.flatMap((filter) => {
    const expression = takesAllLogs(filter) ? undefined : parse(filter);
    if (expression === undefined) return [];
    return expression.kind === "or" ? expression.parts : [expression];
  });
  const terms = alternatives.filter((each) => each.kind === "term");
  const severities = new Set(terms.flatMap((term) => [...(severitiesOfTerm(term) ?? [])]));
  if (severities.size === LOG_SEVERITIES.length || filters.some(takesAllLogs)) return true;
  const seen = new Set(terms.map(keyOf));
  return terms.some((term) => seen.has(keyOf({ ...term, operator: opposite(term.operator) })));
}

function keyOf({ field, operator, value }: Term): string {
  return JSON.stringify([field, operator, value]);
}

/** Undocumented operators have no opposite; those for both sides of a session, as `addr`, have one all the same. */
function opposite(operator: string): string {
  return OPPOSITES.get(operator) ?? "";
}

const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ["eq", "neq"],
  ["neq", "eq"],
  ["in", "notin"],
  ["notin", "in"],
]);

/** Whether no log can match: two different values of one field are joined by `and`. */
export function neverMatches(filter: string): boolean {
  const expression = takesAllLogs(filter) ? undefined : parse(filter);
  return expression !== undefined && isContradiction(expression);
}

function severitiesIn(expression: Expression): ReadonlySet<LogSeverity> | undefined {
  if (expression.kind === "term") return severitiesOfTerm(expression);
  const sets: ReadonlySet<LogSeverity>[] = [];
  for (const part of expression.parts) {
    const set = severitiesIn(part);
    if (set === undefined) return undefined;
    sets.push(set);
  }
  const matches = (severity: LogSeverity): boolean =>
    expression.kind === "and" ? sets.every((set) => set.has(severity)) : sets.some((set) => set.has(severity));
  return new Set(LOG_SEVERITIES.filter(matches));
}

const COMPARISONS: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map([
  ["eq", (a, b) => a === b],
  ["neq", (a, b) => a !== b],
  ["geq", (a, b) => a >= b],
  ["leq", (a, b) => a <= b],
]);

function severitiesOfTerm({ field, operator, value }: Term): ReadonlySet<LogSeverity> | undefined {
  const bound = SEVERITY_NAMES.indexOf(value);
  const compare = COMPARISONS.get(operator);
  if (field !== "severity" || bound < 0 || compare === undefined) return undefined;
  return new Set(LOG_SEVERITIES.filter((_, at) => compare(at, bound)));
}

/** Fields that stand for two columns of a log, source and destination: they may equal two values at once. */
const TWO_SIDED = /^(addr|port|zone|user|interface)$/;

function isContradiction(expression: Expression): boolean {
  if (expression.kind === "term") return false;
  if (expression.kind === "or") return expression.parts.every(isContradiction);
  if (expression.parts.some(isContradiction) || severitiesIn(expression)?.size === 0) return true;
  const values = new Map<string, string>();
  for (const part of expression.parts) {
    if (part.kind !== "term" || part.operator !== "eq" || TWO_SIDED.test(part.field)) continue;
    if ((values.get(part.field) ?? part.value) !== part.value) return true;
    values.set(part.field, part.value);
  }
  return false;
}

const TOKEN = /\s*(?:([()])|'([^']*)'|"([^"]*)"|([^\s()'"]+))/y;

/** Reads comparisons joined by `and` or `or`, with parentheses; undefined for anything else. */
function parse(filter: string): Expression | undefined {
  const tokens = tokensOf(filter.trim());
  if (tokens === undefined) return undefined;
  const reader = { tokens, at: 0 };
  const expression = readJoined(reader, 0);
  return reader.at === tokens.length ? expression : undefined;
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? "");
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

/** Deeper than anybody writes a filter. */
const MAX_DEPTH = 32;

/** Which of `and` and `or` binds first is nowhere documented, so a mixture needs parentheses to be understood. */
function readJoined(reader: Reader, depth: number): Expression | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const first = readPart(reader, depth);
  if (first === undefined) return undefined;
  const parts = [first];
  let kind: "and" | "or" | undefined;
  for (;;) {
    const word = reader.tokens[reader.at]?.toLowerCase();
    if (word !== "and" && word !== "or") break;
    if (kind !== undefined && kind !== word) return undefined;
    kind = word;
    reader.at++;
    const part = readPart(reader, depth);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  if (kind === undefined) return first;
  // `a and (b and c)` says the same as `a and b and c`.
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function readPart(reader: Reader, depth: number): Expression | undefined {
  if (reader.tokens[reader.at] === "(") {
    reader.at++;
    const inner = readJoined(reader, depth + 1);
    if (reader.tokens[reader.at++] !== ")") return undefined;
    return inner;
  }
  const [field, operator, value] = reader.tokens.slice(reader.at, reader.at + 3);
  if (field === undefined || operator === undefined || value === undefined) return undefined;
  if ([field, operator, value].some((token) => token === "(" || token === ")")) return undefined;
  reader.at += 3;
  return { kind: "term", field, operator, value };
}
