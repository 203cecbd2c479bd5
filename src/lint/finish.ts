import type { Rule } from "../rule.ts";
import { type Baseline, staleEntries } from "./baseline.ts";
import type { Hidden, Report, ReportedFinding } from "./report.ts";
import { summarise } from "./summary.ts";
import { type SuppressionFile, suppressionFindings } from "./suppression-findings.ts";

/** What is known besides the findings of a run. */
export interface Known {
  readonly baselines: readonly Baseline[];
  /** Undefined when nothing is compared with an older version. */
  readonly old: OldFindings | undefined;
  /** Undefined when suppressions hide nothing, and nothing is reported about them. */
  readonly suppressions: WrittenSuppressions | undefined;
}

/** What was found in older versions of the inputs. */
export interface OldFindings {
  /** The Git revision or the file, as the user named it. */
  readonly since: string;
  readonly identities: ReadonlySet<string>;
  /** Sentences on what could not be compared. */
  readonly remarks: readonly string[];
}

/** The suppressions of the configuration files of a run. */
export interface WrittenSuppressions {
  readonly files: readonly SuppressionFile[];
  /** The rules that report about suppressions. */
  readonly rules: readonly Rule[];
  /** The time of the run. */
  readonly now: Date;
}

/** Finishes a report: hides what is known already, and adds what is to be said of baselines and suppressions. */
export function finish(report: Report, { baselines, old, suppressions }: Known): Report {
  const remarks = [...report.remarks, ...(old?.remarks ?? [])];
  const known = withoutKnown(
    { ...report, remarks },
    (finding) => isOld(finding, old) ?? inBaseline(finding, baselines),
  );
  const finished = withSuppressionFindings(withMended(known, baselines), suppressions);
  return { ...finished, summary: summarise(finished.findings, finished.hidden) };
}

function isOld({ identity }: ReportedFinding, old: OldFindings | undefined): Hidden | undefined {
  return old?.identities.has(identity) ? { kind: "unchanged", since: old.since } : undefined;
}

function inBaseline({ identity }: ReportedFinding, baselines: readonly Baseline[]): Hidden | undefined {
  const baseline = baselines.find(({ entries }) => entries.has(identity));
  return baseline && { kind: "baseline", file: baseline.file };
}

function withoutKnown(report: Report, because: (finding: ReportedFinding) => Hidden | undefined): Report {
  const findings: ReportedFinding[] = [];
  const hidden = [...report.hidden];
  for (const finding of report.findings) {
    const reason = because(finding);
    if (reason === undefined) {
      findings.push(finding);
      continue;
    }
    hidden.push({ finding, because: reason });
    // What goes into a finding that is known may itself be new.
    findings.push(...(finding.absorbed ?? []).filter((each) => because(each) === undefined));
  }
  return { ...report, findings, hidden };
}

/**
 * The report with what is fixed of the baselines, and a sentence for each that knows more than there is. Never an error:
 * fixing a finding must not fail a run.
 */
function withMended(report: Report, baselines: readonly Baseline[]): Report {
  if (baselines.length === 0) return report;
  const uris = new Set(report.files.map(({ uri }) => uri));
  const stale = baselines.map((baseline) => staleEntries(baseline, report, (uri) => uris.has(uri)));
  const said = baselines.flatMap(({ file }, at) => staleRemark(file, stale[at]?.length ?? 0));
  return { ...report, mended: stale.flat().map(({ rule }) => rule), remarks: [...report.remarks, ...said] };
}

function staleRemark(file: string, count: number): readonly string[] {
  if (count === 0) return [];
  const [entries, them] = count === 1 ? ["1 entry is", "it"] : [`${count} entries are`, "them"];
  return [
    `${file}: ${entries} stale, for nothing like that is found any more; drop ${them} with panlint baseline --prune.`,
  ];
}

function withSuppressionFindings(report: Report, written: WrittenSuppressions | undefined): Report {
  if (written === undefined || written.files.every(({ suppressions }) => suppressions.length === 0)) return report;
  const found = written.files.flatMap((file) => suppressionFindings(report, file, written.now));
  const rules = written.rules.map((rule) => ({ rule, severity: rule.severity }));
  // Findings are in the order of their files; the sort leaves those of one file as they are.
  const findings = [...report.findings, ...found].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { ...report, findings, rules: [...report.rules, ...rules] };
}
