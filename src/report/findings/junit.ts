import type { Report, ReportedError, ReportedFinding } from "../../lint/report.ts";
import { helpText } from "./help.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { remarksOf } from "./summary.ts";
import { troublesOf } from "./troubles.ts";

/**
 * JUnit's XML as CI servers read it: a suite for each file, a test case for each finding, and one that passes for a file
 * without any. A failure is what makes the run fail; findings below that are skipped test cases, with their texts. No
 * times, so that the same input gives the same bytes.
 */
export const junit: Reporter = {
  needsExcerpts: false,
  *render(report: Report, context: ReportContext) {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="panlint">\n';
    const troubles = troublesOf(report);
    const byFile = findingsByFile(report.findings);
    const files = new Map(report.files.map((file) => [file.path, file]));
    for (const name of new Set([...troubles.map(({ file }) => file), ...files.keys()])) {
      const file = files.get(name);
      const cases = [
        ...troubles.filter((trouble) => trouble.file === name).map(notChecked),
        ...uniquelyNamed(byFile.get(name) ?? []).map((named) => testCase(named, context)),
      ];
      yield* suite(name, cases, file === undefined ? [] : remarksOf(file));
    }
    yield "</testsuites>\n";
  },
};

interface TestCase {
  readonly result: "errors" | "failures" | "skipped";
  readonly xml: string;
}

function findingsByFile(findings: readonly ReportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const found = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const others = found.get(finding.file);
    if (others === undefined) found.set(finding.file, [finding]);
    else others.push(finding);
  }
  return found;
}

function* suite(name: string, cases: readonly TestCase[], remarks: readonly string[]): Generator<string> {
  const count = (result: TestCase["result"]): number => cases.filter((each) => each.result === result).length;
  const counts = (["failures", "errors", "skipped"] as const).map((each) => `${each}="${count(each)}"`).join(" ");
  yield `<testsuite name="${attribute(name)}" tests="${Math.max(1, cases.length)}" ${counts}>\n`;
  if (cases.length === 0) yield '<testcase classname="panlint" name="nothing found"/>\n';
  for (const { xml } of cases) yield xml;
  if (remarks.length > 0) yield `<system-out>${content(remarks.join("\n"))}</system-out>\n`;
  yield "</testsuite>\n";
}

interface Named {
  readonly name: string;
  readonly finding: ReportedFinding;
}

/** Names without numbers of lines, which change; servers compare runs by them, and drop what has a name twice. */
function uniquelyNamed(findings: readonly ReportedFinding[]): readonly Named[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const name = `${finding.path}: ${finding.setting}`;
    const key = `${finding.rule} ${name}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return { name: times === 1 ? name : `${name} (${times})`, finding };
  });
}

function testCase({ name, finding }: Named, { counted }: ReportContext): TestCase {
  const { rule, severity, message, file, region } = finding;
  const isFailure = counted.includes(severity);
  const element = isFailure ? "failure" : "skipped";
  const text = [`${file}:${region.line}:${region.column}`, helpText(finding)].filter((each) => each !== "").join("\n");
  const inside = `<${element} type="${severity}" message="${attribute(message)}">${content(text)}</${element}>`;
  const opening = `<testcase classname="${attribute(rule)}" name="${attribute(name)}">`;
  return { result: isFailure ? "failures" : "skipped", xml: `${opening}${inside}</testcase>\n` };
}

function notChecked({ line, column, message, hint }: ReportedError): TestCase {
  const place = line === undefined ? "" : ` at ${line}:${column}`;
  const inside = `<error type="not-checked" message="${attribute(message)}">${content(hint ?? "")}</error>`;
  return {
    result: "errors",
    xml: `<testcase classname="panlint" name="${attribute(`checked${place}`)}">${inside}</testcase>\n`,
  };
}

/** Characters that XML 1.0 does not allow, and halves of surrogate pairs: https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: { readonly [character: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function content(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** White space in attributes other than blanks would be read as blanks. */
function attribute(text: string): string {
  return content(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
