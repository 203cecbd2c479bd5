import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../error.ts";
import { LintRun } from "../../lint/lint.ts";
import type { FileReport, Report } from "../../lint/report.ts";
import { HOME_PAGE } from "../../report/addresses.ts";
import { activeRules } from "../../setup/active-rules.ts";
import { CONFIG_NAMES } from "../../setup/config-file.ts";
import { PRESET_SUMMARIES } from "../../setup/presets.ts";
import { findInputs } from "../../source/inputs.ts";
import { plural } from "../../words.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { readInputs } from "../read-inputs.ts";
import { Settings } from "../settings.ts";
import { writeAll, writeFileWhole } from "../streams.ts";

interface InitArguments {
  readonly paths: readonly string[];
  /** Whether a configuration that is there may be replaced. */
  readonly force: boolean;
}

const WRITTEN = "panlint.yaml";

/** How many rules with many findings are proposed as examples. */
const MOST = 5;

/** Writes a commented panlint.yaml for the configurations that are found. Returns the exit code. Throws UsageError. */
export async function runInit(program: Program, args: InitArguments): Promise<number> {
  const { terminal } = program;
  const { cwd } = terminal;
  const path = join(cwd, WRITTEN);
  refuseSecond(cwd, args.force);
  const rules = await program.loadRules();
  const inputs = await findInputs(args.paths, cwd);
  const settings = new Settings(rules, terminal, false, new Map());
  const run = new LintRun({ excerpts: false, now: new Date() });
  await readInputs(run, { inputs, settings, estate: false, cwd }, () => activeRules(rules, undefined, new Map()));
  const report = run.report();
  writeFileWhole(path, [configFor(report)]);
  await writeAll(terminal.stdout, [told(report)]);
  return EXIT.CLEAN;
}

/** A second configuration would make every later run fail, so only the one that is written can be replaced. */
function refuseSecond(cwd: string, force: boolean): void {
  const there = CONFIG_NAMES.find((name) => existsSync(join(cwd, name)) && !(force && name === WRITTEN));
  if (there === undefined) return;
  throw new UsageError(`There is a ${there} already.`, {
    hint:
      there === WRITTEN ? "--force replaces it." : "A folder holds one configuration file: delete or move this one.",
  });
}

/** The text of the configuration: everything in it is valid, most of it a comment to begin with. */
function configFor(report: Report): string {
  const counts = countByRule(report);
  const some = counts.slice(0, MOST);
  const estate = isEstate(report.files);
  const width = Math.max(0, ...some.map(([rule]) => rule.length));
  const examples = some
    .map(([rule, count]) => `#   ${`${rule}: note`.padEnd(width + 6)}   # ${plural(count, "finding")} now\n`)
    .join("");
  return `# yaml-language-server: $schema=${HOME_PAGE}/raw/main/schema/config.schema.json
# What panlint checks here. \`panlint rules\` lists the rules, \`panlint explain RULE\` tells all of one.
${found(report.files)}
# The preset to begin with:
${Object.entries(PRESET_SUMMARIES)
  .map(([name, summary]) => `#   ${name}: ${summary}\n`)
  .join("")}extends: recommended

# Severities and options of single rules: error, warning, note or off.
rules:
${examples === "" ? "#   log-start-and-end: error\n" : examples}
# Files that are not checked, relative to this one.
ignore: []
${estate ? "\n# Panorama and its firewalls are read as one estate.\nestate: true\n" : ""}
# Findings that are accepted, by where they are; \`panlint suppressions\` lists them.
# suppressions:
#   - rule: ${some[0]?.[0] ?? "log-start-and-end"}
#     policy-rule: legacy-*
#     reason: Why this is accepted
#     owner: network-team
#     expires: 2030-12-31

# Old findings: \`panlint baseline\` writes this file, and only new ones are reported from then on.
# baseline: panlint-baseline.txt
`;
}

function found(files: readonly FileReport[]): string {
  if (files.length === 0) return "# No configuration was found when this file was made.\n";
  const lines = files.slice(0, 20).map(({ path, product, panosVersion, partial }) => {
    const managed = partial === undefined ? "" : "; judged with care, see panlint doctor";
    return `#   ${path.replace(/\s+/g, " ")}: ${product}, PAN-OS ${panosVersion ?? "not told"}${managed}\n`;
  });
  const more = files.length > lines.length ? `#   and ${files.length - lines.length} more\n` : "";
  return `# Made for:\n${lines.join("")}${more}`;
}

/** Whether a Panorama and a firewall that one manages are among the files. */
function isEstate(files: readonly FileReport[]): boolean {
  const managed = files.some(({ product, partial }) => product === "firewall" && partial?.includes("Panorama"));
  return managed && files.some(({ product }) => product === "panorama");
}

function countByRule({ findings }: Report): readonly (readonly [rule: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function told({ files, findings, errors }: Report): string {
  const unread =
    errors.length > 0 ? `  ${errors.length} could not be read or understood: \`panlint doctor\` tells why.\n` : "";
  return `${WRITTEN} is written, for ${plural(files.length, "configuration")} with ${plural(findings.length, "finding")}.
${unread}Next:
  panlint                     see the findings
  panlint baseline            take those of today as known, and report only new ones
  panlint explain RULE        why a rule asks, and how to mend it
  a commit hook, and CI       ${HOME_PAGE}/tree/main/examples/ci
`;
}
