import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";
import type { OtherRuleKind } from "../scopes/other-rulebases.ts";

/** The rulebases besides security whose rules have to do with logs, and may be left over. */
export const SCHEDULED_RULE_KINDS = [
  "decryption",
  "authentication",
  "dos",
  "tunnel-inspect",
] as const satisfies readonly OtherRuleKind[];

/** `2026/03/01@18:00-2026/03/02@06:00`, as the schema has it. */
const PERIOD = /-(\d{4})\/(\d\d)\/(\d\d)@(\d\d):(\d\d)$/;

/**
 * The end of the last period of a schedule, as if the firewall's clock were UTC; undefined when it comes back every day
 * or week, or when a period cannot be read.
 */
export function endOf(schedule: Element): Date | undefined {
  const periods = schedule.find("schedule-type", "non-recurring") ?? schedule.child("non-recurring");
  let last: number | undefined;
  for (const period of members(periods)) {
    const [, year, month, day, hour, minute] = PERIOD.exec(period)?.map(Number) ?? [];
    if (year === undefined || month === undefined) return undefined;
    last = Math.max(last ?? 0, Date.UTC(year, month - 1, day, hour, minute));
  }
  return last === undefined ? undefined : new Date(last);
}
