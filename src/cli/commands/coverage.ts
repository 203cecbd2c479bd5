import { COVERAGE_FORMATS } from "../../report/index.ts";
import { pathsOf, textOrNo } from "../arguments.ts";
import { defineCommand } from "../command.ts";
import { CONFIG, ESTATE, format, namesIn, OUTPUT, PATHS } from "../options.ts";

export const coverageCommand = defineCommand({
  words: "coverage [paths..]",
  summary: "summarise how much of a policy logs, where logs go, what is inspected, how standards fare",
  positionals: PATHS,
  options: {
    format: format(namesIn(COVERAGE_FORMATS), "how to report"),
    output: OUTPUT,
    config: CONFIG,
    estate: ESTATE,
  },
  async run(program, args) {
    const { runCoverage } = await import("./coverage-run.ts");
    return runCoverage(program, { ...args, paths: pathsOf(args), config: textOrNo(args.config) });
  },
});
