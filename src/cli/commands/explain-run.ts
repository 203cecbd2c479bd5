import { unknownRule } from "../../setup/active-rules.ts";
import { SUPPRESSION_PAGES } from "../../setup/suppression-rules.ts";
import { EXIT } from "../exit-code.ts";
import { markdownForTerminal } from "../markdown.ts";
import type { Program } from "../program.ts";
import { wantsColor, writeAll } from "../streams.ts";

/** Prints the page of one rule. Throws UsageError for a rule that does not exist. */
export async function runExplain(program: Program, id: string): Promise<number> {
  const rules = await program.loadRules();
  const page = SUPPRESSION_PAGES[id];
  if (page === undefined && !rules.some((rule) => rule.id === id)) throw unknownRule(id, rules);
  await writeAll(program.terminal.stdout, markdownForTerminal(page ?? program.page(id), wantsColor(program.terminal)));
  return EXIT.CLEAN;
}
