import { Readable } from "node:stream";
import { constants, createGunzip, gunzipSync } from "node:zlib";
import type { Header } from "tar-stream";
import { InputError } from "../error.ts";
import { lowerFirst } from "../words.ts";

/** As many bytes of a file as `isArchive` needs. */
export const HEAD_LENGTH = 1 << 16;
const BLOCK = 512;
const GIB = 2 ** 30;

/** What to say of a size that no export has. */
export const TOO_MUCH = "No PAN-OS export is that large; check the file.";

/** Whether bytes begin like a tar archive, packed with gzip or not. The name does not matter. */
export function isArchive(head: Buffer): boolean {
  return isTar(isGzip(head) ? beginningOf(head) : head);
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isTar(bytes: Buffer): boolean {
  return bytes.length >= BLOCK && bytes.toString("latin1", 257, 262) === "ustar";
}

/** What the first bytes of a gzip file unpack to; nothing when they are damaged, which is told where they are read. */
function beginningOf(packed: Buffer): Buffer {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** A member while the archive is being read. */
export interface ArchiveEntry extends AsyncIterable<Buffer> {
  readonly header: Header;
  /** Reads on to the end of it, whatever is left. */
  resume(): unknown;
}

/**
 * The entries of a tar archive, unpacked from gzip where it is packed; each must be read or resumed before the next.
 * What is thrown, here and while an entry is read, is for `damageOf`: the archive is damaged, or it unpacks to more than
 * `limit` bytes.
 */
export async function* archiveEntries(
  bytes: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  // A bundle gives a CommonJS package as the default export alone.
  const { default: tar } = await import("tar-stream");
  const archive = tar.extract();
  const feed = Readable.from(checked(unpacked(bytes), limit), { objectMode: false });
  feed.on("error", (error) => archive.destroy(error));
  feed.pipe(archive);
  try {
    // tar-stream hands on the Buffers it is given, which its types leave open.
    for await (const entry of archive) yield entry as unknown as ArchiveEntry;
  } finally {
    feed.destroy();
  }
}

async function* unpacked(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = bytes[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const all = withFirst(first.value, chunks);
  if (!isGzip(first.value)) return yield* all;
  const gunzip = createGunzip();
  const packed = Readable.from(all, { objectMode: false });
  packed.on("error", (error) => gunzip.destroy(error));
  yield* packed.pipe(gunzip);
}

async function* withFirst(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Passes an archive on and watches that it stays in its bounds and has its end mark, blocks of zeros. */
async function* checked(bytes: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let total = 0;
  let zeros = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > limit) throw new InputError(`The archive unpacks to more than ${inWords(limit)}.`, { hint: TOO_MUCH });
    const last = chunk.findLastIndex((byte) => byte !== 0);
    zeros = last < 0 ? zeros + chunk.length : chunk.length - 1 - last;
    yield chunk;
  }
  if (zeros < BLOCK) throw new Error("unexpected end");
}

/** What was thrown while an archive was read, as an InputError. Throws what is a mistake of ours. */
export function damageOf(cause: unknown): InputError {
  if (cause instanceof InputError) return cause;
  if (cause instanceof TypeError || cause instanceof ReferenceError) throw cause;
  const told = (cause as Error).message; // node:zlib, node:fs and tar-stream throw no other
  // Of several sentences the first; zlib and tar-stream have each their own words for the same.
  const reason = /unexpected end/i.test(told) ? "it ends in the middle" : told.replace(/[.?!](\s.*)?$/, "");
  return new InputError(`The archive is damaged: ${lowerFirst(reason)}.`, {
    hint: "Check that it was copied completely; what could be read of it was linted.",
  });
}

/** A size for a sentence. */
export function inWords(bytes: number): string {
  return bytes >= GIB ? `${bytes / GIB} GiB` : `${bytes} bytes`;
}
