import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { UsageError } from "../../error.ts";
import { type Baseline, type BaselineEntry, entryOf, renderBaseline, staleEntries } from "../../lint/baseline.ts";
import { withAbsorbed } from "../../lint/identity.ts";
import { LintRun } from "../../lint/lint.ts";
import type { Report } from "../../lint/report.ts";
import { EXIT, failureOf } from "../exit-code.ts";
import { readBaseline } from "../known/baselines.ts";
import type { Program } from "../program.ts";
import { NOTHING_TO_CHECK, openInputs, readInputs } from "../read-inputs.ts";
import { rootOf } from "../root.ts";
import type { Settings } from "../settings.ts";
import { type Terminal, writeFileWhole } from "../streams.ts";

interface BaselineArguments {
  readonly paths: readonly string[];
  /** The file to write; undefined for the configuration's, else the usual name. */
  readonly file: string | undefined;
  readonly update: boolean;
  readonly prune: boolean;
  /** Whether only to tell what would change, and fail if anything would. */
  readonly check: boolean;
  readonly config: string | false | undefined;
  readonly estate: boolean | undefined;
  /** The folder from which files are named in identities; undefined for the Git root. */
  readonly root: string | undefined;
}

const USUAL_NAME = "panlint-baseline.txt";

/** Writes what is found now as known, or checks that it is. Returns the exit code; an input that is not understood makes it write nothing. */
export async function runBaseline(program: Program, args: BaselineArguments): Promise<number> {
  const { terminal } = program;
  const { cwd, stderr } = terminal;
  const { inputs, settings } = await openInputs(program, args);
  const run = new LintRun({ excerpts: false, now: new Date() });
  const { estate, root } = args;
  await readInputs(run, { inputs, settings, estate, cwd, root }, ({ active }) => active);
  if (run.isEmpty) {
    stderr.write(NOTHING_TO_CHECK);
    return EXIT.NOTHING_TO_CHECK;
  }
  const report = run.report();
  const failure = failureOf(report);
  if (failure !== undefined) {
    for (const { file, message } of report.errors) stderr.write(`panlint: ${file}: ${message}\n`);
    stderr.write("panlint: no baseline was written, because not everything was understood.\n");
    return failure;
  }
  const path = resolve(cwd, args.file ?? configured(settings) ?? USUAL_NAME);
  const shown = relative(cwd, path).replaceAll(sep, "/");
  const old = existsSync(path) ? readBaseline(path, shown) : undefined;
  refuseUnclear(args, old !== undefined, shown);
  const adds = args.update || args.check || old === undefined;
  const fresh = [...withAbsorbed(report.findings)].filter(({ identity }) => old?.entries.has(identity) !== true);
  const added = adds ? fresh : [];
  const stale = old !== undefined && (args.prune || args.check) ? staleIn(old, report, rootOf(root, cwd)) : [];
  if (args.check) return tellCheck(stderr, shown, { added: added.length, stale: stale.length });
  const entries = new Map(old?.entries);
  for (const finding of added) entries.set(finding.identity, entryOf(finding));
  for (const { identity } of stale) entries.delete(identity);
  writeFileWhole(path, [renderBaseline(entries.values())]);
  stderr.write(`panlint: ${shown}: ${entries.size} known findings (${added.length} added, ${stale.length} dropped).\n`);
  return EXIT.CLEAN;
}

/** Throws UsageError where it is not clear what is to be done. */
function refuseUnclear({ update, prune, check }: BaselineArguments, exists: boolean, shown: string): void {
  if (check && (update || prune)) {
    throw new UsageError("--check writes nothing, so it does not go together with --update and --prune.", {
      hint: "Leave it out to write the baseline.",
    });
  }
  if (check && !exists) {
    throw new UsageError(`There is no baseline ${shown}.`, { hint: "Write it with panlint baseline." });
  }
  if (exists && !update && !prune && !check) {
    throw new UsageError(`There is a baseline ${shown} already.`, {
      hint: "--update adds what is new, --prune drops what is fixed; both may be given.",
    });
  }
}

/** What a baseline knows and is found no more, in files that were looked at or are gone. */
function staleIn(baseline: Baseline, report: Report, folder: string): readonly BaselineEntry[] {
  const uris = new Set(report.files.map(({ uri }) => uri));
  // An archive's members are named behind its own name.
  const isLookedAt = (uri: string) => uris.has(uri) || !existsSync(join(folder, uri.replace(/!.*/, "")));
  return staleEntries(baseline, report, isLookedAt);
}

function tellCheck(
  stderr: Terminal["stderr"],
  shown: string,
  { added, stale }: { readonly added: number; readonly stale: number },
): number {
  if (added + stale === 0) {
    stderr.write(`panlint: ${shown}: up to date.\n`);
    return EXIT.CLEAN;
  }
  const parts = [
    ...(added > 0 ? [`${added} ${added === 1 ? "finding is" : "findings are"} not in it`] : []),
    ...(stale > 0 ? [`${stale} ${stale === 1 ? "entry is" : "entries are"} stale`] : []),
  ];
  const cure = [...(added > 0 ? ["--update"] : []), ...(stale > 0 ? ["--prune"] : [])].join(" ");
  stderr.write(`panlint: ${shown}: ${parts.join(", ")}; panlint baseline ${cure} brings it up to date.\n`);
  return EXIT.FINDINGS;
}

/** The baseline that the configuration file names. */
function configured({ files }: Settings): string | undefined {
  const [file] = files.filter(({ baseline }) => baseline !== undefined);
  return file?.baseline === undefined ? undefined : resolve(file.path, "..", file.baseline);
}
