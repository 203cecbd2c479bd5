import type { Hidden, HiddenFinding, ReportedFinding, Summary } from "./report.ts";

/** Counts live findings by severity, and hidden ones by what hides them. */
export function summarise(findings: readonly ReportedFinding[], hidden: readonly HiddenFinding[]): Summary {
  const summary = { error: 0, warning: 0, note: 0, suppressed: 0, baselined: 0, unchanged: 0 };
  for (const { severity } of findings) summary[severity]++;
  for (const { because } of hidden) summary[COUNTED_AS[because.kind]]++;
  return summary;
}

const COUNTED_AS = {
  exemption: "suppressed",
  suppression: "suppressed",
  baseline: "baselined",
  unchanged: "unchanged",
} as const satisfies Record<Hidden["kind"], keyof Summary>;
