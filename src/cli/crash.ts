import type { Crash } from "../lint/report.ts";
import type { Program } from "./program.ts";

/** Tells of a lint rule that failed. */
export function tellCrash(program: Program, crash: Crash): void {
  const where = crash.policyRule === undefined ? "" : ` at ${crash.policyRule}`;
  program.terminal.stderr.write(
    `panlint: the rule ${crash.rule} failed on ${crash.file}${where}: ${crash.error.message}\n` +
      `  This is a fault of panlint; the other rules were run. Please report it: ${program.issues}\n`,
  );
}
