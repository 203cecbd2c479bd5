import yargs from "yargs";
import { UserError } from "../error.ts";
import { COVERAGE_FORMATS, type CoverageFormat, DIFF_FORMATS, type DiffFormat } from "../report/index.ts";
import { PRESET_SUMMARIES, type PresetName } from "../setup/presets.ts";
import { configOf, keepDashes, pathsOf, refuseTwice } from "./arguments.ts";
import type { Shell } from "./completion.ts";
import { EXIT } from "./exit-code.ts";
import { CONFIG, ESTATE, LINT_OPTIONS, OUTPUT, ROOT } from "./options.ts";
import type { Program } from "./program.ts";
import { writeAll } from "./streams.ts";

const SHELLS = ["bash", "zsh", "fish"] as const satisfies readonly Shell[];
// The keys of COVERAGE_FORMATS, which Object.keys widens to string.
const COVERAGE_FORMAT_NAMES = Object.keys(COVERAGE_FORMATS) as CoverageFormat[];
// The keys of DIFF_FORMATS, likewise.
const DIFF_FORMAT_NAMES = Object.keys(DIFF_FORMATS) as DiffFormat[];
// The keys of PRESET_SUMMARIES, likewise.
const PRESET_NAMES = Object.keys(PRESET_SUMMARIES) as PresetName[];

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
  let command: (() => Promise<number>) | undefined;
  let output = "";
  let failure: string | undefined;
  const choose: Choose = (args, chosen) => {
    command = () => {
      refuseTwice(args);
      return chosen();
    };
  };
  // The callback keeps yargs from printing and from ending the process.
  await parser(program, choose).parseAsync(keepDashes(argv), {}, (error, _parsed, text) => {
    failure = error?.message;
    output = text;
  });
  if (failure !== undefined) {
    const sentence = /[.!?]$/.test(failure) ? failure : `${failure}.`;
    program.terminal.stderr.write(`panlint: ${sentence}\n  See \`panlint --help\`.\n`);
    return EXIT.USAGE;
  }
  if (output !== "") {
    await writeAll(program.terminal.stdout, [`${output}\n`]);
    return EXIT.CLEAN;
  }
  return command === undefined ? EXIT.USAGE : command();
}

/** Keeps what is to be done until yargs is through: what is thrown inside of it, it prints in its own way. */
type Choose = (args: { readonly [name: string]: unknown }, command: () => Promise<number>) => void;

function parser(program: Program, choose: Choose) {
  return yargs()
    .scriptName("panlint")
    .usage("Lints the logging of PAN-OS security policy in exported configurations.")
    .locale("en")
    .version(program.version)
    .help()
    .alias("help", "h")
    .strict()
    .recommendCommands()
    .parserConfiguration({ "boolean-negation": true, "greedy-arrays": false })
    .wrap(100)
    .command(
      "$0 [paths..]",
      "lint files, folders and patterns; - for standard input",
      (builder) =>
        builder
          .positional("paths", { type: "string", array: true, default: [], describe: "default: the working directory" })
          .options(LINT_OPTIONS)
          .epilogue(EPILOGUE),
      (args) => {
        choose(args, async () => {
          const { lintCommand } = await import("./commands/lint.ts");
          return lintCommand(program, {
            ...args,
            paths: pathsOf(args.paths, args._),
            config: configOf(args),
            format: args.format,
            output: args.output,
            setScript: args["set-script"],
            failOn: args["fail-on"],
            showHidden: args["show-hidden"],
            exitZero: args["exit-zero"],
            stdinFilename: args["stdin-filename"],
            estate: args.estate,
            // --no-baseline makes yargs set it to false, as with config.
            baseline: args.baseline as string | false | undefined,
            newFrom: args["new-from"],
            compareTo: args["compare-to"],
            root: args.root,
          });
        });
      },
    )
    .command(
      "coverage [paths..]",
      "summarise how much of a policy logs, where logs go, what is inspected, how standards fare",
      (builder) =>
        builder
          .positional("paths", { type: "string", array: true, default: [], describe: "default: the working directory" })
          .option("format", { choices: COVERAGE_FORMAT_NAMES, default: "text" as const, describe: "how to report" })
          .option("output", OUTPUT)
          .option("config", CONFIG)
          .option("estate", ESTATE),
      (args) =>
        choose(args, async () =>
          (await import("./commands/coverage.ts")).coverageCommand(program, {
            ...args,
            // The first of the rest is the name of the command.
            paths: pathsOf(args.paths, args._.slice(1)),
            config: configOf(args),
            output: args.output,
            estate: args.estate,
          }),
        ),
    )
    .command(
      "init [paths..]",
      "write a commented panlint.yaml for the configurations that are found",
      (builder) =>
        builder
          .positional("paths", { type: "string", array: true, default: [], describe: "default: the working directory" })
          .option("force", { type: "boolean", default: false, describe: "replace the one that is there" }),
      (args) =>
        choose(args, async () =>
          (await import("./commands/init.ts")).initCommand(program, {
            force: args.force,
            paths: pathsOf(args.paths, args._.slice(1)),
          }),
        ),
    )
    .command(
      "doctor [paths..]",
      "tell versions, configuration and what each file is, for a bug report",
      (builder) =>
        builder
          .positional("paths", { type: "string", array: true, default: [], describe: "default: the working directory" })
          .option("format", { choices: ["text", "json"] as const, default: "text" as const, describe: "how to tell" })
          .option("anonymous", { type: "boolean", default: false, describe: "leave file names out" })
          .option("config", CONFIG),
      (args) =>
        choose(args, async () =>
          (await import("./commands/doctor.ts")).doctorCommand(program, {
            ...args,
            paths: pathsOf(args.paths, args._.slice(1)),
            config: configOf(args),
          }),
        ),
    )
    .command(
      "completion <shell>",
      "print a script that completes panlint in bash, zsh or fish",
      (builder) => builder.positional("shell", { choices: SHELLS, demandOption: true, describe: "the shell" }),
      (args) => choose(args, () => printCompletion(program, args.shell)),
    )
    .command(
      "baseline [paths..]",
      "write what is found now as known, so that only new findings are reported",
      (builder) =>
        builder
          .positional("paths", { type: "string", array: true, default: [], describe: "default: the working directory" })
          .option("file", { type: "string", requiresArg: true, describe: "default: panlint-baseline.txt" })
          .option("update", { type: "boolean", default: false, describe: "add what is new to the one that is there" })
          .option("prune", { type: "boolean", default: false, describe: "drop what is mended" })
          .option("check", {
            type: "boolean",
            default: false,
            describe: "write nothing; exit with 1 if it would change",
          })
          .option("estate", { type: "boolean", describe: "as for linting" })
          .option("root", ROOT)
          .option("config", CONFIG),
      (args) => {
        const config = args.config as string | false | undefined; // as for linting
        choose(args, async () =>
          (await import("./commands/baseline.ts")).baselineCommand(program, {
            paths: pathsOf(args.paths, args._.slice(1)),
            file: args.file,
            update: args.update,
            prune: args.prune,
            check: args.check,
            root: args.root,
            estate: args.estate,
            config,
          }),
        );
      },
    )
    .command(
      "diff <old> <new>",
      "say in words what changed in logging between two exports of one device",
      (builder) =>
        builder
          .positional("old", { type: "string", demandOption: true, describe: "the older configuration" })
          .positional("new", { type: "string", demandOption: true, describe: "the newer one" })
          .option("format", { choices: DIFF_FORMAT_NAMES, default: "text" as const, describe: "how to tell it" })
          .option("output", OUTPUT)
          .option("fail-on", {
            choices: ["worse", "change", "never"] as const,
            default: "never" as const,
            describe: "exit with 1 when something is worse, or when anything changed",
          })
          .option("config", CONFIG),
      (args) =>
        choose(args, async () =>
          (await import("./commands/diff.ts")).diffCommand(program, {
            ...args,
            now: args.new,
            output: args.output,
            config: configOf(args),
          }),
        ),
    )
    .command(
      "suppressions [paths..]",
      "list what hides findings: suppressions, tags and markers, with reason and owner",
      (builder) =>
        builder
          .positional("paths", { type: "string", array: true, default: [], describe: "default: the working directory" })
          .option("format", {
            choices: ["text", "csv", "markdown", "json"] as const,
            default: "text" as const,
            describe: "how to list",
          })
          .option("fail-on-expired", { type: "boolean", default: false, describe: "exit with 1 when one is over" })
          .option("config", CONFIG),
      (args) =>
        choose(args, async () =>
          (await import("./commands/suppressions.ts")).suppressionsCommand(program, {
            paths: pathsOf(args.paths, args._.slice(1)),
            format: args.format,
            failOnExpired: args["fail-on-expired"],
            config: configOf(args),
          }),
        ),
    )
    .command(
      "effective <words..>",
      "show how one policy rule logs, and why: each value, where it is from, what goes where",
      (builder) =>
        builder
          .usage("panlint effective <file..> <rule>")
          .positional("words", {
            type: "string",
            array: true,
            demandOption: true,
            describe: "configurations or archives, then the policy rule's name or logical path",
          })
          .option("estate", { ...ESTATE, default: false })
          .option("format", {
            choices: ["text", "json"] as const,
            default: "text" as const,
            describe: "how to tell it",
          }),
      (args) => {
        // `keepDashes` moves standard input behind the other words, and the last word is the policy rule.
        const words = [...args._.map(String).filter((word) => word === "-"), ...args.words];
        choose(args, async () =>
          (await import("./commands/effective.ts")).effectiveCommand(program, { ...args, words }),
        );
      },
    )
    .command(
      "rules",
      "list the lint rules",
      (builder) =>
        builder
          .option("format", {
            choices: ["text", "json"] as const,
            default: "text" as const,
            describe: "how to list",
          })
          .option("preset", {
            choices: PRESET_NAMES,
            array: true,
            requiresArg: true,
            default: [],
            describe: "as this preset wants them; of several, later ones win",
          }),
      (args) =>
        choose(args, async () =>
          (await import("./commands/rules.ts")).rulesCommand(program, { format: args.format, presets: args.preset }),
        ),
    )
    .command(
      "explain <rule>",
      "show the page of a lint rule: why, examples, how to fix it",
      (builder) => builder.positional("rule", { type: "string", demandOption: true, describe: "the id of the rule" }),
      (args) => choose(args, async () => (await import("./commands/rules.ts")).explainCommand(program, args.rule)),
    );
}

/** The options of every command are read from its help text, so that nothing is listed twice. */
async function printCompletion(program: Program, shell: Shell): Promise<number> {
  const { commandsIn, completionScript, optionsIn } = await import("./completion.ts");
  const helpOf = async (...words: readonly string[]): Promise<string> => {
    let help = "";
    await parser(program, () => undefined).parseAsync([...words, "--help"], {}, (_error, _parsed, text) => {
      help = text;
    });
    return help;
  };
  const names = ["", ...commandsIn(await helpOf())];
  const commands = await Promise.all(
    names.map(async (name) => ({ name, options: optionsIn(await helpOf(...(name === "" ? [] : [name]))) })),
  );
  const rules = (await program.loadRules()).map(({ id }) => id);
  await writeAll(program.terminal.stdout, [completionScript(shell, commands, rules)]);
  return EXIT.CLEAN;
}

const EPILOGUE = `Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration,
3 an input could not be read or understood, 4 nothing to check, 70 a fault of panlint.`;
