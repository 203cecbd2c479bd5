import { defineRule, EXCEPT_OPTIONS } from "../../src/rule.ts";

export default defineRule({
  id: "server-response-inspection-disabled",
  summary: "A security rule does not inspect what the server sends back.",
  category: "threat-inspection",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Building Blocks in a Security Policy Rule",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/policies/policies-security/building-blocks-in-a-security-policy-rule",
    },
    { title: "BPA check ids", url: "https://xsoar.pan.dev/docs/reference/integrations/bpa" },
  ],
  standards: { "NIST SP 800-53": ["SI-4"] },
  options: {
    ...EXCEPT_OPTIONS,
    exceptTags: { ...EXCEPT_OPTIONS.exceptTags, default: ["lint-log-exempt", "dsri-ok"] },
    trustedZones: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Rules to these zones only, where your own servers stand, are a note.",
    },
  },
  *check({ config, options }) {
    for (const rule of config.policies.rulesIgnoringServerResponses()) {
      const to = rule.match.list("to");
      const trusted = to?.every((zone) => options.trustedZones.includes(zone)) === true;
      const inForce = rule.profilesInForce;
      const inspects = inForce.state === "unknown" || inForce.profiles.length > 0;
      yield {
        at: rule.ignoresServerResponses,
        policyRule: rule,
        severity: trusted || !inspects ? "note" : undefined,
        message: inspects
          ? `${rule.label} skips the inspection of server responses; threats from that side are neither blocked nor logged.`
          : `${rule.label} skips the inspection of server responses, which has no effect without security profiles.`,
        help: inspects
          ? "Inspect both directions; measure the load, which is why the option is there."
          : "Remove the option, so that it does not surprise whoever adds profiles.",
        commands: [rule.command("set", "option disable-server-response-inspection no")],
      };
    }
  },
});
