import { hash } from "node:crypto";

/** What makes a finding the same finding tomorrow: never a line number, never the wording of a message. */
export interface IdentityParts {
  readonly rule: string;
  /** Path of the file from the project's root. */
  readonly uri: string;
  /** Logical path of what the finding is about. */
  readonly path: string;
  readonly uuid: string | undefined;
  /** The setting that is wrong. */
  readonly setting: string;
}

/** Gives every finding of a run its identity; findings that are alike in all parts are told apart by their order. */
export class Identities {
  readonly #seen = new Map<string, number>();

  next(parts: IdentityParts): string {
    const key = `${parts.rule}\0${parts.uri}\0${parts.path}\0${parts.uuid ?? ""}\0${parts.setting}`;
    const first = digest(key);
    const times = (this.#seen.get(first) ?? 0) + 1;
    this.#seen.set(first, times);
    return times === 1 ? first : digest(`${key}\0${times}`);
  }
}

/** A text as the identity of something. */
export function digest(text: string): string {
  return hash("sha256", text, "hex").slice(0, 32);
}
