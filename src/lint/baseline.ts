import { UsageError } from "../error.ts";
import { identitiesOf } from "./identity.ts";
import type { Report, ReportedFinding } from "./report.ts";

/** Findings that are known, by identity; the rest of a line is for people. */
export interface Baseline {
  /** The file, as shown to the user. */
  readonly file: string;
  readonly entries: ReadonlyMap<string, BaselineEntry>;
}

export interface BaselineEntry {
  readonly identity: string;
  readonly rule: string;
  readonly uri: string;
  readonly path: string;
  /** Why it is accepted, where somebody wrote that; undefined else. */
  readonly reason?: string | undefined;
}

const HEAD = `# panlint baseline, version 1. Known findings, one a line: identity, lint rule, file, place; sorted.
# Made by \`panlint baseline\`. Two versions are merged by keeping the lines of both. A reason may be added behind a tab.
`;
const LINE = /^([0-9a-f]{32})\t([^\t]*)\t([^\t]*)\t([^\t]*)(?:\t(.*))?$/;
const CONFLICT = /^(<{7}|={7}|>{7}|\|{7})/;

/** Reads a baseline. Throws UsageError that names the line of what is wrong. */
export function parseBaseline(text: string, file: string): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [, identity, rule = "", uri = "", path = "", reason] = LINE.exec(line) ?? [];
    if (identity === undefined) throw mistake(file, index + 1, line);
    entries.set(identity, { identity, rule, uri, path, reason });
  }
  return { file, entries };
}

function mistake(file: string, line: number, text: string): UsageError {
  if (CONFLICT.test(text)) {
    return new UsageError(`${file}:${line}: Here Git left a merge conflict.`, {
      hint: "Keep the lines of both sides and delete the markers.",
    });
  }
  return new UsageError(`${file}:${line}: This is no line of a baseline.`, {
    hint: "Restore the file from Git, or write it anew with panlint baseline.",
  });
}

/** What a finding is in a baseline. */
export function entryOf({ identity, rule, uri, path }: ReportedFinding): BaselineEntry {
  return { identity, rule, uri: oneLine(uri), path: oneLine(path) };
}

/** Names in a configuration may hold any character. */
function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ");
}

/** The text of a baseline: the same for the same entries in any order. */
export function renderBaseline(entries: Iterable<BaselineEntry>): string {
  const lines = [...entries].map(({ identity, rule, uri, path, reason }) => ({
    key: `${uri}\t${path}\t${rule}\t${identity}`,
    line: `${[identity, rule, uri, path, ...(reason === undefined ? [] : [reason])].join("\t")}\n`,
  }));
  lines.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return HEAD + lines.map(({ line }) => line).join("");
}

/** Entries about files that were looked at which no finding answers to, live or hidden: what they are for is fixed. */
export function staleEntries(
  { entries }: Baseline,
  { findings, hidden }: Pick<Report, "findings" | "hidden">,
  isLookedAt: (uri: string) => boolean,
): readonly BaselineEntry[] {
  const found = identitiesOf({ findings, hidden });
  return [...entries.values()].filter(({ identity, uri }) => isLookedAt(uri) && !found.has(identity));
}
