import type { Crash, FileReport, ReportedError } from "../lint/report.ts";
import type { Config } from "../panos/config.ts";
import { postureOf } from "../panos/posture/posture.ts";
import type { Posture } from "../panos/posture/posture-types.ts";
import { type ContextOf, type RuleFailure, type Standard, type StandardPosture, StandardsRun } from "./standards.ts";

/** How everything that was read logs, in the order of the file names. Reporters turn it into text and nothing else. */
export interface CoverageReport {
  readonly files: readonly FileCoverage[];
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
  readonly remarks: readonly string[];
}

/** The coverage of one input that was understood. */
export interface FileCoverage extends Coverage {
  readonly file: FileReport;
}

/** How one configuration logs, and how it fares by standards. */
interface Coverage {
  readonly posture: Posture;
  readonly standards: readonly StandardPosture[];
}

/** Counts how a configuration logs, and judges it by standards. `failures` are the rules that could not judge it. */
export function coverageOf(
  config: Config,
  standards: readonly Standard[],
  contextOf: ContextOf,
  now: Date,
): { readonly coverage: Coverage; readonly failures: readonly RuleFailure[] } {
  const posture = postureOf(config, now);
  const run = new StandardsRun(config, posture, contextOf);
  return { coverage: { posture, standards: standards.map((standard) => run.judge(standard)) }, failures: run.failures };
}
