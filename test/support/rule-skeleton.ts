/** What `npm run new-rule` writes for a new rule. What is to be filled in is marked TODO. */
import type { RuleFile } from "./rule-index.ts";

/** The code of a new rule: it reports allow rules whose name begins with "bad-", so that its examples work at once. */
export function ruleSkeleton({ id, category }: RuleFile, since: string): string {
  return `import { defineRule, EXCEPT_OPTIONS } from "../../src/rule.ts";

export default defineRule({
  id: "${id}",
  summary: "TODO: what is wrong when it reports, in one sentence.",
  category: "${category}",
  severity: "warning",
  precision: "high",
  since: "${since}",
  references: [{ title: "TODO: what the rule rests on", url: "https://docs.paloaltonetworks.com/" }],
  standards: { "NIST SP 800-53": ["TODO"] },
  // TODO: {} if its findings are not about policy rules.
  options: { ...EXCEPT_OPTIONS },
  *check({ enabledRules }) {
    for (const rule of enabledRules({ allows: true })) {
      // TODO: what is wrong.
      if (!rule.name.startsWith("bad-")) continue;
      yield {
        // TODO: the setting that is wrong, such as rule.logEnd.
        at: rule.entry,
        policyRule: rule,
        message: \`\${rule.label} TODO: what is wrong.\`,
        help: "TODO: what to do.",
        // TODO: such as [rule.command("set", "log-end yes")].
        commands: [],
      };
    }
  },
});
`;
}

/** The page of a new rule; \`npm run generate\` adds the head, the options, the references and the reports. */
export function pageSkeleton({ id }: RuleFile): string {
  return `# ${id}

## Why

TODO: what a finding costs.

## Bad

TODO: what is wrong here:

${example("bad-web")}

TODO: another one, on Panorama:

${example("bad-mail", "panorama")}

## Good

TODO: what is right here:

${example("web")}

TODO: what looks wrong and is not:

${example("mail", "panorama")}

## Fix

**Web interface:** TODO: Policies > Security > the rule > Actions tab.

**CLI**, in configure mode:

- firewall: \`set rulebase security rules bad-web TODO\`
- Panorama: \`set device-group Branches pre-rulebase security rules bad-mail TODO\`

**XML:** TODO.

Commit, and push from Panorama.

## Options

## When to turn it off

TODO: where it does not fit.

## References
`;
}

function example(name: string, product = ""): string {
  const xml = `<entry name="${name}">
  <action>allow</action>
</entry>`;
  return `\`\`\`xml${product === "" ? "" : ` ${product}`}\n${xml}\n\`\`\``;
}
