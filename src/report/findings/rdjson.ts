import type { Report, ReportedError, ReportedFinding } from "../../lint/report.ts";
import { HOME_PAGE, rulePageUrl } from "../addresses.ts";
import { listed } from "../json-list.ts";
import { helpText } from "./help.ts";
import type { Reporter } from "./reporter.ts";
import { troublesOf } from "./troubles.ts";

const SEVERITIES = { error: "ERROR", warning: "WARNING", note: "INFO" } as const;

/**
 * Reviewdog's diagnostic format, from https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Ranges are of whole
 * lines: its columns count bytes, and comments are at lines anyway. There are no suggestions, because what mends a finding
 * is a command for the firewall, not a text for the export.
 */
export const rdjson: Reporter = {
  needsExcerpts: false,
  *render(report: Report) {
    yield `{"source":${JSON.stringify({ name: "panlint", url: HOME_PAGE })},"diagnostics":[`;
    yield* listed([...troublesOf(report), ...report.findings], (each) =>
      "rule" in each ? diagnostic(each) : notChecked(each),
    );
    yield "]}\n";
  },
};

function diagnostic(finding: ReportedFinding): object {
  const { message, uri, region, severity, rule } = finding;
  const help = helpText(finding);
  return {
    message: help === "" ? message : `${message}\n${help}`,
    location: { path: uri, range: { start: { line: region.line }, end: { line: region.endLine } } },
    severity: SEVERITIES[severity],
    code: { value: rule, url: rulePageUrl(rule) },
  };
}

function notChecked({ message, hint, uri, line }: ReportedError): object {
  const range = line === undefined ? {} : { range: { start: { line } } };
  return {
    message: `Not checked: ${message}${hint === undefined ? "" : `\n${hint}`}`,
    location: { path: uri, ...range },
    severity: "ERROR",
  };
}
