import { resolve } from "node:path";
import { type DiffReport, diffReport, type LintedVersion } from "../../diff/report.ts";
import { UsageError } from "../../error.ts";
import { lintConfig } from "../../lint/lint-file.ts";
import type { ActiveRule } from "../../lint/options.ts";
import type { Config } from "../../panos/config.ts";
import { DIFF_FORMATS, type DiffFormat } from "../../report/index.ts";
import { repositoryRoot } from "../../setup/config-file.ts";
import { Source } from "../../source/source.ts";
import { reportCrashes } from "../crash.ts";
import { EXIT, failureOf } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { readConfigs } from "../read-configs.ts";
import { Settings } from "../settings.ts";
import { wantsColor, writeTo } from "../streams.ts";

/** What makes the exit code 1: that something is worse, that anything changed, or nothing. */
type DiffThreshold = "worse" | "change" | "never";

interface DiffArguments {
  readonly old: string;
  readonly now: string;
  readonly format: DiffFormat;
  readonly output: string | undefined;
  readonly failOn: DiffThreshold;
  /** A file, `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
}

/** Tells what changed in logging between two exports of one device. Returns the exit code. Throws UsageError. */
export async function runDiff(program: Program, args: DiffArguments): Promise<number> {
  const { terminal } = program;
  const { cwd, stderr } = terminal;
  const rules = await program.loadRules();
  const settings = new Settings(rules, terminal, args.config, new Map());
  await settings.checkNamedFile();
  const reporter = await DIFF_FORMATS[args.format]();
  const [old, now] = [await theOneIn(args.old, cwd), await theOneIn(args.now, cwd)];
  for (const side of [old, now]) if (typeof side === "string") stderr.write(`panlint: ${side}\n`);
  if (typeof old === "string" || typeof now === "string") return EXIT.INPUT;
  for (const doubt of doubtsOf(old, now)) stderr.write(`panlint: ${doubt}\n`);
  const { active } = await settings.for({ path: resolve(cwd, args.now), name: args.now });
  const time = new Date();
  const [before, after] = linted(old, now, { rules: active, time });
  const report = diffReport(before, after, time);
  const pieces = reporter.render(report, { color: args.output === undefined && wantsColor(terminal) });
  await writeTo(args.output, pieces, terminal);
  reportCrashes(program, report.crashes);
  return exitCodeOf(report, args.failOn);
}

/** Lints both under the name of the new one: identities rest on it. */
function linted(
  old: Config,
  now: Config,
  { rules, time }: { readonly rules: readonly ActiveRule[]; readonly time: Date },
): [old: LintedVersion, now: LintedVersion] {
  const options = { excerpts: false, now: time };
  const { source } = now.file.document;
  const { name, bytes, notes } = old.file.document.source;
  const before = lintConfig(new Source({ name, uri: source.uri, bytes, notes }), () => old, rules, options);
  const after = lintConfig(source, () => now, rules, options);
  return [
    { config: old, result: before },
    { config: now, result: after },
  ];
}

function exitCodeOf(report: DiffReport, failOn: DiffThreshold): number {
  const { changes, findings } = report;
  const changed = changes.length + findings.fresh.length + findings.gone.length + findings.hidden.length > 0;
  const fails = { worse: report.summary.worse > 0, change: changed, never: false }[failOn];
  return failureOf(report) ?? (fails ? EXIT.FINDINGS : EXIT.CLEAN);
}

/** The configuration that a name means, or the sentence why it cannot be read. */
async function theOneIn(file: string, cwd: string): Promise<Config | string> {
  const root = repositoryRoot(cwd) ?? cwd;
  const { configs, unread } = await readConfigs([file], { cwd, root, estate: false });
  const [config, second] = configs;
  if (unread[0] !== undefined) return unread[0];
  if (config === undefined) return `${file}: there is no configuration in it.`;
  if (second !== undefined) {
    throw new UsageError(`${file} holds ${configs.length} configurations.`, {
      hint: `Name one of them, such as ${config.file.document.source.name}.`,
    });
  }
  return config;
}

/** Why the two may be of different devices. Throws UsageError where they are for certain. */
function doubtsOf(old: Config, now: Config): readonly string[] {
  const [before, after] = [old, now].map(({ file }) => file.document);
  if (before?.product !== after?.product) {
    const words = [before, after].map((each) => `${each?.source.name} is of a ${each?.product}`);
    throw new UsageError(`${words.join(", ")}.`, { hint: "Compare two exports of the same device." });
  }
  const [was, is] = [hostname(old), hostname(now)];
  const differ = was !== undefined && is !== undefined && was !== is;
  return differ ? [`the host names are "${was}" and "${is}"; make sure that both files are of one device.`] : [];
}

function hostname({ devices }: Config): string | undefined {
  return devices.settings[0]?.system.hostname.value;
}
