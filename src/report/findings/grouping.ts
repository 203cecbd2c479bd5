import type { Hidden, Report, ReportedFinding, ReportedPlace } from "../../lint/report.ts";
import { scopeWordsOf, subjectName } from "./finding-scope.ts";
import type { Grouping } from "./groupings.ts";
import { hiddenWords } from "./hidden.ts";

/** Findings of a group that are alike, from this number on, are told in one explanation with the list of them. */
const FOLDED_FROM = 10;

interface Group {
  readonly title: string;
  /** Told one by one, in the order of the report. */
  readonly single: readonly ReportedFinding[];
  readonly folds: readonly Fold[];
}

/** Findings that say the same of different policy rules or objects. */
export interface Fold {
  /** The message with `"…"` for the name. */
  readonly message: string;
  /** The places that all of them have. */
  readonly related: readonly ReportedPlace[];
  readonly findings: readonly [ReportedFinding, ...ReportedFinding[]];
}

/** The findings of a report, put together; hidden ones only with those that the same hides. */
export function groupsOf(
  report: Pick<Report, "findings" | "rules">,
  by: Grouping,
  because: ReadonlyMap<ReportedFinding, Hidden> = new Map(),
): readonly Group[] {
  const likeness = (finding: ReportedFinding): string => {
    const hidden = because.get(finding);
    return `${hidden === undefined ? "" : hiddenWords(hidden)}\0${likenessOf(finding)}`;
  };
  const groups = [...grouped(report.findings, (finding) => titleOf(finding, by, report))];
  return groups.map(([title, findings]) => {
    const alike = [...grouped(findings, likeness).values()].filter(({ length }) => length >= FOLDED_FROM);
    const folded = new Set(alike.flat());
    return { title, single: findings.filter((finding) => !folded.has(finding)), folds: alike.map(foldOf) };
  });
}

function titleOf(finding: ReportedFinding, by: Grouping, { rules }: Pick<Report, "rules">): string {
  if (by === "file") return finding.file;
  if (by === "scope") return `${finding.file} › ${scopeWordsOf(finding)}`;
  const summary = rules.find(({ rule }) => rule.id === finding.rule)?.rule.summary;
  return summary === undefined ? finding.rule : `${finding.rule}: ${summary}`;
}

/** The same for findings that differ in nothing but whom they are about; the name of a profile group is a part of it. */
function likenessOf(finding: ReportedFinding): string {
  const { rule, severity, help } = finding;
  return JSON.stringify([rule, severity, help, messageWithoutName(finding)]);
}

function messageWithoutName(finding: ReportedFinding): string {
  return finding.message.replaceAll(`"${subjectName(finding)}"`, '"…"');
}

function foldOf(findings: readonly [ReportedFinding, ...ReportedFinding[]]): Fold {
  const [first, ...others] = findings;
  const related = first.related.filter((place) =>
    others.every((other) => other.related.some((each) => samePlace(each, place))),
  );
  return { message: messageWithoutName(first), related, findings };
}

export function samePlace(a: ReportedPlace, b: ReportedPlace): boolean {
  return a.file === b.file && a.region.line === b.region.line && a.message === b.message;
}

type Some<T> = [T, ...T[]];

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, Some<T>> {
  const groups = new Map<string, Some<T>>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
