import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { isPlaceholder } from "../document/placeholder.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import type { ObjectKind } from "../vocabulary/object-kinds.ts";
import { lookUpBeyond } from "./beyond.ts";
import type { ObjectLookup } from "./look-up.ts";
import { ObjectIndex } from "./object-index.ts";
import { ObjectPrecedence } from "./object-precedence.ts";
import type { BeyondScope } from "./other-file.ts";

/** The named objects of a file, looked up as PAN-OS does, also in the other files of the run. */
export class Objects implements ObjectLookup {
  /** Which of two objects with one name a device group means. */
  readonly precedence: ObjectPrecedence;
  /** Where another file of the run goes on from a scope, if one does. */
  readonly beyond: BeyondScope;
  readonly #export: Export;
  readonly #scopes: Scopes;
  readonly #index: ObjectIndex;
  #partial: { readonly reason: string | undefined } | undefined;

  constructor(file: Export, scopes: Scopes, beyond: BeyondScope) {
    this.#export = file;
    this.#scopes = scopes;
    this.beyond = beyond;
    this.precedence = new ObjectPrecedence(file);
    this.#index = new ObjectIndex(file, scopes.all, this.precedence);
  }

  /**
   * Why the file cannot hold the whole truth (a fragment, a managed firewall's own part); undefined when it can, or when
   * other files of the run hold the rest for each of its virtual systems.
   */
  get partial(): string | undefined {
    this.#partial ??= { reason: this.#isCompleted() ? undefined : this.#export.partialAlone };
    return this.#partial.reason;
  }

  /** The scopes of this file into which Panorama pushes what stands in a scope of its own. */
  scopesUnder(pushing: Scope): readonly Scope[] {
    return this.#scopes.all.filter((scope) => [...(this.beyond(scope)?.scope.chain() ?? [])].includes(pushing));
  }

  lookUp(kind: ObjectKind, name: string, scope: Scope): LookUp<Element> {
    const own = this.#index.lookUp(kind, name, scope);
    if (own.state !== "unknown" || isPlaceholder(name)) return own;
    return lookUpBeyond(own, this.beyond(scope), { kind, name, scope, visible: () => this.visibleNames(kind, scope) });
  }

  lookUpHere(kind: ObjectKind, name: string, scope: Scope): LookUp<Element> {
    return this.#index.lookUp(kind, name, scope);
  }

  definedIn(kind: ObjectKind, scope: Scope): ReadonlyMap<string, Element> {
    return this.#index.definedIn(kind, scope);
  }

  visibleNames(kind: ObjectKind, scope: Scope): readonly string[] {
    return this.#index.visibleNames(kind, scope);
  }

  #isCompleted(): boolean {
    if (this.#export.document.root.name !== "config") return false;
    const systems = this.#scopes.all.filter((scope) => scope.kind === "vsys");
    return systems.length > 0 && systems.every((scope) => this.beyond(scope)?.complete === true);
  }
}
