import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { UsageError } from "../../error.ts";
import { type Baseline, parseBaseline, staleEntries } from "../../lint/baseline.ts";
import type { Hidden, Report, ReportedFinding } from "../../lint/report.ts";
import type { ConfigFile } from "../../setup/config-file.ts";

/** The baselines of a run: the one that is named, or those of the configuration files. Throws UsageError. */
export function baselinesOf(
  named: string | false | undefined,
  files: readonly ConfigFile[],
  cwd: string,
): readonly Baseline[] {
  if (named === false) return [];
  if (named !== undefined) return [readBaseline(resolve(cwd, named), named)];
  return files.flatMap(({ path, baseline }) => {
    if (baseline === undefined) return [];
    const full = resolve(dirname(path), baseline);
    return [readBaseline(full, relative(cwd, full).replaceAll(sep, "/"))];
  });
}

export function readBaseline(path: string, shown: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException; // node:fs throws no other
    throw new UsageError(
      `The baseline ${shown} cannot be read: ${code === "ENOENT" ? "there is no such file" : code}.`,
      {
        hint: "Write it with panlint baseline, or leave it out of the configuration.",
      },
    );
  }
  return parseBaseline(text, shown);
}

/** Whether a baseline knows a finding. */
export function inBaseline(baselines: readonly Baseline[], finding: ReportedFinding): Hidden | undefined {
  const baseline = baselines.find(({ entries }) => entries.has(finding.identity));
  return baseline && { kind: "baseline", file: baseline.file };
}

/**
 * The report with what is mended of the baselines, and a sentence for each that knows more than there is. Never an error:
 * mending a finding must not fail a run.
 */
export function withMended(report: Report, baselines: readonly Baseline[]): Report {
  if (baselines.length === 0) return report;
  const findings = [...report.findings, ...report.hidden.map(({ finding }) => finding)];
  const uris = new Set(report.files.map(({ uri }) => uri));
  const stale = baselines.map((baseline) => staleEntries(baseline, findings, (uri) => uris.has(uri)));
  const told = baselines.flatMap(({ file }, at) => staleRemark(file, stale[at]?.length ?? 0));
  return { ...report, mended: stale.flat().map(({ rule }) => rule), remarks: [...report.remarks, ...told] };
}

function staleRemark(file: string, count: number): readonly string[] {
  if (count === 0) return [];
  const [entries, them] = count === 1 ? ["1 entry is", "it"] : [`${count} entries are`, "them"];
  return [
    `${file}: ${entries} stale, for nothing like that is found any more; drop ${them} with panlint baseline --prune.`,
  ];
}
