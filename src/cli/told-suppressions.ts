import { dirname, relative, resolve, sep } from "node:path";
import type { ConfigFile } from "../config/config-file.ts";
import type { Report } from "../lint/report.ts";
import { auditOf } from "../lint/suppression-audit.ts";
import { SUPPRESSION_RULES, suppressionFindings } from "../lint/suppression-findings.ts";
import { rootOf } from "./root.ts";

interface Told {
  readonly files: readonly ConfigFile[];
  /** The paths of the command line. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly root: string | undefined;
  readonly now: Date;
}

/** The report with what is to be said of the suppressions themselves. */
export function withSuppressionFindings(report: Report, { files, paths, cwd, root, now }: Told): Report {
  const found = files.flatMap((file) => {
    const { suppressions } = file;
    const rows = auditOf(suppressions, report.hidden, now);
    const place = { file: pathFrom(cwd, file.path), uri: pathFrom(rootOf(root, cwd), file.path) };
    const audited = suppressions.flatMap((suppression, at) => {
      const row = rows[at];
      return row === undefined ? [] : [{ suppression, row, ...place }];
    });
    return suppressionFindings(audited, coversFolder(paths, dirname(file.path), cwd));
  });
  if (files.every(({ suppressions }) => suppressions.length === 0)) return report;
  const summary = { ...report.summary };
  for (const { severity } of found) summary[severity]++;
  const rules = SUPPRESSION_RULES.map((rule) => ({ rule, severity: rule.severity }));
  return { ...report, findings: [...report.findings, ...found], rules: [...report.rules, ...rules], summary };
}

/** Whether the run looks at all files that the configuration is for: it names its folder, one above it, or nothing. */
function coversFolder(paths: readonly string[], folder: string, cwd: string): boolean {
  const named = paths.length === 0 ? ["."] : paths;
  return named.some((path) => {
    const at = resolve(cwd, path);
    return folder === at || folder.startsWith(at.endsWith(sep) ? at : at + sep);
  });
}

function pathFrom(from: string, path: string): string {
  return relative(from, path).replaceAll(sep, "/");
}
