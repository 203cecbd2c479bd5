import type { Config } from "./config.ts";
import type { Remark } from "./problem.ts";

/** A file in which there is no policy to judge says so: finding nothing in it is no good news. */
export function* emptyPolicy({ document, rulebases, disabledSecurityRules }: Config): Generator<Remark> {
  const entries = rulebases.flatMap((rulebase) => rulebase.entries);
  const [first] = entries;
  if (first === undefined) yield { element: document.root, message: "it holds no security rules" };
  else if (disabledSecurityRules === entries.length)
    yield { element: first, message: "all security rules that it holds are disabled" };
}
