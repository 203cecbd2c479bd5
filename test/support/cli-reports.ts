/** Reports made by hand for the reporters, and the check of every JSON report against its published schema. */
import { readFileSync } from "node:fs";
import { expect } from "@jest/globals";
import { Ajv } from "ajv";
import { rules } from "../../rules/index.ts";
import type { FileReport, Report, ReportedFinding } from "../../src/lint/report.ts";
import type { ReportContext, Reporter } from "../../src/report/findings/reporter.ts";
import type { Severity } from "../../src/rule.ts";

export function fileReport(path: string, parts: Partial<FileReport> = {}): FileReport {
  return {
    path,
    uri: path,
    posture: undefined,
    product: "firewall",
    panosVersion: "11.1.4",
    shape: "running-config",
    partial: undefined,
    notes: [],
    securityRules: { total: 12, disabled: 1, pre: 0, local: 12, post: 0 },
    virtualSystems: 1,
    deviceGroups: 0,
    ...parts,
  };
}

/** The finding number `index` of a file: every one in a policy rule and on a line of its own. */
export function finding(index: number, parts: Partial<ReportedFinding> = {}): ReportedFinding {
  const name = `Web-Browsing-${index}`;
  const file = parts.file ?? "branch-office.xml";
  return {
    rule: "log-start-and-end",
    severity: "warning",
    message: `Security rule "${name}" logs at session start and at session end; keep session end only.`,
    help: "Turn off Log at Session Start.",
    commands: [`set rulebase security rules ${name} log-start no`],
    file,
    uri: file,
    region: { line: index, column: 19, endLine: index, endColumn: 45 },
    excerpt: { text: "                  <log-start>yes</log-start>", start: 18, end: 44 },
    path: `vsys/vsys1/rulebase/security/${name}`,
    setting: "log-start",
    identity: index.toString(16).padStart(32, "0"),
    policyRule: {
      kind: "security",
      name,
      uuid: undefined,
      rulebase: "local",
      scope: "vsys/vsys1",
      owner: undefined,
      title: `vsys "vsys1" › rulebase › security rule "${name}" (#${index})`,
    },
    related: [],
    ...parts,
  };
}

/** A report of these findings, of the files that they name and of all built-in rules. */
export function report(findings: readonly ReportedFinding[], parts: Partial<Report> = {}): Report {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return {
    files: [...new Set(findings.map(({ file }) => file))].map((path) => fileReport(path)),
    findings,
    hidden: [],
    errors: [],
    crashes: [],
    rules: rules.map((rule) => ({ rule, severity: rule.severity })),
    summary: {
      error: count("error"),
      warning: count("warning"),
      note: count("note"),
      suppressed: 0,
      baselined: 0,
      unchanged: 0,
    },
    remarks: [],
    ...parts,
  };
}

export function render(reporter: Reporter, content: Report, context: Partial<ReportContext> = {}): string {
  const page = (rule: string): string => `# ${rule}\n\n## Why\n\nBecause.\n\n## Fix\n\nTurn it on.\n`;
  const standard = {
    version: "1.2.3",
    color: false,
    quiet: false,
    counted: ["error", "warning"],
    groupBy: "file",
    showHidden: false,
  } as const;
  return [...reporter.render(content, { ...standard, page, ...context })].join("");
}

const SCHEMA: object = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(SCHEMA);
/** Takes away what the schema does not know. */
const reduce = new Ajv({ removeAdditional: "all", allowUnionTypes: true }).compile(SCHEMA);

/** A JSON report as it was written. Fails when the schema does not allow it, or does not know all of its keys. */
export function parseReport(text: string): JsonReport {
  const content: JsonReport = JSON.parse(text);
  validate(content);
  expect(validate.errors ?? []).toEqual([]);
  const known = structuredClone(content);
  reduce(known);
  expect(known).toEqual(content);
  return content;
}

/** The parts of a JSON report that tests look at. */
export interface JsonReport {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly partial: string | null }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: Severity;
    readonly file: string;
    readonly line: number;
    readonly help: string | null;
    readonly identity: string;
  }[];
  readonly summary: { readonly [severity: string]: number };
  readonly remarks: readonly string[];
  readonly errors: readonly { readonly file: string; readonly line: number | null; readonly message: string }[];
}
