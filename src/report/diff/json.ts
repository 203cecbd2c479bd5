import type { DiffReport, DiffSide } from "../../diff/report.ts";
import type { ReportedFinding } from "../../lint/report.ts";
import type { DiffReporter } from "./reporter.ts";

/**
 * The versioned JSON shape (`schema/diff.schema.json`): keys are never removed or changed within a version, only added.
 * What is absent is null.
 */
export const diffJson: DiffReporter = {
  *render(report: DiffReport) {
    const { changes, findings, summary, errors } = report;
    const shape = {
      version: 1,
      old: side(report.old),
      new: side(report.now),
      changes: changes.map(({ effect, path, message, old, now }) => ({
        effect,
        path,
        message,
        oldLine: old ?? null,
        newLine: now ?? null,
      })),
      findings: {
        new: findings.fresh.map(finding),
        gone: findings.gone.map(finding),
        hidden: findings.hidden.map(finding),
      },
      summary,
      errors: errors.map(({ file, line, column, message }) => ({
        file,
        line: line ?? null,
        column: column ?? null,
        message,
      })),
    };
    yield `${JSON.stringify(shape, undefined, 1)}\n`;
  },
};

function side({ path, product, panosVersion, partial }: DiffSide): object {
  return { path, product, panosVersion: panosVersion ?? null, partial: partial ?? null };
}

function finding({ rule, severity, message, path, identity, region }: ReportedFinding): object {
  return { rule, severity, message, path, identity, line: region.line };
}
