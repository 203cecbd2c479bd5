import { identitiesOf } from "../lint/identity.ts";
import type { Crash, FileReport, FileResult, ReportedError, ReportedFinding } from "../lint/report.ts";
import type { Config } from "../panos/config.ts";
import type { Element } from "../rule.ts";
import type { Effect, PostureChange } from "./change.ts";
import { postureChanges } from "./changes.ts";

/** All that differs in logging between two versions of one configuration. */
export interface DiffReport {
  readonly old: DiffSide;
  readonly now: DiffSide;
  /** What is worse first. */
  readonly changes: readonly ReportedChange[];
  readonly findings: ChangedFindings;
  /** Changes by effect; new errors and warnings are worse, too. */
  readonly summary: Readonly<Record<Effect, number>>;
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
}

/** What one of the two files is. */
export type DiffSide = Pick<FileReport, "path" | "product" | "panosVersion" | "partial">;

/** A change with lines for places. */
export interface ReportedChange extends Omit<PostureChange, "old" | "now"> {
  readonly old: number | undefined;
  readonly now: number | undefined;
}

/** Live findings that only one version has; `hidden` are those that something hides in the new one. */
interface ChangedFindings {
  readonly fresh: readonly ReportedFinding[];
  readonly gone: readonly ReportedFinding[];
  readonly hidden: readonly ReportedFinding[];
}

/** One version of a configuration, and what linting it gave; of both under one name, on which identities rest. */
export interface LintedVersion {
  readonly config: Config;
  readonly result: FileResult;
}

/** Compares two versions of one configuration; `time` says which schedules are over. */
export function diffReport({ config: old, result: before }: LintedVersion, now: LintedVersion, time: Date): DiffReport {
  const changes = postureChanges(old, now.config, time).map((change) => ({
    ...change,
    old: lineOf(old, change.old),
    now: lineOf(now.config, change.now),
  }));
  const findings = changedFindings(before, now.result);
  return {
    old: sideOf(old),
    now: sideOf(now.config),
    changes,
    findings,
    summary: summarise(changes, findings),
    errors: [...before.errors, ...now.result.errors],
    crashes: [...before.crashes, ...now.result.crashes],
  };
}

function summarise(changes: readonly ReportedChange[], { fresh }: ChangedFindings): DiffReport["summary"] {
  const summary = { worse: 0, better: 0, other: 0 };
  for (const { effect } of changes) summary[effect]++;
  for (const { severity } of fresh) if (severity !== "note") summary.worse++;
  return summary;
}

function sideOf({ file, objects }: Config): DiffSide {
  const { source, product, panosVersion } = file.document;
  return { path: source.name, product, panosVersion, partial: objects.partial };
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

function lineOf({ file }: Config, element: Element | undefined): number | undefined {
  return element === undefined ? undefined : file.document.source.positionAt(element.span.start).line;
}
