import { UsageError } from "../error.ts";
import type { Arguments, Command } from "./command.ts";
import type { PATHS } from "./options.ts";

/** yargs loses a lone `-` among the arguments of a command, but keeps it behind `--`. */
export function keepDashes(argv: readonly string[]): readonly string[] {
  const dashes = argv.filter((each) => each === "-");
  if (dashes.length === 0) return argv;
  const others = argv.filter((each) => each !== "-");
  return [...others, ...(others.includes("--") ? [] : ["--"]), ...dashes];
}

/** Throws UsageError for an option that means one thing and is given twice: yargs makes a list of it, whatever its type. */
export function refuseTwice({ options }: Command, args: { readonly [name: string]: unknown }): void {
  const twice = Object.entries(options).find(([name, { array }]) => array !== true && Array.isArray(args[name]))?.[0];
  if (twice === undefined) return;
  throw new UsageError(`--${twice} is given more than once.`, { hint: "Leave all but one of them out." });
}

/** The paths to look at, with those that yargs keeps apart because they are behind `--`; the working directory for none. */
export function pathsOf({ paths, rest }: Arguments<typeof PATHS>): readonly string[] {
  const given = [...paths, ...rest];
  return given.length === 0 ? ["."] : given;
}

/** A text, or `false` for `--no-…`, which the types of yargs do not say. */
export function textOrNo(value: string | undefined): string | false | undefined {
  return value as string | false | undefined;
}
