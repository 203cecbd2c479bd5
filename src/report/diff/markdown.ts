import type { DiffReport } from "../../diff/report.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import type { DiffReporter } from "./reporter.ts";
import { sectionsOf, totalsOf } from "./words.ts";

/** The difference as a comment at a pull request. */
export const diffMarkdown: DiffReporter = {
  *render(report: DiffReport) {
    yield `## Logging: ${escapeMarkdown(report.old.path)} → ${escapeMarkdown(report.now.path)}\n\n`;
    yield `${escapeMarkdown(totalsOf(report))}\n`;
    for (const { title, rows } of sectionsOf(report)) {
      yield `\n### ${title}\n\n`;
      for (const { text, place } of rows) yield `- ${escapeMarkdown(text)}  \n  <sub>${escapeMarkdown(place)}</sub>\n`;
    }
    for (const { file, line, message } of report.errors) {
      const place = line === undefined ? file : `${file}:${line}`;
      yield `\n**Not understood**: ${escapeMarkdown(place)}: ${escapeMarkdown(message)}\n`;
    }
  },
};
