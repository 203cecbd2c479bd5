import { createColors } from "picocolors";
import type { Effect } from "../../diff/change.ts";
import type { DiffReport } from "../../diff/report.ts";
import { wrap } from "../wrap.ts";
import type { DiffReporter } from "./reporter.ts";
import { sectionsOf, totalsOf } from "./words.ts";

const WIDTH = 100;
const SIGNS: Readonly<Record<Effect, string>> = { worse: "-", better: "+", other: "~" };

/** The difference for people. */
export const diffText: DiffReporter = {
  *render(report: DiffReport, { color }) {
    const colors = createColors(color);
    const paint = { worse: colors.red, better: colors.green, other: colors.yellow };
    yield `old: ${report.old.path}\nnew: ${report.now.path}\n\n`;
    for (const { title, effect, rows } of sectionsOf(report)) {
      yield `${colors.bold(title)}\n\n`;
      for (const { text, place } of rows) {
        const [first = "", ...more] = wrap(text, WIDTH - 4);
        yield `  ${paint[effect](SIGNS[effect])} ${first}\n`;
        for (const line of more) yield `    ${line}\n`;
        for (const line of wrap(place, WIDTH - 4)) yield `    ${colors.dim(line)}\n`;
      }
      yield "\n";
    }
    for (const { file, line, message } of report.errors)
      yield `${file}${line === undefined ? "" : `:${line}`}: ${message}\n`;
    yield `${totalsOf(report)}\n`;
  },
};
