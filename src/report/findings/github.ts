import type { Report } from "../../lint/report.ts";
import { mostSevereFirst } from "./by-severity.ts";
import { helpText } from "./help.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { summaryLines } from "./summary.ts";
import { troublesOf } from "./troubles.ts";

/** Annotations that GitHub shows of one step, for each of its three levels. */
const SHOWN = 10;
const LEVELS = { error: "error", warning: "warning", note: "notice" } as const;

/**
 * Workflow commands, which a GitHub Actions step turns into annotations, from
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. The most severe come first, since
 * only some are shown at the files.
 */
export const github: Reporter = {
  needsExcerpts: false,
  remarks(report: Report) {
    const { error, warning, note } = report.summary;
    if (Math.max(error + troublesOf(report).length, warning, note) <= SHOWN) return [];
    return [`GitHub shows ${SHOWN} errors, ${SHOWN} warnings and ${SHOWN} notices of a step; all are in its log.`];
  },
  *render(report: Report, context: ReportContext) {
    // What was not checked is worse than what was found.
    for (const { uri, line, column, message, hint } of troublesOf(report)) {
      const place = line === undefined ? {} : { line, ...(column === undefined ? {} : { col: column }) };
      const text = hint === undefined ? message : `${message}\n${hint}`;
      yield command("error", { file: uri, ...place, title: "not checked" }, text);
    }
    for (const finding of mostSevereFirst(report.findings)) {
      const { line, column } = finding.region;
      const help = helpText(finding);
      const text = help === "" ? finding.message : `${finding.message}\n${help}`;
      yield command(LEVELS[finding.severity], { file: finding.uri, line, col: column, title: finding.rule }, text);
    }
    // The name in front keeps a file's name from being taken for a command.
    if (!context.quiet) for (const line of summaryLines(report, context)) yield `panlint: ${escapeData(line)}\n`;
  },
};

function command(level: string, properties: { readonly [name: string]: string | number }, text: string): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${pairs.join(",")}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
