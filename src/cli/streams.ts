import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { UsageError } from "../error.ts";

/** What the command reads from and writes to; tests give their own. */
export interface Terminal {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
}

const CHUNK = 1 << 16;

/** Joins small pieces into larger ones: a system call a finding would be most of the time of a long report. */
function* inChunks(pieces: Iterable<string>): Generator<string, void, undefined> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/** Writes text to a stream. A reader that went away (`| head`) ends it quietly. */
export async function writeAll(stream: Writable, pieces: Iterable<string>): Promise<void> {
  for (const chunk of inChunks(pieces)) {
    const written = await new Promise<boolean>((done, fail) => {
      stream.write(chunk, (error) => (error ? (isClosedPipe(error) ? done(false) : fail(error)) : done(true)));
    });
    if (!written) return;
  }
}

/** Writes text to a file, and without one to standard output. Throws UsageError. */
export async function writeTo(file: string | undefined, pieces: Iterable<string>, terminal: Terminal): Promise<void> {
  if (file === undefined) await writeAll(terminal.stdout, pieces);
  else writeFileWhole(resolve(terminal.cwd, file), pieces);
}

export function isClosedPipe(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
}

/** Writes a file as a whole or not at all. Throws UsageError. */
export function writeFileWhole(path: string, pieces: Iterable<string>): void {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    // What is no file, such as /dev/stdout, is written to: renaming would put a file in its place.
    if (stat !== undefined && !stat.isFile()) writeInto(openSync(path, "w"), pieces);
    else replaceFile(stat === undefined ? path : realpathSync(path), pieces);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Throws UsageError when a file can surely not be written: better told before the work than after it. */
export function checkWritable(path: string): void {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) throw errorOf("EISDIR");
    // A file is replaced, so its folder counts; what is neither file nor folder is written to.
    const isReplaced = stat === undefined || stat.isFile();
    const written = isReplaced ? dirname(stat === undefined ? path : realpathSync(path)) : path;
    if (isReplaced && !statSync(written).isDirectory()) throw errorOf("ENOTDIR");
    accessSync(written, constants.W_OK);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function errorOf(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

/** A sentence for what the system says; anything else as it is. */
export function unwritable(path: string, cause: unknown): unknown {
  // Errors of the file system have a code; whatever has none is none of them.
  const { code } = cause as NodeJS.ErrnoException;
  if (code === undefined) return cause;
  return new UsageError(`The report cannot be written to ${path}: ${REASONS.get(code) ?? code}.`, {
    hint: "Check that the folder exists and can be written to.",
  });
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EISDIR", "it is a folder"],
  ["ENOENT", "there is no such folder"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "there is no such folder"],
]);

/** Into a temporary file beside it, then renamed: nobody ever sees half a report. */
function replaceFile(path: string, pieces: Iterable<string>): void {
  const temporary = join(dirname(path), `.panlint-${randomBytes(6).toString("hex")}.tmp`);
  const file = openSync(temporary, "wx");
  try {
    writeInto(file, pieces);
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
}

function writeInto(file: number, pieces: Iterable<string>): void {
  try {
    for (const chunk of inChunks(pieces)) writeFileSync(file, chunk);
  } finally {
    closeSync(file);
  }
}

/** Whether to colour: NO_COLOR wins over FORCE_COLOR, which wins over what the stream is. https://no-color.org */
export function wantsColor(terminal: Terminal): boolean {
  const { env, stdout } = terminal;
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "") return env.FORCE_COLOR !== "0";
  return stdout.isTTY === true && env.TERM !== "dumb";
}
