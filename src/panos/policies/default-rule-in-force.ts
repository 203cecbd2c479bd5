import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import { scopeWords } from "../scopes/command.ts";
import type { Scope } from "../scopes/scope.ts";
import { type DefaultRuleName, PREDEFINED_DEFAULT_RULES } from "../settings/defaults.ts";
import type { SecurityRule } from "./security-rule.ts";

/** One form of a default rule, an override or the predefined rule, and all the scopes in which it is in force. */
export class DefaultRuleInForce {
  readonly name: DefaultRuleName;
  /** Where it is changed: the scope of the override, else the highest one that has security rules. */
  readonly owner: Scope;
  /** Undefined for the predefined rule. */
  readonly override: SecurityRule | undefined;
  /** The scopes that firewalls enforce and that have it. */
  readonly scopes: readonly Scope[];
  readonly #config: Config;

  constructor(config: Config, name: DefaultRuleName, owner: Scope, scopes: readonly Scope[]) {
    this.#config = config;
    this.name = name;
    this.owner = owner;
    this.override = config.defaultRule(name, owner).override;
    this.scopes = scopes;
  }

  get allows(): boolean {
    return this.override?.allows ?? PREDEFINED_DEFAULT_RULES[this.name].action === "allow";
  }

  get logged(): boolean {
    return this.override?.logged ?? false;
  }

  /** The scopes in which some session can get to it, because no security rule before it matches everything. */
  get reached(): readonly Scope[] {
    return this.scopes.filter((scope) => this.#config.catchAll(scope, this.name) === undefined);
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
    if (this.override !== undefined) return undefined;
    if (this.#config.partial !== undefined) return this.#config.partial;
    return this.#config.document.shape === "merged-config"
      ? "a merged configuration may leave out what Panorama overrides"
      : undefined;
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

/** One form after the other; what another file of the run overrides is that file's to tell. */
export function defaultRulesInForce(config: Config, name: DefaultRuleName): readonly DefaultRuleInForce[] {
  const byOwner = new Map<Scope, Scope[]>();
  for (const scope of config.enforcingScopes) {
    const { override } = config.defaultRule(name, scope);
    if (override !== undefined && override.entry.table !== config.document.table) continue;
    const owner = override?.scope ?? highestWithRules(config, scope);
    if (owner !== undefined) byOwner.set(owner, [...(byOwner.get(owner) ?? []), scope]);
  }
  return Array.from(byOwner, ([owner, scopes]) => new DefaultRuleInForce(config, name, owner, scopes));
}

/** The predefined rule is in force everywhere below it, so it is told once. */
function highestWithRules(config: Config, scope: Scope): Scope | undefined {
  return [...scope.chain()].reverse().find((at) => config.hasSecurityRules(at));
}
