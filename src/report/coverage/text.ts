import stringWidth from "fast-string-width";
import { createColors } from "picocolors";
import type { CoverageReport, FileCoverage } from "../../coverage/coverage.ts";
import type { StandardItem, StandardPosture } from "../../coverage/standards.ts";
import type { CoverageContext, CoverageReporter } from "./reporter.ts";
import { type Table, tablesOf } from "./tables.ts";
import { fileWords, PASS_MEANS, remarksOf, VERDICT_WORDS } from "./words.ts";

type Colors = ReturnType<typeof createColors>;

/** The line length that lists are broken at. */
const WIDTH = 100;

/** The posture for people: aligned tables. */
export const coverageText: CoverageReporter = {
  *render(report: CoverageReport, { color }: CoverageContext) {
    const colors = createColors(color);
    for (const file of report.files) yield* fileText(file, colors);
    for (const { file, line, column, message, hint } of report.errors) {
      yield `${colors.bold(line === undefined ? file : `${file}:${line}:${column}`)}\n`;
      yield `  ${colors.red("not understood")}: ${message}\n${hint === undefined ? "" : `  help: ${hint}\n`}\n`;
    }
    for (const remark of report.remarks) yield `${remark}\n`;
  },
};

function* fileText(file: FileCoverage, colors: Colors): Generator<string> {
  yield `${colors.bold(colors.underline(file.file.path))}: ${fileWords(file)}\n`;
  for (const remark of remarksOf(file)) yield `  ${remark}\n`;
  yield "\n";
  for (const table of tablesOf(file)) yield* tableText(table, colors);
  for (const standard of file.standards) yield* standardText(standard, colors);
  if (file.standards.length > 0) yield `  ${colors.dim(PASS_MEANS)}\n\n`;
}

function* tableText({ title, columns, rows, legend }: Table, colors: Colors): Generator<string> {
  yield `  ${colors.bold(title)}\n\n`;
  const cells = [columns.map(({ name }) => name), ...rows];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => stringWidth(row[at] ?? ""))));
  // A last column of words is a list: it is broken where the line would be too long.
  const isList = columns.at(-1)?.numeric === false;
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 4);
  for (const [at, row] of cells.entries()) {
    const last = row.at(-1) ?? "";
    const lines = isList && at > 0 ? wrapped(listOf(last.split(", ")), Math.max(WIDTH - before, 30)) : [last];
    for (const [number, part] of (lines.length === 0 ? [""] : lines).entries()) {
      const shown = number === 0 ? [...row.slice(0, -1), part] : [...row.slice(0, -1).fill(""), part];
      const text = columns.map(({ numeric }, column) => padded(shown[column] ?? "", widths[column] ?? 0, numeric));
      const line = text.join("  ").trimEnd();
      yield `    ${at === 0 ? colors.dim(line) : line}\n`;
    }
  }
  if (legend.length > 0) yield "\n";
  const told = legend.flatMap((text) => wrapped(text.split(" "), WIDTH - 4));
  for (const line of told) yield `    ${colors.dim(line)}\n`;
  yield "\n";
}

function padded(text: string, width: number, atRight: boolean): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return atRight ? blanks + text : text + blanks;
}

function* standardText({ standard, preset, items }: StandardPosture, colors: Colors): Generator<string> {
  const count = (verdict: StandardItem["verdict"]) => items.filter((item) => item.verdict === verdict).length;
  const counts = (["fail", "pass", "unknown"] as const).map((verdict) => `${count(verdict)} ${VERDICT_WORDS[verdict]}`);
  yield `  ${colors.bold(standard)}, judged with the preset ${preset}: ${counts.join(", ")}\n\n`;
  const width = Math.max(...items.map(({ id }) => id.length));
  for (const item of items) if (item.verdict === "fail") yield* failText(item, width, colors);
  yield* listed("pass:", items.filter(({ verdict }) => verdict === "pass").map(passWords));
  for (const [reason, ids] of byReason(items)) yield* listed(`cannot be judged, because ${reason}:`, ids);
  yield "\n";
}

function* failText({ id, rules }: StandardItem, width: number, colors: Colors): Generator<string> {
  const failing = rules.filter(({ verdict }) => verdict === "fail");
  const words = failing.map(({ rule, findings }) => `${rule} (${findings})`);
  words.push(...rules.flatMap(({ rule, exempted }) => (exempted === 0 ? [] : [`${rule} (${exempted} exempted)`])));
  const [first = "", ...more] = wrapped(listOf(words), WIDTH - 12 - width);
  yield `    ${colors.red("fail")}  ${id.padEnd(width)}  ${first}\n`;
  for (const line of more) yield `          ${" ".repeat(width)}  ${line}\n`;
}

/** An item that passes because the user exempted policy rules says so. */
function passWords({ id, rules }: StandardItem): string {
  const exempted = rules.reduce((sum, rule) => sum + rule.exempted, 0);
  return exempted === 0 ? id : `${id} (${exempted} exempted)`;
}

function byReason(items: readonly StandardItem[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, verdict, reasons } of items) {
    if (verdict !== "unknown") continue;
    const reason = reasons.join("; ");
    groups.set(reason, [...(groups.get(reason) ?? []), id]);
  }
  return groups;
}

function* listed(title: string, items: readonly string[]): Generator<string> {
  if (items.length === 0) return;
  for (const line of wrapped(title.split(" "), WIDTH - 4)) yield `    ${line}\n`;
  for (const line of wrapped(listOf(items), WIDTH - 10)) yield `          ${line}\n`;
}

function listOf(items: readonly string[]): readonly string[] {
  return items.map((item, at) => (at < items.length - 1 ? `${item},` : item));
}

/** Lines of words, or of what must not be broken. */
function wrapped(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(last) + 1 + stringWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
