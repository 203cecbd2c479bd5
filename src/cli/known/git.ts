import { spawnSync } from "node:child_process";
import { relative, sep } from "node:path";
import { UsageError } from "../../error.ts";

/** The largest file that is read from Git. */
const MAX_BYTES = 1 << 30;

/** The state of a repository at the point where a revision and the present one parted. */
export class OldVersion {
  readonly #root: string;
  readonly #base: string;
  /** Old paths of files that were renamed since, by their present ones. */
  readonly #renamed: ReadonlyMap<string, string>;

  /** Throws UsageError when there is no such revision, or no common history. */
  constructor(root: string, revision: string) {
    this.#root = root;
    if (
      revision.startsWith("-") ||
      git(root, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]) === undefined
    ) {
      throw new UsageError(`There is no Git revision ${revision}.`, {
        hint: "In CI, fetch it first; with actions/checkout, set fetch-depth: 0.",
      });
    }
    const base = git(root, ["merge-base", revision, "HEAD"])?.toString("utf8").trim();
    if (base === undefined || base === "") {
      throw new UsageError(`${revision} and the present state have no common history here.`, {
        hint: "A shallow clone lacks it: git fetch --unshallow, or fetch-depth: 0 for actions/checkout.",
      });
    }
    this.#base = base;
    this.#renamed = renamesIn(git(root, ["diff", "--name-status", "-M", "-z", base])?.toString("utf8") ?? "");
  }

  /** The bytes that a file had; undefined when it is new. */
  read(path: string): Buffer | undefined {
    const now = relative(this.#root, path).replaceAll(sep, "/");
    return git(this.#root, ["cat-file", "blob", `${this.#base}:${this.#renamed.get(now) ?? now}`]);
  }
}

/** `R100 old new`, each with a NUL behind it; other changes have one path. */
function renamesIn(text: string): ReadonlyMap<string, string> {
  const words = text.split("\0");
  const renamed = new Map<string, string>();
  for (let at = 0; at < words.length - 1; ) {
    const status = words[at] ?? "";
    const moved = /^[RC]/.test(status);
    if (moved) renamed.set(words[at + 2] ?? "", words[at + 1] ?? "");
    at += moved ? 3 : 2;
  }
  return renamed;
}

/** What Git prints; undefined when it fails. */
function git(root: string, args: readonly string[]): Buffer | undefined {
  const { status, stdout, error } = spawnSync("git", args, { cwd: root, maxBuffer: MAX_BYTES });
  if (error !== undefined && (error as NodeJS.ErrnoException).code === "ENOENT") {
    throw new UsageError("Git is not installed, or not on the PATH.", {
      hint: "--new-from asks Git for the old files.",
    });
  }
  return error === undefined && status === 0 ? stdout : undefined;
}
