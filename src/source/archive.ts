import type { Header } from "tar-stream";
import { InputError } from "../error.ts";
import { andMore } from "../words.ts";
import { type ArchiveEntry, archiveEntries, damageOf, inWords, TOO_MUCH } from "./archive-entries.ts";
import {
  CALLED_OTHERWISE,
  chooseByContent,
  chooseByPath,
  looksLikeConfiguration,
  MERGED,
  MERGED_IS_READ,
  memberPath,
  RUNNING,
} from "./archive-members.ts";

/** What an archive gave: a configuration, one that cannot be read, or what was left out, as the end of a sentence. */
export type ArchivePart =
  | { readonly kind: "member"; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: "unreadable"; readonly path: string; readonly error: InputError }
  | { readonly kind: "remark"; readonly text: string };

/** What bounds a hostile or mistaken archive. Nothing in it is ever written to disk. */
export interface ArchiveLimits {
  readonly members: number;
  /** Bytes of one member, and of those kept back until the end is known. */
  readonly memberBytes: number;
  readonly unpackedBytes: number;
}

/** Tech support files unpack to a few GiB of logs and tens of thousands of files; a configuration is below 200 MB. */
const LIMITS: ArchiveLimits = { members: 500_000, memberBytes: 2 ** 30, unpackedBytes: 2 ** 34 };
/** As many bytes of a member as tell whether it is a configuration. */
const HEAD = 1 << 12;
/** Left-out files that a remark names. */
const MAX_NAMED = 3;

/**
 * The configurations in a tar archive in the order they are met, one in memory at a time; a running configuration comes
 * last, because the merged one beside it would make it superfluous. Then remarks on what was left out. Throws InputError
 * for a damaged archive, after what could be read of it, and for one that holds no configuration.
 */
export async function* readArchive(
  bytes: AsyncIterable<Buffer>,
  limits: Partial<ArchiveLimits> = {},
): AsyncGenerator<ArchivePart, void, undefined> {
  const reader = new ArchiveReader({ ...LIMITS, ...limits });
  let damage: InputError | undefined;
  try {
    for await (const entry of archiveEntries(bytes, reader.limits.unpackedBytes)) yield* reader.take(entry);
  } catch (cause) {
    damage = damageOf(cause);
  }
  yield* reader.rest();
  if (damage !== undefined) throw damage;
  if (reader.found) return;
  throw new InputError("The archive holds no configuration that panlint reads.", {
    hint: "It reads device states, Panorama's configuration bundles, tech support files and tar archives of XML exports.",
  });
}

/** A member that is chosen. `label` tells it apart from others with its path. */
interface Member {
  readonly path: string;
  readonly label: string;
  readonly folder: string;
  readonly name: string;
}

class ArchiveReader {
  readonly limits: ArchiveLimits;
  /** Whether any configuration was met, readable or not. */
  found = false;
  readonly #seen = new Map<string, number>();
  readonly #leftOut = new Map<string, string[]>();
  /** Running configurations by their folder, until it is known whether the merged one is beside them. */
  readonly #held = new Map<string, { readonly label: string; readonly bytes: Buffer }>();
  readonly #merged = new Set<string>();
  #members = 0;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
  }

  async *take(entry: ArchiveEntry): AsyncGenerator<ArchivePart> {
    if (++this.#members > this.limits.members) {
      throw new InputError(`The archive holds more than ${this.limits.members} files.`, { hint: TOO_MUCH });
    }
    const member = this.#memberOf(entry.header);
    const choice = chooseByPath(member.path);
    if (choice.kind === "left-out") this.#leaveOut(choice.reason, member);
    else if (choice.kind === "other") await this.#lookAt(entry, member);
    else if (entry.header.type !== "directory") yield* this.#read(entry, member, choice.kind === "configuration");
    // The next one comes when this one has been read to its end.
    entry.resume();
  }

  /** A file that is not called like a configuration is left out, and said so if it is one. */
  async #lookAt(entry: ArchiveEntry, member: Member): Promise<void> {
    if (!isFile(entry.header)) return;
    await contentOf(entry, (head) => {
      if (looksLikeConfiguration(head)) this.#leaveOut(CALLED_OTHERWISE, member);
      return false;
    });
  }

  /** What follows when all members have been met. */
  *rest(): Generator<ArchivePart> {
    for (const { label, bytes } of this.#held.values()) yield this.#give(label, bytes);
    for (const [reason, labels] of this.#leftOut) yield { kind: "remark", text: leftOut(labels, reason) };
  }

  async *#read(entry: ArchiveEntry, member: Member, certain: boolean): AsyncGenerator<ArchivePart> {
    const { header } = entry;
    if (!isFile(header)) return this.#leaveOut("no file of its own but a link or a special file", member);
    if (member.name === RUNNING && this.#merged.has(member.folder)) return this.#leaveOut(MERGED_IS_READ, member);
    if (header.size > this.limits.memberBytes) return yield this.#tooLarge(member);
    const bytes = await contentOf(entry, (head) => certain || this.#isConfiguration(member, head));
    if (bytes === undefined) return;
    if (member.name === RUNNING && this.#hold(member, bytes)) return;
    if (member.name === MERGED) this.#preferMerged(member.folder);
    yield this.#give(member.label, bytes);
  }

  #isConfiguration(member: Member, head: Buffer): boolean {
    const choice = chooseByContent(member.path, head);
    if (choice.kind === "left-out") this.#leaveOut(choice.reason, member);
    return choice.kind === "configuration";
  }

  /** Keeps a running configuration back, if there is room and it is the first of its folder. */
  #hold({ folder, label }: Member, bytes: Buffer): boolean {
    const held = [...this.#held.values()].reduce((sum, member) => sum + member.bytes.length, bytes.length);
    if (held > this.limits.memberBytes || this.#held.has(folder)) return false;
    this.#held.set(folder, { label, bytes });
    return true;
  }

  #preferMerged(folder: string): void {
    this.#merged.add(folder);
    const plain = this.#held.get(folder);
    if (plain !== undefined) this.#leaveOut(MERGED_IS_READ, plain);
    this.#held.delete(folder);
  }

  #give(path: string, bytes: Buffer): ArchivePart {
    this.found = true;
    return { kind: "member", path, bytes };
  }

  #tooLarge({ label }: Member): ArchivePart {
    this.found = true;
    const message = `The file is larger than ${inWords(this.limits.memberBytes)}.`;
    return { kind: "unreadable", path: label, error: new InputError(message, { hint: TOO_MUCH }) };
  }

  #memberOf({ name }: Header): Member {
    const path = memberPath(name);
    const times = (this.#seen.get(path) ?? 0) + 1;
    this.#seen.set(path, times);
    const slash = path.lastIndexOf("/");
    return {
      path,
      label: times === 1 ? path : `${path}#${times}`,
      folder: path.slice(0, Math.max(0, slash)),
      name: path.slice(slash + 1),
    };
  }

  #leaveOut(reason: string, { label }: { readonly label: string }): void {
    const labels = this.#leftOut.get(reason) ?? [];
    this.#leftOut.set(reason, labels);
    labels.push(label);
  }
}

function isFile({ type }: Header): boolean {
  return type === "file" || type === "contiguous-file";
}

/** All of a member, unless its beginning is not wanted. */
async function contentOf(entry: ArchiveEntry, wanted: (head: Buffer) => boolean): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  let keep: boolean | undefined;
  for await (const chunk of entry) {
    // On to the end even when it is not wanted: leaving the loop early would end the whole archive.
    if (keep === false) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (keep === undefined && length >= HEAD) keep = wanted(Buffer.concat(chunks));
  }
  keep ??= wanted(Buffer.concat(chunks));
  return keep ? Buffer.concat(chunks) : undefined;
}

function leftOut(labels: readonly string[], reason: string): string {
  return `left out ${labels.slice(0, MAX_NAMED).join(", ")}${andMore(labels.length - MAX_NAMED)}: ${reason}`;
}
