import type { Export } from "../document/export.ts";
import { layoutOf } from "./layout.ts";
import type { Rulebase, RulebaseContainer } from "./rulebase.ts";
import type { Scope } from "./scope.ts";
import { unknownRulebases } from "./unknown-rulebases.ts";

/** Where policy rules and objects are written, and where firewalls enforce them. */
export class Scopes {
  readonly shared: Scope;
  /** Virtual systems and device groups (or the fragment) in document order; not shared. */
  readonly all: readonly Scope[];
  /** The lists of security rules and of overrides of default rules, in document order. */
  readonly rulebases: readonly Rulebase[];
  /** The elements that hold rulebases of every kind. */
  readonly containers: readonly RulebaseContainer[];

  /** Throws InputError when the file holds nothing that panlint judges. */
  constructor({ document, problems }: Export) {
    const layout = layoutOf(document);
    this.shared = layout.shared;
    this.all = layout.scopes;
    this.rulebases = layout.rulebases;
    this.containers = layout.containers;
    for (const { element, message, hint } of unknownRulebases(document, layout.rulebases)) {
      problems.addProblem(element, message, hint);
    }
  }

  /**
   * The scopes whose policy some firewall enforces: virtual systems, device groups with firewalls or without children,
   * and shared where there is nothing below it. A fragment does not say what surrounds it.
   */
  get enforcing(): readonly Scope[] {
    if (this.all.length === 0) return [this.shared];
    const parents = new Set(this.all.map((scope) => scope.parent));
    const enforces = (scope: Scope): boolean =>
      scope.kind === "vsys" ||
      (scope.kind === "device-group" &&
        (!parents.has(scope) || scope.homes.some((home) => home.find("devices", "entry"))));
    return this.all.filter(enforces);
  }

  /** Whether a scope itself holds written security rules. */
  hasSecurityRules(scope: Scope): boolean {
    return this.rulebases.some((list) => list.kind === "security" && list.scope === scope && list.entries.length > 0);
  }
}
