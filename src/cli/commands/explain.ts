import { defineCommand } from "../command.ts";

export const explainCommand = defineCommand({
  words: "explain <rule>",
  summary: "show the page of a lint rule: why, examples, how to fix it",
  positionals: { rule: { type: "string", demandOption: true, describe: "the id of the rule" } },
  options: {},
  async run(program, { rule }) {
    const { runExplain } = await import("./explain-run.ts");
    return runExplain(program, rule);
  },
});
