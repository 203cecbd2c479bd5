import { stringify } from "csv-stringify/sync";
import type { Report, ReportedError, ReportedFinding } from "../../lint/report.ts";
import type { Reporter } from "./reporter.ts";
import { troublesOf } from "./troubles.ts";

const COLUMNS = [
  "severity",
  "rule",
  "file",
  "line",
  "column",
  "scope",
  "rulebase",
  "policy rule",
  "path",
  "setting",
  "message",
  "help",
  "commands",
  "identity",
];

/** One line a finding, for spreadsheets and databases. */
export const csv: Reporter = {
  needsExcerpts: false,
  *render(report: Report) {
    yield line(COLUMNS);
    for (const error of troublesOf(report)) yield line(notChecked(error));
    for (const finding of report.findings) yield line(cells(finding));
  },
};

type Cell = string | number | undefined;

function line(row: readonly Cell[]): string {
  // A text that begins with = must not run as a formula where the file is opened.
  return stringify([[...row]], { escape_formulas: true });
}

function cells(finding: ReportedFinding): readonly Cell[] {
  const { region, policyRule } = finding;
  return [
    finding.severity,
    finding.rule,
    finding.file,
    region.line,
    region.column,
    policyRule?.scope,
    policyRule?.rulebase,
    policyRule?.name,
    finding.path,
    finding.setting,
    finding.message,
    finding.help,
    finding.commands.join("; "),
    finding.identity,
  ];
}

function notChecked({ file, line: at, column, message, hint }: ReportedError): readonly Cell[] {
  const known = new Map<string, Cell>([
    ["severity", "not checked"],
    ["file", file],
    ["line", at],
    ["column", column],
    ["message", message],
    ["help", hint],
  ]);
  return COLUMNS.map((name) => known.get(name));
}
