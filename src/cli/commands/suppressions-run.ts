import { LintRun } from "../../lint/lint.ts";
import { auditOf } from "../../lint/suppression-audit.ts";
import {
  suppressionsCsv,
  suppressionsJson,
  suppressionsMarkdown,
  suppressionsText,
} from "../../report/suppressions/lists.ts";
import { reportCrashes } from "../crash.ts";
import { EXIT, failureOf } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { openInputs, readInputs } from "../read-inputs.ts";
import { writeAll } from "../streams.ts";

const SUPPRESSION_FORMATS = {
  text: suppressionsText,
  csv: suppressionsCsv,
  markdown: suppressionsMarkdown,
  json: suppressionsJson,
} as const;

interface SuppressionsArguments {
  readonly paths: readonly string[];
  readonly format: keyof typeof SUPPRESSION_FORMATS;
  /** Whether one that is over makes it fail. */
  readonly failOnExpired: boolean;
  /** A file, `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
}

/** Prints what hides findings, and how many. Returns the exit code. Throws UsageError. */
export async function runSuppressions(program: Program, args: SuppressionsArguments): Promise<number> {
  const { terminal } = program;
  const { inputs, settings } = await openInputs(program, args);
  const now = new Date();
  const run = new LintRun({ excerpts: false, now });
  await readInputs(run, { inputs, settings, estate: undefined, cwd: terminal.cwd }, ({ active }) => active);
  const report = run.report();
  const suppressions = settings.files.flatMap((file) => file.suppressions);
  const rows = auditOf(suppressions, report.hidden, now);
  await writeAll(terminal.stdout, [SUPPRESSION_FORMATS[args.format](rows)]);
  reportCrashes(program, report.crashes);
  for (const error of report.errors) terminal.stderr.write(`panlint: ${error.file}: ${error.message}\n`);
  const fails = args.failOnExpired && rows.some(({ state }) => state === "expired");
  return failureOf(report) ?? (fails ? EXIT.FINDINGS : EXIT.CLEAN);
}
