import { defineRule, type Rule, type Severity } from "../rule.ts";

export const EXPIRED = suppressionRule("expired-suppression", "A suppression in panlint.yaml has expired.", "warning");
export const UNUSED = suppressionRule("unused-suppression", "A suppression in panlint.yaml hides nothing.", "note");
export const UNEXPLAINED = suppressionRule(
  "unexplained-exemption",
  "A policy rule is exempted by a tag, and no description says why.",
  "note",
);

/**
 * What is said of suppressions and exemptions themselves. They have no options and check nothing by themselves; a severity
 * can be chosen for them as for any lint rule.
 */
export const SUPPRESSION_RULES: readonly Rule[] = [EXPIRED, UNUSED, UNEXPLAINED];

function suppressionRule(id: string, summary: string, severity: Severity): Rule {
  return defineRule({
    id,
    summary,
    category: "hygiene",
    severity,
    precision: "very-high",
    since: "0.1.0",
    references: [],
    options: {},
    check: () => [],
  });
}

/** Their pages, which are shown where a lint rule has its own. */
export const SUPPRESSION_PAGES: { readonly [rule: string]: string } = {
  "expired-suppression": `# expired-suppression

A suppression in panlint.yaml has expired.

## Why

A suppression is a promise with a last day. That day is over, and what it hid is reported again.

## Fix

Fix what it hid, or give it a new last day and a reason that still holds. \`panlint suppressions\` lists all of them.
`,
  "unused-suppression": `# unused-suppression

A suppression in panlint.yaml hides nothing.

## Why

What it hid is mended, renamed or gone. Left in place, it will hide the next finding that happens to match.

It is reported only when the whole folder of panlint.yaml was checked, every file of it was understood and no rule
failed: otherwise nobody can say that there is nothing to hide.

## Fix

Delete it from panlint.yaml. \`panlint suppressions\` lists all of them.
`,
  "unexplained-exemption": `# unexplained-exemption

A policy rule is exempted by a tag, and no description says why.

## Why

Who reads the policy next year, or has to answer for it, finds a finding taken back and nobody who remembers the reason. A
suppression in panlint.yaml must have one, and so must \`lint-ignore\` in a description; with a tag it is the description.

## Fix

Say in the description of the policy rule why it is exempt, or take the tag away.
`,
};
