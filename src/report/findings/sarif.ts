import type { Crash, Hidden, Report, ReportedError, ReportedFinding } from "../../lint/report.ts";
import type { Rule, Severity } from "../../rule.ts";
import { HOME_PAGE, rulePageUrl } from "../addresses.ts";
import { plainText, sectionOf } from "../page.ts";
import { mostSevereFirst } from "./by-severity.ts";
import { helpText } from "./help.ts";
import { hiddenWords } from "./hidden.ts";
import type { ReportContext, Reporter } from "./reporter.ts";

/**
 * What code hosts take and show, from
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning:
 * more results are refused; of those taken the 5 000 most severe are shown.
 */
const MAX_RESULTS = 25_000;
const SHOWN_RESULTS = 5_000;
const MAX_DESCRIPTION = 1024;
/** Related places of a result: as many as are taken, but few in a long report, which may have 10 MB when compressed. */
const MAX_RELATED = 100;
const RELATED_IN_LONG = 10;
const LONG_REPORT = 1_000;

/**
 * SARIF 2.1.0 for GitHub code scanning and everything else that reads it. Hidden findings only for those who ask: code
 * hosts would show them like the others.
 */
export const sarif: Reporter = {
  needsExcerpts: true,
  showsHidden: true,
  remarks: (report, context) => limits(shownIn(report, context).length),
  *render(report: Report, context: ReportContext) {
    const index = new Map(report.rules.map(({ rule }, position) => [rule.id, position]));
    const shown = shownIn(report, context);
    const findings = kept(shown);
    const because = new Map(report.hidden.map((each) => [each.finding, each.because]));
    yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\n';
    yield `"tool":${JSON.stringify({ driver: driver(report, context) })},\n`;
    yield `"invocations":[${JSON.stringify(invocation(report, shown.length))}],\n`;
    yield '"columnKind":"utf16CodeUnits","automationDetails":{"id":"panlint/"},\n"results":[';
    let separator = "\n";
    const maxRelated = findings.length > LONG_REPORT ? RELATED_IN_LONG : MAX_RELATED;
    for (const finding of findings) {
      const shortened = { ...finding, related: finding.related.slice(0, maxRelated) };
      const suppressions = suppressionsOf(because.get(finding));
      yield separator + JSON.stringify({ ...result(shortened, index.get(finding.rule) ?? -1), ...suppressions });
      separator = ",\n";
    }
    yield "]}]}\n";
  },
};

/** The findings that are wanted; the hidden ones last, as they are the first to be left out. */
function shownIn(
  { findings, hidden }: Report,
  { showHidden }: Pick<ReportContext, "showHidden">,
): readonly ReportedFinding[] {
  return showHidden ? [...findings, ...hidden.map(({ finding }) => finding)] : findings;
}

/**
 * What hides a result: `inSource` where it stands in the configuration itself, `external` elsewhere.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html: 3.35 suppression object
 */
function suppressionsOf(because: Hidden | undefined): object {
  if (because === undefined) return {};
  const inSource = because.kind === "exemption" && because.by !== "name";
  const kind = inSource ? "inSource" : "external";
  return { suppressions: [{ kind, status: "accepted", justification: `Hidden ${hiddenWords(because)}.` }] };
}

/** All findings in order; above what is shown, the most severe first; above what is taken, no more than that. */
function kept(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  if (findings.length <= SHOWN_RESULTS) return findings;
  return mostSevereFirst(findings).slice(0, MAX_RESULTS);
}

function driver(report: Report, context: ReportContext): unknown {
  return {
    name: "panlint",
    version: context.version,
    semanticVersion: context.version,
    informationUri: HOME_PAGE,
    rules: report.rules.map(({ rule, severity }) => descriptor(rule, severity, context.page(rule.id))),
  };
}

function descriptor(rule: Rule, severity: Severity, page: string): unknown {
  const why = plainText(sectionOf(page, "Why"));
  return {
    id: rule.id,
    name: rule.id.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.summary },
    fullDescription: { text: cut(why === "" ? rule.summary : why) },
    help: { text: fixText(rule, page), markdown: helpMarkdown(rule, page) },
    helpUri: rulePageUrl(rule.id),
    defaultConfiguration: { level: severity },
    properties: {
      precision: rule.precision,
      "problem.severity": severity === "note" ? "recommendation" : severity,
      "security-severity": SECURITY_SEVERITY[severity],
      tags: ["security", "logging", rule.category, "external/cwe/cwe-778"],
    },
  };
}

/** CWE-778 is insufficient logging: never critical in itself. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { error: "7.0", warning: "5.0", note: "2.0" };

/** A description as long as is taken, by whole sentences where there are some. */
function cut(text: string): string {
  if (text.length <= MAX_DESCRIPTION) return text;
  const sentences = /^[\s\S]*\.(?=\s)/.exec(text.slice(0, MAX_DESCRIPTION + 1))?.[0];
  return sentences ?? `${text.slice(0, MAX_DESCRIPTION - 1)}…`;
}

function fixText(rule: Rule, page: string): string {
  const fix = plainText(sectionOf(page, "Fix"));
  return fix === "" ? rule.summary : fix;
}

function helpMarkdown(rule: Rule, page: string): string {
  const parts = ["Why", "Fix", "When to turn it off", "References"].flatMap((heading) => {
    const section = sectionOf(page, heading);
    return section === "" ? [] : [`## ${heading}\n\n${section}`];
  });
  return [rule.summary, ...parts].join("\n\n");
}

/** What the limits of code hosts mean for that many results: nothing, or a sentence. */
function limits(count: number): readonly string[] {
  const advice = "write a baseline of what is known, or check fewer files at a time.";
  if (count <= SHOWN_RESULTS) return [];
  if (count <= MAX_RESULTS) {
    return [`Of the ${count} results, code hosts show the ${SHOWN_RESULTS} most severe; ${advice}`];
  }
  const omitted = `${count - MAX_RESULTS} of ${count} results are left out, the least severe`;
  return [`${omitted}, because code hosts refuse more than ${MAX_RESULTS}; ${advice}`];
}

function invocation(report: Report, results: number): unknown {
  const cut = limits(results).map((text) => ({ level: "warning", message: { text } }));
  const remarks = report.remarks.map((text) => ({ level: "note", message: { text } }));
  const crashes = report.crashes.map(crashNotification);
  const notifications = [...report.errors.map(notification), ...crashes, ...cut, ...remarks];
  return {
    executionSuccessful: report.errors.length === 0 && report.crashes.length === 0,
    ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
  };
}

/** Without it a code host would take what the failed rule had found before for mended. */
function crashNotification({ rule, file, error }: Crash): object {
  return { level: "error", message: { text: `The rule ${rule} failed on ${file}: ${error.message}.` } };
}

function notification(error: ReportedError): object {
  const region = error.line === undefined ? {} : { region: { startLine: error.line, startColumn: error.column } };
  return {
    level: "error",
    message: { text: error.message },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodePath(error.uri) }, ...region } }],
  };
}

function result(finding: ReportedFinding, ruleIndex: number): object {
  const { region, excerpt } = finding;
  const snippet = excerpt === undefined ? {} : { snippet: { text: excerpt.text.slice(excerpt.start, excerpt.end) } };
  const line =
    excerpt === undefined ? {} : { contextRegion: { startLine: region.line, snippet: { text: excerpt.text } } };
  const artifactLocation = { uri: encodePath(finding.uri) };
  const related = finding.related.map((place, id) => ({
    id: id + 1,
    message: { text: place.message },
    physicalLocation: { artifactLocation: { uri: encodePath(place.uri) }, region: sarifRegion(place.region) },
  }));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: finding.severity,
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: { artifactLocation, region: { ...sarifRegion(region), ...snippet }, ...line },
        logicalLocations: [
          { fullyQualifiedName: finding.path, name: finding.policyRule?.name ?? lastSegment(finding.path) },
        ],
      },
    ],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    partialFingerprints: { primaryLocationLineHash: finding.identity, "panlint/v1": finding.identity },
    properties: { help: helpText(finding) },
  };
}

function sarifRegion(region: ReportedFinding["region"]): object {
  return { startLine: region.line, startColumn: region.column, endLine: region.endLine, endColumn: region.endColumn };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A path as the URI reference that code hosts ask for: every segment percent-encoded. */
function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
