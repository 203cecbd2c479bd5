import type { Severity } from "../rule.ts";
import type { Suppression } from "../setup/suppressions.ts";
import { digest } from "./identity.ts";
import type { ReportedFinding } from "./report.ts";
import { type AuditRow, placeOf } from "./suppression-audit.ts";

/** A suppression and its row of the audit. */
export interface AuditedSuppression {
  readonly suppression: Suppression;
  readonly row: AuditRow;
  /** The configuration file from the project's root. */
  readonly uri: string;
  /** How many findings came back because it is over. */
  readonly returned: number;
  /** Whether a run that found nothing to hide had looked at all that it is for. */
  readonly canBeUnused: boolean;
}

/** The severities of the two rules about suppressions; undefined where one is off. */
export interface SuppressionSeverities {
  readonly expired: Severity | undefined;
  readonly unused: Severity | undefined;
}

/** Findings about suppressions: those that are over, and unused ones where the run could have used them. */
export function suppressionFindings(
  audited: readonly AuditedSuppression[],
  { expired, unused }: SuppressionSeverities,
): readonly ReportedFinding[] {
  return audited.flatMap(({ suppression, row, uri, returned, canBeUnused }) => {
    const what = `The suppression of ${suppression.rules.join(", ")} (${placeOf(suppression)})`;
    const place = { suppression, uri };
    if (row.state === "expired" && expired !== undefined) {
      const message = `${what} expired on ${suppression.expires}; ${comesBack(returned)}.`;
      return finding("expired-suppression", expired, { ...place, message, help: EXPIRED_HELP[Math.min(returned, 1)] });
    }
    if (row.state === "unused" && canBeUnused && unused !== undefined) {
      const help = "Delete it from the configuration file.";
      return finding("unused-suppression", unused, { ...place, message: `${what} hides nothing.`, help });
    }
    return [];
  });
}

function comesBack(findings: number): string {
  if (findings === 0) return "nothing is left that it would hide";
  return findings === 1
    ? "a finding that it hid is reported again"
    : `${findings} findings that it hid are reported again`;
}

/** Where nothing came back, and where something did. */
const EXPIRED_HELP = [
  "Delete it from the configuration file.",
  "Mend what it hid, or give it a new last day and a reason that still holds.",
] as const;

interface Told {
  readonly suppression: Suppression;
  readonly uri: string;
  readonly message: string;
  readonly help: string | undefined;
}

function finding(rule: string, severity: Severity, { suppression, uri, message, help }: Told): ReportedFinding {
  const { path: file, line, column, text } = suppression.config;
  const path = `suppressions/${suppression.rules.join(",")}/${placeOf(suppression)}`;
  const [start, end] = [column - 1, Math.max(column, text.trimEnd().length)];
  return {
    rule,
    severity,
    message,
    help,
    commands: [],
    file,
    uri,
    region: { line, column, endLine: line, endColumn: end + 1 },
    excerpt: { text, start, end },
    path,
    setting: "suppressions",
    identity: digest(`${rule}\0${uri}\0${path}`),
    policyRule: undefined,
    related: [],
  };
}
