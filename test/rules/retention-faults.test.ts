import { expect, test } from "@jest/globals";
import { retentionFaults } from "../../rules/log-storage/retention-faults.ts";
import { configOf } from "../support/panos-config.ts";

function groupWith(management: string) {
  const config = configOf(
    `<config version="11.1.0"><devices><entry name="localhost.localdomain"><log-collector-group><entry name="europe">
<general-setting><management>${management}</management></general-setting></entry></log-collector-group></entry></devices></config>`,
  );
  const [group] = config.devices.collectorGroups;
  if (group === undefined) throw new Error("There is no collector group.");
  return group;
}

const QUESTION = { logs: ["detailed", "infra-audit"], least: () => 90, most: 0, endless: false };
const PERIODS =
  "<quota-settings><log-expiration-period><detailed>365</detailed></log-expiration-period></quota-settings>";

test.each([
  ["long enough", PERIODS, {}, []],
  ["too short", PERIODS.replace("365", "30"), {}, ["short detailed 30 < 90"]],
  ["too long", PERIODS, { most: 180 }, ["long detailed 365 > 180", "endless infra-audit"]],
  ["not written for one kind", PERIODS, { endless: true }, ["endless infra-audit"]],
  ["not written at all", "", { endless: true }, ["endless detailed, infra-audit"]],
])("an expiration period that is %s", (_, management, more, expected) => {
  const faults = [...retentionFaults(groupWith(management), { ...QUESTION, ...more })];
  const told = faults.map((fault) => {
    if (fault.kind === "endless") return `endless ${fault.logs.join(", ")}`;
    const { kind, setting, required } = fault;
    return `${kind} ${setting.name} ${setting.value} ${kind === "short" ? "<" : ">"} ${required}`;
  });
  expect(told).toEqual(expected);
});
