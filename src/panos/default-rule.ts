import type { Element } from "../xml/element.ts";
import type { Action } from "./actions.ts";
import { type DefaultRuleName, PREDEFINED_DEFAULT_RULES } from "./defaults.ts";
import type { PolicyRule } from "./policy-rule.ts";
import type { Scope } from "./scope.ts";

/**
 * The default rule in force in one scope. An override replaces the predefined rule as a whole: its missing elements
 * have the defaults of an override entry, not the values of the predefined rule.
 */
export class DefaultRule {
  readonly name: DefaultRuleName;
  readonly scope: Scope;
  /** The override in force; undefined when the predefined rule is. */
  readonly override: PolicyRule | undefined;

  constructor(name: DefaultRuleName, scope: Scope, override: PolicyRule | undefined) {
    this.name = name;
    this.scope = scope;
    this.override = override;
  }

  get action(): Action {
    return this.override?.action.value ?? PREDEFINED_DEFAULT_RULES[this.name].action;
  }

  get logged(): boolean {
    return this.override?.logged ?? false;
  }

  /** What to point at: the leaf that decides, else the container that would hold the override. */
  get decidedBy(): Element | undefined {
    return this.override?.logEnd.element ?? this.scope.homes[0];
  }
}
