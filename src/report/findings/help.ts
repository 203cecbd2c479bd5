import type { ReportedFinding } from "../../lint/report.ts";

/** What to do and what to type, one a line. */
export function helpText(finding: ReportedFinding): string {
  return [...(finding.help === undefined ? [] : [finding.help]), ...finding.commands].join("\n");
}
