import type { CoverageReport, FileCoverage } from "../../coverage/coverage.ts";
import type { CoverageReporter } from "./reporter.ts";

type Posture = FileCoverage["posture"];
type ForwardedLogs = Posture["rulebases"][number]["logs"][number];

/**
 * The versioned JSON shape (`schema/coverage.schema.json`): keys are never removed or changed within a version, only
 * added. What is absent is null.
 */
export const coverageJson: CoverageReporter = {
  *render({ files, errors, remarks }: CoverageReport) {
    const shape = {
      version: 1,
      files: files.map(fileShape),
      errors: errors.map(({ file, line, column, message, hint }) => ({
        file,
        line: line ?? null,
        column: column ?? null,
        message,
        hint: hint ?? null,
      })),
      remarks,
    };
    yield `${JSON.stringify(shape, undefined, 1)}\n`;
  },
};

function fileShape({ file, posture, standards }: FileCoverage): object {
  return {
    path: file.path,
    product: file.product,
    panosVersion: file.panosVersion ?? null,
    shape: file.shape,
    partial: file.partial ?? null,
    notes: file.notes,
    rulebases: posture.rulebases.map(({ scope, position, enabled, disabled, idle, logging, logs, inspection }) => ({
      scope,
      position,
      enabled,
      disabled,
      idle,
      logging,
      logs: logs.map(logShape),
      inspection: { ...inspection, types: Object.fromEntries(inspection.types) },
    })),
    otherRulebases: posture.others.map(({ label: _, logs, ...rest }) => ({ ...rest, logs: logs.map(logShape) })),
    standards,
  };
}

function logShape({ destinations, ...log }: ForwardedLogs): object {
  return { ...log, destinations: destinations.map((each) => ({ ...each, name: each.name ?? null })) };
}
