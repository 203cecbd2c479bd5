import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { UsageError } from "../error.ts";
import type { Rule } from "../rule.ts";
import type { RawChoice, RawConfig } from "./parse-config.ts";
import { PRESETS, type PresetName, type RuleChoice } from "./presets.ts";
import { type Suppression, suppressionsOf } from "./suppressions.ts";

/** A configuration file that was read and found right. */
export interface ConfigFile {
  readonly path: string;
  readonly presets: readonly PresetName[];
  readonly rules: { readonly [id: string]: RuleChoice };
  /** Patterns relative to the folder of the file. */
  readonly ignore: readonly string[];
  /** Whether the inputs under this file are read as one estate. */
  readonly estate: boolean;
  readonly suppressions: readonly Suppression[];
  /** The file of known findings, relative to the folder of this one. */
  readonly baseline: string | undefined;
  /** What is said of it although it is no mistake, in sentences. */
  readonly remarks: readonly string[];
}

/** What a configuration file may be called; a folder holds one of them. */
export const CONFIG_NAMES = ["panlint.yaml", "panlint.yml", "panlint.json"];

/**
 * The nearest configuration file for an input in `folder`: looked for in the folder and above it up to the root of its
 * Git repository; outside of a repository up to the working directory `cwd` when the folder is below it, else in the
 * folder alone. Two of them in one folder are an error.
 */
export function findConfigFile(folder: string, cwd: string): string | undefined {
  const last = repositoryRoot(folder) ?? (isBelow(folder, cwd) ? cwd : folder);
  for (let at = folder; ; at = dirname(at)) {
    const found = CONFIG_NAMES.map((name) => join(at, name)).filter((path) => existsSync(path));
    const [first, second] = found;
    if (first !== undefined && second !== undefined) {
      throw new UsageError(`There are two configuration files: ${first} and ${second}.`, { hint: "Keep one of them." });
    }
    if (first !== undefined) return first;
    if (at === last) return undefined;
  }
}

function isBelow(folder: string, above: string): boolean {
  const way = relative(above, folder);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The root of the Git repository around a folder. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * Reads and checks a configuration file, which the user knows as `shown`. Throws UsageError that names line and column of
 * what is wrong.
 */
export async function readConfigFile(path: string, rules: readonly Rule[], shown = path): Promise<ConfigFile> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new UsageError(`The configuration file ${shown} cannot be read: ${reason(cause)}.`, {
      hint: "Check the path given to --config.",
    });
  }
  // Loaded only when there is a file: parsing YAML and compiling a schema would cost every run its start-up time.
  const { parseConfig } = await import("./parse-config.ts");
  const { raw, remarks, suppressions } = parseConfig(text, shown, rules);
  const presets = raw.extends === undefined ? [] : [raw.extends].flat();
  return {
    path,
    presets: presets.filter((name): name is PresetName => name in PRESETS),
    rules: Object.fromEntries(Object.entries(raw.rules ?? {}).map(([id, choice]) => [id, choiceOf(choice)])),
    ignore: raw.ignore ?? [],
    estate: raw.estate ?? false,
    baseline: raw.baseline,
    remarks,
    suppressions: suppressionsOf(raw.suppressions ?? [], suppressions, { path: shown, firm: firmRules(raw) }),
  };
}

/** The rules whose findings nothing may hide. */
function firmRules({ rules }: RawConfig): ReadonlySet<string> {
  const firm = Object.entries(rules ?? {}).filter(
    ([, choice]) => typeof choice === "object" && choice.suppressible === false,
  );
  return new Set(firm.map(([id]) => id));
}

function reason(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException; // node:fs throws no other
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "permission denied";
  return code === "EISDIR" ? "it is a folder" : String(code ?? cause);
}

function choiceOf(choice: RawChoice): RuleChoice {
  if (typeof choice === "string") return { severity: choice };
  const { severity, suppressible, ...options } = choice;
  return { severity: severity ?? "default", options, ...(suppressible === undefined ? {} : { suppressible }) };
}
