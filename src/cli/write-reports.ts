import { appendFileSync } from "node:fs";
import { UsageError } from "../error.ts";
import type { Report } from "../lint/report.ts";
import type { ReportContext, Reporter } from "../report/findings/reporter.ts";
import { type Terminal, unwritable, wantsColor, writeTo } from "./streams.ts";

/** A reporter, and the absolute path of the file it writes; undefined for standard output. */
export interface Output {
  readonly reporter: Reporter;
  readonly file: string | undefined;
}

/** Writes all reports of a run, and what their readers should know on standard error. Throws UsageError. */
export async function writeReports(
  report: Report,
  outputs: readonly Output[],
  { terminal, ...context }: Omit<ReportContext, "color"> & { readonly terminal: Terminal },
): Promise<void> {
  const remarks = new Set<string>();
  for (const { reporter, file } of outputs) {
    const color = file === undefined && wantsColor(terminal);
    const pieces = reporter.render(report, { ...context, color });
    await writeTo(file, pieces, terminal);
    for (const remark of reporter.remarks?.(report, context) ?? []) remarks.add(remark);
  }
  for (const remark of remarks) terminal.stderr.write(`panlint: ${remark}\n`);
}

/** Adds a report to the summary of a GitHub Actions step; other programs may have written to it before. */
export function appendStepSummary(path: string, pieces: Iterable<string>, terminal: Terminal): void {
  try {
    appendFileSync(path, [...pieces].join(""));
  } catch (cause) {
    const error = unwritable(path, cause);
    if (!(error instanceof UsageError)) throw error;
    terminal.stderr.write(`panlint: ${error.message}\n`);
  }
}
