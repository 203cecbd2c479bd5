import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { UsageError } from "../error.ts";
import { entryOf, renderBaseline, staleEntries } from "../lint/baseline.ts";
import { LintRun } from "../lint/lint.ts";
import { withAbsorbed } from "../lint/report.ts";
import { findInputs } from "../source/inputs.ts";
import { EXIT } from "./exit-code.ts";
import { readBaseline } from "./known-findings.ts";
import type { Program } from "./program.ts";
import { NOTHING_TO_CHECK, readInputs } from "./read-inputs.ts";
import { rootOf } from "./root.ts";
import { Settings } from "./settings.ts";
import { writeFileWhole } from "./streams.ts";

export interface BaselineArguments {
  readonly paths: readonly string[];
  /** The file to write; undefined for the configuration's, else the usual name. */
  readonly file: string | undefined;
  readonly update: boolean;
  readonly prune: boolean;
  readonly config: string | false | undefined;
  readonly estate: boolean | undefined;
  /** The folder from which files are named in identities; undefined for the Git root. */
  readonly root: string | undefined;
}

const USUAL_NAME = "panlint-baseline.txt";

/** Writes what is found now as known. Returns the exit code; an input that is not understood makes it write nothing. */
export async function baselineCommand(program: Program, args: BaselineArguments): Promise<number> {
  const { terminal } = program;
  const { cwd, stderr } = terminal;
  const rules = await program.loadRules();
  const inputs = await findInputs(args.paths.length === 0 ? ["."] : args.paths, cwd);
  const settings = new Settings(rules, terminal, args.config, new Map());
  await settings.checkNamedFile();
  const run = new LintRun({ excerpts: false, now: new Date() });
  const { estate, root } = args;
  await readInputs(run, { inputs, settings, estate, cwd, root }, ({ active }) => active);
  if (run.isEmpty) {
    stderr.write(NOTHING_TO_CHECK);
    return EXIT.NOTHING_TO_CHECK;
  }
  const report = run.report();
  if (report.errors.length > 0 || report.crashes.length > 0) {
    for (const { file, message } of report.errors) stderr.write(`panlint: ${file}: ${message}\n`);
    stderr.write("panlint: no baseline was written, because not everything was understood.\n");
    return report.crashes.length > 0 ? EXIT.INTERNAL : EXIT.INPUT;
  }
  const path = resolve(cwd, args.file ?? configured(settings) ?? USUAL_NAME);
  const shown = relative(cwd, path).replaceAll(sep, "/");
  const old = existsSync(path) ? readBaseline(path, shown) : undefined;
  if (old !== undefined && !args.update && !args.prune) {
    throw new UsageError(`There is a baseline ${shown} already.`, {
      hint: "--update adds what is new, --prune drops what is mended; both may be given.",
    });
  }
  const entries = new Map(old?.entries);
  const adds = args.update || old === undefined;
  const added = adds ? [...withAbsorbed(report.findings)].filter(({ identity }) => !entries.has(identity)) : [];
  for (const finding of added) entries.set(finding.identity, entryOf(finding));
  const uris = new Set(report.files.map(({ uri }) => uri));
  const folder = rootOf(root, cwd);
  // An archive's members are named behind its own name.
  const isLookedAt = (uri: string) => uris.has(uri) || !existsSync(join(folder, uri.replace(/!.*/, "")));
  const known = [...report.findings, ...report.hidden.map(({ finding }) => finding)];
  const dropped = args.prune && old !== undefined ? staleEntries(old, known, isLookedAt) : [];
  for (const { identity } of dropped) entries.delete(identity);
  writeFileWhole(path, [renderBaseline(entries.values())]);
  stderr.write(
    `panlint: ${shown}: ${entries.size} known findings (${added.length} added, ${dropped.length} dropped).\n`,
  );
  return EXIT.CLEAN;
}

/** The baseline that the configuration file names. */
function configured({ files }: Settings): string | undefined {
  const [file] = files.filter(({ baseline }) => baseline !== undefined);
  return file?.baseline === undefined ? undefined : resolve(file.path, "..", file.baseline);
}
