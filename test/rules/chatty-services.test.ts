import { expect, test } from "@jest/globals";
import allow from "../../rules/session-logging/allow-rule-not-logged.ts";
import chatty from "../../rules/session-logging/chatty-service-logged.ts";
import type { RuleOptions } from "../../src/rule.ts";
import { firewallWith, list, rule } from "../support/panos-config.ts";
import { active, lint } from "../support/panos-lint.ts";

const found = (logEnd: string, forAllow: RuleOptions, forChatty: RuleOptions): readonly string[] => {
  const written = rule("zabbix", `<log-end>${logEnd}</log-end>`).replace(
    list("application", "any"),
    list("application", "zabbix"),
  );
  const rules = [active(allow, { options: forAllow }), active(chatty, { options: forChatty })];
  return lint(firewallWith(written), ...rules).findings.map((finding) => finding.rule);
};
const ZABBIX = { chattyApps: ["zabbix"], requireProfiles: false };

test("what the one rule asks to leave unlogged, the other accepts", () => {
  expect(found("yes", {}, ZABBIX)).toEqual(["chatty-service-logged"]);
  expect(found("no", {}, ZABBIX)).toEqual([]);
});

test("where every rule has to log, nothing is called chatty", () => {
  const everything = { chattyApps: [], chattyPorts: [] };
  expect(found("yes", everything, ZABBIX)).toEqual([]);
  expect(found("no", everything, ZABBIX)).toEqual(["allow-rule-not-logged"]);
});
