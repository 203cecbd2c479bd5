import type { Report } from "../lint/report.ts";

/** The contract with scripts: the same for every format. */
export const EXIT = {
  /** Everything was read and understood, and nothing reached the threshold. */
  CLEAN: 0,
  FINDINGS: 1,
  /** The command line or the configuration is wrong. */
  USAGE: 2,
  /** An input could not be read or understood; the findings of the others are reported all the same. */
  INPUT: 3,
  NOTHING_TO_CHECK: 4,
  /** panlint itself failed. */
  INTERNAL: 70,
} as const;

/** The exit code of a run in which a rule failed or an input was not understood; undefined when all went well. */
export function failureOf({ crashes, errors }: Pick<Report, "crashes" | "errors">): number | undefined {
  if (crashes.length > 0) return EXIT.INTERNAL;
  return errors.length > 0 ? EXIT.INPUT : undefined;
}
