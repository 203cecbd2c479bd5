import { effectiveLogging } from "../../effective/effective.ts";
import {
  type EffectiveSubject,
  rulePathOf,
  rulesWithoutLogs,
  subjectNames,
  subjectsCalled,
} from "../../effective/subjects.ts";
import type { EffectiveLogging } from "../../effective/types.ts";
import { UsageError } from "../../error.ts";
import { lintConfig } from "../../lint/lint-file.ts";
import type { ReportedError, ReportedFinding } from "../../lint/report.ts";
import { nearest } from "../../nearest.ts";
import type { Config } from "../../panos/config.ts";
import { type EffectiveReport, effectiveJson, effectiveText } from "../../report/effective/text.ts";
import { activeRules } from "../../setup/active-rules.ts";
import { repositoryRoot } from "../../setup/config-file.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { readConfigs } from "../read-configs.ts";
import { wantsColor, writeAll } from "../streams.ts";

interface EffectiveArguments {
  /** Files and archives, and the name or logical path of the policy rule behind them. */
  readonly words: readonly string[];
  readonly estate: boolean;
  readonly format: "text" | "json";
}

/** Prints how one policy rule logs, and why. Throws UsageError when a file or the rule is not one. */
export async function runEffective(program: Program, args: EffectiveArguments): Promise<number> {
  const { terminal } = program;
  const files = args.words.slice(0, -1);
  const wanted = args.words.at(-1);
  if (wanted === undefined || files.length === 0) {
    throw new UsageError("Name a configuration and a policy rule.", {
      hint: "For example: panlint effective running-config.xml allow-web",
    });
  }
  const root = repositoryRoot(terminal.cwd) ?? terminal.cwd;
  const { configs, unread, remarks } = await readConfigs(files, { cwd: terminal.cwd, root, estate: args.estate });
  for (const sentence of unread) terminal.stderr.write(`panlint: ${sentence}\n`);
  if (configs.length === 0) return EXIT.INPUT;
  const { config, subject } = theOneCalled(wanted, configs);
  const logging = effectiveLogging(config, subject, new Date());
  // The estate's remarks are on all of its files; each begins with the name of its file.
  const own = remarks.filter(
    (remark) => remark.startsWith(`${logging.file}: `) && config.objects.partial !== undefined,
  );
  for (const remark of own) terminal.stderr.write(`panlint: ${remark}\n`);
  const { errors, ...report } = await withFindings(program, logging, configs);
  for (const { file, line, message } of errors) terminal.stderr.write(`panlint: ${file}:${line ?? 1}: ${message}\n`);
  await writeAll(
    terminal.stdout,
    args.format === "json" ? [effectiveJson(report)] : effectiveText(report, wantsColor(terminal)),
  );
  return unread.length + errors.length > 0 ? EXIT.INPUT : EXIT.CLEAN;
}

interface Found {
  readonly config: Config;
  readonly subject: EffectiveSubject;
}

/** Finds what a name or a logical path means. A name that several rules bear is not guessed at. */
function theOneCalled(wanted: string, configs: readonly Config[]): Found {
  const found = configs.flatMap((config) => subjectsCalled(config, wanted).map((subject) => ({ config, subject })));
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  if (only !== undefined) throw several(wanted, found);
  const files =
    configs.length === 1 ? configs[0]?.file.document.source.name : `any of ${configs.length} configurations`;
  const silent = configs.flatMap((config) => rulesWithoutLogs(config, wanted))[0];
  if (silent !== undefined) {
    throw new UsageError(`${silent.label} has no log settings.`, {
      hint: "The security rule that its sessions match says what is logged of them.",
    });
  }
  const near = nearest(wanted, new Set(configs.flatMap((config) => [...subjectNames(config)])));
  throw new UsageError(`There is no policy rule "${wanted}" in ${files}.`, {
    hint: near === undefined ? "Give its name or its logical path, as reports show it." : `Did you mean "${near}"?`,
  });
}

function several(wanted: string, found: readonly Found[]): UsageError {
  const inOneFile = found.every(({ config }) => config === found[0]?.config);
  const all = found.map(({ config, subject }) => {
    return `${inOneFile ? "" : `${config.file.document.source.name} `}${rulePathOf(subject)}`;
  });
  const shown = all.slice(0, 10).map((path) => `    ${path}`);
  const more = all.length > shown.length ? `\n    and ${all.length - shown.length} more` : "";
  const advice = inOneFile ? "Give the path of one" : "Give the file and the path of one";
  return new UsageError(`There are ${all.length} policy rules "${wanted}".`, {
    hint: `${advice}:\n${shown.join("\n")}${more}`,
  });
}

/** What the lint rules say of the rule, and of the profiles that its logs go through, in whatever file these stand. */
async function withFindings(
  program: Program,
  logging: EffectiveLogging,
  configs: readonly Config[],
): Promise<EffectiveReport & { readonly errors: readonly ReportedError[] }> {
  const rules = activeRules(await program.loadRules(), undefined, new Map());
  const files = new Set([logging.file, logging.decidedBy.file, ...logging.through.map(({ file }) => file)]);
  const results = configs
    .filter(({ file }) => files.has(file.document.source.name))
    .map((config) => lintConfig(config.file.document.source, () => config, rules, { excerpts: false }));
  const all = results.flatMap(({ findings }) => findings);
  const findings = all.filter((finding) => speaksOf(finding, logging));
  const ofProfiles = all.filter(
    (finding) =>
      !findings.includes(finding) &&
      logging.through.some(
        ({ file, path }) => finding.file === file && (finding.path === path || finding.path.startsWith(`${path}/`)),
      ),
  );
  return { logging, findings, ofProfiles, errors: results.flatMap(({ errors }) => errors) };
}

/** Whether a finding is about the rule itself, or names it as one of those that explain it. */
function speaksOf(finding: ReportedFinding, { file, path, decidedBy, at, endLine }: EffectiveLogging): boolean {
  if (finding.file === file && finding.path === path) return true;
  if (finding.file === decidedBy.file && finding.path === decidedBy.path) return true;
  if (at === undefined || endLine === undefined) return false;
  return finding.related.some(({ file: other, region }) => {
    return other === at.file && region.line >= at.line && region.line <= endLine;
  });
}
