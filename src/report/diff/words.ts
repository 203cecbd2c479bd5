import type { Effect } from "../../diff/change.ts";
import type { DiffReport, ReportedChange } from "../../diff/report.ts";
import type { ReportedFinding } from "../../lint/report.ts";
import { nounFor } from "../../words.ts";

/** A part of the difference for people: a headline, and a row for each thing. */
interface DiffSection {
  readonly title: string;
  readonly effect: Effect;
  readonly rows: readonly DiffRow[];
}

interface DiffRow {
  readonly text: string;
  /** Where it is: logical path, and the line of the new version unless it says otherwise. */
  readonly place: string;
}

const TITLES: Readonly<Record<Effect, string>> = { worse: "Worse", better: "Better", other: "Changed" };

/** All sections that have something, in the order for a reader. */
export function sectionsOf({ changes, findings }: DiffReport): readonly DiffSection[] {
  const changed = (effect: Effect): DiffSection => ({
    title: TITLES[effect],
    effect,
    rows: changes.filter((change) => change.effect === effect).map(changeRow),
  });
  const all: readonly DiffSection[] = [
    changed("worse"),
    { title: "New findings", effect: "worse", rows: findings.fresh.map(findingRow) },
    { title: "Findings hidden now by tags, markers or suppressions", effect: "other", rows: byRule(findings.hidden) },
    changed("other"),
    changed("better"),
    { title: "Findings that are gone", effect: "better", rows: byRule(findings.gone) },
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function changeRow({ message, path, old, now }: ReportedChange): DiffRow {
  return { text: message, place: now === undefined ? `${path}, old line ${old}` : `${path}, line ${now}` };
}

function findingRow({ severity, message, rule, path, region }: ReportedFinding): DiffRow {
  return { text: `${severity}: ${message} [${rule}]`, place: `${path}, line ${region.line}` };
}

/** What is no longer told needs no explanation: only where it was. */
function byRule(findings: readonly ReportedFinding[]): readonly DiffRow[] {
  const rules = new Map<string, string[]>();
  for (const { rule, path } of findings) rules.set(rule, [...(rules.get(rule) ?? []), path]);
  return Array.from(rules, ([rule, paths]) => ({ text: `${rule} (${paths.length})`, place: paths.join(", ") }));
}

/** `2 worse, 1 better, 3 changed; 1 new finding, 4 gone.` */
export function totalsOf({ changes, findings }: DiffReport): string {
  const changed = (effect: Effect) => changes.filter((change) => change.effect === effect).length;
  const { fresh, gone, hidden } = findings;
  const parts = [
    counted({ worse: changed("worse"), better: changed("better"), changed: changed("other") }),
    counted({
      [nounFor(fresh.length, "new finding")]: fresh.length,
      gone: gone.length,
      "hidden now": hidden.length,
    }),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "Nothing changed in what is logged." : `${parts.join("; ")}.`;
}

function counted(counts: { readonly [word: string]: number }): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}`)
    .join(", ");
}
