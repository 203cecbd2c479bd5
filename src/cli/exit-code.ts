import type { Report } from "../lint/report.ts";
import { SEVERITIES, type Severity } from "../rule.ts";

/** The contract with scripts: the same for every format. */
export const EXIT = {
  /** Everything was read and understood, and nothing reached the threshold. */
  CLEAN: 0,
  FINDINGS: 1,
  /** The command line or the configuration is wrong. */
  USAGE: 2,
  /** An input could not be read or understood; the findings of the others are reported all the same. */
  INPUT: 3,
  NOTHING_TO_CHECK: 4,
  /** panlint itself failed. */
  INTERNAL: 70,
} as const;

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
