import { EstateRun } from "../lint/estate-run.ts";
import type { InputRun } from "../lint/input-run.ts";
import type { Rule } from "../rule.ts";
import { readParts } from "../source/input-parts.ts";
import { findInputs, type Input } from "../source/inputs.ts";
import type { Program } from "./program.ts";
import type { Progress } from "./progress.ts";
import { rootOf } from "./root.ts";
import { type Setting, Settings } from "./settings.ts";

export const NOTHING_TO_CHECK = "panlint: there is nothing to check: no file matched, or all are ignored.\n";

interface Reading {
  readonly inputs: readonly Input[];
  readonly settings: Settings;
  /** Whether inputs that belong together are read as one estate; undefined when the configuration file decides. */
  readonly estate: boolean | undefined;
  readonly cwd: string;
  /** The folder from which files are named in identities, as the user gave it; undefined for the Git root. */
  readonly root?: string | undefined;
  /** Told of every input before it is read. */
  readonly progress?: Progress | undefined;
}

/** The inputs that a command names, and the rules and settings for them. Throws UsageError. */
export async function openInputs(
  program: Program,
  { paths, config }: { readonly paths: readonly string[]; readonly config: string | false | undefined },
): Promise<Pick<Reading, "inputs" | "settings"> & { readonly rules: readonly Rule[] }> {
  const rules = await program.loadRules();
  const inputs = await findInputs(paths, program.terminal.cwd);
  const settings = new Settings(rules, program.terminal, config, new Map());
  await settings.checkNamedFile();
  return { rules, inputs, settings };
}

/** Reads all inputs that are not ignored, archives part by part, into a run; `wanted` says what of each. */
export async function readInputs<T>(
  run: InputRun<T, unknown>,
  reading: Reading,
  wanted: (setting: Setting) => T,
): Promise<void> {
  const { inputs, settings, cwd } = reading;
  const root = rootOf(reading.root, cwd);
  const estate = new EstateRun(run);
  for (const input of inputs) {
    const setting = await settings.for(input);
    if (await settings.ignores(input)) continue;
    reading.progress?.begin(input);
    const into = (reading.estate ?? setting.file?.estate) ? estate : run;
    for await (const part of readParts(input, root)) {
      if (part.kind === "source") into.add(part.source, wanted(setting));
      else if (part.kind === "unreadable") run.addUnreadable(part.name, part.uri, part.error);
      else run.addRemark(part.text);
    }
  }
  estate.finish();
}
