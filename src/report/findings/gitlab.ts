import type { Report, ReportedError, ReportedFinding } from "../../lint/report.ts";
import { listed } from "../json-list.ts";
import type { Reporter } from "./reporter.ts";
import { troublesOf } from "./troubles.ts";

const SEVERITIES = { error: "major", warning: "minor", note: "info" } as const;

/**
 * GitLab's code quality report, from https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. The id
 * of the rule is a part of the description because GitLab does not show `check_name`.
 */
export const gitlab: Reporter = {
  needsExcerpts: false,
  *render(report: Report) {
    yield "[";
    yield* listed([...troublesOf(report), ...report.findings], (each) =>
      "rule" in each ? issue(each) : notChecked(each),
    );
    yield "]\n";
  },
};

function issue({ rule, severity, message, identity, uri, region }: ReportedFinding): object {
  return {
    description: `${rule}: ${message}`,
    check_name: rule,
    fingerprint: identity,
    severity: SEVERITIES[severity],
    location: { path: uri, lines: { begin: region.line } },
  };
}

function notChecked({ uri, line = 1, column = 1, message }: ReportedError): object {
  return {
    description: `not checked: ${message}`,
    check_name: "not-checked",
    // GitLab keeps one issue of those with the same fingerprint, whatever it is.
    fingerprint: `not-checked:${uri}:${line}:${column}:${message}`,
    severity: "blocker",
    location: { path: uri, lines: { begin: line } },
  };
}
