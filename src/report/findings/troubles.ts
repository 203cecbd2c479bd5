import type { Report, ReportedError } from "../../lint/report.ts";

/** Everything that kept the run from judging all of its inputs: what was not understood, and lint rules that failed. */
export function troublesOf({ errors, crashes }: Report): readonly ReportedError[] {
  const failed = crashes.map(({ rule, file, error }) => ({
    file,
    uri: file,
    line: undefined,
    column: undefined,
    message: `The rule ${rule} failed: ${error.message}.`,
    hint: "This is a fault of panlint.",
  }));
  return [...errors, ...failed];
}
