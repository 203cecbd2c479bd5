import { relative, sep } from "node:path";
import type { ConfigFile } from "../config/config-file.ts";
import { LintRun } from "../lint/lint.ts";
import type { FileReport, Report } from "../lint/report.ts";
import { findInputs } from "../source/inputs.ts";
import { EXIT } from "./exit-code.ts";
import type { Program } from "./program.ts";
import { readInputs } from "./read-inputs.ts";
import { Settings } from "./settings.ts";
import { writeAll } from "./streams.ts";

export interface DoctorArguments {
  readonly paths: readonly string[];
  readonly format: "text" | "json";
  /** Whether file names are left out. */
  readonly anonymous: boolean;
  readonly config: string | false | undefined;
}

/** Prints what panlint understood of its surroundings, for a bug report. Returns the exit code. Throws UsageError. */
export async function doctorCommand(program: Program, args: DoctorArguments): Promise<number> {
  const { terminal } = program;
  const { cwd } = terminal;
  const rules = await program.loadRules();
  const inputs = await findInputs(args.paths.length === 0 ? ["."] : args.paths, cwd);
  const settings = new Settings(rules, terminal, args.config, new Map());
  await settings.checkNamedFile();
  const run = new LintRun({ excerpts: false, now: new Date() });
  // No rule runs: what the files are is told by the model.
  await readInputs(run, { inputs, settings, estate: undefined, cwd }, () => []);
  const report = run.report();
  const nameOf = namer(args.anonymous);
  const facts = {
    panlint: program.version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    configurations: settings.files.map((file) =>
      configFacts(file, args.anonymous ? "panlint.yaml" : shown(cwd, file.path)),
    ),
    matched: inputs.length,
    ignored: inputs.length - new Set([...report.files, ...report.errors].map(inputOf)).size,
    files: report.files.map((file) => fileFacts(file, nameOf(file.path))),
    errors: report.errors.map(({ file, line, message }) => ({ file: nameOf(file), line: line ?? null, message })),
    remarks: args.anonymous ? [] : report.remarks,
  };
  await writeAll(terminal.stdout, [
    args.format === "json" ? `${JSON.stringify({ version: 1, ...facts }, undefined, 2)}\n` : textOf(facts),
  ]);
  return report.errors.length > 0 ? EXIT.INPUT : EXIT.CLEAN;
}

/** The input that a report is about: an archive for its members. */
function inputOf(item: FileReport | Report["errors"][number]): string {
  return ("path" in item ? item.path : item.file).replace(/!.*$/s, "");
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

function configFacts(file: ConfigFile, path: string) {
  return {
    path,
    presets: file.presets.length === 0 ? ["recommended"] : file.presets,
    rules: Object.keys(file.rules),
    suppressions: file.suppressions.length,
    baseline: file.baseline !== undefined,
    estate: file.estate,
  };
}

function fileFacts(file: FileReport, path: string) {
  const { product, shape, panosVersion, partial, securityRules, virtualSystems, deviceGroups, notes } = file;
  return {
    path,
    product,
    shape,
    panosVersion: panosVersion ?? null,
    partial: partial ?? null,
    securityRules: securityRules.total,
    disabled: securityRules.disabled,
    virtualSystems,
    deviceGroups,
    notes,
  };
}

interface Facts {
  readonly panlint: string;
  readonly node: string;
  readonly platform: string;
  readonly configurations: readonly ReturnType<typeof configFacts>[];
  readonly matched: number;
  readonly ignored: number;
  readonly files: readonly ReturnType<typeof fileFacts>[];
  readonly errors: readonly { readonly file: string; readonly line: number | null; readonly message: string }[];
  readonly remarks: readonly string[];
}

function textOf(facts: Facts): string {
  const lines = [`panlint ${facts.panlint}, Node.js ${facts.node}, ${facts.platform}`];
  if (facts.configurations.length === 0) lines.push("configuration: none found, so the preset recommended is used");
  for (const { path, presets, rules, suppressions, baseline, estate } of facts.configurations) {
    const parts = [`presets ${presets.join(", ")}`, `${rules.length} rules set`, `${suppressions} suppressions`];
    if (baseline) parts.push("a baseline");
    if (estate) parts.push("estate");
    lines.push(`configuration: ${path} (${parts.join("; ")})`);
  }
  lines.push(`files: ${facts.matched} matched, ${facts.ignored} of them ignored`, "");
  for (const file of facts.files) {
    const scopes = file.product === "panorama" ? `${file.deviceGroups} device groups` : `${file.virtualSystems} vsys`;
    lines.push(
      file.path,
      `  ${file.product}, ${file.shape}, PAN-OS ${file.panosVersion ?? "not told"}, ${scopes}, ` +
        `${file.securityRules} security rules (${file.disabled} disabled)`,
    );
    if (file.partial !== null) lines.push(`  judged with care: ${file.partial}`);
    for (const note of file.notes) lines.push(`  ${note}`);
  }
  for (const { file, line, message } of facts.errors)
    lines.push(`${file}${line === null ? "" : `:${line}`}`, `  ${message}`);
  for (const remark of facts.remarks) lines.push(remark);
  return `${lines.join("\n")}\n`;
}
