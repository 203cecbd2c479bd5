import stringWidth from "fast-string-width";
import { createColors } from "picocolors";
import type { Hidden, Report, ReportedError, ReportedFinding, ReportedPlace } from "../../lint/report.ts";
import type { Severity } from "../../rule.ts";
import { type Fold, groupsOf, samePlace } from "./grouping.ts";
import { hiddenWords, withHidden } from "./hidden.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { summaryLines } from "./summary.ts";

type Colors = ReturnType<typeof createColors>;
/** More related places than these are counted, not listed. */
const MAX_RELATED = 5;

/** The report for people: grouped by file and policy rule, each finding with its line and what to type. */
export const text: Reporter = {
  needsExcerpts: true,
  showsHidden: true,
  *render(report: Report, context: ReportContext) {
    const colors = createColors(context.color);
    const { findings, because } = withHidden(context.showHidden ? report : { ...report, hidden: [] });
    for (const { title, single, folds } of groupsOf({ ...report, findings }, context.groupBy, because)) {
      yield `${colors.bold(colors.underline(title))}\n\n`;
      yield* singleLines(single, because, colors);
      for (const fold of folds) yield* dimmed(because.get(fold.findings[0]), colors, (look) => foldLines(fold, look));
    }
    for (const error of report.errors) yield* errorLines(error, colors);
    if (!context.quiet) for (const line of summaryLines(report, context)) yield `${line}\n`;
  },
};

function* singleLines(
  findings: readonly ReportedFinding[],
  because: ReadonlyMap<ReportedFinding, Hidden>,
  colors: Colors,
): Generator<string> {
  let subject = "";
  for (const finding of findings) {
    const title = titleOf(finding);
    const place = `${finding.file}\0${title}`;
    if (place !== subject) yield `  ${colors.bold(title)}\n\n`;
    subject = place;
    yield* dimmed(because.get(finding), colors, (look) => findingLines(finding, look));
  }
}

/** What the finding is about, for a reader. */
function titleOf({ policyRule, path }: ReportedFinding): string {
  return policyRule?.title ?? path;
}

const PLAIN = createColors(false);

/** How a finding is shown, and what hides it. */
interface Look {
  readonly colors: Colors;
  readonly hidden: Hidden | undefined;
}

/** Lines as they are; of what is hidden in one pale colour. */
function* dimmed(
  hidden: Hidden | undefined,
  colors: Colors,
  linesOf: (look: Look) => Iterable<string>,
): Generator<string> {
  if (hidden === undefined) return yield* linesOf({ colors, hidden });
  for (const lines of linesOf({ colors: PLAIN, hidden })) yield lines.replace(/.+/g, (line) => colors.dim(line));
}

function* findingLines(finding: ReportedFinding, { colors, hidden }: Look): Generator<string> {
  const { region, excerpt } = finding;
  const severity = `${severityWord(finding.severity, colors)}${hidden === undefined ? "" : " (hidden)"}`;
  yield `    ${severity}: ${finding.message} ${colors.dim(`[${finding.rule}]`)}\n`;
  const gutter = " ".repeat(String(region.line).length);
  yield `    ${gutter} ${colors.cyan("-->")} ${finding.file}:${region.line}:${region.column}\n`;
  if (excerpt !== undefined) {
    const { line, caretsFrom, carets } = underlined(excerpt.text, excerpt.start, excerpt.end);
    yield `    ${colors.cyan(`${region.line} |`)} ${line}\n`;
    yield `    ${gutter} ${colors.cyan("|")} ${caretsFrom}${severityColor(finding.severity, colors)(carets)}\n`;
  }
  yield* relatedLines(finding.related, finding.file, { indent: `    ${gutter} `, colors });
  if (hidden !== undefined) yield `    ${gutter} = hidden ${hiddenWords(hidden)}\n`;
  if (finding.help !== undefined) yield `    ${gutter} ${colors.cyan("=")} help: ${finding.help}\n`;
  for (const command of finding.commands) yield `    ${gutter} ${colors.cyan("=")} type: ${colors.green(command)}\n`;
  yield "\n";
}

/** One explanation, and below it whom it is about, each with its place and what to type. */
function* foldLines({ message, related, findings }: Fold, { colors, hidden }: Look): Generator<string> {
  const [{ severity, rule, help }] = findings;
  const times = `${severityWord(severity, colors)}${hidden === undefined ? "" : " (hidden)"}, ${findings.length} times`;
  yield `  ${times}: ${message} ${colors.dim(`[${rule}]`)}\n`;
  // Findings of several files may stand below it.
  yield* relatedLines(related, "", { indent: "    ", colors });
  if (hidden !== undefined) yield `    = hidden ${hiddenWords(hidden)}\n`;
  if (help !== undefined) yield `    ${colors.cyan("=")} help: ${help}\n`;
  yield "\n";
  for (const finding of findings) {
    yield `    ${finding.file}:${finding.region.line}:${finding.region.column}: ${colors.bold(titleOf(finding))}\n`;
    const own = finding.related.filter((place) => !related.some((each) => samePlace(each, place)));
    yield* relatedLines(own, finding.file, { indent: "      ", colors });
    for (const command of finding.commands) yield `      ${colors.cyan("=")} type: ${colors.green(command)}\n`;
  }
  yield "\n";
}

interface Place {
  readonly indent: string;
  readonly colors: Colors;
}

function* relatedLines(related: readonly ReportedPlace[], from: string, { indent, colors }: Place): Generator<string> {
  for (const { file, region, message } of related.slice(0, MAX_RELATED)) {
    const where = file === from ? `line ${region.line}` : `${file}:${region.line}`;
    yield `${indent}${colors.cyan("=")} ${where}: ${message}\n`;
  }
  const more = related.length - MAX_RELATED;
  if (more > 0) yield `${indent}${colors.cyan("=")} and ${more} more\n`;
}

/** The excerpt without its indentation, and the blanks and carets to print under it. Tabs count as one blank. */
function underlined(excerpt: string, start: number, end: number): { line: string; caretsFrom: string; carets: string } {
  const indent = Math.min(start, excerpt.length - excerpt.trimStart().length);
  const line = excerpt.slice(indent).replaceAll("\t", " ");
  const before = stringWidth(line.slice(0, start - indent));
  const width = Math.max(1, stringWidth(line.slice(start - indent, end - indent)));
  return { line, caretsFrom: " ".repeat(before), carets: "^".repeat(width) };
}

function* errorLines(error: ReportedError, colors: Colors): Generator<string> {
  const place = error.line === undefined ? error.file : `${error.file}:${error.line}:${error.column}`;
  yield `${colors.bold(place)}\n`;
  yield `    ${colors.red("not checked")}: ${error.message}\n`;
  if (error.hint !== undefined) yield `      ${colors.cyan("=")} help: ${error.hint}\n`;
  yield "\n";
}

function severityWord(severity: Severity, colors: Colors): string {
  return colors.bold(severityColor(severity, colors)(severity));
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  return severity === "error" ? colors.red : severity === "warning" ? colors.yellow : colors.blue;
}
