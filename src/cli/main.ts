import { UserError } from "../error.ts";
import { keepDashes, refuseTwice } from "./arguments.ts";
import type { HelpOf } from "./command.ts";
import { EXIT } from "./exit-code.ts";
import { parse } from "./parser.ts";
import type { Program } from "./program.ts";
import { writeAll } from "./streams.ts";

/** Runs one command line. Returns the exit code; what is wrong is told on standard error, never thrown. */
export async function main(program: Program, argv: readonly string[]): Promise<number> {
  try {
    return await dispatch(program, argv);
  } catch (error) {
    const { stderr } = program.terminal;
    if (error instanceof UserError) {
      stderr.write(`panlint: ${error.message}\n${error.hint === undefined ? "" : `  ${error.hint}\n`}`);
      return EXIT.USAGE;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    stderr.write(`panlint: this is a fault of panlint, please report it: ${program.issues}\n${text}\n`);
    return EXIT.INTERNAL;
  }
}

async function dispatch(program: Program, argv: readonly string[]): Promise<number> {
  const { version, terminal } = program;
  const { failure, text, chosen } = await parse(version, keepDashes(argv));
  if (failure !== undefined) {
    const sentence = /[.!?]$/.test(failure) ? failure : `${failure}.`;
    terminal.stderr.write(`panlint: ${sentence}\n  See \`panlint --help\`.\n`);
    return EXIT.USAGE;
  }
  if (text !== "") {
    await writeAll(terminal.stdout, [`${text}\n`]);
    return EXIT.CLEAN;
  }
  if (chosen === undefined) return EXIT.USAGE;
  const { command, args } = chosen;
  refuseTwice(command, args);
  const helpOf: HelpOf = async (...words) => (await parse(version, [...words, "--help"])).text;
  return command.run(program, args, helpOf);
}
