import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";

/** When a schedule that does not come back every day or week lets rules match, in milliseconds since 1970. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** `2026/03/01@18:00-2026/03/02@06:00`, as the schema has it. */
const PERIOD = /^(\d{4})\/(\d\d)\/(\d\d)@(\d\d):(\d\d)-(\d{4})\/(\d\d)\/(\d\d)@(\d\d):(\d\d)$/;

/**
 * From the begin of the first period of a schedule to the end of its last one, as if the firewall's clock were UTC;
 * undefined when it comes back every day or week, or when a period cannot be read.
 */
export function spanOf(schedule: Element): Span | undefined {
  const periods = schedule.find("schedule-type", "non-recurring") ?? schedule.child("non-recurring");
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const period of members(periods)) {
    const numbers = PERIOD.exec(period.trim())?.slice(1).map(Number);
    if (numbers === undefined) return undefined;
    first = Math.min(first, timeOf(numbers.slice(0, 5)));
    last = Math.max(last, timeOf(numbers.slice(5)));
  }
  return first <= last ? { first, last } : undefined;
}

function timeOf([year = 0, month = 1, day = 1, hour = 0, minute = 0]: readonly number[]): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}
