import { pathsOf } from "../arguments.ts";
import { defineCommand } from "../command.ts";
import { flag, PATHS } from "../options.ts";

export const initCommand = defineCommand({
  words: "init [paths..]",
  summary: "write a commented panlint.yaml for the configurations that are found",
  positionals: PATHS,
  options: { force: flag("replace the one that is there") },
  async run(program, args) {
    const { runInit } = await import("./init-run.ts");
    return runInit(program, { ...args, paths: pathsOf(args) });
  },
});
