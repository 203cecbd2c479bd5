import { PRESET_SUMMARIES } from "../../setup/presets.ts";
import { defineCommand } from "../command.ts";
import { format, namesIn } from "../options.ts";

export const rulesCommand = defineCommand({
  words: "rules",
  summary: "list the lint rules",
  positionals: {},
  options: {
    format: format(["text", "json"], "how to list"),
    preset: {
      choices: namesIn(PRESET_SUMMARIES),
      array: true,
      requiresArg: true,
      default: [],
      describe: "as this preset wants them; of several, later ones win",
    },
  },
  async run(program, args) {
    const { runRules } = await import("./rules-run.ts");
    return runRules(program, { format: args.format, presets: args.preset });
  },
});
