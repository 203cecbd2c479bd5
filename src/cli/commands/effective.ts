import { defineCommand } from "../command.ts";
import { ESTATE, format } from "../options.ts";

export const effectiveCommand = defineCommand({
  words: "effective <words..>",
  summary: "show how one policy rule logs, and why: each value, where it is from, what goes where",
  usage: "panlint effective <file..> <rule>",
  positionals: {
    words: {
      type: "string",
      array: true,
      demandOption: true,
      describe: "configurations or archives, then the policy rule's name or logical path",
    },
  },
  options: { estate: { ...ESTATE, default: false }, format: format(["text", "json"], "how to tell it") },
  async run(program, args) {
    const { runEffective } = await import("./effective-run.ts");
    // `keepDashes` moves standard input behind the other words, and the last word is the policy rule.
    const words = [...args.rest.filter((word) => word === "-"), ...args.words];
    return runEffective(program, { ...args, words });
  },
});
