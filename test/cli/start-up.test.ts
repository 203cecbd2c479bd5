import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { buildIfStale, COMMAND } from "../support/cli-process.ts";

beforeAll(buildIfStale);

/** The files of the bundle that are loaded whatever the command is: those that others import by name, not by `import()`. */
function loadedAtStart(file = COMMAND, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, "utf8");
  seen.set(file, text);
  for (const [, path = ""] of text.matchAll(/^(?:import |\} from )"(\.[^"]+)";$/gm))
    loadedAtStart(join(dirname(file), path), seen);
  return seen;
}

test("start-up loads the command line and nothing of the model, the rules or the work of the commands", () => {
  // The bundle says of each part which file it was.
  const parts = [...loadedAtStart().values()].flatMap((text) => [...text.matchAll(/^\/\/ ((?:src|rules)\/\S+)$/gm)]);
  const files = [...new Set(parts.map(([, file = ""]) => file))].sort();
  expect(files).toEqual([
    "src/bin.ts",
    "src/cli/arguments.ts",
    "src/cli/command.ts",
    "src/cli/commands/baseline.ts",
    "src/cli/commands/completion.ts",
    "src/cli/commands/coverage.ts",
    "src/cli/commands/diff.ts",
    "src/cli/commands/doctor.ts",
    "src/cli/commands/effective.ts",
    "src/cli/commands/explain.ts",
    "src/cli/commands/init.ts",
    "src/cli/commands/lint.ts",
    "src/cli/commands/rules.ts",
    "src/cli/commands/suppressions.ts",
    "src/cli/exit-code.ts",
    "src/cli/main.ts",
    "src/cli/options.ts",
    "src/cli/parser.ts",
    "src/cli/streams.ts",
    "src/error.ts",
    "src/report/addresses.ts",
    "src/report/findings/groupings.ts",
    "src/report/index.ts",
    "src/setup/presets.ts",
  ]);
});
