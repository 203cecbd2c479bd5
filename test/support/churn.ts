/** Changes a configuration at random, as people and exports do, and counts which findings are still the same. */
import { rules } from "../../rules/index.ts";
import { activeRules } from "../../src/config/active-rules.ts";
import { lintFile } from "../../src/lint/lint-file.ts";
import type { ReportedFinding } from "../../src/lint/report.ts";
import { Config } from "../../src/panos/config.ts";
import { openDocument } from "../../src/panos/document.ts";
import { sourceOf } from "./panos-config.ts";

export interface Churn {
  /** Findings of all rounds that the change did not touch, and how many of them had the same identity after it. */
  readonly untouched: number;
  readonly kept: number;
  /** Findings that had the identity of another one. */
  readonly shared: number;
}

const ACTIVE = activeRules(rules, undefined, new Map());

function findingsOf(text: string): readonly ReportedFinding[] {
  return lintFile(sourceOf(text), ACTIVE, { excerpts: false, now: new Date("2026-07-01") }).findings;
}

/** A small generator of numbers, so that a failure can be had again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Change {
  readonly text: string;
  /** Names of the policy rules that were changed. */
  readonly touched: readonly string[];
}

/** The security rules as they stand in the text, by byte offsets of an ASCII view. */
function entriesOf(text: string) {
  const config = new Config(openDocument(sourceOf(text)));
  return config.securityRules.map(({ name, entry, rulebase }) => ({ name, list: rulebase.path, ...entry.span }));
}

type Mutation = (text: string, random: (below: number) => number, round: number) => Change;

const cut = (text: string, start: number, end: number, instead = ""): string =>
  text.slice(0, start) + instead + text.slice(end);

const MUTATIONS: readonly Mutation[] = [
  function remove(text, random) {
    const entries = entriesOf(text);
    const entry = entries[random(entries.length)];
    return entry === undefined
      ? { text, touched: [] }
      : { text: cut(text, entry.start, entry.end), touched: [entry.name] };
  },
  function insert(text, random, round) {
    const entries = entriesOf(text);
    const entry = entries[random(entries.length)];
    if (entry === undefined) return { text, touched: [] };
    const name = `churn-${round}`;
    const copy = text
      .slice(entry.start, entry.end)
      .replace(/ name="[^"]*"/, ` name="${name}"`)
      .replace(/ uuid="[^"]*"/, "");
    return { text: cut(text, entry.start, entry.start, `${copy}\n`), touched: [name] };
  },
  function swap(text, random) {
    const entries = entriesOf(text);
    const first = entries[random(entries.length)];
    const others = entries.filter(({ list, start }) => list === first?.list && start > first.start);
    const second = others[random(others.length)];
    if (first === undefined || second === undefined) return { text, touched: [] };
    const [a, b] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
    const swapped = text.slice(0, first.start) + b + text.slice(first.end, second.start) + a + text.slice(second.end);
    return { text: swapped, touched: [] };
  },
  (text) => ({ text: text.replace(/\r?\n/g, "\r\n"), touched: [] }),
  (text) => ({ text: text.replace(/^[ \t]+/gm, ""), touched: [] }),
  (text) => ({ text: text.replace(/\n/g, "\n  "), touched: [] }),
  (text, random) => ({
    text: text.replace(/<\/entry>\s*</g, (part) => (random(10) === 0 ? part.replace("<", "<!-- reviewed --><") : part)),
    touched: [],
  }),
  (text) => ({ text: text.replace(/>\s+</g, "><"), touched: [] }),
];

/** What rounds of changes, each on the result of the one before, do to the identities. */
export function churn(original: string, rounds: number, seed = 1): Churn {
  const random = numbers(seed);
  let text = Buffer.from(original).toString("latin1");
  let before = findingsOf(text);
  const result = { untouched: 0, kept: 0, shared: 0 };
  for (let round = 0; round < rounds; round++) {
    // Rules must not run out.
    if (round % 20 === 0) {
      text = Buffer.from(original).toString("latin1");
      before = findingsOf(text);
    }
    const change = MUTATIONS[random(MUTATIONS.length)]?.(text, random, round) ?? { text, touched: [] };
    const after = findingsOf(change.text);
    const identities = new Set(after.map(({ identity }) => identity));
    const untouched = before.filter(({ policyRule }) => !change.touched.includes(policyRule?.name ?? ""));
    result.untouched += untouched.length;
    result.kept += untouched.filter((finding) => identities.has(finding.identity) || isMended(finding, after)).length;
    result.shared += after.length - identities.size;
    [text, before] = [change.text, after];
  }
  return result;
}

/** Whether no finding of that rule at that place is left: the change mended it, as the order of policy rules matters. */
function isMended(finding: ReportedFinding, after: readonly ReportedFinding[]): boolean {
  return !after.some(
    ({ rule, path, setting }) => rule === finding.rule && path === finding.path && setting === finding.setting,
  );
}
