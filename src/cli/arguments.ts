import { UsageError } from "../error.ts";

/** yargs loses a lone `-` among the arguments of a command, but keeps it behind `--`. */
export function keepDashes(argv: readonly string[]): readonly string[] {
  const dashes = argv.filter((each) => each === "-");
  if (dashes.length === 0) return argv;
  const others = argv.filter((each) => each !== "-");
  return [...others, ...(others.includes("--") ? [] : ["--"]), ...dashes];
}

/** Options that mean one thing. yargs makes a list of what is given twice, whatever its type. */
const ONCE = [
  "format",
  "output",
  "set-script",
  "group-by",
  "fail-on",
  "config",
  "baseline",
  "new-from",
  "root",
  "compare-to",
  "file",
  "stdin-filename",
];

export function refuseTwice(args: { readonly [name: string]: unknown }): void {
  const twice = ONCE.find((name) => Array.isArray(args[name]));
  if (twice === undefined) return;
  throw new UsageError(`--${twice} is given more than once.`, { hint: "Leave all but one of them out." });
}

/** The paths, and those that yargs keeps apart because they stand behind `--`. */
export function pathsOf(paths: readonly string[], rest: readonly (string | number)[]): readonly string[] {
  return [...paths, ...rest.map(String)];
}

export function configOf({ config }: { readonly config: string | undefined }): string | false | undefined {
  // --no-config makes yargs set `config` to false, which its types do not say.
  return config as string | false | undefined;
}
