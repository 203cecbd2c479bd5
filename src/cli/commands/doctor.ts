import { pathsOf, textOrNo } from "../arguments.ts";
import { defineCommand } from "../command.ts";
import { CONFIG, flag, format, PATHS } from "../options.ts";

export const doctorCommand = defineCommand({
  words: "doctor [paths..]",
  summary: "tell versions, configuration and what each file is, for a bug report",
  positionals: PATHS,
  options: {
    format: format(["text", "json"], "how to tell"),
    anonymous: flag("leave file names out"),
    config: CONFIG,
  },
  async run(program, args) {
    const { runDoctor } = await import("./doctor-run.ts");
    return runDoctor(program, { ...args, paths: pathsOf(args), config: textOrNo(args.config) });
  },
});
