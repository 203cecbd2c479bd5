import { stringify } from "csv-stringify/sync";
import type { AuditRow } from "../../lint/suppression-audit.ts";
import { plural } from "../../words.ts";

const HEAD = ["Rule", "Where", "Reason", "Owner", "Ticket", "Expires", "Hides", "State", "Written in"] as const;

function cells(row: AuditRow): readonly string[] {
  const { rules, place, reason, owner, ticket, expires, hides, state, source } = row;
  return [
    rules.join(", "),
    place,
    reason ?? "",
    owner ?? "",
    ticket ?? "",
    expires ?? "",
    String(hides),
    state,
    source,
  ];
}

/** The audit of suppressions for a reader: one block a suppression, so that reasons may be long. */
export function suppressionsText(rows: readonly AuditRow[]): string {
  if (rows.length === 0) return "Nothing is suppressed.\n";
  const blocks = rows.map((row) => {
    const more = [
      ["reason", row.reason ?? "none given"],
      ["owner", row.owner],
      ["ticket", row.ticket],
      ["expires", row.expires],
      ["hides", plural(row.hides, "finding")],
      ["written in", row.source],
    ].filter((each): each is [string, string] => each[1] !== undefined);
    const lines = more.map(([name, value]) => `  ${name.padEnd(10)}  ${value}\n`);
    return `${row.state}: ${row.rules.join(", ")}, ${row.place}\n${lines.join("")}`;
  });
  const hidden = rows.reduce((sum, { hides }) => sum + hides, 0);
  return `${blocks.join("\n")}\n${rows.length} in all, hiding ${plural(hidden, "finding")}.\n`;
}

/** A table for a wiki or a pull request. */
export function suppressionsMarkdown(rows: readonly AuditRow[]): string {
  const line = (values: readonly string[]): string =>
    `| ${values.map((value) => value.replace(/[\\|]/g, "\\$&").replace(/\r?\n/g, " ")).join(" | ")} |\n`;
  return line(HEAD) + line(HEAD.map(() => "---")) + rows.map((row) => line(cells(row))).join("");
}

/** For a spreadsheet; a cell that would be taken for a formula is quoted with an apostrophe. */
export function suppressionsCsv(rows: readonly AuditRow[]): string {
  const safe = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
  return stringify([[...HEAD], ...rows.map((row) => cells(row).map(safe))]);
}

export function suppressionsJson(rows: readonly AuditRow[]): string {
  const shown = rows.map(({ kind, rules, place, reason, owner, ticket, expires, hides, state, source }) => ({
    kind,
    rules,
    place,
    reason: reason ?? null,
    owner: owner ?? null,
    ticket: ticket ?? null,
    expires: expires ?? null,
    hides,
    state,
    source,
  }));
  return `${JSON.stringify({ version: 1, suppressions: shown }, undefined, 2)}\n`;
}
