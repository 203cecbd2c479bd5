import { LintRun } from "../../lint/lint.ts";
import { auditOf } from "../../lint/suppression-audit.ts";
import {
  suppressionsCsv,
  suppressionsJson,
  suppressionsMarkdown,
  suppressionsText,
} from "../../report/suppressions/lists.ts";
import { findInputs } from "../../source/inputs.ts";
import { tellCrash } from "../crash.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { readInputs } from "../read-inputs.ts";
import { Settings } from "../settings.ts";
import { writeAll } from "../streams.ts";
import { exitCodeOf } from "../threshold.ts";

export const SUPPRESSION_FORMATS = {
  text: suppressionsText,
  csv: suppressionsCsv,
  markdown: suppressionsMarkdown,
  json: suppressionsJson,
} as const;

export interface SuppressionsArguments {
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
  const rules = await program.loadRules();
  const inputs = await findInputs(args.paths, terminal.cwd);
  const settings = new Settings(rules, terminal, args.config, new Map());
  await settings.checkNamedFile();
  const now = new Date();
  const run = new LintRun({ excerpts: false, now });
  await readInputs(run, { inputs, settings, estate: undefined, cwd: terminal.cwd }, ({ active }) => active);
  const report = run.report();
  const suppressions = settings.files.flatMap((file) => file.suppressions);
  const rows = auditOf(suppressions, report.hidden, now);
  await writeAll(terminal.stdout, [SUPPRESSION_FORMATS[args.format](rows)]);
  for (const crash of report.crashes) tellCrash(program, crash);
  for (const error of report.errors) terminal.stderr.write(`panlint: ${error.file}: ${error.message}\n`);
  const code = exitCodeOf(report, "never");
  if (code !== EXIT.CLEAN) return code;
  return args.failOnExpired && rows.some(({ state }) => state === "expired") ? EXIT.FINDINGS : EXIT.CLEAN;
}
