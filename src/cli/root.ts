import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { UsageError } from "../error.ts";
import { repositoryRoot } from "../setup/config-file.ts";

/** The way from a folder to a file, with forward slashes. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, "/");
}

/** The folder from which files are named in identities: the one that is given, else the Git root. Throws UsageError. */
export function rootOf(named: string | undefined, cwd: string): string {
  if (named === undefined) return repositoryRoot(cwd) ?? cwd;
  const root = resolve(cwd, named);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`${named} is no folder.`, { hint: "--root names the folder that all inputs are in." });
  }
  return root;
}
