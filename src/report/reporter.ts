import type { Report } from "../lint/report.ts";

/** What a reporter may know besides the report. */
export interface ReportContext {
  readonly version: string;
  readonly color: boolean;
  /** Only findings, nothing around them. */
  readonly quiet: boolean;
  /** The Markdown page of a rule. */
  page(rule: string): string;
}

/** Turns a report into text, piece by piece. Pure: prints nothing, decides nothing. */
export interface Reporter {
  /** Whether it shows the lines that findings point at. */
  readonly needsExcerpts: boolean;
  render(report: Report, context: ReportContext): Iterable<string>;
}
