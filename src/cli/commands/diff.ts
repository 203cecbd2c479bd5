import { DIFF_FORMATS } from "../../report/index.ts";
import { textOrNo } from "../arguments.ts";
import { defineCommand } from "../command.ts";
import { CONFIG, format, namesIn, OUTPUT } from "../options.ts";

export const diffCommand = defineCommand({
  words: "diff <old> <new>",
  summary: "say in words what changed in logging between two exports of one device",
  positionals: {
    old: { type: "string", demandOption: true, describe: "the older configuration" },
    new: { type: "string", demandOption: true, describe: "the newer one" },
  },
  options: {
    format: format(namesIn(DIFF_FORMATS), "how to tell it"),
    output: OUTPUT,
    "fail-on": {
      choices: ["worse", "change", "never"],
      default: "never",
      describe: "exit with 1 when something is worse, or when anything changed",
    },
    config: CONFIG,
  },
  async run(program, args) {
    const { runDiff } = await import("./diff-run.ts");
    return runDiff(program, { ...args, now: args.new, config: textOrNo(args.config) });
  },
});
