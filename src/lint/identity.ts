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
    const key = [parts.rule, parts.uri, parts.path, parts.uuid ?? "", parts.setting].join("\0");
    const times = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, times);
    const text = times === 1 ? key : `${key}\0${times}`;
    return hash("sha256", text, "hex").slice(0, 32);
  }
}
