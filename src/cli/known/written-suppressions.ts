import { dirname, resolve, sep } from "node:path";
import type { WrittenSuppressions } from "../../lint/finish.ts";
import { chosenSeverity, type RuleOverrides } from "../../setup/active-rules.ts";
import type { ConfigFile } from "../../setup/config-file.ts";
import { EXPIRED, UNUSED } from "../../setup/suppression-rules.ts";
import { pathFrom, rootOf } from "../root.ts";

interface Written {
  readonly files: readonly ConfigFile[];
  readonly overrides: RuleOverrides;
  /** The paths of the command line. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly root: string | undefined;
  readonly now: Date;
}

/** The suppressions of the configuration files, with what decides about the findings on them. */
export function writtenSuppressions({ files, overrides, paths, cwd, root, now }: Written): WrittenSuppressions {
  const folder = rootOf(root, cwd);
  const written = files.map((file) => ({
    suppressions: file.suppressions,
    uri: pathFrom(folder, file.path),
    expired: chosenSeverity(EXPIRED, file, overrides),
    unused: chosenSeverity(UNUSED, file, overrides),
    isCovered: coversFolder(paths, dirname(file.path), cwd),
  }));
  return { files: written, rules: [EXPIRED, UNUSED], now };
}

/** Whether the run looks at all files that the configuration is for: it names its folder, or one above it. */
function coversFolder(paths: readonly string[], folder: string, cwd: string): boolean {
  return paths.some((path) => {
    const at = resolve(cwd, path);
    return folder === at || folder.startsWith(at.endsWith(sep) ? at : at + sep);
  });
}
