import { dirname, resolve, sep } from "node:path";
import { type Report, withAbsorbed } from "../../lint/report.ts";
import { auditOf } from "../../lint/suppression-audit.ts";
import { type AuditedSuppression, suppressionFindings } from "../../lint/suppression-findings.ts";
import { chosenSeverity, type RuleOverrides } from "../../setup/active-rules.ts";
import type { ConfigFile } from "../../setup/config-file.ts";
import { EXPIRED, UNUSED } from "../../setup/suppression-rules.ts";
import type { Suppression } from "../../setup/suppressions.ts";
import { pathFrom, rootOf } from "../root.ts";

interface Told {
  readonly files: readonly ConfigFile[];
  readonly overrides: RuleOverrides;
  /** The paths of the command line. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly root: string | undefined;
  readonly now: Date;
}

/** The report with what is to be said of the suppressions themselves. */
export function withSuppressionFindings(report: Report, told: Told): Report {
  if (told.files.every(({ suppressions }) => suppressions.length === 0)) return report;
  const found = told.files.flatMap((file) => {
    const expired = chosenSeverity(EXPIRED, file, told.overrides);
    const unused = chosenSeverity(UNUSED, file, told.overrides);
    return suppressionFindings(audited(report, file, told), { expired, unused });
  });
  const summary = { ...report.summary };
  for (const { severity } of found) summary[severity]++;
  const rules = [EXPIRED, UNUSED].map((rule) => ({ rule, severity: rule.severity }));
  // Findings are in the order of their files; the sort leaves those of one file as they are.
  const findings = [...report.findings, ...found].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { ...report, findings, rules: [...report.rules, ...rules], summary };
}

function audited(report: Report, file: ConfigFile, { paths, cwd, root, now }: Told): readonly AuditedSuppression[] {
  const { suppressions } = file;
  const rows = auditOf(suppressions, report.hidden, now);
  const uri = pathFrom(rootOf(root, cwd), file.path);
  // What could not be read, or a rule that failed, might have had what a suppression hides.
  const isWhole = report.errors.length === 0 && report.crashes.length === 0;
  const looksEverywhere = isWhole && coversFolder(paths, dirname(file.path), cwd);
  const isOn = new Set(report.rules.map(({ rule }) => rule.id));
  return suppressions.flatMap((suppression, at) => {
    const row = rows[at];
    if (row === undefined) return [];
    const canBeUnused = looksEverywhere && suppression.rules.every((id) => isOn.has(id));
    return [{ suppression, row, uri, returned: returnedFrom(suppression, report), canBeUnused }];
  });
}

function returnedFrom(suppression: Suppression, { findings }: Report): number {
  return [...withAbsorbed(findings)].filter(({ lapsed }) => lapsed === suppression).length;
}

/** Whether the run looks at all files that the configuration is for: it names its folder, one above it, or nothing. */
function coversFolder(paths: readonly string[], folder: string, cwd: string): boolean {
  const named = paths.length === 0 ? ["."] : paths;
  return named.some((path) => {
    const at = resolve(cwd, path);
    return folder === at || folder.startsWith(at.endsWith(sep) ? at : at + sep);
  });
}
