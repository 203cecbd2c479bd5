import stringWidth from "fast-string-width";
import { createColors } from "picocolors";
import type { Report, ReportedError, ReportedFinding } from "../lint/report.ts";
import type { Severity } from "../rule.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { summaryLines } from "./summary.ts";

type Colors = ReturnType<typeof createColors>;
/** More related places than these are counted, not listed. */
const MAX_RELATED = 5;

/** The report for people: grouped by file and policy rule, each finding with its line and what to type. */
export const text: Reporter = {
  needsExcerpts: true,
  *render(report: Report, context: ReportContext) {
    const colors = createColors(context.color);
    let file = "";
    let subject = "";
    for (const finding of report.findings) {
      if (finding.file !== file) {
        file = finding.file;
        subject = "";
        yield `${colors.bold(colors.underline(file))}\n\n`;
      }
      const title = finding.policyRule?.title ?? finding.path;
      if (title !== subject) {
        subject = title;
        yield `  ${colors.bold(title)}\n\n`;
      }
      yield* findingLines(finding, colors);
    }
    for (const error of report.errors) yield* errorLines(error, colors);
    if (!context.quiet) for (const line of summaryLines(report)) yield `${line}\n`;
  },
};

function* findingLines(finding: ReportedFinding, colors: Colors): Generator<string> {
  const { region, excerpt } = finding;
  yield `    ${severityWord(finding.severity, colors)}: ${finding.message} ${colors.dim(`[${finding.rule}]`)}\n`;
  const gutter = " ".repeat(String(region.line).length);
  yield `    ${gutter} ${colors.cyan("-->")} ${finding.file}:${region.line}:${region.column}\n`;
  if (excerpt !== undefined) {
    const { line, caretsFrom, carets } = underlined(excerpt.text, excerpt.start, excerpt.end);
    yield `    ${colors.cyan(`${region.line} |`)} ${line}\n`;
    yield `    ${gutter} ${colors.cyan("|")} ${caretsFrom}${severityColor(finding.severity, colors)(carets)}\n`;
  }
  const places = finding.related.slice(0, MAX_RELATED);
  for (const {
    file,
    region: { line },
    message,
  } of places) {
    const where = file === finding.file ? `line ${line}` : `${file}:${line}`;
    yield `    ${gutter} ${colors.cyan("=")} ${where}: ${message}\n`;
  }
  const more = finding.related.length - places.length;
  if (more > 0) yield `    ${gutter} ${colors.cyan("=")} and ${more} more\n`;
  if (finding.help !== undefined) yield `    ${gutter} ${colors.cyan("=")} help: ${finding.help}\n`;
  for (const command of finding.commands) yield `    ${gutter} ${colors.cyan("=")} type: ${colors.green(command)}\n`;
  yield "\n";
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
