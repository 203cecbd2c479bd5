import { describe, expect, test } from "@jest/globals";
import type { ProfileAction, ProfileSource } from "../../../src/panos/profiles/profile-actions.ts";
import {
  domainListActions,
  fileActions,
  threatActions,
  virusActions,
} from "../../../src/panos/profiles/profile-actions.ts";
import type { DefaultRow } from "../../../src/panos/settings/default-row.ts";
import { PROFILE_ROWS } from "../../../src/panos/settings/default-rows-profiles.ts";
import type { SecurityProfileType } from "../../../src/panos/vocabulary/security-profile-types.ts";
import { describeRows, first, type RowReader, YES_NO } from "../../support/default-rows.ts";
import { configOf, element, entry, firewall, list } from "../../support/panos-config.ts";

const AV = ["default", "allow", "alert", "drop", "reset-client", "reset-server", "reset-both"] as const;

function profileFile(type: SecurityProfileType, inner: string): string {
  return firewall({ vsys: { vsys1: element("profiles", element(type, entry("subject", inner))) } });
}

/** A profile with a list of one entry around the row's element. */
function inList(type: SecurityProfileType, path: string): (xml: string) => string {
  return (xml) =>
    profileFile(
      type,
      path.split("/").reduceRight((inner, name) => element(name, inner), entry("subject", xml)),
    );
}

function action(
  type: SecurityProfileType,
  path: string,
  actions: (profile: ProfileSource) => Iterable<ProfileAction>,
): Pick<RowReader, "file" | "setting"> {
  return {
    file: inList(type, path),
    setting: (config) => {
      const profile = first(config.profiles.all);
      return first(actions({ file: config.file, label: profile.label, element: profile.element })).setting;
    },
  };
}

const threat = (path: string, type: "spyware" | "vulnerability"): RowReader => ({
  ...action(type, path, (profile) => threatActions(profile, `${type} rule`)),
  values: [...AV, "block-ip"],
  bad: "deny",
  isChild: true,
});
const url = (read: "logContainerPageOnly" | "enableContainerPage" | "logXff" | "logUserAgent" | "logReferer") =>
  ({
    values: YES_NO,
    bad: "maybe",
    file: (xml) => profileFile("url-filtering", xml),
    setting: (config) => {
      const settings = first(config.profiles.all).urlFiltering;
      if (settings === undefined) throw new Error("This is no URL Filtering profile.");
      return settings[read];
    },
  }) satisfies RowReader;
const data = (read: "alertThreshold" | "blockThreshold" | "logSeverity"): RowReader => ({
  values: read === "logSeverity" ? ["informational", "high"] : ["1", "0"],
  bad: read === "logSeverity" ? undefined : "often",
  file: inList("data-filtering", "rules"),
  setting: (config) => first(first(config.profiles.all).dataFilteringRules)[read],
});
const decoder = (leaf: string): RowReader => ({
  values: AV,
  bad: "block",
  file: inList("virus", "decoder"),
  setting: (config) => {
    const profile = first(config.profiles.all);
    const source = { file: config.file, label: profile.label, element: profile.element };
    return first([...virusActions(source)].filter(({ setting }) => setting.name === leaf)).setting;
  },
});
/** Shows in the model by what the profile can do, or by what it passes in silence. */
const dns = (values: readonly string[]): RowReader => ({
  values,
  bad: "loud",
  file: inList("spyware", "botnet-domains/dns-security-categories"),
  setting: (config) => {
    const profile = first(config.profiles.all);
    const entryOf = profile.element.find("botnet-domains", "dns-security-categories", "entry");
    const name = values.includes("block") ? "action" : "log-level";
    const leaf = entryOf?.child(name);
    const text = leaf?.trimmedText;
    const known = text !== undefined && values.includes(text);
    const blocking = profile.blocking;
    const silent = profile.silentActions().some(({ kind }) => kind === "log-level-none");
    const value = known ? text : "default";
    if (name === "log-level") expect(silent).toBe(value === "none");
    else expect(blocking).toBe(value === "default" ? "by-content" : value === "allow" ? "no" : "yes");
    return { name, value, origin: known ? "explicit" : "default", element: leaf ?? profile.element };
  },
});

const FILTERS: readonly DefaultRow[] = PROFILE_ROWS.filter((row) => row.value === "any");

describeRows(
  PROFILE_ROWS.filter((row) => !FILTERS.includes(row)),
  new Map<string, RowReader>([
    ["virus decoder/action", decoder("action")],
    ["virus decoder/wildfire-action", decoder("wildfire-action")],
    ["virus decoder/mlav-action", decoder("mlav-action")],
    ["virus application/action", { values: AV, bad: "block", ...action("virus", "application", virusActions) }],
    ["spyware rule/action", threat("rules", "spyware")],
    ["vulnerability rule/action", threat("rules", "vulnerability")],
    ["threat exception/action", threat("threat-exception", "spyware")],
    [
      "DNS list/action",
      {
        values: ["alert", "allow", "block", "sinkhole"],
        bad: "drop",
        isChild: true,
        ...action("spyware", "botnet-domains/lists", domainListActions),
      },
    ],
    ["DNS category/action", dns(["default", "allow", "block", "sinkhole"])],
    ["DNS category/log-level", dns(["default", "none", "low", "informational", "medium", "high", "critical"])],
    ["url-filtering profile/enable-container-page", url("enableContainerPage")],
    ["url-filtering profile/log-container-page-only", url("logContainerPageOnly")],
    ["url-filtering profile/log-http-hdr-xff", url("logXff")],
    ["url-filtering profile/log-http-hdr-user-agent", url("logUserAgent")],
    ["url-filtering profile/log-http-hdr-referer", url("logReferer")],
    [
      "file-blocking rule/action",
      { values: ["alert", "block", "continue"], bad: "allow", ...action("file-blocking", "rules", fileActions) },
    ],
    ["data-filtering rule/alert-threshold", data("alertThreshold")],
    ["data-filtering rule/block-threshold", data("blockThreshold")],
    ["data-filtering rule/log-severity", data("logSeverity")],
  ]),
  [
    "virus decoder/action default",
    "virus decoder/wildfire-action default",
    "virus decoder/mlav-action default",
    "virus application/action default",
    "spyware rule/action default",
    "vulnerability rule/action default",
    "threat exception/action default",
    "DNS list/action allow",
    "DNS category/action default",
    "DNS category/log-level default",
    "url-filtering profile/enable-container-page yes",
    "url-filtering profile/log-container-page-only yes",
    "file-blocking rule/action alert",
    "data-filtering rule/alert-threshold 1",
    "data-filtering rule/block-threshold 1",
    "data-filtering rule/log-severity informational",
  ],
);

describe.each(FILTERS)("$place/$element", ({ place, element: filter }) => {
  const type = place === "spyware rule" ? "spyware" : "vulnerability";
  const isList = ["severity", "cve", "vendor-id"].includes(filter);
  const narrow = filter === "severity" ? "low" : filter === "host" ? "client" : "code-execution";
  const file = (xml: string): string => profileFile(type, element("rules", entry("all", xml)));
  const highOf = (xml: string): string | undefined =>
    first(configOf(file(xml)).profiles.all).severityCoverage?.get("high");

  test.each(["", `<${filter}/>`, element(filter), isList ? list(filter, "any") : element(filter, " any ")])(
    "%j looks at everything",
    (xml) => {
      expect(highOf(xml)).toBe("full");
    },
  );

  test("a value restricts the rule", () => {
    expect(highOf(isList ? list(filter, narrow) : element(filter, narrow))).toBe(
      filter === "severity" ? "none" : "part",
    );
  });
});
