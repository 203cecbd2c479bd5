import { readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { InputError, UsageError } from "../error.ts";
import { decode } from "./decode.ts";
import { Source } from "./source.ts";

/** One file to read. */
export interface Input {
  /** Absolute path; `-` for standard input. */
  readonly path: string;
  /** What it is called in reports. */
  readonly name: string;
  /** For standard input: the absolute path of the file that it stands for, if one was told. */
  readonly standsFor?: string;
}

export const STDIN = "-";
const STDIN_NAME = "<stdin>";
/** What is looked for in a folder; a file that is named is read whatever it is called. */
const IN_FOLDERS = ["**/*.xml", "**/*.xml.gz"];
const NEVER = ["**/node_modules/**", "**/.git/**"];

/**
 * The files that the arguments mean: files, folders (searched for .xml and .xml.gz), glob patterns, `-`. In order of
 * their names, each once. Throws UsageError for a path that does not exist; a pattern may match nothing.
 */
export async function findInputs(paths: readonly string[], cwd: string, stdinName?: string): Promise<readonly Input[]> {
  const found = new Set<string>();
  for (const path of paths) for (const each of await expand(path, cwd)) found.add(each);
  const inputs = [...found].map((path) =>
    path === STDIN ? stdinInput(cwd, stdinName) : { path, name: shownPath(path, cwd) },
  );
  return withoutLinked(inputs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)));
}

function stdinInput(cwd: string, name: string | undefined): Input {
  if (name === undefined) return { path: STDIN, name: STDIN_NAME };
  return { path: STDIN, name: shownPath(resolve(cwd, name), cwd), standsFor: resolve(cwd, name) };
}

/** A file that links lead to several times is read once, under its own name if that is among them. */
function withoutLinked(inputs: readonly Input[]): readonly Input[] {
  const byFile = new Map<string, Input>();
  for (const input of inputs) {
    const file = realpath(input.path);
    if (!byFile.has(file) || input.path === file) byFile.set(file, input);
  }
  return inputs.filter((input) => byFile.get(realpath(input.path)) === input);
}

async function expand(path: string, cwd: string): Promise<readonly string[]> {
  if (path === STDIN) return [STDIN];
  const full = resolve(cwd, path);
  const stat = statOf(full, path);
  if (stat?.isFile()) return [full];
  const { glob, isDynamicPattern } = await import("tinyglobby");
  const options = { absolute: true, ignore: NEVER, caseSensitiveMatch: false, expandDirectories: false };
  if (stat?.isDirectory()) return (await glob(IN_FOLDERS, { ...options, cwd: full })).map((each) => resolve(each));
  if (stat !== undefined) return [full];
  if (isDynamicPattern(path))
    return (await glob(path.replaceAll("\\", "/"), { ...options, cwd })).map((each) => resolve(each));
  throw new UsageError(`There is no file or folder ${path}.`, {
    hint: "Check the path; patterns need quotes in some shells.",
  });
}

function statOf(full: string, typed: string): Stats | undefined {
  try {
    return statSync(full, { throwIfNoEntry: false });
  } catch (cause) {
    throw new UsageError(`${typed} cannot be read: ${reason(cause)}.`, { hint: "Check the path." });
  }
}

/** A path as the user would type it: relative below the working directory, absolute elsewhere, forward slashes. */
export function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return (isOutside(near) ? path : near).replaceAll(sep, "/");
}

/** Whether a relative path leads out of the folder that it begins in, or to another drive. */
function isOutside(near: string): boolean {
  return near === ".." || near.startsWith(`..${sep}`) || isAbsolute(near);
}

/** Whether a file is among the patterns of `ignore`, which are relative to the folder of their configuration file. */
export async function isIgnored(path: string, folder: string, patterns: readonly string[]): Promise<boolean> {
  if (patterns.length === 0 || path === STDIN) return false;
  const { default: picomatch } = await import("picomatch");
  const name = relative(folder, path).replaceAll(sep, "/");
  // A pattern that names a folder means everything in it.
  return picomatch(
    patterns.flatMap((each) => [each, `${each.replace(/\/$/, "")}/**`]),
    { dot: true },
  )(name);
}

/**
 * Reads and decodes one input. `root` is the folder from which its URI is told. Throws InputError.
 */
export function readInput(input: Input, root: string): Source {
  const bytes = input.path === STDIN ? readStdin() : readFile(input.path);
  return sourceOfBytes({ name: input.name, uri: uriOf(input, root) }, bytes);
}

/** Bytes as an input of that name. Throws InputError. */
export function sourceOfBytes({ name, uri }: { readonly name: string; readonly uri: string }, bytes: Buffer): Source {
  return new Source({ name, uri, ...decode(bytes) });
}

/** Path from the project's root, through symbolic links, with forward slashes: code hosts know no others. */
export function uriOf(input: Input, root: string): string {
  const path = input.path === STDIN ? input.standsFor : input.path;
  if (path === undefined) return "stdin";
  const near = relative(realpath(root), realpath(path));
  return (isOutside(near) ? input.name.replace(/^([A-Za-z]:)?\/+/, "") : near).replaceAll(sep, "/");
}

function realpath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** All of standard input, which can be read once. Throws InputError. */
export function readStdin(): Buffer {
  try {
    return readFileSync(0);
  } catch (cause) {
    throw new InputError(`Standard input cannot be read: ${reason(cause)}.`, {
      hint: "Pipe a configuration into panlint.",
    });
  }
}

/** A Buffer holds at most this much on every supported Node; no PAN-OS export comes near it. */
const MAX_BYTES = 2 ** 31 - 1;

function readFile(path: string): Buffer {
  try {
    if (statSync(path).size > MAX_BYTES) {
      throw new InputError("The file is larger than 2 GiB.", {
        hint: "No PAN-OS export is that large; check the file.",
      });
    }
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`The file cannot be read: ${reason(cause)}.`, { hint: "Check that it is a readable file." });
  }
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ["EACCES", "permission denied"],
  ["ENOENT", "it is gone"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
]);

function reason(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException; // node:fs throws no other
  return REASONS.get(code) ?? String(code ?? cause);
}
