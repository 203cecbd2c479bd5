import type { Element } from "../../xml/element.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ObjectKind } from "../vocabulary/object-kinds.ts";

/** Finds named objects. */
export interface ObjectLookup {
  /** Looks a named object up along the scope's chain, and in the other files of the run that go on where it ends. */
  lookUp(kind: ObjectKind, name: string, scope: Scope): LookUp<Element>;
  /** Looks a named object up in this file alone. */
  lookUpHere(kind: ObjectKind, name: string, scope: Scope): LookUp<Element>;
  /** The objects of one kind that a scope itself defines; of two with one name the first. */
  definedIn(kind: ObjectKind, scope: Scope): ReadonlyMap<string, Element>;
  /** Names of the objects of one kind that can be seen from a scope. */
  visibleNames(kind: ObjectKind, scope: Scope): readonly string[];
}
