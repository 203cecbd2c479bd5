import { pathsOf, textOrNo } from "../arguments.ts";
import { defineCommand } from "../command.ts";
import { CONFIG, flag, format, PATHS } from "../options.ts";

export const suppressionsCommand = defineCommand({
  words: "suppressions [paths..]",
  summary: "list what hides findings: suppressions, tags and markers, with reason and owner",
  positionals: PATHS,
  options: {
    format: format(["text", "csv", "markdown", "json"], "how to list"),
    "fail-on-expired": flag("exit with 1 when one is over"),
    config: CONFIG,
  },
  async run(program, args) {
    const { runSuppressions } = await import("./suppressions-run.ts");
    return runSuppressions(program, { ...args, paths: pathsOf(args), config: textOrNo(args.config) });
  },
});
