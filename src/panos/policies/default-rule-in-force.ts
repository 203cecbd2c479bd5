import type { Element } from "../../xml/element.ts";
import { scopeWords } from "../scopes/command.ts";
import type { Scope } from "../scopes/scope.ts";
import { type DefaultRuleName, PREDEFINED_DEFAULT_RULES } from "../settings/defaults.ts";
import type { SecurityRule } from "./security-rule.ts";

/** What a default rule in force asks of the policy around it. */
interface Surroundings {
  /** The scopes in which some session can get to it, because no security rule before it matches everything. */
  reached(this: void): readonly Scope[];
  /** Why the file may not show an override; undefined when it shows all. */
  readonly unseen: string | undefined;
}

/** What a default rule in force is made of. */
type InForce = Pick<DefaultRuleInForce, "name" | "owner" | "override" | "scopes">;

/** One form of a default rule, an override or the predefined rule, and all the scopes in which it is in force. */
export class DefaultRuleInForce {
  readonly name: DefaultRuleName;
  /** Where it is changed: the scope of the override, else the highest one that has security rules. */
  readonly owner: Scope;
  /** Undefined for the predefined rule. */
  readonly override: SecurityRule | undefined;
  /** The scopes that firewalls enforce and that have it. */
  readonly scopes: readonly Scope[];
  readonly #around: Surroundings;

  constructor({ name, owner, override, scopes }: InForce, around: Surroundings) {
    this.name = name;
    this.owner = owner;
    this.override = override;
    this.scopes = scopes;
    this.#around = around;
  }

  get allows(): boolean {
    return this.override?.allows ?? PREDEFINED_DEFAULT_RULES[this.name].action === "allow";
  }

  get logged(): boolean {
    return this.override?.logged ?? false;
  }

  /** The scopes in which some session can get to it, because no security rule before it matches everything. */
  get reached(): readonly Scope[] {
    return this.#around.reached();
  }

  /** What holds an override, or would hold it. */
  get home(): Element | undefined {
    return this.owner.homes[0];
  }

  /** `vsys/vsys1/rulebase/default-security-rules/interzone-default` */
  get path(): string {
    return `${this.owner.path}/${this.#list}/default-security-rules/${this.name}`;
  }

  /** Why the predefined rule may be overridden where the file does not show it; undefined when it shows all. */
  get uncertain(): string | undefined {
    return this.override === undefined ? this.#around.unseen : undefined;
  }

  /**
   * The `set` command for a change. One for the predefined rule has to hold the action as well: as soon as the override
   * is there, a missing action means allow.
   */
  command(change: string): string {
    if (this.override !== undefined) return this.override.command("set", change);
    const { action } = PREDEFINED_DEFAULT_RULES[this.name];
    const path = `${scopeWords(this.owner)}${this.#list} default-security-rules rules ${this.name}`;
    return `set ${path} action ${action} ${change}`;
  }

  get #list(): string {
    return this.owner.kind === "vsys" ? "rulebase" : "post-rulebase";
  }
}
