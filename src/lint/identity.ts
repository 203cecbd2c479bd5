import { hash } from "node:crypto";
import type { Report, ReportedFinding } from "./report.ts";

/** What makes a finding the same finding tomorrow: never a line number, never the wording of a message. */
interface IdentityParts {
  readonly rule: string;
  /** Path of the file from the project's root. */
  readonly uri: string;
  /** What the finding is about: its logical path, or the rule's own word for it. */
  readonly subject: string;
  readonly uuid: string | undefined;
  /** The setting that is wrong; empty when the subject tells it. */
  readonly setting: string;
}

/** Gives every finding of a run its identity; findings that are alike in all parts are told apart by their order. */
export class Identities {
  readonly #seen = new Map<string, number>();

  next(parts: IdentityParts): string {
    const first = identityOf(parts);
    const times = (this.#seen.get(first) ?? 0) + 1;
    this.#seen.set(first, times);
    return identityOf(parts, times);
  }
}

/** The identity of the finding that is the n-th of those alike: only policy rules of one name make several. */
function identityOf({ rule, uri, subject, uuid = "", setting }: IdentityParts, times = 1): string {
  const key = `${rule}\0${uri}\0${subject}\0${uuid}\0${setting}`;
  return digest(times === 1 ? key : `${key}\0${times}`);
}

/** A text as the identity of something. */
export function digest(text: string): string {
  return hash("sha256", text, "hex").slice(0, 32);
}

/** Findings with those that went into them: all that has an identity. */
export function* withAbsorbed(findings: Iterable<ReportedFinding>): Generator<ReportedFinding> {
  for (const finding of findings) {
    yield finding;
    yield* finding.absorbed ?? [];
  }
}

/** The identities of all that was found, live or hidden. */
export function identitiesOf({ findings, hidden }: Pick<Report, "findings" | "hidden">): ReadonlySet<string> {
  const all = withAbsorbed([...findings, ...hidden.map(({ finding }) => finding)]);
  return new Set(Array.from(all, ({ identity }) => identity));
}
