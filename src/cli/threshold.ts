import type { Report } from "../lint/report.ts";
import { SEVERITIES, type Severity } from "../rule.ts";
import { EXIT } from "./exit-code.ts";

export type Threshold = Severity | "never";

/** The exit code of a finished run. */
export function exitCodeOf(report: Report, failOn: Threshold): number {
  if (report.crashes.length > 0) return EXIT.INTERNAL;
  if (report.errors.length > 0) return EXIT.INPUT;
  return countedSeverities(failOn).some((severity) => report.summary[severity] > 0) ? EXIT.FINDINGS : EXIT.CLEAN;
}

/** The severities that make a run fail. */
export function countedSeverities(failOn: Threshold): readonly Severity[] {
  return failOn === "never" ? [] : SEVERITIES.slice(SEVERITIES.indexOf(failOn));
}
