import type { Suppression } from "../config/suppressions.ts";
import { defineRule, type Rule, type Severity } from "../rule.ts";
import { digest } from "./identity.ts";
import type { ReportedFinding } from "./report.ts";
import { type AuditRow, placeOf } from "./suppression-audit.ts";

/** What is said of suppressions themselves. They are no lint rules of configurations, and have no options. */
export const SUPPRESSION_RULES: readonly Rule[] = [
  metaRule("expired-suppression", "A suppression in panlint.yaml has expired.", "warning"),
  metaRule("unused-suppression", "A suppression in panlint.yaml hides nothing.", "note"),
];

function metaRule(id: string, summary: string, severity: Severity): Rule {
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

/** Their pages, which reporters show where a lint rule has its own. */
export const SUPPRESSION_PAGES: { readonly [rule: string]: string } = {
  "expired-suppression": `# expired-suppression

## Why

A suppression is a promise with a last day. That day is over, and what it hid is reported again.

## Fix

Mend what it hid, or give it a new last day and a reason that still holds. \`panlint suppressions\` lists all of them.
`,
  "unused-suppression": `# unused-suppression

## Why

What it hid is mended, renamed or gone. Left in place, it will hide the next finding that happens to match.

## Fix

Delete it from panlint.yaml. \`panlint suppressions\` lists all of them.
`,
};

/** A suppression and its row of the audit. */
export interface AuditedSuppression {
  readonly suppression: Suppression;
  readonly row: AuditRow;
  /** The configuration file as shown to the user, and from the project's root. */
  readonly file: string;
  readonly uri: string;
}

/** Findings about suppressions: expired ones, and unused ones where the run could have used them. */
export function suppressionFindings(
  audited: readonly AuditedSuppression[],
  tellsUnused: boolean,
): readonly ReportedFinding[] {
  return audited.flatMap(({ suppression, row, file, uri }) => {
    const what = `The suppression of ${suppression.rules.join(", ")} (${placeOf(suppression)})`;
    const place = { suppression, file, uri };
    if (row.state === "expired") {
      const message = `${what} expired on ${suppression.expires}; what it hid is reported again.`;
      return finding("expired-suppression", "warning", { ...place, message, help: EXPIRED_HELP });
    }
    if (row.state === "unused" && tellsUnused) {
      const message = `${what} hides nothing.`;
      return finding("unused-suppression", "note", {
        ...place,
        message,
        help: "Delete it from the configuration file.",
      });
    }
    return [];
  });
}

const EXPIRED_HELP = "Mend what it hid, or give it a new last day and a reason that still holds.";

interface Told {
  readonly suppression: Suppression;
  readonly file: string;
  readonly uri: string;
  readonly message: string;
  readonly help: string;
}

function finding(rule: string, severity: Severity, { suppression, file, uri, message, help }: Told): ReportedFinding {
  const { line, column } = suppression.config;
  const path = `suppressions/${suppression.rules.join(",")}/${placeOf(suppression)}`;
  return {
    rule,
    severity,
    message,
    help,
    commands: [],
    file,
    uri,
    region: { line, column, endLine: line, endColumn: column + 1 },
    excerpt: undefined,
    path,
    setting: "suppressions",
    identity: digest(`${rule}\0${uri}\0${path}`),
    policyRule: undefined,
    related: [],
  };
}
