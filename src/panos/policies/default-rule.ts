import type { Element } from "../../xml/element.ts";
import type { Scope } from "../scopes/scope.ts";
import { type DefaultRuleName, PREDEFINED_DEFAULT_RULES } from "../settings/defaults.ts";
import type { Action } from "../vocabulary/actions.ts";
import type { SecurityRule } from "./security-rule.ts";

/**
 * The default rule in force in one scope. An override replaces the predefined rule as a whole: its missing elements
 * have the defaults of an override entry, not the values of the predefined rule.
 */
export class DefaultRule {
  readonly name: DefaultRuleName;
  readonly scope: Scope;
  /** The override in force; undefined when the predefined rule is. */
  readonly override: SecurityRule | undefined;

  constructor(name: DefaultRuleName, scope: Scope, override: SecurityRule | undefined) {
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
