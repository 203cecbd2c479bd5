import { activeRules } from "../config/active-rules.ts";
import { repositoryRoot } from "../config/config-file.ts";
import { InputError, UsageError } from "../error.ts";
import { lintFile } from "../lint/lint-file.ts";
import { defaultRulePath, type Story, storyOf, storyOfDefault } from "../lint/story.ts";
import { nearest } from "../nearest.ts";
import { Config } from "../panos/config.ts";
import { DefaultRule } from "../panos/default-rule.ts";
import { type DefaultRuleName, PREDEFINED_DEFAULT_RULES } from "../panos/defaults.ts";
import { openDocument } from "../panos/document.ts";
import type { PolicyRule } from "../panos/policy-rule.ts";
import { storyJson, storyText } from "../report/story.ts";
import { findInputs, readInput } from "../source/inputs.ts";
import type { Source } from "../source/source.ts";
import { EXIT } from "./exit-code.ts";
import type { Program } from "./program.ts";
import { wantsColor, writeAll } from "./streams.ts";

/** Prints how one policy rule logs, and why. Throws UsageError when the file or the rule is not one. */
export async function effectiveCommand(
  program: Program,
  args: { readonly file: string; readonly rule: string; readonly format: "text" | "json" },
): Promise<number> {
  const { terminal } = program;
  const [input, second] = await findInputs([args.file], terminal.cwd);
  if (input === undefined || second !== undefined) {
    throw new UsageError(`${args.file} is not one file.`, { hint: "Name one configuration." });
  }
  const root = repositoryRoot(terminal.cwd) ?? terminal.cwd;
  try {
    const source = readInput(input, root);
    const config = new Config(openDocument(source));
    const story = tell(source, config, args.rule);
    const rules = activeRules(await program.loadRules(), undefined, new Map());
    const { findings } = lintFile(source, rules, { excerpts: false });
    const report = { story, findings: findings.filter(({ path }) => path === story.path || path === story.decidedBy) };
    await writeAll(
      terminal.stdout,
      args.format === "json" ? [storyJson(report)] : storyText(report, wantsColor(terminal)),
    );
    return EXIT.CLEAN;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    terminal.stderr.write(
      `panlint: ${input.name}: ${error.message}\n${error.hint === undefined ? "" : `  ${error.hint}\n`}`,
    );
    return EXIT.INPUT;
  }
}

/** Finds the policy rule by its logical path or its name. A name that several rules bear is not guessed at. */
function tell(source: Source, config: Config, wanted: string): Story {
  const rules = config.policyRules;
  const [rule, other] = rules.filter((each) => each.path === wanted);
  if (rule !== undefined && other === undefined) return storyOf(source, config, rule);
  const candidates = [
    ...rules.filter(({ name, kind }) => name === wanted && kind === "security"),
    ...defaultRules(config, wanted),
  ];
  const [only, second] = candidates;
  if (only !== undefined && second === undefined) {
    return only instanceof DefaultRule ? storyOfDefault(source, config, only) : storyOf(source, config, only);
  }
  if (only !== undefined) throw severalRules(wanted, candidates);
  const near = nearest(wanted, new Set(rules.map(({ name }) => name)));
  throw new UsageError(`There is no policy rule "${wanted}" in ${source.name}.`, {
    hint: near === undefined ? "Give its name or its logical path, as reports show it." : `Did you mean "${near}"?`,
  });
}

/** The default rules in force that a name or a path means: one for each place where firewalls enforce policy. */
function defaultRules(config: Config, wanted: string): readonly DefaultRule[] {
  // The keys of PREDEFINED_DEFAULT_RULES, which Object.keys widens to string.
  const names = Object.keys(PREDEFINED_DEFAULT_RULES) as DefaultRuleName[];
  return names.flatMap((name) => {
    const rules = config.enforcingScopes.map((scope) => config.defaultRule(name, scope));
    return rules.filter((rule) => wanted === name || wanted === defaultRulePath(rule));
  });
}

function severalRules(name: string, found: readonly (PolicyRule | DefaultRule)[]): UsageError {
  const all = found.map((rule) => (rule instanceof DefaultRule ? defaultRulePath(rule) : rule.path));
  const paths = all.slice(0, 10).map((path) => `    ${path}`);
  const more = all.length > paths.length ? `\n    and ${all.length - paths.length} more` : "";
  return new UsageError(`There are ${all.length} policy rules "${name}".`, {
    hint: `Give the path of one:\n${paths.join("\n")}${more}`,
  });
}
