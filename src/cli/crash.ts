import type { Crash } from "../lint/report.ts";
import type { Program } from "./program.ts";

/** Says which lint rules failed, and where. */
export function reportCrashes({ terminal, issues }: Program, crashes: readonly Crash[]): void {
  for (const { rule, file, policyRule, error } of crashes) {
    const where = policyRule === undefined ? "" : ` at ${policyRule}`;
    terminal.stderr.write(
      `panlint: the rule ${rule} failed on ${file}${where}: ${error.message}\n` +
        `  This is a fault of panlint; the other rules were run. Please report it: ${issues}\n`,
    );
  }
}
