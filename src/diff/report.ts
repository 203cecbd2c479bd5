import { fileReportOf } from "../lint/file-report.ts";
import { identitiesOf } from "../lint/identity.ts";
import { type ActiveRule, type FileResult, lintConfig } from "../lint/lint-file.ts";
import type { Crash, FileReport, ReportedError, ReportedFinding } from "../lint/report.ts";
import type { Config } from "../panos/config.ts";
import type { Element } from "../rule.ts";
import { Source } from "../source/source.ts";
import type { Effect, PostureChange } from "./change.ts";
import { postureChanges } from "./changes.ts";

/** All that differs in logging between two versions of one configuration. */
export interface DiffReport {
  readonly old: FileReport;
  readonly now: FileReport;
  /** What is worse first. */
  readonly changes: readonly ReportedChange[];
  readonly findings: ChangedFindings;
  /** Changes by effect; new errors and warnings are worse, too. */
  readonly summary: Readonly<Record<Effect, number>>;
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
}

/** A change with lines for places. */
export interface ReportedChange extends Omit<PostureChange, "old" | "now"> {
  readonly old: number | undefined;
  readonly now: number | undefined;
}

/** Live findings that only one version has; `hidden` are those that something hides in the new one. */
export interface ChangedFindings {
  readonly fresh: readonly ReportedFinding[];
  readonly gone: readonly ReportedFinding[];
  readonly hidden: readonly ReportedFinding[];
}

export interface DiffQuestion {
  readonly old: Config;
  readonly now: Config;
  readonly rules: readonly ActiveRule[];
  /** The time of the run. */
  readonly time: Date;
}

export function diffReport({ old, now, rules, time }: DiffQuestion): DiffReport {
  const options = { excerpts: false, now: time };
  const { source } = now.document;
  const before = lintConfig(renamed(old.document.source, source.uri), () => old, rules, options);
  const after = lintConfig(source, () => now, rules, options);
  const changes = postureChanges(old, now).map((change) => ({
    ...change,
    old: lineOf(old, change.old),
    now: lineOf(now, change.now),
  }));
  const findings = changedFindings(before, after);
  return {
    old: fileReportOf(old.document.source, old),
    now: fileReportOf(source, now),
    changes,
    findings,
    summary: summarise(changes, findings),
    errors: [...before.errors, ...after.errors],
    crashes: [...before.crashes, ...after.crashes],
  };
}

function summarise(changes: readonly ReportedChange[], { fresh }: ChangedFindings): DiffReport["summary"] {
  const summary = { worse: 0, better: 0, other: 0 };
  for (const { effect } of changes) summary[effect]++;
  for (const { severity } of fresh) if (severity !== "note") summary.worse++;
  return summary;
}

/** The same file under another name: identities rest on the name. */
function renamed({ name, bytes, notes }: Source, uri: string): Source {
  return new Source({ name, uri, bytes, notes });
}

function changedFindings(before: FileResult, after: FileResult): ChangedFindings {
  const known = identitiesOf(before);
  const left = identitiesOf(after);
  const live = new Set(before.findings.map(({ identity }) => identity));
  return {
    fresh: after.findings.filter(({ identity }) => !known.has(identity)),
    gone: before.findings.filter(({ identity }) => !left.has(identity)),
    hidden: after.hidden.flatMap(({ finding }) => (live.has(finding.identity) ? [finding] : [])),
  };
}

function lineOf({ document }: Config, element: Element | undefined): number | undefined {
  return element === undefined ? undefined : document.source.positionAt(element.span.start).line;
}
