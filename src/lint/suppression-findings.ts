import type { Severity } from "../rule.ts";
import type { Suppression } from "../setup/suppressions.ts";
import { digest, withAbsorbed } from "./identity.ts";
import type { Report, ReportedFinding } from "./report.ts";
import { auditOf, placeOf } from "./suppression-audit.ts";

/** The suppressions of one configuration file, and what decides about the findings on them. */
export interface SuppressionFile {
  readonly suppressions: readonly Suppression[];
  /** The configuration file from the project's root. */
  readonly uri: string;
  /** The severities of the two rules about suppressions; undefined where one is off. */
  readonly expired: Severity | undefined;
  readonly unused: Severity | undefined;
  /** Whether the run looks at all files that the configuration is for. */
  readonly isCovered: boolean;
}

/** Findings about suppressions: those that are over, and unused ones where the run could have used them. */
export function suppressionFindings(report: Report, file: SuppressionFile, now: Date): readonly ReportedFinding[] {
  const { suppressions, uri, expired, unused } = file;
  const rows = auditOf(suppressions, report.hidden, now);
  const canBeUnused = unusedIn(report, file);
  return suppressions.flatMap((suppression, at) => {
    const what = `The suppression of ${suppression.rules.join(", ")} (${placeOf(suppression)})`;
    const place = { suppression, uri };
    const state = rows[at]?.state;
    if (state === "expired" && expired !== undefined) {
      const returned = returnedFrom(suppression, report);
      const message = `${what} expired on ${suppression.expires}; ${comesBack(returned)}.`;
      return finding("expired-suppression", expired, { ...place, message, help: EXPIRED_HELP[Math.min(returned, 1)] });
    }
    if (state === "unused" && unused !== undefined && canBeUnused(suppression)) {
      const help = "Delete it from the configuration file.";
      return finding("unused-suppression", unused, { ...place, message: `${what} hides nothing.`, help });
    }
    return [];
  });
}

/** Whether a run that found nothing for a suppression to hide looked at all that it is for. */
function unusedIn({ errors, crashes, rules }: Report, { isCovered }: SuppressionFile) {
  // What could not be read, or a rule that failed, might have had what a suppression hides.
  const looksEverywhere = isCovered && errors.length === 0 && crashes.length === 0;
  const isOn = new Set(rules.map(({ rule }) => rule.id));
  return (suppression: Suppression): boolean => looksEverywhere && suppression.rules.every((id) => isOn.has(id));
}

/** How many findings came back because a suppression is over. */
function returnedFrom(suppression: Suppression, { findings }: Report): number {
  return [...withAbsorbed(findings)].filter(({ lapsed }) => lapsed === suppression).length;
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
  "Fix what it hid, or give it a new last day and a reason that still holds.",
] as const;

interface About {
  readonly suppression: Suppression;
  readonly uri: string;
  readonly message: string;
  readonly help: string | undefined;
}

function finding(rule: string, severity: Severity, { suppression, uri, message, help }: About): ReportedFinding {
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
