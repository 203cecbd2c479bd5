import type { ReportedFinding } from "../../lint/report.ts";
import type { Severity } from "../../rule.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The most severe first, each severity in the order of the report: for readers that stop somewhere. */
export function mostSevereFirst(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}
