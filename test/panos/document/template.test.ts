import { describe, expect, test } from "@jest/globals";
import { configOf, element, firewall, problemsOf, rule, ruleOf, security } from "../../support/panos-config.ts";

function withRule(...inner: readonly string[]) {
  return configOf(firewall({ vsys: { vsys1: element("rulebase", security(rule("web", ...inner))) } }));
}

describe("a placeholder is a value that nobody knows", () => {
  test("the file is said once to be a template, whatever else a value does not say", () => {
    const config = withRule("<action>{{ action }}</action>", "<log-end>{{ log_end }}</log-end>");
    expect(config.policies.all.map((each) => [each.action.value, each.logEnd.value])).toHaveLength(1);
    expect(problemsOf(config)).toEqual([
      expect.stringMatching(/The file is a template \(Jinja\): \{\{ action \}\} and 1 more are filled in later/),
    ]);
  });

  test.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's.
    ["Terraform's", "<log-setting>${profile}</log-setting>", 1],
    ["a variable of PAN-OS", "<log-setting>$profile</log-setting>", 0],
    ["in a description", "<description>see {{ wiki }}</description>", 0],
    ["in a comment", "<!-- {{ later }} --><action>allow</action>", 0],
    ["a comment in a value", "<log-end><!-- {{ later }} -->yes</log-end>", 0],
    ["in a list", "<source><member>{{ net }}</member></source>", 1],
  ])("%s", (_, inner, count) => {
    expect(problemsOf(withRule(inner))).toHaveLength(count);
  });

  test("as a name it is looked up without an answer, and so is any other name that it may become", () => {
    const config = withRule("<log-setting>{{ profile }}</log-setting>");
    const { scope } = ruleOf(config, "web");
    expect(config.objects.lookUp("log-settings/profiles", "{{ profile }}", scope).state).toBe("unknown");
    expect(config.objects.lookUp("log-settings/profiles", "nope", scope).state).toBe("missing");
    const shared = '<log-settings><profiles><entry name="{{ profile }}"/></profiles></log-settings>';
    const other = configOf(firewall({ shared, vsys: { vsys1: "" } }));
    const [vsys] = other.scopes.all;
    if (vsys === undefined) throw new Error("no virtual system");
    expect(other.objects.lookUp("log-settings/profiles", "siem", vsys).state).toBe("unknown");
  });
});

describe("a value that says nothing is no default", () => {
  test.each(["log-end", "disabled", "action"])("<%s/>", (name) => {
    const config = withRule(`<${name}/>`);
    expect(config.policies.all).toHaveLength(1);
    expect(problemsOf(config).join()).toMatch(`has an empty <${name}>`);
  });
});

test("two objects with one name in one list are a problem", () => {
  const profiles = '<entry name="siem"/><entry name="siem"/>';
  const shared = `<log-settings><profiles>${profiles}</profiles></log-settings>`;
  const config = configOf(firewall({ shared, vsys: { vsys1: "" } }));
  config.objects.lookUp("log-settings/profiles", "siem", config.scopes.shared);
  expect(problemsOf(config).join()).toMatch(/There are two entries "siem" in one <profiles>/);
});
