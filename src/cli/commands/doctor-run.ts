import { dirname, relative, sep } from "node:path";
import { UsageError } from "../../error.ts";
import { LintRun } from "../../lint/lint.ts";
import type { FileReport } from "../../lint/report.ts";
import type { ConfigFile } from "../../setup/config-file.ts";
import type { Input } from "../../source/inputs.ts";
import { plural } from "../../words.ts";
import { EXIT } from "../exit-code.ts";
import { baselinesOf } from "../known/baselines.ts";
import type { Program } from "../program.ts";
import { openInputs, readInputs } from "../read-inputs.ts";
import type { Settings } from "../settings.ts";
import { writeAll } from "../streams.ts";

interface DoctorArguments {
  readonly paths: readonly string[];
  readonly format: "text" | "json";
  /** Whether file names are left out. */
  readonly anonymous: boolean;
  readonly config: string | false | undefined;
}

/** Prints what panlint understood of its surroundings, for a bug report. Returns the exit code. Throws UsageError. */
export async function runDoctor(program: Program, args: DoctorArguments): Promise<number> {
  const { terminal } = program;
  const { cwd } = terminal;
  const { inputs, settings } = await openInputs(program, args);
  const run = new LintRun({ excerpts: false, now: new Date() });
  // No rule runs: what the files are is told by the model.
  await readInputs(run, { inputs, settings, estate: undefined, cwd }, () => []);
  const report = run.report();
  const nameOf = namer(args.anonymous);
  const facts: Facts = {
    panlint: program.version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    configChosen: chosen(args.config),
    configurations: settings.files.map((file) =>
      configFacts(file, args.anonymous ? "panlint.yaml" : shown(cwd, file.path)),
    ),
    matched: inputs.length,
    ignored: await ignoredOf(inputs, settings),
    files: report.files.map((file) => fileFacts(file, nameOf(file.path))),
    errors: report.errors.map(({ file, line, message }) => ({
      file: nameOf(file),
      line: line ?? null,
      message: withoutNames(message),
    })),
    remarks: args.anonymous ? [] : report.remarks,
  };
  await writeAll(terminal.stdout, [
    args.format === "json" ? `${JSON.stringify({ version: 1, ...facts }, undefined, 2)}\n` : textOf(facts),
  ]);
  return report.errors.length > 0 ? EXIT.INPUT : EXIT.CLEAN;
}

async function ignoredOf(inputs: readonly Input[], settings: Settings): Promise<number> {
  let ignored = 0;
  for (const input of inputs) if (await settings.ignores(input)) ignored++;
  return ignored;
}

/** A sentence without what the configuration wrote: names and values stand in quotes, and may hold quotes of their own. */
function withoutNames(sentence: string): string {
  return sentence.replace(/".*"/s, '"…"');
}

/** File names as they are, or numbers in their place. */
function namer(anonymous: boolean): (name: string) => string {
  const numbers = new Map<string, string>();
  return (name) => {
    if (!anonymous) return name;
    const number = numbers.get(name) ?? `file ${numbers.size + 1}`;
    numbers.set(name, number);
    return number;
  };
}

function shown(cwd: string, path: string): string {
  return relative(cwd, path).replaceAll(sep, "/");
}

/** Why a configuration file is used, or none. */
function chosen(config: string | false | undefined): Facts["configChosen"] {
  if (config === false) return "--no-config";
  return config === undefined ? "found" : "--config";
}

function configFacts(file: ConfigFile, path: string) {
  return {
    path,
    presets: file.presets.length === 0 ? ["recommended"] : file.presets,
    rules: Object.keys(file.rules),
    suppressions: file.suppressions.length,
    baseline: baselineFacts(file),
    estate: file.estate,
  };
}

/** How many findings the baseline of a configuration knows; null for no baseline. */
function baselineFacts(file: ConfigFile): number | "unreadable" | null {
  try {
    const [baseline] = baselinesOf(undefined, [file], dirname(file.path));
    return baseline === undefined ? null : baseline.entries.size;
  } catch (error) {
    // What is wrong with it is told by linting; here the rest matters more.
    if (error instanceof UsageError) return "unreadable";
    throw error;
  }
}

function fileFacts(file: FileReport, path: string) {
  const { product, shape, panosVersion, partial, securityRules, virtualSystems, deviceGroups, notes } = file;
  return {
    path,
    product,
    shape,
    panosVersion: panosVersion ?? null,
    partial: partial === undefined ? null : withoutNames(partial),
    securityRules: securityRules.total,
    disabled: securityRules.disabled,
    virtualSystems,
    deviceGroups,
    notes: notes.map(withoutNames),
  };
}

interface Facts {
  readonly panlint: string;
  readonly node: string;
  readonly platform: string;
  readonly configChosen: "found" | "--config" | "--no-config";
  readonly configurations: readonly ReturnType<typeof configFacts>[];
  readonly matched: number;
  readonly ignored: number;
  readonly files: readonly ReturnType<typeof fileFacts>[];
  readonly errors: readonly { readonly file: string; readonly line: number | null; readonly message: string }[];
  readonly remarks: readonly string[];
}

function textOf(facts: Facts): string {
  const lines = [`panlint ${facts.panlint}, Node.js ${facts.node}, ${facts.platform}`];
  if (facts.configurations.length === 0) {
    const none = facts.configChosen === "--no-config" ? "none, as --no-config says" : "none found";
    lines.push(`configuration: ${none}, so the preset recommended is used`);
  }
  for (const { path, presets, rules, suppressions, baseline, estate } of facts.configurations) {
    const parts = [
      `presets ${presets.join(", ")}`,
      `${plural(rules.length, "rule")} set`,
      plural(suppressions, "suppression"),
    ];
    if (baseline !== null)
      parts.push(
        baseline === "unreadable" ? "a baseline that cannot be read" : `a baseline of ${plural(baseline, "finding")}`,
      );
    if (estate) parts.push("estate");
    const why = facts.configChosen === "found" ? "found beside or above the files" : "named by --config";
    lines.push(`configuration: ${path}, ${why} (${parts.join("; ")})`);
  }
  lines.push(`files: ${facts.matched} matched, ${facts.ignored} of them ignored`, "");
  for (const file of facts.files) {
    const scopes =
      file.product === "panorama" ? plural(file.deviceGroups, "device group") : `${file.virtualSystems} vsys`;
    lines.push(
      file.path,
      `  ${file.product}, ${file.shape}, PAN-OS ${file.panosVersion ?? "not told"}, ${scopes}, ` +
        `${plural(file.securityRules, "security rule")} (${file.disabled} disabled)`,
    );
    if (file.partial !== null) lines.push(`  judged with care: ${file.partial}`);
    for (const note of file.notes) lines.push(`  ${note}`);
  }
  for (const { file, line, message } of facts.errors)
    lines.push(`${file}${line === null ? "" : `:${line}`}`, `  ${message}`);
  for (const remark of facts.remarks) lines.push(remark);
  return `${lines.join("\n")}\n`;
}
