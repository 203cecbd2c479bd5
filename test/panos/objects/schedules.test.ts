import { expect, test } from "@jest/globals";
import { spanOf } from "../../../src/panos/objects/schedules.ts";
import { element, list } from "../../support/panos-config.ts";
import { elementIn } from "../../support/panos-lint.ts";

const once = (...periods: readonly string[]): string => element("schedule-type", list("non-recurring", ...periods));

const day = (time: number): string => new Date(time).toISOString().slice(0, 16);

test.each([
  ["one period", once("2026/03/01@18:00-2026/03/02@06:30"), "2026-03-01T18:00 2026-03-02T06:30"],
  [
    "the last of several",
    once("2026/05/01@00:00-2026/05/02@00:00", "2026/03/01@18:00-2026/03/02@06:30"),
    "2026-03-01T18:00 2026-05-02T00:00",
  ],
  [
    "before schedule-type came",
    list("non-recurring", "2016/03/01@18:00-2016/03/02@06:30"),
    "2016-03-01T18:00 2016-03-02T06:30",
  ],
  ["every day", element("schedule-type", element("recurring", list("daily", "01:00-05:00"))), undefined],
  ["no period", once(), undefined],
  ["a period that cannot be read", once("2026/03/01@18:00-2026/03/02@06:30", "later"), undefined],
  ["nothing", "", undefined],
])("the first begin and the last end of a schedule: %s", (_, inner, expected) => {
  const span = spanOf(elementIn(element("entry", inner), "entry"));
  expect(span && `${day(span.first)} ${day(span.last)}`).toBe(expected);
});
