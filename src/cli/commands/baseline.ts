import { pathsOf, textOrNo } from "../arguments.ts";
import { defineCommand } from "../command.ts";
import { CONFIG, ESTATE, flag, PATHS, ROOT, text } from "../options.ts";

export const baselineCommand = defineCommand({
  words: "baseline [paths..]",
  summary: "write what is found now as known, so that only new findings are reported",
  positionals: PATHS,
  options: {
    file: text("default: panlint-baseline.txt"),
    update: flag("add what is new to the one that is there"),
    prune: flag("drop what is fixed"),
    check: flag("write nothing; exit with 1 if it would change"),
    estate: { ...ESTATE, describe: "as for linting" },
    root: ROOT,
    config: CONFIG,
  },
  async run(program, args) {
    const { runBaseline } = await import("./baseline-run.ts");
    return runBaseline(program, { ...args, paths: pathsOf(args), config: textOrNo(args.config) });
  },
});
