import type { Rule } from "../rule.ts";
import type { Terminal } from "./streams.ts";

/** What the wiring gives the command line. */
export interface Program {
  readonly version: string;
  /** The built-in rules, loaded when a command needs them. */
  readonly loadRules: () => Promise<readonly Rule[]>;
  readonly terminal: Terminal;
  /** Where to report a fault of ours. */
  readonly issues: string;
  /** The Markdown page of a rule. */
  readonly page: (rule: string) => string;
}
