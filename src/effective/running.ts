import type { DeviceReference } from "../panos/panorama/device-reference.ts";
import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import type { Target } from "../panos/policies/targets.ts";
import type { Idle } from "../panos/running/running.ts";
import { andListUpTo, inSentence } from "../words.ts";
import type { Describer } from "./describer.ts";
import type { EffectiveSetting } from "./types.ts";

/** Whether a policy rule runs anywhere now, on which firewalls, and when. */
export function* runningSettings(
  rule: PolicyRule,
  describer: Describer,
  idle: Idle | undefined,
): Generator<EffectiveSetting> {
  const written = { origin: "explicit", at: undefined } as const;
  yield idle === undefined
    ? { ...written, name: "Runs", value: "yes", why: "nothing in the file keeps it from matching" }
    : {
        ...written,
        name: "Runs",
        value: "no",
        why: `${whyIdle(idle, describer)}; it matches nothing and logs nothing`,
      };
  const target = rule.entry.child("target");
  const schedule = rule.entry.child("schedule");
  yield {
    name: "Target",
    value: targetInWords(rule.target),
    origin: target === undefined ? "default" : "explicit",
    why: target === undefined ? "<target> is not written" : "written as <target>",
    at: target && describer.at(target),
  };
  yield {
    name: "Schedule",
    value: rule.schedule ?? "none",
    origin: schedule === undefined ? "default" : "explicit",
    why:
      schedule === undefined ? "<schedule> is not written, and the rule matches at any time" : "written as <schedule>",
    at: schedule && describer.at(schedule),
  };
}

/** A clause: `its schedule is over since 2020-01-02`. */
function whyIdle(idle: Idle, describer: Describer): string {
  switch (idle.because) {
    case "disabled":
      return "it is disabled, and Panorama does not push it";
    case "schedule-over":
      return `its schedule (${describer.where(idle.schedule)}) is over since ${dayOf(idle.since)}`;
    case "schedule-not-begun":
      return `its schedule (${describer.where(idle.schedule)}) begins on ${dayOf(idle.from)}`;
    case "target-nobody":
      return "its target leaves no firewall";
    case "overridden":
      return "another override of the default rule goes before it wherever it would be in force";
    case "unreachable":
      return "security rules before it match everything, wherever it is in force";
    case "shadowed":
      return `${inSentence(idle.by.label)} (${describer.where(idle.by.entry)}) before it covers it`;
  }
}

function targetInWords(target: Target): string {
  switch (target.kind) {
    case "everywhere":
      return "every firewall that gets the rulebase";
    case "nowhere":
      return "no firewall";
    case "only":
      return `only ${devicesIn(target.devices)}`;
    case "all-but":
      return `all but ${devicesIn(target.devices)}`;
    case "tagged":
      return `firewalls with the tags ${andListUpTo(5, target.tags)}`;
    case "untagged":
      return `firewalls without the tags ${andListUpTo(5, target.tags)}`;
  }
}

function devicesIn(devices: readonly DeviceReference[]): string {
  const names = devices.flatMap(({ serial, vsys }) =>
    vsys.length === 0 ? [serial] : vsys.map((name) => `${serial}/${name}`),
  );
  return andListUpTo(5, names);
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
