import { createColors } from "picocolors";
import type { EffectiveDestination, EffectiveLog, EffectiveLogging, EffectivePlace } from "../../effective/types.ts";
import type { ReportedFinding } from "../../lint/report.ts";
import { wrap } from "../wrap.ts";

/** The effective logging of a policy rule or zone, and what the lint rules say of it. */
export interface EffectiveReport {
  readonly logging: EffectiveLogging;
  readonly findings: readonly ReportedFinding[];
  /** What they say of the profiles that its logs go through. */
  readonly ofProfiles: readonly ReportedFinding[];
}

type Colors = ReturnType<typeof createColors>;
const WIDTH = 100;

/** Effective logging for people. */
export function* effectiveText({ logging, findings, ofProfiles }: EffectiveReport, color: boolean): Generator<string> {
  const colors = createColors(color);
  yield `${colors.bold(logging.title)}\n`;
  const place =
    logging.at === undefined ? `${logging.file}: not written in the file` : `${logging.at.file}:${logging.at.line}`;
  yield `${colors.dim(place)}\n\n`;
  const width = Math.max(...logging.settings.map(({ name }) => name.length));
  for (const { name, value, why, at } of logging.settings) {
    const where = at === undefined ? "" : `${placeIn(logging, at)}: `;
    const [first = "", ...more] = wrap(value, WIDTH - width - 4).map(colors.bold);
    const reasons = wrap(where + why, WIDTH - width - 4).map(colors.dim);
    yield `  ${name.padEnd(width)}  ${first}\n`;
    for (const line of [...more, ...reasons]) yield `  ${"".padEnd(width)}  ${line}\n`;
  }
  yield `\n${colors.bold("What it logs, and where that goes")}\n\n`;
  if (logging.logs.length === 0) yield "  Nothing.\n";
  for (const log of logging.logs) yield* logLines(logging, log, colors);
  if (logging.remarks.length > 0) yield "\n";
  for (const remark of logging.remarks) yield* indented("  ", remark);
  yield `\n${colors.bold("What the lint rules say of it")}\n\n`;
  if (findings.length === 0) yield "  Nothing.\n";
  yield* findingLines(logging, findings);
  if (ofProfiles.length === 0) return;
  yield `\n${colors.bold("And of the profiles that it goes through")}\n\n`;
  yield* findingLines(logging, ofProfiles);
}

function* logLines(logging: EffectiveLogging, log: EffectiveLog, colors: Colors): Generator<string> {
  yield* indented("  ", `${log.type} log, ${log.when}`);
  for (const destination of log.goesTo) yield* destinationLines(logging, destination, colors);
  if (log.staysBecause !== undefined) yield* indented("    → ", `stays on the firewall: ${log.staysBecause}`);
  if (log.unknownBecause !== undefined) yield* indented("    → ", `the file does not tell: ${log.unknownBecause}`);
}

function* destinationLines(
  logging: EffectiveLogging,
  destination: EffectiveDestination,
  colors: Colors,
): Generator<string> {
  const { to, matchList, filter, at, servers, trouble } = destination;
  yield* indented("    → ", `${to}, by match list "${matchList}" (${filter}), ${placeIn(logging, at)}`);
  for (const server of servers) {
    const address = server.address ?? "no address";
    const where = `server "${server.name}" of ${server.scope}, ${placeIn(logging, server.at)}`;
    yield* indented("      ", `${address}, ${server.transport}: ${where}`, colors.dim);
  }
  if (trouble !== undefined) yield* indented("      ", trouble);
}

function* findingLines(logging: EffectiveLogging, findings: readonly ReportedFinding[]): Generator<string> {
  for (const { severity, rule, message, file, region } of findings) {
    yield* indented("  ", `${severity}: ${message} [${rule}] ${placeIn(logging, { file, line: region.line })}`);
  }
}

/** Lines that fit, with what follows the first under its text. */
function* indented(indent: string, text: string, paint = (line: string): string => line): Generator<string> {
  const hanging = " ".repeat(indent.length);
  for (const [at, line] of wrap(text, WIDTH - indent.length).entries())
    yield `${at === 0 ? indent : hanging}${paint(line)}\n`;
}

/** A line of the rule's file, or of another one with its name. */
function placeIn(logging: EffectiveLogging, { file, line }: EffectivePlace): string {
  return file === (logging.at?.file ?? logging.file) ? `line ${line}` : `${file}:${line}`;
}

/** Effective logging for programs, in a versioned shape. What is absent is null, so that every key is always there. */
export function effectiveJson({ logging, findings, ofProfiles }: EffectiveReport): string {
  const { endLine: _, at, settings, logs, ...rest } = logging;
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

function logShape({ goesTo, staysBecause, unknownBecause, ...log }: EffectiveLog): object {
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

function placed(at: EffectivePlace | undefined): { readonly file: string | null; readonly line: number | null } {
  return { file: at?.file ?? null, line: at?.line ?? null };
}
