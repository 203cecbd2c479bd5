import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { UsageError } from "../../error.ts";
import { type Baseline, parseBaseline } from "../../lint/baseline.ts";
import type { ConfigFile } from "../../setup/config-file.ts";

/** The baselines of a run: the one that is named, or those of the configuration files. Throws UsageError. */
export function baselinesOf(
  named: string | false | undefined,
  files: readonly ConfigFile[],
  cwd: string,
): readonly Baseline[] {
  if (named === false) return [];
  if (named !== undefined) return [readBaseline(resolve(cwd, named), named)];
  return files.flatMap(({ path, baseline }) => {
    if (baseline === undefined) return [];
    const full = resolve(dirname(path), baseline);
    return [readBaseline(full, relative(cwd, full).replaceAll(sep, "/"))];
  });
}

export function readBaseline(path: string, shown: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException; // node:fs throws no other
    throw new UsageError(
      `The baseline ${shown} cannot be read: ${code === "ENOENT" ? "there is no such file" : code}.`,
      {
        hint: "Write it with panlint baseline, or leave it out of the configuration.",
      },
    );
  }
  return parseBaseline(text, shown);
}
