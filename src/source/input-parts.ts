import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { InputError } from "../error.ts";
import { type ArchivePart, readArchive } from "./archive.ts";
import { HEAD_LENGTH, isArchive } from "./archive-entries.ts";
import { type Input, readInput, readStdin, STDIN, sourceOfBytes, uriOf } from "./inputs.ts";
import type { Source } from "./source.ts";

/** What one input gave: configurations to lint, what cannot be read, and sentences on what was left out. */
export type InputPart =
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "unreadable"; readonly name: string; readonly uri: string; readonly error: InputError }
  | { readonly kind: "remark"; readonly text: string };

/**
 * Reads an input: one source, or one for every configuration in an archive, called `bundle.tgz!path/inside.xml`. Reads
 * on when something is wrong; never throws InputError.
 */
export async function* readParts(input: Input, root: string): AsyncGenerator<InputPart, void, undefined> {
  const uri = uriOf(input, root);
  try {
    if (input.path === STDIN) yield* partsOfBytes({ name: input.name, uri }, readStdin());
    else if (!isArchiveFile(input.path)) yield { kind: "source", source: readInput(input, root) };
    // Read piece by piece; what is inside may be much larger than memory.
    else for await (const part of readArchive(createReadStream(input.path))) yield memberPart(input.name, uri, part);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { kind: "unreadable", name: input.name, uri, error };
  }
}

/** The same of bytes that are at hand, such as an older version of an input. */
export async function* partsOfBytes(place: Place, bytes: Buffer): AsyncGenerator<InputPart, void, undefined> {
  try {
    if (!isArchive(bytes.subarray(0, HEAD_LENGTH))) yield { kind: "source", source: sourceOfBytes(place, bytes) };
    else for await (const part of readArchive(Readable.from([bytes]))) yield memberPart(place.name, place.uri, part);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { kind: "unreadable", ...place, error };
  }
}

/** What an input is called, and its path from the project's root. */
interface Place {
  readonly name: string;
  readonly uri: string;
}

function memberPart(name: string, uri: string, part: ArchivePart): InputPart {
  if (part.kind === "remark") return { kind: "remark", text: `${name}: ${part.text}.` };
  const inside = { name: `${name}!${part.path}`, uri: `${uri}!${part.path}` };
  if (part.kind === "unreadable") return { kind: "unreadable", ...inside, error: part.error };
  try {
    return { kind: "source", source: sourceOfBytes(inside, part.bytes) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: "unreadable", ...inside, error };
  }
}

/** Whether a file is an archive, by its first bytes. */
export function isArchiveFile(path: string): boolean {
  return isArchive(headOf(path));
}

/** The first bytes of a file; none when it cannot be read, which `readInput` says in its own words. */
function headOf(path: string): Buffer {
  const head = Buffer.alloc(HEAD_LENGTH);
  let file: number | undefined;
  try {
    // A pipe gives its bytes once only.
    if (!statSync(path).isFile()) return Buffer.alloc(0);
    file = openSync(path, "r");
    return head.subarray(0, readSync(file, head, 0, HEAD_LENGTH, 0));
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
