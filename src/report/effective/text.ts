import { createColors } from "picocolors";
import type { Story, StoryPlace } from "../../effective/effective.ts";
import type { StoryDestination, StoryLog } from "../../effective/logs.ts";
import type { ReportedFinding } from "../../lint/report.ts";
import { wrap } from "../wrap.ts";

/** A story and what the lint rules say of the same policy rule. */
export interface StoryReport {
  readonly story: Story;
  readonly findings: readonly ReportedFinding[];
  /** What they say of the profiles that the story goes through. */
  readonly ofProfiles: readonly ReportedFinding[];
}

type Colors = ReturnType<typeof createColors>;
const WIDTH = 100;

/** The story for people. */
export function* storyText({ story, findings, ofProfiles }: StoryReport, color: boolean): Generator<string> {
  const colors = createColors(color);
  yield `${colors.bold(story.title)}\n`;
  const place = story.at === undefined ? `${story.file}: not written in the file` : `${story.at.file}:${story.at.line}`;
  yield `${colors.dim(place)}\n\n`;
  const width = Math.max(...story.settings.map(({ name }) => name.length));
  for (const { name, value, why, at } of story.settings) {
    const where = at === undefined ? "" : `${placeIn(story, at)}: `;
    const [first = "", ...more] = wrap(value, WIDTH - width - 4).map(colors.bold);
    const reasons = wrap(where + why, WIDTH - width - 4).map(colors.dim);
    yield `  ${name.padEnd(width)}  ${first}\n`;
    for (const line of [...more, ...reasons]) yield `  ${"".padEnd(width)}  ${line}\n`;
  }
  yield `\n${colors.bold("What it logs, and where that goes")}\n\n`;
  if (story.logs.length === 0) yield "  Nothing.\n";
  for (const log of story.logs) yield* logLines(story, log, colors);
  if (story.remarks.length > 0) yield "\n";
  for (const remark of story.remarks) yield* indented("  ", remark);
  yield `\n${colors.bold("What the lint rules say of it")}\n\n`;
  if (findings.length === 0) yield "  Nothing.\n";
  yield* findingLines(story, findings);
  if (ofProfiles.length === 0) return;
  yield `\n${colors.bold("And of the profiles that it goes through")}\n\n`;
  yield* findingLines(story, ofProfiles);
}

function* logLines(story: Story, log: StoryLog, colors: Colors): Generator<string> {
  yield* indented("  ", `${log.type} log, ${log.when}`);
  for (const destination of log.goesTo) yield* destinationLines(story, destination, colors);
  if (log.staysBecause !== undefined) yield* indented("    → ", `stays on the firewall: ${log.staysBecause}`);
  if (log.unknownBecause !== undefined) yield* indented("    → ", `the file does not tell: ${log.unknownBecause}`);
}

function* destinationLines(story: Story, destination: StoryDestination, colors: Colors): Generator<string> {
  const { to, matchList, filter, at, servers, trouble } = destination;
  yield* indented("    → ", `${to}, by match list "${matchList}" (${filter}), ${placeIn(story, at)}`);
  for (const server of servers) {
    const address = server.address ?? "no address";
    const where = `server "${server.name}" of ${server.scope}, ${placeIn(story, server.at)}`;
    yield* indented("      ", `${address}, ${server.transport}: ${where}`, colors.dim);
  }
  if (trouble !== undefined) yield* indented("      ", trouble);
}

function* findingLines(story: Story, findings: readonly ReportedFinding[]): Generator<string> {
  for (const { severity, rule, message, file, region } of findings) {
    yield* indented("  ", `${severity}: ${message} [${rule}] ${placeIn(story, { file, line: region.line })}`);
  }
}

/** Lines that fit, with what follows the first under its text. */
function* indented(indent: string, text: string, paint = (line: string): string => line): Generator<string> {
  const hanging = " ".repeat(indent.length);
  for (const [at, line] of wrap(text, WIDTH - indent.length).entries())
    yield `${at === 0 ? indent : hanging}${paint(line)}\n`;
}

/** A line of the story's file, or of another one with its name. */
function placeIn(story: Story, { file, line }: StoryPlace): string {
  return file === (story.at?.file ?? story.file) ? `line ${line}` : `${file}:${line}`;
}

/** The story for programs, in a versioned shape. What is absent is null, so that every key is always there. */
export function storyJson({ story, findings, ofProfiles }: StoryReport): string {
  const { endLine: _, at, settings, logs, ...rest } = story;
  const shape = {
    version: 1,
    ...rest,
    line: at?.line ?? null,
    settings: settings.map(({ at: place, ...setting }) => ({ ...setting, ...placed(place) })),
    logs: logs.map(logShape),
    findings: findings.map(findingShape),
    findingsOfProfiles: ofProfiles.map(findingShape),
  };
  return `${JSON.stringify(shape, undefined, 2)}\n`;
}

function logShape({ goesTo, staysBecause, unknownBecause, ...log }: StoryLog): object {
  const destinations = goesTo.map(({ at, servers, trouble, ...destination }) => ({
    ...destination,
    ...placed(at),
    servers: servers.map(({ at: place, address, ...server }) => ({
      ...server,
      address: address ?? null,
      ...placed(place),
    })),
    trouble: trouble ?? null,
  }));
  return {
    ...log,
    goesTo: destinations,
    staysBecause: staysBecause ?? null,
    unknownBecause: unknownBecause ?? null,
  };
}

function findingShape({ rule, severity, message, file, region }: ReportedFinding): object {
  return { rule, severity, message, file, line: region.line };
}

function placed(at: StoryPlace | undefined): { readonly file: string | null; readonly line: number | null } {
  return { file: at?.file ?? null, line: at?.line ?? null };
}
