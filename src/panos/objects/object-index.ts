import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { isPlaceholder } from "../document/placeholder.ts";
import { namedEntries } from "../document/values.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ObjectKind } from "../vocabulary/object-kinds.ts";
import type { ObjectPrecedence, ScopedObject } from "./object-precedence.ts";

/** Why a look-up in a template has no answer. */
const PLACEHOLDER = "a name is a placeholder of a template";

/** The named objects of a document's scopes, read list by list when they are asked for. */
export class ObjectIndex {
  readonly #scopes: readonly Scope[];
  readonly #file: Export;
  readonly #precedence: ObjectPrecedence;
  readonly #objects = new Map<Scope, Map<ObjectKind, ReadonlyMap<string, Element>>>();

  constructor(file: Export, scopes: readonly Scope[], precedence: ObjectPrecedence) {
    this.#scopes = scopes;
    this.#file = file;
    this.#precedence = precedence;
  }

  /** Names of the objects of one kind that can be seen from a scope. */
  visibleNames(kind: ObjectKind, scope: Scope): readonly string[] {
    return [...new Set([...scope.chain()].flatMap((at) => [...this.definedIn(kind, at).keys()]))];
  }

  /** Looks a named object up along the scope's chain. */
  lookUp(kind: ObjectKind, name: string, scope: Scope): LookUp<Element> {
    if (isPlaceholder(name)) return { state: "unknown", reason: PLACEHOLDER };
    let uncertain: string | undefined;
    for (const at of scope.chain()) {
      const value = this.definedIn(kind, at).get(name);
      if (value !== undefined) return { state: "found", ...this.#inForce(kind, name, { value, scope: at }) };
      uncertain ??= at.parentUncertain;
    }
    const partial = this.#file.partialAlone;
    if (partial !== undefined) return { state: "unknown", reason: partial };
    // Some other group of the file may be the ancestor that the file does not name.
    const elsewhere = uncertain !== undefined && this.#scopes.some((other) => this.definedIn(kind, other).has(name));
    if (elsewhere) return { state: "unknown", reason: uncertain ?? "" };
    if (this.#file.problems.isTemplate && this.visibleNames(kind, scope).some(isPlaceholder)) {
      return { state: "unknown", reason: PLACEHOLDER };
    }
    const visible = () => this.visibleNames(kind, scope);
    return {
      state: "missing",
      // Only a report asks for them, and most names that are missing here are found as another kind of object.
      get known() {
        return visible();
      },
    };
  }

  /** The object that a device group gets for its nearest one: that, or an ancestor's with the name that goes before it. */
  #inForce(kind: ObjectKind, name: string, nearest: ScopedObject): ScopedObject {
    if (nearest.scope.kind !== "device-group" || this.#precedence.isPlain) return nearest;
    const ancestors = [...nearest.scope.chain()].slice(1).flatMap((scope) => {
      const value = this.definedIn(kind, scope).get(name);
      return value === undefined ? [] : [{ value, scope }];
    });
    return this.#precedence.inForce(nearest, ancestors);
  }

  /** The objects of one kind that a scope itself defines; of two with one name the first. */
  definedIn(kind: ObjectKind, scope: Scope): ReadonlyMap<string, Element> {
    const kinds = this.#objects.get(scope) ?? new Map<ObjectKind, ReadonlyMap<string, Element>>();
    this.#objects.set(scope, kinds);
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    const objects = new Map<string, Element>();
    for (const home of scope.homes) {
      for (const list of home.findAll(...kind.split("/"))) {
        this.#addEntries(list, objects);
      }
    }
    kinds.set(kind, objects);
    return objects;
  }

  /** PAN-OS refuses to commit two objects with one name in one list. */
  #addEntries(list: Element, objects: Map<string, Element>): void {
    const seen = new Set<string>();
    for (const [name, entry] of namedEntries(list)) {
      if (seen.has(name)) {
        const message = `There are two entries "${name}" in one <${list.name}>, and PAN-OS allows one.`;
        this.#file.problems.addProblem(entry, message, "Remove the one that is wrong.");
      }
      seen.add(name);
      if (!objects.has(name)) objects.set(name, entry);
    }
  }
}
