import type { ReportedFinding } from "../../lint/report.ts";

/**
 * Words in commands that somebody has to replace: names that the file does not tell, a reason, and "…" for the scope of a
 * fragment. A policy rule that is called so is taken for one too, which costs a look and no more.
 */
const PLACEHOLDER = /(?<![\w.-])(?:[A-Z]+-)*(?:PROFILE|SERVER|REASON)(?![\w.-])|…/g;

/** What has to be replaced before a command can be typed. */
export function placeholdersIn(command: string): readonly string[] {
  return [...new Set(command.match(PLACEHOLDER))];
}

/** Whether the commands of a finding mend it as they are. */
export function isMendable({ commands }: ReportedFinding): boolean {
  return commands.length > 0 && commands.every((command) => placeholdersIn(command).length === 0);
}
