import type { CoverageReport } from "../../coverage/coverage.ts";

/** What a reporter may know besides the report. */
export interface CoverageContext {
  readonly color: boolean;
}

/** Turns a posture into text, piece by piece. Pure: prints nothing, decides nothing. */
export interface CoverageReporter {
  render(report: CoverageReport, context: CoverageContext): Iterable<string>;
}
