import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import type { Report, ReportedFinding } from "../../src/lint/report.ts";
import { sarif } from "../../src/report/findings/sarif.ts";
import { branchOffice, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { finding, parseReport, render, report } from "../support/cli-reports.ts";
import { pageTextOf } from "../support/rule-pages.ts";

/*
 * The contract with GitHub's code scanning, which is narrower than the SARIF standard:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */

interface Place {
  readonly artifactLocation: { readonly uri: string };
  readonly region: SarifRegion;
  readonly contextRegion?: { readonly startLine: number; readonly snippet: { readonly text: string } };
}

interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly snippet?: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: Place; readonly logicalLocations: readonly object[] }[];
  readonly relatedLocations?: readonly { readonly id: number; readonly physicalLocation: Place }[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}

interface Descriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: {
    readonly tags: readonly string[];
    readonly precision: string;
    readonly "problem.severity": string;
    readonly "security-severity": unknown;
  };
}

interface Notification {
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly { readonly physicalLocation: Partial<Place> }[];
}

interface Run {
  readonly tool: {
    readonly driver: { readonly name: string; readonly version: string; readonly rules: readonly Descriptor[] };
  };
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications?: readonly Notification[] },
  ];
  readonly automationDetails: { readonly id: string };
  readonly columnKind: string;
  readonly results: readonly Result[];
}

interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly [Run, ...Run[]];
}

function logOf(content: Report, page?: (rule: string) => string): Log {
  return JSON.parse(render(sarif, content, page === undefined ? {} : { page }));
}

function runOf(content: Report, page?: (rule: string) => string): Run {
  const [first] = logOf(content, page).runs;
  return first;
}

const ERROR = { severity: "error", rule: "unresolved-log-forwarding-profile" } as const;
const NOTE = { severity: "note", rule: "profiles-on-deny-rule" } as const;
const THREE = report([finding(12), finding(40, ERROR), finding(50, NOTE)]);

describe("a log", () => {
  test("holds one run of version 2.1.0, with columns as editors count them", () => {
    const log = logOf(THREE);
    expect(log.$schema).toBe("https://json.schemastore.org/sarif-2.1.0.json");
    expect(log.version).toBe("2.1.0");
    expect(log.runs).toHaveLength(1);
    expect(log.runs[0].columnKind).toBe("utf16CodeUnits");
  });

  test("names tool and category as they are for ever", () => {
    const { tool, automationDetails } = runOf(THREE);
    expect(tool.driver).toMatchObject({ name: "panlint", version: "1.2.3", semanticVersion: "1.2.3" });
    expect(automationDetails).toEqual({ id: "panlint/" });
  });

  test("says nothing about the machine that wrote it", () => {
    expect(Object.keys(runOf(THREE))).toEqual(["tool", "invocations", "columnKind", "automationDetails", "results"]);
    expect(Object.keys(runOf(THREE).invocations[0])).toEqual(["executionSuccessful"]);
  });

  test("of nothing is complete, too", () => {
    const run = runOf(report([]));
    expect(run.results).toEqual([]);
    expect(run.invocations).toEqual([{ executionSuccessful: true }]);
    expect(run.tool.driver.rules).toHaveLength(rules.length);
  });

  test("says which rule failed, so that its alerts are not closed as fixed", () => {
    const crash = { rule: "log-start-only", policyRule: undefined, file: "a.xml", error: new Error("no such thing") };
    const run = runOf(report([], { crashes: [crash] }));
    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: "error", message: { text: "The rule log-start-only failed on a.xml: no such thing." } },
        ],
      },
    ]);
  });

  test("says which files were not checked, and where they are wrong", () => {
    const run = runOf(
      report([], {
        errors: [
          { file: "C:/x/ä b.xml", uri: "x/ä b.xml", line: 3, column: 14, message: "It is not closed.", hint: "Look." },
          { file: "a.zip", uri: "a.zip", line: undefined, column: undefined, message: "It is a zip.", hint: undefined },
        ],
      }),
    );
    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: "error",
            message: { text: "It is not closed." },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "x/%C3%A4%20b.xml" },
                  region: { startLine: 3, startColumn: 14 },
                },
              },
            ],
          },
          {
            level: "error",
            message: { text: "It is a zip." },
            locations: [{ physicalLocation: { artifactLocation: { uri: "a.zip" } } }],
          },
        ],
      },
    ]);
  });
});

describe("every rule is listed", () => {
  const { driver } = runOf(report([]), pageTextOf).tool;

  test("in the order of rules/index.ts, with the severity that the run gave it", () => {
    expect(driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    const lowered = runOf(report([], { rules: rules.map((rule) => ({ rule, severity: "note" })) }));
    for (const each of lowered.tool.driver.rules) {
      expect(each.defaultConfiguration).toEqual({ level: "note" });
      expect(each.properties["problem.severity"]).toBe("recommendation");
    }
  });

  test.each(driver.rules.map((each) => [each.id, each] as const))("%s with all that GitHub asks for", (id, each) => {
    expect(each.name).toMatch(/^([A-Z][a-z]*)+$/);
    expect(each.name).not.toBe(id);
    for (const { text } of [each.shortDescription, each.fullDescription, each.help]) expect(text).toMatch(/\S/);
    for (const { text } of [each.shortDescription, each.fullDescription]) {
      expect(text.length).toBeLessThanOrEqual(1024);
      expect(text).toMatch(/\.$/);
    }
    for (const text of [each.fullDescription.text, each.help.text]) expect(text).not.toMatch(/\*\*|`|\]\(|^#/m);
    expect(each.help.markdown).toContain("## Why");
    expect(each.helpUri).toBe(`https://github.com/panlint/panlint/blob/main/rules/README.md#${id}`);
    expect(["error", "warning", "note"]).toContain(each.defaultConfiguration.level);
    expect(["very-high", "high", "medium", "low"]).toContain(each.properties.precision);
    expect(["error", "warning", "recommendation"]).toContain(each.properties["problem.severity"]);
    expect(each.properties["security-severity"]).toMatch(/^\d\.\d$/);
    expect(Number(each.properties["security-severity"])).toBeGreaterThan(0);
    expect(each.properties.tags.length).toBeLessThanOrEqual(10);
    expect(each.properties.tags).toContain("security");
  });

  test("with its summary where its page has no text", () => {
    const [rule] = runOf(report([]), () => "").tool.driver.rules;
    const summary = rules[0]?.summary;
    expect([rule?.fullDescription.text, rule?.help.text, rule?.help.markdown]).toEqual([summary, summary, summary]);
  });

  test.each([
    ["whole sentences", `${"This is a sentence. ".repeat(80)}`, /^(This is a sentence\. ?)+\.?$/, 1019],
    ["what fits where there is no sentence", "x".repeat(2000), /^x+…$/, 1024],
    ["all of it where it fits", `${"x".repeat(1023)}.`, /^x+\.$/, 1024],
  ])("with %s of a long description", (_, why, expected, length) => {
    const [rule] = runOf(report([]), () => `## Why\n\n${why}\n`).tool.driver.rules;
    expect(rule?.fullDescription.text).toMatch(expected);
    expect(rule?.fullDescription.text).toHaveLength(length);
  });
});

describe("a result", () => {
  const { results } = runOf(THREE);

  test("agrees with the rule it names", () => {
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["log-start-and-end", "warning"],
      ["unresolved-log-forwarding-profile", "error"],
      ["profiles-on-deny-rule", "note"],
    ]);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  test("says what is wrong in a sentence", () => {
    for (const { message } of results) expect(message.text).toMatch(/^[A-Z][^\n]*\.$/);
  });

  test("has one place: a region of one line, by four numbers, and the line around it", () => {
    expect(results[0]?.locations.map((each) => each.physicalLocation)).toEqual([
      {
        artifactLocation: { uri: "branch-office.xml" },
        region: {
          startLine: 12,
          startColumn: 19,
          endLine: 12,
          endColumn: 45,
          snippet: { text: "<log-start>yes</log-start>" },
        },
        contextRegion: { startLine: 12, snippet: { text: "                  <log-start>yes</log-start>" } },
      },
    ]);
  });

  test("has its logical path, too, and the name of what it is about", () => {
    const about = runOf(report([finding(1), finding(2, { policyRule: undefined, path: "shared/log-settings/siem" })]));
    expect(about.results.map(({ locations }) => locations[0]?.logicalLocations)).toEqual([
      [{ fullyQualifiedName: "vsys/vsys1/rulebase/security/Web-Browsing-1", name: "Web-Browsing-1" }],
      [{ fullyQualifiedName: "shared/log-settings/siem", name: "siem" }],
    ]);
  });

  test("carries the identity of its finding as the fingerprint that GitHub reads", () => {
    expect(results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash)).toEqual(
      THREE.findings.map(({ identity }) => identity),
    );
  });

  test("lists related places, as many as are taken", () => {
    const related = Array.from({ length: 120 }, (_, index) => ({
      file: "other.xml",
      uri: index === 99 ? "estate/other one.xml" : "branch-office.xml",
      region: { line: index + 1, column: 2, endLine: index + 1, endColumn: 5 },
      message: "The other one.",
    }));
    const [result] = runOf(report([finding(3, { related })])).results;
    expect(result?.relatedLocations).toHaveLength(100);
    expect(result?.relatedLocations?.[99]).toEqual({
      id: 100,
      message: { text: "The other one." },
      physicalLocation: {
        artifactLocation: { uri: "estate/other%20one.xml" },
        region: { startLine: 100, startColumn: 2, endLine: 100, endColumn: 5 },
      },
    });
  });

  test("is never one that was suppressed, nor marked as one", () => {
    const log = render(
      sarif,
      report([finding(1)], { summary: { error: 0, warning: 1, note: 0, suppressed: 7, baselined: 0, unchanged: 0 } }),
    );
    expect(log).not.toContain('"suppressions"');
    expect(log).not.toContain("baselineState");
  });

  test.each([
    ["sites/a b.xml", "sites/a%20b.xml"],
    ["#1.xml", "%231.xml"],
    ["50%.xml", "50%25.xml"],
    ["already%20encoded.xml", "already%2520encoded.xml"],
    ["Zürich/straße.xml", "Z%C3%BCrich/stra%C3%9Fe.xml"],
    ["東京.xml", "%E6%9D%B1%E4%BA%AC.xml"],
    ["what?.xml", "what%3F.xml"],
    ["c:d.xml", "c%3Ad.xml"],
    ["[1] & {2}+3;4=5,6@7.xml", "%5B1%5D%20%26%20%7B2%7D%2B3%3B4%3D5%2C6%407.xml"],
  ])("in the file %s has a URI that leads there", (uri, expected) => {
    const [result] = runOf(report([finding(1, { uri })])).results;
    const found = result?.locations[0]?.physicalLocation.artifactLocation.uri ?? "";
    expect(found).toBe(expected);
    const base = "https://example.com/repository/";
    expect(decodeURIComponent(new URL(found, base).pathname)).toBe(`/repository/${uri}`);
  });
});

describe("what is really found meets the contract", () => {
  const read = (file: string) => readFileSync(new URL(`../../examples/branch-office/${file}`, import.meta.url), "utf8");
  const example = read("running-config.xml");
  const told = parseReport(read("report.json")).findings.length;
  const twice = branchOffice(
    SECURITY_RULES.warning.replace("192.0.2.2<", "192.0.2.9<"),
    SECURITY_RULES.warning,
    SECURITY_RULES.error,
  );

  test.each<[string, { readonly [path: string]: string }, number]>([
    ["on many lines", { "running-config.xml": example }, told],
    ["on one line", { "running-config.xml": example.replace(/\s*\n\s*/g, "") }, told],
    ["without indentation", { "running-config.xml": example.replace(/^ +/gm, "") }, told],
    ["in lines that end with CR LF", { "running-config.xml": example.replaceAll("\n", "\r\n") }, told],
    ["in two files alike", { "a/running-config.xml": example, "b/running-config.xml": example }, 2 * told],
    ["of policy rules with the same name", { "running-config.xml": twice }, 3],
  ])("%s", async (_, files, count) => {
    const { stdout } = await run(["--format", "sarif"], { cwd: folderWith(files) });
    const log: Log = JSON.parse(stdout);
    const [{ results, tool }] = log.runs;
    expect(results).toHaveLength(count);
    for (const { ruleId, ruleIndex, message, locations } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).toMatch(/^[A-Z][^\n]*\.$/);
      expect(locations).toHaveLength(1);
      expectOneLine(locations[0]?.physicalLocation, files);
    }
    const fingerprints = results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    for (const each of fingerprints) expect(each).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(fingerprints).size).toBe(count);
  });
});

/** The region is a part of one line of the file, and its snippet the text there. */
function expectOneLine(place: Place | undefined, files: { readonly [path: string]: string }): void {
  if (place === undefined) throw new Error("There is no place.");
  const { artifactLocation, region, contextRegion } = place;
  expect(region.endLine).toBe(region.startLine);
  expect(contextRegion?.startLine).toBe(region.startLine);
  const line = files[artifactLocation.uri]?.split(/\r?\n/)[region.startLine - 1];
  expect(line?.slice(region.startColumn - 1, region.endColumn - 1)).toBe(region.snippet?.text);
  expect(region.snippet?.text).toMatch(/^<.*>$/);
  expect(contextRegion?.snippet.text).toContain(region.snippet?.text);
}

describe("more results than code hosts show or take", () => {
  test("have few related places each, so that the file stays below 10 MB when compressed", () => {
    const related = Array.from({ length: 100 }, (_, index) => ({
      file: "branch-office.xml",
      uri: "branch-office.xml",
      region: { line: index + 1, column: 1, endLine: index + 1, endColumn: 2 },
      message: `Security rule "Web-Browsing-${index}" is one of them.`,
    }));
    const text = render(sarif, report(Array.from({ length: 25_000 }, (_, index) => finding(index + 1, { related }))));
    expect(text.length).toBeLessThan(120_000_000);
    expect(gzipSync(text, { level: 1 }).length).toBeLessThan(10_000_000);
  });

  /** As many findings, every tenth of them an error and every tenth a note. */
  function many(count: number): readonly ReportedFinding[] {
    return Array.from({ length: count }, (_, index) =>
      finding(index + 1, index % 10 === 3 ? ERROR : index % 10 === 7 ? NOTE : {}),
    );
  }

  function linesOf(run: Run): readonly number[] {
    return run.results.map(({ locations }) => locations[0]?.physicalLocation.region.startLine ?? 0);
  }

  test("stay in the order of the report up to 5 000", () => {
    const content = report(many(5000));
    const run = runOf(content);
    expect(linesOf(run)).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
    expect(run.invocations).toEqual([{ executionSuccessful: true }]);
    expect(sarif.remarks?.(content, { showHidden: false })).toEqual([]);
  });

  test("come by severity above, each severity in the order of the report, and a message says so", () => {
    const content = report(many(5001));
    const run = runOf(content);
    expect(run.results).toHaveLength(5001);
    const order = ["error", "warning", "note"].flatMap((severity) =>
      content.findings.filter((each) => each.severity === severity).map(({ region }) => region.line),
    );
    expect(linesOf(run)).toEqual(order);
    const text =
      "Of the 5001 results, code hosts show the 5000 most severe; " +
      "write a baseline of what is known, or check fewer files at a time.";
    expect(sarif.remarks?.(content, { showHidden: false })).toEqual([text]);
    expect(run.invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] },
    ]);
  });

  test("are left out above 25 000, the least severe first, and a message says so", () => {
    const content = report(many(25_010));
    const run = runOf(content);
    expect(run.results).toHaveLength(25_000);
    expect(run.results.filter(({ level }) => level === "error")).toHaveLength(2501);
    expect(run.results.filter(({ level }) => level === "note")).toHaveLength(2491);
    const text =
      "10 of 25010 results are left out, the least severe, because code hosts refuse more than 25000; " +
      "write a baseline of what is known, or check fewer files at a time.";
    expect(sarif.remarks?.(content, { showHidden: false })).toEqual([text]);
    expect(run.invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] },
    ]);
  });
});
