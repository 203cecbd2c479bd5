import yargs, { type Argv } from "yargs";
import type { Command } from "./command.ts";
import { baselineCommand } from "./commands/baseline.ts";
import { completionCommand } from "./commands/completion.ts";
import { coverageCommand } from "./commands/coverage.ts";
import { diffCommand } from "./commands/diff.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { effectiveCommand } from "./commands/effective.ts";
import { explainCommand } from "./commands/explain.ts";
import { initCommand } from "./commands/init.ts";
import { lintCommand } from "./commands/lint.ts";
import { rulesCommand } from "./commands/rules.ts";
import { suppressionsCommand } from "./commands/suppressions.ts";

/** All commands, in the order of the help. */
const COMMANDS: readonly Command[] = [
  lintCommand,
  coverageCommand,
  initCommand,
  doctorCommand,
  completionCommand,
  baselineCommand,
  diffCommand,
  suppressionsCommand,
  effectiveCommand,
  rulesCommand,
  explainCommand,
];

/** What a command line means. */
interface Parsed {
  /** Why it is wrong; undefined when it is right. */
  readonly failure: string | undefined;
  /** What yargs has to say itself, such as the help; empty when a command is to be run. */
  readonly text: string;
  readonly chosen: Chosen | undefined;
}

/** A command to run, with what was given to it by the names of its options. */
interface Chosen {
  readonly command: Command;
  readonly args: { readonly rest: readonly string[]; readonly [name: string]: unknown };
}

/** Reads a command line. Nothing is run yet: what is thrown inside of yargs, it prints in its own way. */
export async function parse(version: string, argv: readonly string[]): Promise<Parsed> {
  let chosen: Chosen | undefined;
  let text = "";
  let failure: string | undefined;
  const parser = parserFor(version, (one) => {
    chosen = one;
  });
  // The callback keeps yargs from printing and from ending the process.
  await parser.parseAsync([...argv], {}, (error, _parsed, output) => {
    failure = error?.message;
    text = output;
  });
  return { failure, text, chosen };
}

function parserFor(version: string, choose: (chosen: Chosen) => void): Argv {
  const parser = yargs()
    .scriptName("panlint")
    .usage("Lints the logging of PAN-OS security policy in exported configurations.")
    .locale("en")
    .version(version)
    .help()
    .alias("help", "h")
    .strict()
    .recommendCommands()
    .parserConfiguration({ "boolean-negation": true, "greedy-arrays": false })
    .wrap(100);
  for (const command of COMMANDS) {
    const { words, summary } = command;
    parser.command(
      words,
      summary,
      (builder) => describe(builder, command),
      ({ _, ...args }) => {
        // The first of the others is the name of the command, where it has one.
        const rest = _.slice(words.startsWith("$0") ? 0 : 1).map(String);
        choose({ command, args: { ...args, rest } });
      },
    );
  }
  return parser;
}

function describe(builder: Argv, { usage, positionals, options, epilogue }: Command): Argv {
  if (usage !== undefined) builder.usage(usage);
  for (const [name, positional] of Object.entries(positionals)) builder.positional(name, positional);
  builder.options(options);
  if (epilogue !== undefined) builder.epilogue(epilogue);
  return builder;
}
