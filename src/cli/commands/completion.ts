import { defineCommand } from "../command.ts";
import type { Shell } from "./completion-run.ts";

const SHELLS = ["bash", "zsh", "fish"] as const satisfies readonly Shell[];

export const completionCommand = defineCommand({
  words: "completion <shell>",
  summary: "print a script that completes panlint in bash, zsh or fish",
  positionals: { shell: { choices: SHELLS, demandOption: true, describe: "the shell" } },
  options: {},
  async run(program, { shell }, helpOf) {
    const { runCompletion } = await import("./completion-run.ts");
    return runCompletion(program, shell, helpOf);
  },
});
