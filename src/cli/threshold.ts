import type { Report } from "../lint/report.ts";
import { SEVERITIES, type Severity } from "../rule.ts";
import { EXIT, failureOf } from "./exit-code.ts";

export type Threshold = Severity | "never";

/** The exit code of a finished run. */
export function exitCodeOf(report: Report, failOn: Threshold): number {
  const fails = countedSeverities(failOn).some((severity) => report.summary[severity] > 0);
  return failureOf(report) ?? (fails ? EXIT.FINDINGS : EXIT.CLEAN);
}

/** The severities that make a run fail. */
export function countedSeverities(failOn: Threshold): readonly Severity[] {
  return failOn === "never" ? [] : SEVERITIES.slice(SEVERITIES.indexOf(failOn));
}
