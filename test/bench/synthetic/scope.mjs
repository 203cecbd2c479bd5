/** A place that holds objects and policy rules (shared, a device group or a vsys), with the names of its objects. */
export class Scope {
  addresses = [];
  addressGroups = [];
  services = [];
  profileGroups = [];
  /** Log-forwarding profiles that no policy rule of this scope can see: defined in another branch, or nowhere. */
  unreachableLogProfiles = [];

  /**
   * @param {string} name
   * @param {Scope | undefined} parent
   * @param {string[]} logProfiles log-forwarding profiles defined here; known before anything is written, because
   *   a sibling's policy rules name them too, in vain
   */
  constructor(name, parent, logProfiles) {
    this.name = name;
    this.parent = parent;
    this.logProfiles = logProfiles;
  }

  /** This scope, its parent and so on up to shared. @returns {Scope[]} */
  chain() {
    return [this, ...(this.parent?.chain() ?? [])];
  }

  /** The names of one kind of object that a policy rule here can use, one list for each scope that has some. */
  visible(kind) {
    return this.chain()
      .map((scope) => scope[kind])
      .filter((names) => names.length > 0);
  }
}

/** Profiles that a clean-up removed while policy rules still name them. */
const REMOVED = ["forward-removed-1", "forward-removed-2", "forward-removed-3"];

/** Tells every scope which log-forwarding profiles it cannot see. @param {readonly Scope[]} scopes */
export function connect(scopes) {
  for (const scope of scopes) {
    const visible = new Set(scope.visible("logProfiles").flat());
    const elsewhere = scopes.flatMap((other) => other.logProfiles).filter((name) => !visible.has(name));
    // As many removed names as names of another branch, so that both kinds of dangling reference occur.
    scope.unreachableLogProfiles = [...REMOVED, ...elsewhere.slice(0, REMOVED.length)];
  }
}

/** Divides `total` things among `parts` scopes: whole numbers that differ by one at most. @returns {number[]} */
export function share(total, parts) {
  const upTo = (part) => Math.floor((total * part) / parts);
  return Array.from({ length: parts }, (_, part) => upTo(part + 1) - upTo(part));
}
