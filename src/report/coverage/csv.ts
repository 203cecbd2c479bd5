import { stringify } from "csv-stringify/sync";
import type { CoverageReport, FileCoverage } from "../../coverage/coverage.ts";
import type { CoverageReporter } from "./reporter.ts";
import { placeWords, VERDICT_WORDS } from "./words.ts";

type Posture = FileCoverage["posture"];
type ForwardedLogs = Posture["rulebases"][number]["logs"][number];

const COLUMNS = ["file", "section", "scope", "rulebase", "subject", "measure", "value"];

/** One number a line, for spreadsheets and databases: every section has the same columns. */
export const coverageCsv: CoverageReporter = {
  *render({ files }: CoverageReport) {
    yield lines([COLUMNS]);
    for (const file of files) {
      const { path } = file.file;
      yield lines([...postureCells(file.posture), ...standardCells(file)].map((cells) => [path, ...cells]));
    }
  },
};

type Cells = readonly (string | number)[];

function lines(rows: readonly Cells[]): string {
  // A name that begins with = must not run as a formula where the file is opened.
  return stringify(rows as (string | number)[][], { escape_formulas: true });
}

function* postureCells({ rulebases, others }: Posture): Generator<Cells> {
  for (const { scope, position, enabled, disabled, idle, logging, logs, inspection } of rulebases) {
    const { types, ...counts } = inspection;
    yield* measured(["rules", scope, position, ""], { enabled, disabled, idle });
    yield* measured(["logging", scope, position, "traffic"], { ...logging });
    for (const log of logs) yield* logCells(["forwarding", scope, position, log.type], log);
    yield* measured(["inspection", scope, position, ""], counts);
    yield* measured(["inspection", scope, position, "profile type"], Object.fromEntries(types));
  }
  for (const { scope, position, kind, enabled, disabled, idle, logging, silent, asSecurityRule, logs } of others) {
    yield* measured([kind, scope, position, ""], { enabled, disabled, idle, logging, silent, asSecurityRule });
    for (const log of logs) yield* logCells([kind, scope, position, log.type], log);
  }
}

function* logCells(place: Cells, { rules, forwarded, kept, unknown, destinations }: ForwardedLogs): Generator<Cells> {
  yield* measured(place, { rules, forwarded, kept, unknown });
  for (const destination of destinations) {
    const to = placeWords(destination);
    const arrival = { yes: "", perhaps: " (arrival unknown)", no: " (does not arrive)" }[destination.arrives];
    yield [...place, `to ${to}${arrival}`, destination.rules];
    if (destination.inPart > 0) yield [...place, `in part to ${to}${arrival}`, destination.inPart];
  }
}

function* measured(place: Cells, measures: { readonly [name: string]: number }): Generator<Cells> {
  for (const [measure, value] of Object.entries(measures)) yield [...place, measure, value];
}

function* standardCells({ standards }: FileCoverage): Generator<Cells> {
  for (const { standard, items } of standards) {
    for (const { id, verdict } of items) yield ["standard", "", "", standard, id, VERDICT_WORDS[verdict]];
  }
}
