/** Archives made in memory, and what reading them gives. */
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { InputError } from "../../src/error.ts";
import { type ArchiveLimits, readArchive } from "../../src/source/archive.ts";

/** A member: its path with its content, or a header of its own. */
export type Packed = readonly [
  header: string | (Partial<Header> & { readonly name: string }),
  content?: string | Buffer,
];

/** The bytes of a tar archive with these members, in order. */
export async function tarOf(...members: readonly Packed[]): Promise<Buffer> {
  const archive = pack();
  for (const [header, content = ""] of members) {
    archive.entry(typeof header === "string" ? { name: header } : header, content);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

export async function tgzOf(...members: readonly Packed[]): Promise<Buffer> {
  return gzipSync(await tarOf(...members));
}

/** What reading an archive gave, in order: `path` of configurations, and sentences on everything else. */
export async function partsOf(
  archive: Buffer,
  limits: Partial<ArchiveLimits> = {},
  chunk = 1000,
): Promise<readonly string[]> {
  const told: string[] = [];
  try {
    for await (const part of readArchive(inChunks(archive, chunk), limits)) {
      if (part.kind === "member") told.push(part.path);
      else told.push(part.kind === "remark" ? part.text : `${part.path}: ${part.error.message}`);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    told.push(`error: ${error.message}`);
  }
  return told;
}

/** As a file is read: piece by piece, and not along the borders of members. */
async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
