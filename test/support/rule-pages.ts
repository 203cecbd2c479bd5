/**
 * The page of a lint rule, `rules/<category>/<rule-id>.md`, and the conventions of the examples on it. The examples are the
 * rule's tests; test/rules.test.ts runs them.
 *
 * Headings, in this order: Why, Bad, Good, Fix, Options, When to turn it off, References. What stands above the first
 * one, the whole of Options and the whole of References are made from the rule's metadata (rule-page-parts.ts). So are
 * the `text` blocks. `npm run generate` writes them; everything else is written by hand.
 *
 * An example is an `xml` block below Bad or Good. It is a fragment, put where it belongs in a complete configuration
 * that no rule finds fault with (rule-examples.ts):
 *
 *     ```xml            a firewall with one vsys: two zones, the log-forwarding profiles `to-siem` and `default`, the
 *                       security profile group `strict`, overrides of both default rules that log and forward, device
 *                       settings and device log settings
 *     ```xml panorama   Panorama: shared > Europe > Branches, Campus; `to-siem`, `default`, `strict` and the overrides
 *                       of the default rules are shared; the stack Branch-Stack with the template Base for the only
 *                       firewall, which is in Branches; Panorama's own settings
 *
 * - Bare `<entry>` elements are security rules: of vsys1, or of the pre-rulebase of Branches.
 * - Any other element takes the place of the one that the configuration has: `<default-security-rules>`,
 *   `<rulebase>`, `<zone>`, `<vsys>`, `<post-rulebase>`, `<device-group>`, `<shared>` and so on (`PLACES`).
 *   `<log-settings>` is that of `<shared>`, `<deviceconfig>` on Panorama is Panorama's own.
 * - A `<config>` is taken as it is.
 * - Several elements may stand one after the other, each on lines of its own.
 *
 * A `yaml` block directly before an example gives the rule's options for it; it must make a difference.
 *
 * Under each bad example stands a `text` block with the whole report: a line `LINE:COLUMN severity: message` for every
 * finding, below it, indented, the help, the commands, and the related places as `see LINE:COLUMN: message`. Lines and
 * columns are those of the example as printed. Only the page's own rule is run. Good examples give nothing.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { rules } from "../../rules/index.ts";
import type { Rule } from "../../src/rule.ts";
import { type Example, type GivenOptions, reportOf } from "./rule-examples.ts";
import { headOf, optionsOf, referencesOf } from "./rule-page-parts.ts";

export const RULES = join(import.meta.dirname, "..", "..", "rules");
/** The file of a rule: its code, or its page. */
export function pathOf({ category, id }: Rule, ending: "ts" | "md"): string {
  return join(RULES, category, `${id}.${ending}`);
}

/** The page of the built-in rule with this id. */
export function pageTextOf(id: string): string {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  return readFileSync(pathOf(rule, "md"), "utf8");
}

export const HEADINGS: readonly string[] = [
  "Why",
  "Bad",
  "Good",
  "Fix",
  "Options",
  "When to turn it off",
  "References",
];

interface Section {
  readonly heading: string;
  /** All between this heading and the next, without blank lines around it. */
  readonly body: string;
}

export interface RulePage {
  /** The file's text; empty when there is no file. */
  readonly text: string;
  readonly sections: readonly Section[];
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

export function readPage(rule: Rule): RulePage {
  const path = pathOf(rule, "md");
  return parsePage(existsSync(path) ? readFileSync(path, "utf8") : "");
}

export function parsePage(text: string): RulePage {
  const sections = text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return { heading: part.slice(0, end).trim(), body: part.slice(end).trim() };
    });
  const examples = (heading: string): readonly Example[] =>
    sections.filter((section) => section.heading === heading).flatMap(({ body }) => examplesIn(body));
  return { text, sections, bad: examples("Bad"), good: examples("Good") };
}

/** The page as it should be: generated parts made anew, the rest as it is. Missing sections are added, empty. */
export function renderPage(rule: Rule, page: RulePage): string {
  const missing = HEADINGS.filter((heading) => page.sections.every((section) => section.heading !== heading));
  const sections = [...page.sections, ...missing.map((heading) => ({ heading, body: "" }))]
    .sort((a, b) => rank(a.heading) - rank(b.heading))
    .map(({ heading, body }) =>
      [`## ${heading}`, bodyOf(rule, heading, body)].filter((part) => part !== "").join("\n\n"),
    );
  return `${[headOf(rule), ...sections].join("\n\n")}\n`;
}

function rank(heading: string): number {
  const at = HEADINGS.indexOf(heading);
  return at < 0 ? HEADINGS.length : at;
}

function bodyOf(rule: Rule, heading: string, body: string): string {
  if (heading === "Options") return optionsOf(rule);
  if (heading === "References") return referencesOf(rule);
  return heading === "Bad" ? withReports(rule, body) : body;
}

interface Block {
  readonly language: string;
  readonly info: string;
  readonly content: string;
  readonly start: number;
  readonly end: number;
}

function blocksIn(body: string): readonly Block[] {
  return [...body.matchAll(/^```(\w*)[ ]?(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? "",
    info: match[2] ?? "",
    content: match[3] ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function examplesIn(body: string): readonly Example[] {
  const blocks = blocksIn(body);
  /** The block next to another with nothing but blank lines between them. */
  const beside = (first: Block | undefined, second: Block | undefined): boolean =>
    first !== undefined && second !== undefined && body.slice(first.end, second.start).trim() === "";
  return blocks.flatMap((block, at) => {
    if (block.language !== "xml") return [];
    const [before, after] = [blocks[at - 1], blocks[at + 1]];
    const hasOptions = before?.language === "yaml" && beside(before, block);
    const hasReport = after?.language === "text" && beside(block, after);
    return {
      product: productOf(block.info),
      xml: block.content,
      options: hasOptions ? optionsIn(before.content) : {},
      report: hasReport ? after.content.trimEnd() : undefined,
      end: block.end,
      reportEnd: hasReport ? after.end : block.end,
    };
  });
}

function optionsIn(yaml: string): GivenOptions {
  const value: unknown = parse(yaml);
  if (typeof value !== "object" || value === null) throw new Error(`These are no options:\n${yaml}`);
  return { ...value };
}

function productOf(info: string): Example["product"] {
  if (info !== "" && info !== "panorama") throw new Error(`An xml block is marked "${info}"; only panorama is known.`);
  return info === "" ? "firewall" : "panorama";
}

/** The section with the report of every example under it as a text block, in place of the one there. */
function withReports(rule: Rule, body: string): string {
  let text = "";
  let at = 0;
  for (const [index, example] of examplesIn(body).entries()) {
    let report: string;
    try {
      report = reportOf(rule, example);
    } catch (error) {
      throw new Error(`rules/${rule.id}.md, bad example ${index + 1}: ${error}`, { cause: error });
    }
    text += `${body.slice(at, example.end)}\n\n\`\`\`text\n${report}\n\`\`\``;
    at = example.reportEnd;
  }
  return text + body.slice(at);
}
