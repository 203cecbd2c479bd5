import type { InferredOptionType, Options, PositionalOptions } from "yargs";
import type { Program } from "./program.ts";

/** A command of the command line. Start-up loads all of them, so `run` imports what does the work. */
export interface Command extends Omit<CommandDefinition<Positionals, OptionTable>, "run"> {
  run(program: Program, args: Given, helpOf: HelpOf): Promise<number>;
}

interface CommandDefinition<P extends Positionals, O extends OptionTable> {
  /** Its name and its positionals, as yargs reads them: `coverage [paths..]`. */
  readonly words: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** How to call it, where that says more than `words`. */
  readonly usage?: string;
  readonly positionals: P;
  /** In the order of the help. */
  readonly options: O;
  /** What its help says at the end. */
  readonly epilogue?: string;
  /** Does the work and returns the exit code. Throws UserError. */
  run(program: Program, args: Arguments<P & O>, helpOf: HelpOf): Promise<number>;
}

interface Positionals {
  readonly [name: string]: PositionalOptions;
}

interface OptionTable {
  readonly [name: string]: Options;
}

/** The help text of a command, and without one that of the whole program. */
export type HelpOf = (...words: readonly string[]) => Promise<string>;

/** What the command line gives, by the names in camel case. */
export type Arguments<O> = Given & { readonly [K in keyof O & string as CamelCase<K>]: Value<O[K]> };

type Value<O> = O extends Options | PositionalOptions ? InferredOptionType<O> : never;

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/** The words behind `--`. */
interface Given {
  readonly rest: readonly string[];
}

/** Makes a command; what its work gets has the types of its positionals and options. */
export function defineCommand<const P extends Positionals, const O extends OptionTable>(
  definition: CommandDefinition<P, O>,
): Command {
  return {
    ...definition,
    // yargs reads the arguments by the definition, so they have the types that follow from it.
    run: (program, args, helpOf) => definition.run(program, args as Arguments<P & O>, helpOf),
  };
}
