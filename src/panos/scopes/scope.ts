import { andMore } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import { pathSegment } from "../vocabulary/logical-path.ts";

export type ScopeKind =
  | "shared"
  | "vsys"
  | "device-group"
  | "template"
  | "template-stack"
  | "shared-gateway"
  | "log-collector-group"
  /** Panorama's own settings, which it pushes to nobody. */
  | "panorama"
  | "fragment";

export interface ScopeDetails {
  readonly kind: ScopeKind;
  /** The vsys, device group, template or stack name; empty for shared and fragments. */
  readonly name: string;
  readonly homes: readonly Element[];
  /** Whether other virtual systems stand beside it, so that set commands must name it. */
  readonly oneOfSeveral?: boolean;
}

/** A place that holds objects and policy rules. Names are looked up from a scope along its chain of parents. */
export class Scope {
  readonly kind: ScopeKind;
  readonly name: string;
  /** The elements whose children are this scope's objects: one, or more where Panorama pushed a part of it. */
  readonly homes: readonly Element[];
  readonly oneOfSeveral: boolean;
  /** The next scope in which names are looked up; undefined for the last one. */
  parent: Scope | undefined;
  /** Why the parent may be another one than the file shows; undefined when it is certain. */
  parentUncertain: string | undefined;

  constructor(details: ScopeDetails) {
    this.kind = details.kind;
    this.name = details.name;
    this.homes = details.homes;
    this.oneOfSeveral = details.oneOfSeveral ?? false;
  }

  /** The scope as the beginning of a logical path. */
  get path(): string {
    return this.name === "" ? this.kind : `${this.kind}/${pathSegment(this.name)}`;
  }

  /** The scope in a sentence: `device group "DMZ"`. */
  get label(): string {
    if (this.kind === "fragment") return "this fragment";
    if (this.kind === "panorama") return "Panorama";
    return this.kind === "shared" ? "shared" : `${this.kind.replaceAll("-", " ")} "${this.name}"`;
  }

  /** This scope, its parent and so on. */
  *chain(): Generator<Scope, void, undefined> {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) yield scope;
  }

  /** Whether some firewall may have the policy rules of both: one is above the other. */
  meets(other: Scope): boolean {
    return [...this.chain()].includes(other) || [...other.chain()].includes(this);
  }
}

/** Scopes in a sentence, the first five by name. */
export function scopeLabels(scopes: readonly Scope[]): string {
  const shown = scopes.slice(0, 5).map((scope) => scope.label);
  return `${shown.join(", ")}${andMore(scopes.length - 5)}`;
}

/** The answer to "which object does this name mean here". */
export type LookUp<T> =
  | { readonly state: "found"; readonly value: T | undefined; readonly scope: Scope | undefined }
  | { readonly state: "missing"; readonly known: readonly string[] }
  | { readonly state: "unknown"; readonly reason: string };
