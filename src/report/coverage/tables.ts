import type { FileCoverage } from "../../coverage/coverage.ts";
import type { SecurityProfileType } from "../../rule.ts";
import { destinationLegend, destinationWords, KIND_WORDS } from "./words.ts";

type RulebasePosture = FileCoverage["posture"]["rulebases"][number];
type ForwardedLogs = RulebasePosture["logs"][number];

/** One table for a reader, in text or Markdown. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** What the short words in it mean, in lines. */
  readonly legend: readonly string[];
}

interface Column {
  readonly name: string;
  /** Numbers stand at the right. */
  readonly numeric: boolean;
}

const PLACE = texts("scope", "rulebase");

/** How security professionals call the types in a narrow column. */
const SHORT: Readonly<Record<SecurityProfileType, string>> = {
  virus: "AV",
  spyware: "AS",
  vulnerability: "VP",
  "url-filtering": "URL",
  "file-blocking": "FB",
  "wildfire-analysis": "WF",
  "data-filtering": "DF",
  gtp: "GTP",
  sctp: "SCTP",
  "ai-security": "AI",
};

/** The tables of one file; those without rows are left out. */
export function tablesOf({ posture }: FileCoverage): readonly Table[] {
  const { rulebases, others } = posture;
  const lists = [...rulebases, ...(rulebases.length > 1 ? [totalOf(rulebases)] : [])];
  const tables = [loggingTable(lists), forwardingTable(rulebases), inspectionTable(lists), otherTable(others)];
  return tables.filter(({ rows }) => rows.length > 0).map(withoutEmptyColumns);
}

/** Leaves out the columns of what seldom happens and does not happen here. */
function withoutEmptyColumns(table: Table): Table {
  const keep = table.columns.map(
    ({ name }, at) => !SELDOM.includes(name) || table.rows.some((row) => row[at] !== ZERO && row[at] !== ""),
  );
  const kept = <T>(cells: readonly T[]): readonly T[] => cells.filter((_, at) => keep[at]);
  return { ...table, columns: kept(table.columns), rows: table.rows.map(kept) };
}

const SELDOM: readonly string[] = ["unknown", "(disabled)", "(idle)", "as sec.", "silent"];
/** The numbers that matter stand out. */
const ZERO = "·";

function texts(...names: readonly string[]): readonly Column[] {
  return names.map((name) => ({ name, numeric: false }));
}

function numbers(...names: readonly string[]): readonly Column[] {
  return names.map((name) => ({ name, numeric: true }));
}

/** All lists together, with the place of none of them. */
type Listed = Pick<RulebasePosture, "label" | "enabled" | "disabled" | "idle" | "logging" | "inspection"> & {
  readonly position: string;
};

function totalOf(lists: readonly RulebasePosture[]): Listed {
  const sum = (of: (list: RulebasePosture) => number): number => lists.reduce((total, list) => total + of(list), 0);
  const types = new Map<SecurityProfileType, number>();
  for (const { inspection } of lists)
    for (const [type, count] of inspection.types) types.set(type, (types.get(type) ?? 0) + count);
  return {
    label: "all",
    position: "",
    enabled: sum(({ enabled }) => enabled),
    disabled: sum(({ disabled }) => disabled),
    idle: sum(({ idle }) => idle),
    logging: {
      start: sum(({ logging }) => logging.start),
      end: sum(({ logging }) => logging.end),
      both: sum(({ logging }) => logging.both),
      none: sum(({ logging }) => logging.none),
      unknown: sum(({ logging }) => logging.unknown),
    },
    inspection: {
      allow: sum(({ inspection }) => inspection.allow),
      inspected: sum(({ inspection }) => inspection.inspected),
      uninspected: sum(({ inspection }) => inspection.uninspected),
      unknown: sum(({ inspection }) => inspection.unknown),
      types,
    },
  };
}

function loggingTable(lists: readonly Listed[]): Table {
  return {
    title: "Traffic logs: when enabled security and default rules write one",
    columns: [...PLACE, ...numbers("rules", "at end", "at start", "both", "never", "unknown", "(disabled)", "(idle)")],
    rows: lists.map(({ label, position, enabled, disabled, idle, logging }) => {
      const { end, start, both, none, unknown } = logging;
      return [label, position, ...[enabled, end, start, both, none, unknown, disabled, idle].map(shown)];
    }),
    legend: [],
  };
}

function forwardingTable(lists: readonly RulebasePosture[]): Table {
  const rows = lists.flatMap(({ label, position, logs }) =>
    logs.map((log) => [label, position, log.type, ...flowCells(log)]),
  );
  return {
    title: "Log forwarding: where the logs of enabled rules go, by log type",
    columns: [...PLACE, ...texts("log"), ...numbers("rules", "sent", "kept", "unknown"), ...texts("to (rules)")],
    rows: withoutRepeats(rows),
    legend: [...destinationLegend(lists.flatMap(({ logs }) => logs))],
  };
}

function flowCells({ rules, forwarded, kept, unknown, destinations }: ForwardedLogs): readonly string[] {
  return [...[rules, forwarded, kept, unknown].map(shown), destinations.map(destinationWords).join(", ")];
}

function inspectionTable(lists: readonly Listed[]): Table {
  const used = Object.entries(SHORT).flatMap(([type, short]) =>
    // The keys of SHORT, which Object.entries widens to string.
    lists.some(({ inspection }) => inspection.types.has(type as SecurityProfileType))
      ? [{ type: type as SecurityProfileType, short }]
      : [],
  );
  return {
    title: "Inspection: enabled rules that allow, and the security profiles they apply",
    columns: [
      ...PLACE,
      ...numbers("allow", "inspected", "not", "unknown"),
      ...numbers(...used.map(({ short }) => short)),
    ],
    rows: lists.map(({ label, position, inspection }) => {
      const { allow, inspected, uninspected, unknown, types } = inspection;
      const byType = used.map(({ type }) => shown(types.get(type) ?? 0));
      return [label, position, ...[allow, inspected, uninspected, unknown].map(shown), ...byType];
    }),
    legend: used.length === 0 ? [] : [used.map(({ type, short }) => `${short} ${type}`).join(", ")],
  };
}

function otherTable(lists: FileCoverage["posture"]["others"]): Table {
  const rows = lists.map(({ label, position, kind, enabled, logging, silent, asSecurityRule, logs }) => {
    const [log] = logs;
    const cells = log === undefined ? [ZERO, ZERO, ZERO, ""] : flowCells(log).slice(1);
    return [label, position, KIND_WORDS[kind], ...[enabled, logging, silent, asSecurityRule].map(shown), ...cells];
  });
  const columns = numbers("rules", "log", "silent", "as sec.", "sent", "kept", "unknown");
  return {
    title: "Other rulebases: enabled rules that make logs of their own, and where these go",
    columns: [...PLACE, ...texts("kind"), ...columns, ...texts("to (rules)")],
    rows: withoutRepeats(rows),
    legend: [
      ...(lists.some(({ asSecurityRule }) => asSecurityRule > 0) ? [AS_SECURITY_RULE] : []),
      ...destinationLegend(lists.flatMap(({ logs }) => logs)),
    ],
  };
}

const AS_SECURITY_RULE = "as sec.: the security rule that allows the tunnel decides about its logs.";

function shown(count: number): string {
  return count === 0 ? ZERO : String(count);
}

/** The scope and the rulebase are told where they change. */
function withoutRepeats(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row, at) => {
    const before = rows[at - 1];
    return before !== undefined && before[0] === row[0] && before[1] === row[1] ? ["", "", ...row.slice(2)] : row;
  });
}
