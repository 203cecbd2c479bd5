import { expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { StandardsRun, type Verdict } from "../../src/coverage/standards.ts";
import { contextOf } from "../../src/lint/rule-context.ts";
import { postureOf } from "../../src/panos/posture/posture.ts";
import { presetRules } from "../../src/setup/active-rules.ts";
import { configOf, element, entry, firewall, list, problemsOf, rule, security } from "../support/panos-config.ts";

const NOW = new Date("2026-01-15");

/** What CIS 1.1.1.1 gets on a firewall that sends its own logs so. */
function verdictOf(sends: string, types: readonly string[], zone = ""): Verdict | undefined {
  const server = entry("siem", element("server", entry("s1", element("server", "198.18.0.9"))));
  const matchList = element("match-list", entry("all", element("filter", "All Logs"), sends));
  const settings = [element("syslog", server), ...types.map((type) => element(type, matchList))];
  const xml = firewall({
    vsys: { vsys1: zone + element("rulebase", security(rule("web"))) },
    shared: element("log-settings", ...settings),
    device: "<deviceconfig/>",
  });
  const config = configOf(xml);
  const run = new StandardsRun(config, postureOf(config, NOW), (active) =>
    contextOf({ config, active, now: NOW, optionsOf: () => undefined }),
  );
  const { items } = run.judge({ name: "CIS", preset: "cis", rules: presetRules(rules, "cis") });
  expect(problemsOf(config)).toEqual([]);
  const item = items.find(({ id }) => id === "1.1.1.1");
  return item?.rules.find((served) => served.rule === "device-logs-not-forwarded")?.verdict;
}

const SYSLOG = list("send-syslog", "siem");
const USER_ID = element(
  "zone",
  entry("inside", element("enable-user-identification", "yes"), element("network", list("layer3", "ethernet1/1"))),
);

// CIS Palo Alto Firewall Benchmark, 1.1.1.1: "Syslog logging should be configured".
test.each<readonly [string, string, readonly string[], string, Verdict]>([
  ["goes to Panorama alone", "<send-to-panorama>yes</send-to-panorama>", ["system", "config"], "", "fail"],
  ["goes to syslog, as far as it makes any", SYSLOG, ["system", "config"], "", "pass"],
  ["leaves out User-ID logs that it makes", SYSLOG, ["system", "config"], USER_ID, "fail"],
  ["goes to syslog with User-ID logs", SYSLOG, ["system", "config", "userid"], USER_ID, "pass"],
])("CIS 1.1.1.1, when what a firewall writes about itself %s", (_title, sends, types, zone, verdict) => {
  expect(verdictOf(sends, types, zone)).toBe(verdict);
});

test("CIS 1.1.1.1 does not take Panorama for a syslog server", () => {
  const judged = presetRules(rules, "cis").find((active) => active.rule.id === "device-logs-not-forwarded");
  expect(judged?.options).toMatchObject({ acceptPanorama: false });
});
