import type { Report, ReportedFinding } from "../../lint/report.ts";
import type { Severity } from "../../rule.ts";
import { plural } from "../../words.ts";
import { rulePageUrl } from "../addresses.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { mostSevereFirst } from "./by-severity.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { summaryLines } from "./summary.ts";
import { troublesOf } from "./troubles.ts";

/** GitHub takes comments of up to 65 536 characters; the list leaves room for what stands around it. */
const MAX_LIST = 60_000;
const TITLES: Readonly<Record<Severity, string>> = { error: "Errors", warning: "Warnings", note: "Notes" };

/** For a comment at a pull request and for the summary of a step: the most severe first, as many as a comment takes. */
export const markdown: Reporter = {
  needsExcerpts: false,
  remarks({ findings }: Report) {
    const left = findings.length - rowsOf(findings).length;
    return left === 0 ? [] : [`The Markdown report is cut to what a comment takes: ${leftOut(left)}`];
  },
  *render(report: Report, context: ReportContext) {
    yield `## panlint: ${title(report)}\n\n`;
    if (!context.quiet) for (const line of summaryLines(report, context)) yield `${escapeMarkdown(line)}<br>\n`;
    for (const { file, line, message, hint } of troublesOf(report)) {
      const place = line === undefined ? file : `${file}:${line}`;
      yield `\n**Not checked**: ${escapeMarkdown(place)}: ${escapeMarkdown(`${message} ${hint ?? ""}`.trimEnd())}\n`;
    }
    const rows = rowsOf(report.findings);
    for (const [index, { severity, text }] of rows.entries()) {
      if (severity !== rows[index - 1]?.severity) yield tableHead(severity);
      yield text;
    }
    const left = report.findings.length - rows.length;
    if (left > 0) yield `\n**${leftOut(left)}**\n`;
  },
};

function title({ summary, files, errors, crashes }: Report): string {
  const { error, warning, note } = summary;
  const counts = [counted(error, "error"), counted(warning, "warning"), counted(note, "note")].flat();
  if (counts.length > 0) return counts.join(", ");
  if (errors.length + crashes.length > 0) return "not everything was checked";
  return files.length === 0 ? "nothing to check" : "nothing found";
}

function counted(count: number, noun: string): readonly string[] {
  return count === 0 ? [] : [plural(count, noun)];
}

function leftOut(count: number): string {
  return `${plural(count, "more finding is", "more findings are")} left out here, the least severe; the other formats have all.`;
}

interface Row {
  readonly severity: Severity;
  readonly text: string;
}

/** A row for each finding, until the list is as long as it may be. */
function rowsOf(findings: readonly ReportedFinding[]): readonly Row[] {
  const rows: Row[] = [];
  let length = 0;
  for (const finding of mostSevereFirst(findings)) {
    const text = row(finding);
    length += text.length;
    if (length > MAX_LIST) break;
    rows.push({ severity: finding.severity, text });
  }
  return rows;
}

function tableHead(severity: Severity): string {
  return `\n### ${TITLES[severity]}\n\n| Where | What |\n| --- | --- |\n`;
}

function row({ file, region, message, rule, help, commands }: ReportedFinding): string {
  const lines = [
    `${escapeMarkdown(message)} [${rule}](${rulePageUrl(rule)})`,
    ...(help === undefined ? [] : [escapeMarkdown(help)]),
    ...commands.map((command) => `<code>${escapeMarkdown(command)}</code>`),
  ];
  return `| ${escapeMarkdown(file)}:${region.line} | ${lines.join("<br>")} |\n`;
}
