import type { CoverageReport, FileCoverage } from "../../coverage/coverage.ts";
import type { StandardItem, StandardPosture } from "../../coverage/standards.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import type { CoverageReporter } from "./reporter.ts";
import { type Table, tablesOf } from "./tables.ts";
import { fileWords, PASS_MEANS, remarksOf, VERDICT_WORDS } from "./words.ts";

/** Tables for a pull request or a wiki. */
export const coverageMarkdown: CoverageReporter = {
  *render(report: CoverageReport) {
    for (const file of report.files) yield* fileMarkdown(file);
    for (const { file, line, message, hint } of report.errors) {
      const place = line === undefined ? file : `${file}:${line}`;
      yield `**Not understood**: ${escapeMarkdown(place)}: ${escapeMarkdown([message, ...(hint === undefined ? [] : [hint])].join(" "))}\n\n`;
    }
    for (const remark of report.remarks) yield `${escapeMarkdown(remark)}\n\n`;
  },
};

function* fileMarkdown(file: FileCoverage): Generator<string> {
  yield `## ${escapeMarkdown(file.file.path)}\n\n${escapeMarkdown(fileWords(file))}\n\n`;
  for (const remark of remarksOf(file)) yield `> ${escapeMarkdown(remark)}\n\n`;
  for (const table of tablesOf(file)) yield* tableMarkdown(table);
  for (const standard of file.standards) yield* tableMarkdown(standardTable(standard));
  if (file.standards.length > 0) yield `${PASS_MEANS}\n\n`;
}

function standardTable({ standard, preset, items }: StandardPosture): Table {
  return {
    title: `${standard}, judged with the preset ${preset}`,
    columns: ["item", "verdict", "because"].map((name) => ({ name, numeric: false })),
    rows: items.map((item) => [item.id, VERDICT_WORDS[item.verdict], because(item)]),
    legend: [],
  };
}

function because({ rules, reasons }: StandardItem): string {
  const told = rules.flatMap(({ rule, findings, exempted }) => [
    ...(findings === 0 ? [] : [`${rule} (${findings})`]),
    ...(exempted === 0 ? [] : [`${rule} (${exempted} exempted)`]),
  ]);
  return [...told, ...reasons].join("; ");
}

function* tableMarkdown({ title, columns, rows, legend }: Table): Generator<string> {
  yield `### ${title}\n\n`;
  yield `| ${columns.map(({ name }) => name).join(" | ")} |\n`;
  yield `|${columns.map(({ numeric }) => (numeric ? " ---: " : " --- ")).join("|")}|\n`;
  for (const row of rows) yield `| ${row.map(escapeMarkdown).join(" | ")} |\n`;
  yield legend.length === 0 ? "\n" : `\n${legend.map(escapeMarkdown).join(" ")}\n\n`;
}
