import { describe, expect, test } from "@jest/globals";
import { canBeTyped } from "../../../src/panos/scopes/command.ts";
import { configOf, firewall, ruleOf } from "../../support/panos-config.ts";

const PUSHED_RULE =
  '<rulebase><security><rules><entry name="web"><from loc="Branch"><member loc="Branch">in</member></from><action>allow</action></entry><entry name="local"><action>allow</action></entry></rules></security></rulebase>';

describe("what Panorama pushed is changed there", () => {
  const config = configOf(
    firewall({
      vsys: {
        vsys1: `<profiles><spyware><entry name="strict" loc="shared"/><entry name="branch"><rules loc="Branch"/></entry><entry name="own"/></spyware></profiles><log-settings><profiles><entry name="hub"><match-list loc="Branch"/></entry></profiles><syslog><entry name="siem" ptpl="Base"/></syslog></log-settings>${PUSHED_RULE}`,
      },
    }),
  );

  test("a policy rule of which only the children have an owner", () => {
    const rule = ruleOf(config, "web");
    expect(rule.pushedFrom).toBe("Branch");
    expect(rule.command("set", "log-end yes")).toBe(
      "set device-group Branch …-rulebase security rules web log-end yes",
    );
    expect(ruleOf(config, "local").pushedFrom).toBeUndefined();
  });

  test.each([
    ["strict", "set shared profiles spyware strict x"],
    ["branch", "set device-group Branch profiles spyware branch x"],
    ["own", "set profiles spyware own x"],
  ])("the security profile %s", (name, command) => {
    const found = config.profiles.securityProfile("spyware", name, ruleOf(config, "web").scope);
    if (found.state !== "found") throw new Error(found.state);
    expect(found.value?.command("set", "x")).toBe(command);
  });

  test("a log-forwarding profile, and a server profile of a template, for which there is no command", () => {
    const scope = ruleOf(config, "web").scope;
    const profile = config.forwarding.logForwardingProfile("hub", scope);
    const server = config.forwarding.serverProfile("syslog", "siem", scope);
    if (profile.state !== "found" || server.state !== "found") throw new Error("not found");
    expect(profile.value?.command("set", "x")).toBe("set device-group Branch log-settings profiles hub x");
    expect(canBeTyped(server.value?.command("set", "x") ?? "")).toBe(false);
  });
});

test.each([
  ["set rulebase security rules web log-end yes", true],
  ['set rulebase security rules "a b" log-end yes', true],
  ['set rulebase security rules "a\nb" log-end yes', false],
  ['set rulebase security rules "a\u2028b" log-end yes', false],
  ['set rulebase security rules "a\u0085b" log-end yes', false],
  ['set rulebase security rules "{{ name }}" log-end yes', false],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's.
  ['set rulebase security rules "${name}" log-end yes', false],
  ["set rulebase security rules $name log-end yes", true],
])("%j can be typed: %s", (command, expected) => {
  expect(canBeTyped(command)).toBe(expected);
});
