import type { Report, ReportedFinding } from "../../lint/report.ts";
import { listed } from "../json-list.ts";
import { helpText } from "./help.ts";
import { hiddenJson } from "./hidden.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { troublesOf } from "./troubles.ts";

/**
 * The versioned JSON shape (`schema/report.schema.json`): keys are never removed or changed within a version, only
 * added. One finding a line, so that line tools can work with it too. What is absent is null.
 */
export const json: Reporter = {
  needsExcerpts: false,
  showsHidden: true,
  *render(report: Report, context: ReportContext) {
    yield '{"version":1,\n"files":[';
    yield* listed(report.files, (file) => ({
      path: file.path,
      product: file.product,
      panosVersion: file.panosVersion ?? null,
      shape: file.shape,
      partial: file.partial ?? null,
      policyRules: { security: { total: file.securityRules.total, disabled: file.securityRules.disabled } },
    }));
    yield '],\n"findings":[';
    yield* listed(report.findings, finding);
    yield "],\n";
    if (context.showHidden) {
      yield '"hidden":[';
      yield* listed(report.hidden, (each) => ({ finding: finding(each.finding), because: hiddenJson(each.because) }));
      yield "],\n";
    }
    yield `"summary":${JSON.stringify(report.summary)},\n"errors":[`;
    yield* listed(troublesOf(report), (error) => ({
      file: error.file,
      line: error.line ?? null,
      column: error.column ?? null,
      message: error.message,
      hint: error.hint ?? null,
    }));
    yield `],\n"remarks":${JSON.stringify(report.remarks)}}\n`;
  },
};

function finding(item: ReportedFinding): unknown {
  const { region, policyRule } = item;
  return {
    rule: item.rule,
    severity: item.severity,
    message: item.message,
    help: helpText(item) || null,
    file: item.file,
    line: region.line,
    column: region.column,
    endLine: region.endLine,
    endColumn: region.endColumn,
    path: item.path,
    identity: item.identity,
    policyRule:
      policyRule === undefined
        ? null
        : {
            kind: policyRule.kind,
            name: policyRule.name,
            uuid: policyRule.uuid ?? null,
            rulebase: policyRule.rulebase,
            scope: policyRule.scope,
            owner: policyRule.owner ?? null,
          },
    related: item.related.map((place) => ({ file: place.file, ...place.region, message: place.message })),
  };
}
