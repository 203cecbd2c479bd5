import type { Report, ReportedFinding } from "../../lint/report.ts";
import { scopeWordsOf } from "./finding-scope.ts";
import { placeholdersIn } from "./placeholders.ts";
import type { ReportContext, Reporter } from "./reporter.ts";

/**
 * The commands of all findings, for somebody to review and paste: together for each place where they are typed, in an order
 * in which no log is turned off before its replacement is on.
 */
export const setScript: Reporter = {
  needsExcerpts: false,
  *render({ findings }: Report, { version }: ReportContext) {
    yield `# Commands that panlint ${version} proposes for what it found. Nothing was applied.\n`;
    yield "# Review every one of them. Then paste them group by group in configure mode, on the device or the Panorama\n";
    yield "# that the group is for; check with `validate full`, and commit.\n";
    yield "# Lines that begin with # are notes. Commands in which somebody has to put in a value are such lines, too.\n";
    const silent = findings.filter(({ commands }) => commands.length === 0).length;
    if (silent > 0) yield `# ${silent} of ${findings.length} findings have no command; the report says what to do.\n`;
    for (const { place, rules, steps } of groupsOf(findings)) {
      yield `\n# ${place}\n# for ${[...rules].join(", ")}\n`;
      yield* typed(steps);
    }
    if (silent === findings.length) yield "\n# There is nothing to type.\n";
  },
};

/** The commands of one finding. They belong together: what the first deletes the next may set anew. */
type Step = readonly string[];

interface ScriptGroup {
  readonly place: string;
  readonly rules: Set<string>;
  readonly steps: Step[];
}

function groupsOf(findings: readonly ReportedFinding[]): readonly ScriptGroup[] {
  const groups = new Map<string, ScriptGroup>();
  for (const finding of findings.filter(({ commands }) => commands.length > 0)) {
    const place = note(`${finding.file}: ${whereToType(finding)}`);
    const group = groups.get(place) ?? { place, rules: new Set(), steps: [] };
    groups.set(place, group);
    group.rules.add(finding.rule);
    group.steps.push(finding.commands);
  }
  return [...groups.values()];
}

/** What Panorama pushed can only be changed there. */
function whereToType(finding: ReportedFinding): string {
  const owner = finding.policyRule?.owner;
  if (owner === undefined) return scopeWordsOf(finding);
  return `on Panorama, ${owner === "shared" ? "shared" : `device group "${owner}"`}`;
}

/**
 * What is typed first, by the last command of a step. Whatever turns something on comes before what turns a log off, and
 * that before deletions, which go from what refers to something to what is referred to: PAN-OS does not delete what is in
 * use.
 */
const ORDER: readonly RegExp[] = [
  /^set (?!.* log-(?:start|end) no\b)|^set .* log-(?:start|end) yes\b/,
  /^set /,
  /^delete (?:.* )?(?:pre-|post-)?rulebase /,
  /^delete (?:.* )?profile-group /,
  /^delete (?:.* )?log-settings profiles /,
];

/** Every step in its turn, and no step twice. */
function* typed(steps: readonly Step[]): Generator<string> {
  const turn = (step: Step): number => {
    const found = ORDER.findIndex((pattern) => pattern.test(step.at(-1) ?? ""));
    return found < 0 ? ORDER.length : found;
  };
  const seen = new Set<string>();
  for (const step of steps.toSorted((a, b) => turn(a) - turn(b))) {
    const text = lines(step).join("\n");
    if (!seen.has(text)) yield `${text}\n`;
    seen.add(text);
  }
}

/** A step that lacks something is a note as a whole: half of it may do harm. */
function lines(step: Step): readonly string[] {
  // A line end would leave the rest of the command as a command of its own.
  if (step.some((command) => /\p{Cc}/u.test(command))) {
    return step.map((command) => `# Cannot be typed, a name has a control character: ${note(command)}`);
  }
  const placeholders = [...new Set(step.flatMap(placeholdersIn))];
  return placeholders.length === 0 ? step : step.map((command) => `# Put in ${placeholders.join(" and ")}: ${command}`);
}

function note(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
