import type { Report } from "../../lint/report.ts";
import type { Severity } from "../../rule.ts";
import type { Grouping } from "./groupings.ts";

/** What a reporter may know besides the report. */
export interface ReportContext {
  readonly version: string;
  readonly color: boolean;
  /** Only findings, nothing around them. */
  readonly quiet: boolean;
  /** The severities that make the run fail. */
  readonly counted: readonly Severity[];
  /** By what findings are put together, where a format does. */
  readonly groupBy: Grouping;
  /** Whether hidden findings are shown, too, with what hides them. */
  readonly showHidden: boolean;
  /** The Markdown page of a rule. */
  page(rule: string): string;
}

/** Turns a report into text, piece by piece. Pure: prints nothing, decides nothing. */
export interface Reporter {
  /** Whether it shows the lines that findings point at. */
  readonly needsExcerpts: boolean;
  /** Whether it shows how the policy of each file logs. */
  readonly needsPosture?: boolean;
  /** Whether it can show hidden findings. */
  readonly showsHidden?: boolean;
  /** What the user should know of the report besides what is in it, in sentences. */
  remarks?(report: Report, context: Pick<ReportContext, "showHidden">): readonly string[];
  render(report: Report, context: ReportContext): Iterable<string>;
}
