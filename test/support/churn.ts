/** Random changes to a configuration as administrators and their tools make them, and what becomes of the findings. */
import { lintFile } from "../../src/lint/lint-file.ts";
import type { ActiveRule } from "../../src/lint/options.ts";
import type { ReportedFinding } from "../../src/lint/report.ts";
import { Source } from "../../src/source/source.ts";
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";

/** A number from 0 up to, not including, a bound. The same seed gives the same row. */
export type Random = (bound: number) => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

export const CHANGES = ["delete", "insert", "move", "shuffle", "indent", "crlf", "comment", "one line"] as const;
export type Change = (typeof CHANGES)[number];

/** What the findings of a configuration became after a change, or after many. */
export interface Outcome {
  /** Findings before, without those of policy rules that were deleted. */
  readonly untouched: number;
  readonly kept: number;
  /** Findings that are there as before, and that have another identity. */
  readonly shifted: readonly ReportedFinding[];
  /** Findings that the change mended, such as that a rule is never reached. */
  readonly gone: number;
  /** Identities that two findings share. */
  readonly shared: number;
}

/** Which entries are changed: policy rules, or any. */
export type Where = "rules" | "all";

/** Changes a configuration; bytes are taken as Latin-1, so that the text of any encoding stays what it is. */
export function changed(bytes: Buffer, change: Change, { random, where }: { random: Random; where: Where }): Buffer {
  const text = bytes.toString("latin1");
  if (change === "crlf") return latin1(text.replace(/\r?\n/g, "\r\n"));
  if (change === "one line") return latin1(betweenTags(text, ""));
  if (change === "indent") return latin1(betweenTags(text, `\n${" ".repeat(random(9))}`));
  const entries = entriesIn(bytes, where);
  const picked = entries[random(entries.length)];
  if (picked === undefined) return bytes;
  const siblings = entries.filter(({ parent }) => parent?.index === picked.parent?.index);
  const to = siblings[random(siblings.length)] ?? picked;
  if (change === "comment") return splice(text, [[picked.span.start, picked.span.start, "<!-- reviewed in May -->"]]);
  if (change === "delete") return splice(text, [[picked.span.start, picked.span.end, ""]]);
  if (change === "insert") return splice(text, [[to.span.start, to.span.start, asNew(copyOf(text, picked), random)]]);
  if (change === "move") return moved(text, picked, to);
  return shuffled(text, siblings, random);
}

/** Compares by identity; a finding whose words another one has now is the same with a new identity. */
function compare(old: readonly ReportedFinding[], after: Buffer, rules: readonly ActiveRule[]): Outcome {
  const now = findingsIn(after, rules);
  const names = new Set(entriesIn(after, "rules").map((entry) => entry.attribute("name")));
  const untouched = old.filter(({ policyRule }) => policyRule === undefined || names.has(policyRule.name));
  const identities = new Set(now.map(({ identity }) => identity));
  const known = new Set(old.map(({ identity }) => identity));
  const lost = untouched.filter(({ identity }) => !identities.has(identity));
  const fresh = new Set(now.filter(({ identity }) => !known.has(identity)).map(wordsOf));
  const shifted = lost.filter((finding) => fresh.has(wordsOf(finding)));
  return {
    untouched: untouched.length,
    kept: untouched.length - lost.length,
    shifted,
    gone: lost.length - shifted.length,
    shared: now.length - identities.size,
  };
}

/** What becomes of the findings over many changes, each made to the file as it was. */
export function churn(
  bytes: Buffer,
  rules: readonly ActiveRule[],
  { rounds, seed, where }: { rounds: number; seed: number; where: Where },
): Outcome {
  const random = randomFrom(seed);
  const before = findingsIn(bytes, rules);
  const outcomes = Array.from({ length: rounds }, (_, round) =>
    compare(before, changed(bytes, CHANGES[round % CHANGES.length] ?? "move", { random, where }), rules),
  );
  const sum = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    untouched: sum(({ untouched }) => untouched),
    kept: sum(({ kept }) => kept),
    shifted: outcomes.flatMap(({ shifted }) => shifted),
    gone: sum(({ gone }) => gone),
    shared: sum(({ shared }) => shared),
  };
}

/** Counts change with the policy; what is said of whom stays. */
function wordsOf({ rule, message }: ReportedFinding): string {
  return `${rule}: ${message.replace(/\d+/g, "#")}`;
}

export function findingsIn(bytes: Buffer, rules: readonly ActiveRule[]): readonly ReportedFinding[] {
  const source = new Source({ name: "churn.xml", uri: "churn.xml", bytes });
  const { findings, hidden, crashes } = lintFile(source, rules, { excerpts: false, now: new Date("2026-07-01") });
  if (crashes[0] !== undefined) throw new Error(`${crashes[0].rule} crashed`, { cause: crashes[0].error });
  return [...findings, ...hidden.map(({ finding }) => finding)];
}

function entriesIn(bytes: Buffer, where: Where): readonly Element[] {
  const table = scan(bytes);
  return Array.from(table.name, (_, index) => new Element(table, index)).filter(
    ({ name, parent }) => name === "entry" && (where === "all" || parent?.name === "rules"),
  );
}

type Edit = readonly [start: number, end: number, text: string];

function splice(text: string, edits: readonly Edit[]): Buffer {
  let result = text;
  for (const [start, end, put] of edits.toSorted((a, b) => b[0] - a[0])) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return latin1(result);
}

function copyOf(text: string, { span }: Element): string {
  return text.slice(span.start, span.end);
}

/** A name and a uuid of its own, as the firewall gives a clone. */
function asNew(entry: string, random: Random): string {
  const number = String(random(1e9)).padStart(12, "0");
  return entry
    .replace(/(<entry\b[^>]*?\bname=)(["'])[^"']*\2/, `$1$2clone ${number}$2`)
    .replace(/(<entry\b[^>]*?\buuid=)(["'])[^"']*\2/, `$1$200000000-0000-4000-8000-${number}$2`);
}

function moved(text: string, from: Element, to: Element): Buffer {
  if (from.index === to.index) return latin1(text);
  const { start, end } = from.span;
  return splice(text, [
    [start, end, ""],
    [to.span.start, to.span.start, copyOf(text, from)],
  ]);
}

function shuffled(text: string, entries: readonly Element[], random: Random): Buffer {
  const texts = entries.map((entry) => copyOf(text, entry));
  for (let at = texts.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [texts[at], texts[other]] = [texts[other] ?? "", texts[at] ?? ""];
  }
  return splice(
    text,
    entries.map(({ span }, at) => [span.start, span.end, texts[at] ?? ""] as const),
  );
}

/** Space between two tags is layout, except where it is all that an element holds. */
function betweenTags(text: string, layout: string): string {
  return text
    .replace(/(<\/[^>]*>|\/>|-->)\s+(?=<)/g, `$1${layout}`)
    .replace(/(<[^/!?][^>]*[^/]>)\s+(?=<[^/])/g, `$1${layout}`);
}

function latin1(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
