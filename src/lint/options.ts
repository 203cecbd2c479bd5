import type { Rule, RuleOptions, Severity } from "../rule.ts";
import type { Suppression } from "../setup/suppressions.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** A rule that is on, as the configuration wants it. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Set when a severity was chosen; else the rule's own, finding by finding. */
  readonly severity: Severity | undefined;
  /** Whether a preset chose it; the findings that the rule itself raises keep theirs then. */
  readonly byPreset?: boolean;
  readonly options: RuleOptions;
  /** Whether its findings may be hidden by exemptions and suppressions; they may when it is not said. */
  readonly suppressible?: boolean;
  readonly suppressions?: readonly Suppression[];
}

/** What a run needs besides the findings. */
export interface LintOptions {
  /** Whether findings carry the line they point at; formats that do not show it save the time. */
  readonly excerpts: boolean;
  /** Whether to count how each policy logs. */
  readonly posture?: boolean;
  /** The time of the run, by which suppressions and schedules are over; the present time when it is not given. */
  readonly now?: Date;
  /** Told before each rule, by its number from 1 and how many there are. */
  readonly onRule?: ((rule: number, of: number) => void) | undefined;
  /** Measures what the steps take, when somebody wants to know. */
  readonly stopwatch?: Stopwatch | undefined;
}
