import { GROUPINGS } from "../../report/findings/groupings.ts";
import { FORMATS } from "../../report/index.ts";
import { pathsOf, textOrNo } from "../arguments.ts";
import { defineCommand } from "../command.ts";
import { CONFIG, ESTATE, flag, namesIn, OUTPUT, PATHS, ROOT, text, texts } from "../options.ts";
import type { Threshold } from "../threshold.ts";

const THRESHOLDS = ["error", "warning", "note", "never"] as const satisfies readonly Threshold[];

const EPILOGUE = `Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration,
3 an input could not be read or understood, 4 nothing to check, 70 a fault of panlint.`;

/** What panlint does without the name of a command. */
export const lintCommand = defineCommand({
  words: "$0 [paths..]",
  summary: "lint files, folders and patterns; - for standard input",
  positionals: PATHS,
  options: {
    format: { choices: namesIn(FORMATS), describe: "how to report; text by default" },
    output: OUTPUT,
    report: texts("format=file, or format for standard output; again for each further report"),
    "set-script": text("write the commands of all findings to this file, for review"),
    "group-by": { choices: GROUPINGS, default: "file", describe: "what the text report puts together" },
    "fail-on": { choices: THRESHOLDS, default: "warning", describe: "exit with 1 from this severity on" },
    config: CONFIG,
    rule: texts("id=severity, or id=off"),
    estate: ESTATE,
    "exit-zero": flag("findings do not make it exit with 1"),
    "stdin-filename": text("the file that standard input stands for"),
    baseline: text("report nothing that this file knows; --no-baseline for all"),
    root: ROOT,
    "new-from": text("report only what is new since this Git revision"),
    "compare-to": text("report only what this older version of the input has not"),
    suppressions: {
      type: "boolean",
      default: true,
      describe: "--no-suppressions shows what suppressions, tags and markers hide",
    },
    "show-hidden": flag("show what is hidden, too, and by what; in text, json and sarif"),
    timing: flag("tell on standard error what each rule took"),
    quiet: flag("findings only, no summary"),
    "allow-empty": flag("exit with 0 when there is nothing to check"),
  },
  epilogue: EPILOGUE,
  async run(program, args) {
    const { runLint } = await import("./lint-run.ts");
    const [config, baseline] = [textOrNo(args.config), textOrNo(args.baseline)];
    return runLint(program, { ...args, paths: pathsOf(args), config, baseline });
  },
});
