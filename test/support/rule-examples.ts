/** Puts an example of a rule page into a complete configuration, runs the rule and prints what it reports. */
import { Ajv } from "ajv";
import { lintFile } from "../../src/lint/lint-file.ts";
import type { ActiveRule } from "../../src/lint/options.ts";
import type { ReportedFinding } from "../../src/lint/report.ts";
import type { Rule, RuleOptions } from "../../src/rule.ts";
import { choiceOf } from "../../src/setup/active-rules.ts";
import { configSchema } from "../../src/setup/schema.ts";
import type { Position } from "../../src/source/line-index.ts";
import { Source } from "../../src/source/source.ts";
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";
import { PLACES, type Product, SURROUNDINGS } from "./rule-surroundings.ts";

/** The day on which the examples are linted. */
const EXAMPLE_DAY = new Date("2026-07-01T12:00:00Z");

/** Options as written, not yet compared with the rule's schemas. */
export type GivenOptions = { readonly [name: string]: unknown };

export interface ExampleInput {
  readonly product: Product;
  /** The fragment as printed. */
  readonly xml: string;
  /** What the yaml block before it says; empty when there is none. */
  readonly options: GivenOptions;
}

export interface Example extends ExampleInput {
  /** The text block under it. */
  readonly report: string | undefined;
  /** Offsets in the section: behind the xml block, and behind its text block. */
  readonly end: number;
  readonly reportEnd: number;
}

/** The report of one rule on an example, places as in the example, and in their order. */
export function reportOf(rule: Rule, example: ExampleInput): string {
  const { place } = compose(example.product, example.xml);
  return lintExample(example, rule)
    .map((finding) => ({ finding, at: place(finding.region) }))
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .map(({ finding: { severity, message, help, commands, related }, at }) => {
      const others = related.map(({ region, message: text }) => `see ${whereIn(example, region)}: ${text}`);
      const details = [...(help === undefined ? [] : [help]), ...commands, ...others];
      return [`${words(at)} ${severity}: ${message}`, ...details.map((line) => `  ${line}`)].join("\n");
    })
    .join("\n");
}

/** A place that explains a finding may stand in what surrounds the example, which the page does not show. */
function whereIn({ product, xml }: ExampleInput, region: Position): string {
  const { place, isShown } = compose(product, xml);
  return isShown(region) ? words(place(region)) : "elsewhere";
}

function words({ line, column }: Position): string {
  return `${line}:${column}`;
}

/** What a rule finds in an example, and what others find with their own defaults. */
export function lintExample(
  example: ExampleInput,
  rule: Rule,
  others: readonly Rule[] = [],
): readonly ReportedFinding[] {
  return lintText(compose(example.product, example.xml).text, [
    { rule, severity: undefined, options: optionsFor(rule, example.options) },
    ...others.map((other) => ({ rule: other, severity: undefined, options: optionsFor(other, {}) })),
  ]);
}

/** Runs rules over a complete document. Throws for whatever should not happen in an example: errors and crashes. */
export function lintText(text: string, rules: readonly ActiveRule[]): readonly ReportedFinding[] {
  const source = new Source({ name: "example.xml", uri: "example.xml", bytes: Buffer.from(text) });
  const result = lintFile(source, rules, { excerpts: false, now: EXAMPLE_DAY });
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${error.message} (${error.line}:${error.column} of the whole document)`);
  const [crash] = result.crashes;
  if (crash !== undefined) throw new Error(`${crash.rule} crashed on ${crash.policyRule}`, { cause: crash.error });
  return result.findings;
}

/** What a rule's options are when nobody gives any. */
export function defaultsOf(rule: Rule): RuleOptions {
  return Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
}

/** A rule's options: the defaults, and over them what an example gives, as panlint.yaml may give them. */
export function optionsFor(rule: Rule, given: GivenOptions): RuleOptions {
  const options = defaultsOf(rule);
  if (Object.keys(given).length === 0) return options;
  const ajv = new Ajv({ allowUnionTypes: true });
  if (!ajv.validate(configSchema([rule]), { rules: { [rule.id]: given } })) {
    throw new Error(`The options are wrong: ${ajv.errorsText()}.`);
  }
  // The schema was met, so these are options.
  const layers = [options, given as RuleOptions].map((each) => ({ severity: "default", options: each }) as const);
  return choiceOf(rule, [], layers).options;
}

export interface ComposedDocument {
  readonly text: string;
  /** The place in the example. Throws when it is outside: then the example does not show what the rule points at. */
  place(position: Position): Position;
  /** Whether a position is in the example, not in what surrounds it. */
  isShown(position: Position): boolean;
}

/** A top-level element of an example, with the comments before it. */
interface Piece {
  readonly name: string;
  readonly text: string;
  /** 0-based line of the example on which it begins. */
  readonly line: number;
}

/** Where a piece goes: it takes the place of the bytes from `start` to `end` of the surroundings. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly piece: Piece;
}

/** The complete document around an example. */
export function compose(product: Product, xml: string): ComposedDocument {
  const pieces = piecesOf(xml);
  if (pieces.some((piece) => piece.name === "config"))
    return { text: xml, place: (position) => position, isShown: () => true };
  const surroundings = SURROUNDINGS[product];
  const root = new Element(scan(Buffer.from(surroundings)), 0);
  const edits = pieces.map((piece) => editFor(product, root, piece)).sort((a, b) => a.start - b.start);
  let text = "";
  let at = 0;
  const lines = new Map<number, number>();
  for (const { start, end, piece } of edits) {
    if (start < at) throw new Error(`<${piece.name}> stands inside another element of the example.`);
    text += `${surroundings.slice(at, start)}\n`;
    const first = countLines(text);
    for (let line = 0; line < countLines(piece.text); line++) lines.set(first + line, piece.line + line);
    text += piece.text;
    at = end;
  }
  text += surroundings.slice(at);
  return {
    text,
    isShown: ({ line }) => lines.has(line - 1),
    place: ({ line, column }) => {
      const shown = lines.get(line - 1);
      if (shown === undefined) {
        throw new Error(`The rule points outside of the example, at ${text.split("\n")[line - 1]}`);
      }
      return { line: shown + 1, column };
    },
  };
}

function piecesOf(xml: string): readonly Piece[] {
  const open = "<example>\n";
  const table = scan(Buffer.from(`${open}${xml}</example>`));
  const bytes = Buffer.from(xml);
  let at = 0;
  return [...new Element(table, 0).children()].map((element) => {
    const end = element.span.end - open.length;
    const text = `${bytes.toString("utf8", at, end).replace(/^\n/, "")}\n`;
    const line = countLines(bytes.toString("utf8", 0, at === 0 ? 0 : at + 1));
    at = end;
    return { name: element.name, text, line };
  });
}

function editFor(product: Product, root: Element, piece: Piece): Edit {
  const path = PLACES[product].get(piece.name);
  if (path === undefined) throw new Error(`An example of ${product} cannot begin with <${piece.name}>.`);
  const parent = path.reduce(step, root);
  const present = piece.name === "entry" ? undefined : parent.child(piece.name);
  const inside = parent.tagSpan.end;
  return { start: present?.span.start ?? inside, end: present?.span.end ?? inside, piece };
}

/** One step down: `vsys`, or `entry Branches` for the entry of that name. */
function step(element: Element, segment: string): Element {
  const [name = "", entry] = segment.split(" ");
  const found = [...element.children(name)].find((child) => entry === undefined || child.attribute("name") === entry);
  if (found === undefined) throw new Error(`The surroundings have no ${segment} in <${element.name}>.`);
  return found;
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
