/** The kinds of objects that policy rules name. */
export type Kind = "addresses" | "addressGroups" | "services" | "profileGroups" | "logProfiles";

/** A place that holds objects and policy rules (shared, a device group or a vsys), with the names of its objects. */
export class Scope {
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly logProfiles: readonly string[];
  readonly addresses: string[] = [];
  readonly addressGroups: string[] = [];
  readonly services: string[] = [];
  readonly profileGroups: string[] = [];
  /** Log-forwarding profiles that no policy rule of this scope can see: defined in another branch, or nowhere. */
  unreachableLogProfiles: readonly string[] = [];

  /**
   * @param logProfiles log-forwarding profiles defined here; known before anything is written, because a sibling's
   *   policy rules name them too, in vain
   */
  constructor(name: string, parent: Scope | undefined, logProfiles: readonly string[]) {
    this.name = name;
    this.parent = parent;
    this.logProfiles = logProfiles;
  }

  /** This scope, its parent and so on up to shared. */
  chain(): Scope[] {
    return [this, ...(this.parent?.chain() ?? [])];
  }

  /** The names of one kind of object that a policy rule here can use, one list for each scope that has some. */
  visible(kind: Kind): (readonly string[])[] {
    return this.chain()
      .map((scope) => scope[kind])
      .filter((names) => names.length > 0);
  }
}

/** Profiles that a clean-up removed while policy rules still name them. */
const REMOVED = ["forward-removed-1", "forward-removed-2", "forward-removed-3"];

/** Notes for every scope which log-forwarding profiles it cannot see. */
export function connect(scopes: readonly Scope[]): void {
  for (const scope of scopes) {
    const visible = new Set(scope.visible("logProfiles").flat());
    const elsewhere = scopes.flatMap((other) => other.logProfiles).filter((name) => !visible.has(name));
    // As many removed names as names of another branch, so that both kinds of dangling reference occur.
    scope.unreachableLogProfiles = [...REMOVED, ...elsewhere.slice(0, REMOVED.length)];
  }
}

/** Divides `total` things among `parts` scopes: whole numbers that differ by one at most. */
export function share(total: number, parts: number): number[] {
  const upTo = (part: number): number => Math.floor((total * part) / parts);
  return Array.from({ length: parts }, (_, part) => upTo(part + 1) - upTo(part));
}

/** What a list holds at a place, which must be one that it has. */
export function at<T>(list: readonly T[], index: number): T {
  if (index >= list.length) throw new RangeError(`The list has ${list.length} places, none at ${index}.`);
  return list[index] as T; // checked; T itself may allow undefined
}
