import { createColors } from "picocolors";
import type { ReportedFinding } from "../lint/report.ts";
import type { Story } from "../lint/story.ts";

/** A story and what the lint rules say of the same policy rule. */
export interface StoryReport {
  readonly story: Story;
  readonly findings: readonly ReportedFinding[];
}

/** The story for people. */
export function* storyText({ story, findings }: StoryReport, color: boolean): Generator<string> {
  const colors = createColors(color);
  yield `${colors.bold(story.title)}\n`;
  yield `${colors.dim(story.line === undefined ? `${story.file}: not written in the file` : `${story.file}:${story.line}`)}\n\n`;
  const width = Math.max(...story.settings.map(({ name }) => name.length));
  for (const { name, value, why, line } of story.settings) {
    const where = line === undefined ? "" : `line ${line}: `;
    yield `  ${name.padEnd(width)}  ${colors.bold(value)}\n  ${"".padEnd(width)}  ${colors.dim(where + why)}\n`;
  }
  yield `\n${colors.bold("What it logs, and where that goes")}\n\n`;
  if (story.logs.length === 0) yield "  Nothing.\n";
  for (const { type, when, goesTo, staysBecause, unknownBecause } of story.logs) {
    yield `  ${type} log, ${when}\n`;
    for (const { to, matchList, filter, line } of goesTo) {
      yield `    → ${to}  ${colors.dim(`match list "${matchList}", ${filter}, line ${line}`)}\n`;
    }
    if (staysBecause !== undefined) yield `    → stays on the firewall: ${staysBecause}\n`;
    if (unknownBecause !== undefined) yield `    → the file does not tell: ${unknownBecause}\n`;
  }
  if (story.remarks.length > 0) yield `\n${story.remarks.map((remark) => `  ${remark}\n`).join("")}`;
  yield `\n${colors.bold("What the lint rules say of it")}\n\n`;
  if (findings.length === 0) yield "  Nothing.\n";
  for (const { severity, rule, message, region } of findings)
    yield `  ${severity}: ${message} [${rule}] line ${region.line}\n`;
}

/** The story for programs, in a versioned shape. */
export function storyJson({ story, findings }: StoryReport): string {
  const lint = findings.map(({ rule, severity, message, region }) => ({ rule, severity, message, line: region.line }));
  return `${JSON.stringify({ version: 1, ...withNulls(story), findings: lint }, undefined, 2)}\n`;
}

/** What is absent is null, so that every key is always there. */
function withNulls(story: Story): object {
  return {
    ...story,
    line: story.line ?? null,
    settings: story.settings.map((setting) => ({ ...setting, line: setting.line ?? null })),
    logs: story.logs.map((log) => ({
      ...log,
      staysBecause: log.staysBecause ?? null,
      unknownBecause: log.unknownBecause ?? null,
    })),
  };
}
