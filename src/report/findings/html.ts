import { createHash } from "node:crypto";
import type { FileReport, Report, ReportedFinding } from "../../lint/report.ts";
import { nounFor } from "../../words.ts";
import { SCRIPT } from "../html/script.ts";
import { STYLES } from "../html/styles.ts";
import { plainText, sectionOf } from "../page.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { summaryLines } from "./summary.ts";

/**
 * One self-contained page for people who would rather look than read. Findings are data in it, shown piece by piece, so
 * that twenty thousand of them open at once. It loads nothing: its content security policy allows only what is inside.
 */
export const html: Reporter = {
  needsExcerpts: true,
  needsPosture: true,
  *render(report: Report, context: ReportContext) {
    const policy = `default-src 'none'; style-src '${hashOf(STYLES)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'`;
    yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>panlint report</title>
<style>${STYLES}</style></head><body><a class="skip" href="#findings">Skip to the findings</a>
<header><h1>Logging of security policy</h1><span class="soft">panlint ${escaped(context.version)}</span>
<button type="button" id="theme">Theme</button></header><main>\n`;
    yield* glance(report, context);
    yield TOOLS;
    yield `</main><footer>Press / to search, Esc to clear. Nothing in this page leaves it.</footer>
<script type="application/json" id="data">{"rules":${json(reasons(report, context))},"findings":[`;
    for (const [n, finding] of report.findings.entries()) yield `${n === 0 ? "" : ","}\n${json(dataOf(finding, n))}`;
    yield `]}</script>\n<script>${SCRIPT}</script></body></html>\n`;
  },
};

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** What cannot be closed or opened inside a script element. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function reasons(report: Report, context: ReportContext): { readonly [rule: string]: string } {
  const found = new Set(report.findings.map(({ rule }) => rule));
  return Object.fromEntries(
    [...found].map((rule) => [rule, plainText(sectionOf(context.page(rule), "Why")).split("\n\n")[0] ?? ""]),
  );
}

function dataOf(finding: ReportedFinding, n: number): unknown {
  const { rule, severity, message, help, commands, file, region, excerpt, path, policyRule, related } = finding;
  const places = related.map(
    (place) => `${place.file === file ? "line " : `${place.file}:`}${place.region.line}: ${place.message}`,
  );
  const shown = excerpt && [
    excerpt.text.slice(0, excerpt.start).trimStart(),
    excerpt.text.slice(excerpt.start, excerpt.end),
    excerpt.text.slice(excerpt.end),
  ];
  return {
    n,
    rule,
    severity,
    message,
    help,
    commands,
    file,
    line: region.line,
    column: region.column,
    title: policyRule?.title ?? path,
    path,
    excerpt: shown,
    related: places,
  };
}

/** What somebody sees who looks for five seconds; what was not understood comes first. */
function* glance(report: Report, context: ReportContext): Generator<string> {
  const { error, warning, note, suppressed, baselined, unchanged } = report.summary;
  const failed = report.crashes.map(
    ({ rule, file }) => `${file}: the rule ${rule} failed; what it would have found is missing.`,
  );
  const unread = report.errors.map(
    ({ file, line, message }) => `${file}${line === undefined ? "" : `:${line}`}: ${message}`,
  );
  if (unread.length + failed.length > 0) {
    const items = [...unread, ...failed].map((text) => `<p>${escaped(text)}</p>`).join("");
    yield `<div class="alarm" role="alert"><h2 class="error">Not everything was understood</h2>${items}</div>\n`;
  }
  const tiles = [
    ["error", error, nounFor(error, "error")],
    ["warning", warning, nounFor(warning, "warning")],
    ["note", note, nounFor(note, "note")],
    ["", suppressed, "suppressed"],
    ["", baselined, "in the baseline"],
    ["", report.mended?.length ?? 0, "fixed since the baseline"],
    ["", unchanged, "unchanged"],
  ] as const;
  const shown = tiles.filter(([name, count]) => name !== "" || count > 0);
  yield `<h2>At a glance</h2><div class="tiles">${shown
    .map(([name, count, words]) => `<div class="tile"><b class="${name}">${count}</b>${words}</div>`)
    .join("")}</div>\n`;
  const [read = "", ...lines] = summaryLines(report, context);
  const paragraphs = (texts: readonly string[]): string =>
    texts.map((text) => `<p class="soft">${escaped(text)}</p>`).join("\n");
  // What is said of single files is many lines where there are many files.
  const [ofFiles, ofAll] = [lines.slice(0, -TOTALS), lines.slice(-TOTALS)];
  yield paragraphs([read, ...ofAll]);
  if (ofFiles.length > 0) {
    const open = ofFiles.length <= 5 ? " open" : "";
    yield `<details${open}><summary>Remarks (${ofFiles.length})</summary><div class="body">${paragraphs(ofFiles)}</div></details>\n`;
  }
  yield* postures(report.files);
  yield* byRule(report);
}

function* postures(files: readonly FileReport[]): Generator<string> {
  const rows = files.flatMap(({ path, posture }) =>
    (posture?.rulebases ?? []).map(({ label, position, enabled, logging, inspection }) => {
      const logged = enabled - logging.none - logging.unknown;
      const bar =
        enabled === 0
          ? ""
          : `<div class="bar" aria-hidden="true">${slice("", logged / enabled)}${slice("none", logging.none / enabled)}</div>`;
      const cells = [
        enabled,
        logging.end,
        logging.start,
        logging.both,
        logging.none,
        `${inspection.inspected} of ${inspection.allow}`,
      ];
      return `<tr><td>${escaped(path)}</td><td>${escaped(label)}, ${position}</td>${cells
        .map((cell) => `<td class="n">${cell}</td>`)
        .join("")}<td>${bar}</td></tr>`;
    }),
  );
  if (rows.length === 0) return;
  const head = ["Rules", "Log end", "start", "both", "none", "Inspected"]
    .map((text) => `<th class="n">${text}</th>`)
    .join("");
  yield `<h2>How the policy logs</h2><div class="scroll" tabindex="0" role="region" aria-label="How the policy logs"><table>
<thead><tr><th>File</th><th>Policy rules of</th>${head}<th>Logged</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>\n`;
}

/** A part of a bar in steps of five percent, as a width without a style of its own would be forbidden by the policy. */
function slice(name: string, share: number): string {
  const steps = Math.round(share * 20);
  return `<i class="${name} w${steps}"></i>`;
}

/** How many findings each rule has; against a baseline also how many were known, and how many are mended since. */
function* byRule({ findings, hidden, mended, rules }: Report): Generator<string> {
  const counts = new Map<string, Counts>();
  const add = (rule: string, what: keyof Counts): void => {
    const count = counts.get(rule) ?? { error: 0, warning: 0, note: 0, known: 0, mended: 0 };
    count[what]++;
    counts.set(rule, count);
  };
  for (const { rule, severity } of findings) add(rule, severity);
  for (const { finding, because } of hidden) if (because.kind === "baseline") add(finding.rule, "known");
  for (const rule of mended ?? []) add(rule, "mended");
  if (counts.size === 0) return;
  const summaries = new Map(rules.map(({ rule }) => [rule.id, rule.summary]));
  const columns = mended === undefined ? COLUMNS : [...COLUMNS, ...TREND];
  const rows = [...counts]
    .sort(([, a], [, b]) => b.error - a.error || b.warning - a.warning || b.note - a.note || b.known - a.known)
    .map(([rule, count]) => {
      const cells = columns.map(([key]) => `<td class="n">${count[key] === 0 ? "" : count[key]}</td>`).join("");
      return `<tr><td><code>${escaped(rule)}</code><br><span class="soft">${escaped(summaries.get(rule) ?? "")}</span></td>${cells}</tr>`;
    });
  const head = columns.map(([, words]) => `<th class="n">${words}</th>`).join("");
  yield `<h2>Findings by rule</h2><div class="scroll" tabindex="0" role="region" aria-label="Findings by rule"><table>
<thead><tr><th>Rule</th>${head}</tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>\n`;
}

type Counts = Record<ReportedFinding["severity"] | "known" | "mended", number>;

const COLUMNS: readonly (readonly [keyof Counts, string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["note", "Notes"],
];
const TREND: readonly (readonly [keyof Counts, string])[] = [
  ["known", "In the baseline"],
  ["mended", "Fixed since"],
];

/** The last lines of a summary, which count. */
const TOTALS = 2;

const TOOLS = `<h2 id="findings">Findings</h2><div class="tools">
<label>Search<input id="search" type="search" autocomplete="off"></label>
<label>Severity<select id="severity"><option value="">all</option><option>error</option><option>warning</option><option>note</option></select></label>
<label>Rule<select id="rule"><option value="">all</option></select></label>
<label>File<select id="file"><option value="">all</option></select></label>
<label>Sort by<select id="order"><option value="place">place</option><option value="severity">severity</option><option value="rule">rule</option></select></label>
</div><p id="told" role="status" class="soft"></p><div id="list"></div>
<p class="more"><button type="button" id="more" hidden>Show more (<span id="rest"></span> left)</button></p>
`;
