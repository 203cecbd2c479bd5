import { expect, test } from "@jest/globals";
import { configOf, element, firewall, problemsOf, rule, security } from "../../support/panos-config.ts";

// The middle ones are names of what every JavaScript object has.
test.each(["weird", "constructor", "__proto__", "toString"])(
  "security rules below <%s> are not taken for a rulebase",
  (name) => {
    const config = configOf(firewall({ vsys: { vsys1: element(name, security(rule("web"))) } }));
    expect(config.policies.all).toEqual([]);
    expect(problemsOf(config)).toEqual([
      expect.stringContaining(
        `There are security rules at vsys/vsys1/${name}/security, a place that panlint does not know`,
      ),
    ]);
  },
);
