import type { DiffReport } from "../../diff/report.ts";

/** Turns the difference of two configurations into text, piece by piece. Pure: prints nothing, decides nothing. */
export interface DiffReporter {
  render(report: DiffReport, context: { readonly color: boolean }): Iterable<string>;
}
