import type { RuleQuery } from "../policy-table/rule-query.ts";
import type { RuleTallies } from "../policy-table/rule-tally.ts";
import type { OtherRuleKind } from "../scopes/other-rulebases.ts";
import type { Rulebase } from "../scopes/rulebase.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import type { DefaultRuleName } from "../settings/defaults.ts";
import type { PolicyContext } from "./context.ts";
import { DefaultRule } from "./default-rule.ts";
import { DefaultRuleInForce } from "./default-rule-in-force.ts";
import type { ForwardingTally } from "./forwarding-tally.ts";
import { OtherRuleIndex } from "./other-rule-index.ts";
import type { OtherRuleOf } from "./other-rules.ts";
import type { ProfileTally } from "./profile-tally.ts";
import type { RuleRows } from "./rule-rows.ts";
import type { SecurityRule } from "./security-rule.ts";
import { SecurityRuleIndex } from "./security-rule-index.ts";
import { coveringAll } from "./zone-pairs.ts";

/** A scope and the policy that is written in it, in this file or in another one of the run. */
export interface PolicySide {
  readonly policies: Policies;
  readonly scope: Scope;
}

/** What policy rules are read from. */
export interface PolicySources extends PolicyContext {
  readonly scopes: Scopes;
  /** Where another file of the run goes on from a scope, if one does. */
  readonly beyond: (scope: Scope) => PolicySide | undefined;
}

/** The policy rules of a file: by query, and in the order in which firewalls evaluate them. */
export class Policies {
  readonly #sources: PolicySources;
  #index: SecurityRuleIndex | undefined;
  #others: OtherRuleIndex | undefined;
  #defaultRules: readonly SecurityRule[] | undefined;
  #forwardingTallies: readonly ForwardingTally[] | undefined;
  #profileTallies: readonly ProfileTally[] | undefined;
  #catchAlls: ReadonlySet<SecurityRule> | undefined;
  #catchAllsByZone: readonly SecurityRule[] | undefined;
  /** The default rules in force by the elements of their overrides. */
  readonly #overrides = new Map<DefaultRuleName, Map<number | undefined, DefaultRuleInForce>>();

  constructor(sources: PolicySources) {
    this.#sources = sources;
  }

  /** Security rules and overrides of default rules, disabled ones too, in document order. */
  get all(): readonly SecurityRule[] {
    return this.#rules.all;
  }

  /** Every written security rule, disabled ones too. */
  get securityRules(): readonly SecurityRule[] {
    return this.#rules.ofKind("security");
  }

  /** Every written override of a default rule, in force or not. */
  get defaultRuleOverrides(): readonly SecurityRule[] {
    this.#defaultRules ??= this.#rules.ofKind("default-security");
    return this.#defaultRules;
  }

  /** The disabled security rules, in document order: they match nothing. */
  disabledRules(): readonly SecurityRule[] {
    return this.#rules.disabled();
  }

  /** The enabled security rules that name a schedule. */
  scheduledRules(): readonly SecurityRule[] {
    return this.#rules.scheduled();
  }

  /** The enabled security rules that say for which firewalls they are. */
  targetedRules(): readonly SecurityRule[] {
    return this.#rules.targeted();
  }

  /** How many written security rules are disabled. */
  get disabledSecurityRules(): number {
    return this.#rules.disabledSecurityRules;
  }

  /** Security rules and default-rule overrides that are not disabled: the only ones that match anything. */
  enabledRules(query: RuleQuery = {}): readonly SecurityRule[] {
    return this.#rules.enabled(query);
  }

  /** The enabled security rules as rows of the table, list by list. */
  enabledRows(): readonly RuleRows[] {
    return this.#rules.enabledRows();
  }

  /** The rules of another rulebase than security, disabled ones too, in document order. */
  otherRules<K extends OtherRuleKind>(kind: K): readonly OtherRuleOf<K>[] {
    this.#others ??= new OtherRuleIndex(this.#sources, this.#sources.scopes.containers);
    return this.#others.ofKind(kind);
  }

  /** The policy rules of one list, in order. */
  rulesOf(rulebase: Rulebase): readonly SecurityRule[] {
    return this.#rules.of(rulebase);
  }

  /** The enabled policy rules that name a log-forwarding profile which is not found in their scope. */
  rulesWithUnresolvedForwarding(): readonly SecurityRule[] {
    return this.#rules.withUnresolvedForwarding();
  }

  /** The enabled security rules that allow and do not inspect what servers send. */
  rulesIgnoringServerResponses(): readonly SecurityRule[] {
    return this.#rules.ignoringServerResponses();
  }

  /** The policy rules that name a log-forwarding profile, by list and name. */
  get forwardingTallies(): readonly ForwardingTally[] {
    this.#forwardingTallies ??= this.#rules.tallies.byForwarding();
    return this.#forwardingTallies;
  }

  /** The policy rules by the security profiles that they carry, list by list. */
  get profileTallies(): readonly ProfileTally[] {
    this.#profileTallies ??= this.#rules.tallies.byProfiles();
    return this.#profileTallies;
  }

  /** All policy rules, disabled ones too, counted list by list by what decides their logs and inspection. */
  get ruleTallies(): readonly RuleTallies[] {
    return this.#rules.tallies.byLogging();
  }

  /** A scope and what another file of the run adds to it; a firewall's own side first, as its overrides win. */
  sidesOf(scope: Scope): readonly PolicySide[] {
    const own = { policies: this, scope };
    const beyond = this.#sources.beyond(scope);
    if (beyond === undefined) return [own];
    return beyond.scope.kind === "vsys" ? [beyond, own] : [own, beyond];
  }

  /**
   * The security rules that a scope's firewalls evaluate, in order: shared pre-rules, those of device groups from the
   * top down, local rules, device groups' post-rules from the bottom up, shared post-rules. What another file of the run
   * pushes, or was pushed to, takes its place among them.
   * https://docs.paloaltonetworks.com/panorama/11-1/panorama-admin/panorama-overview/centralized-firewall-configuration-and-update-management/device-groups/device-group-policies
   */
  *evaluationOrder(scope: Scope): Generator<SecurityRule, void, undefined> {
    const sides = this.sidesOf(scope).map((side) => ({ rules: side.policies.#rules, chain: [...side.scope.chain()] }));
    for (const { rules, chain } of sides) for (const at of chain.toReversed()) yield* rules.at(at, "pre");
    for (const { rules, chain } of sides) for (const at of chain) yield* rules.at(at, "local");
    for (const { rules, chain } of sides) for (const at of chain) yield* rules.at(at, "post");
  }

  /** The default rule that applies in a scope: the nearest override, else the predefined one. */
  defaultRule(name: DefaultRuleName, scope: Scope): DefaultRule {
    for (const side of this.sidesOf(scope)) {
      const override = side.policies.#ownOverride(name, side.scope);
      if (override !== undefined) return new DefaultRule(name, scope, override);
    }
    return new DefaultRule(name, scope, undefined);
  }

  /**
   * The forms in which firewalls have a default rule: each override that counts for one, and the predefined rule, which is
   * in force everywhere below the highest scope with rules. What another file of the run overrides is that file's to report.
   */
  defaultRulesInForce(name: DefaultRuleName): readonly DefaultRuleInForce[] {
    const { file, scopes, objects } = this.#sources;
    const isMerged = file.document.shape === "merged-config";
    const byOwner = new Map<Scope, Scope[]>();
    for (const scope of scopes.enforcing) {
      const { override } = this.defaultRule(name, scope);
      if (override !== undefined && override.entry.table !== file.document.table) continue;
      const owner = override?.scope ?? [...scope.chain()].reverse().find((at) => scopes.hasSecurityRules(at));
      if (owner !== undefined) byOwner.set(owner, [...(byOwner.get(owner) ?? []), scope]);
    }
    const merged = isMerged ? "a merged configuration may leave out what Panorama overrides" : undefined;
    const unseen = objects.partial ?? merged;
    return Array.from(byOwner, ([owner, having]) => {
      const { override } = this.defaultRule(name, owner);
      const reached = () => having.filter((scope) => this.catchAll(scope, name) === undefined);
      return new DefaultRuleInForce({ name, owner, override, scopes: having }, { reached, unseen });
    });
  }

  /**
   * The first enabled rule in a scope's evaluation order after which a default rule is not reached: it matches every
   * session between zones (for `intrazone-default`: inside zones).
   */
  catchAll(scope: Scope, before: DefaultRuleName = "interzone-default"): SecurityRule | undefined {
    const sets = this.sidesOf(scope).map(({ policies }) => policies.#rulesMatchingAll());
    if (sets.every(({ size }) => size === 0)) return undefined;
    const other = before === "interzone-default" ? "intrazone" : "interzone";
    for (const rule of this.evaluationOrder(scope)) {
      if (rule.match.ruleType !== other && sets.some((set) => set.has(rule))) return rule;
    }
    return undefined;
  }

  /**
   * The enabled rules before a default rule that together match every session between these zones (for
   * `intrazone-default`: inside them); empty when some session gets past them.
   */
  catchAllsByZone(scope: Scope, zones: ReadonlySet<string>, before: DefaultRuleName): readonly SecurityRule[] {
    const rules = this.sidesOf(scope).flatMap((side) => {
      const chain = new Set(side.scope.chain());
      return side.policies.#byZone().filter((rule) => chain.has(rule.scope));
    });
    return rules.length === 0 ? [] : coveringAll(rules, zones, before);
  }

  /**
   * The override of a default rule as firewalls have it; undefined when none has it, because device groups below
   * override the default rule again.
   */
  overrideInForce(rule: SecurityRule): DefaultRuleInForce | undefined {
    const name = rule.name === "intrazone-default" ? "intrazone-default" : "interzone-default";
    const known = this.#overrides.get(name) ?? new Map<number | undefined, DefaultRuleInForce>();
    if (!this.#overrides.has(name)) {
      for (const form of this.defaultRulesInForce(name)) known.set(form.override?.entry.index, form);
      this.#overrides.set(name, known);
    }
    return known.get(rule.entry.index);
  }

  #rulesMatchingAll(): ReadonlySet<SecurityRule> {
    this.#catchAlls ??= new Set(this.#rules.matchingAllOfTheirType());
    return this.#catchAlls;
  }

  #byZone(): readonly SecurityRule[] {
    this.#catchAllsByZone ??= this.#rules.matchingAllOfTheirZones();
    return this.#catchAllsByZone;
  }

  #ownOverride(name: DefaultRuleName, scope: Scope): SecurityRule | undefined {
    for (const at of scope.chain()) {
      const overrides = this.defaultRuleOverrides.filter((rule) => rule.scope === at && rule.name === name);
      // A firewall's own override wins over the one that Panorama pushed into the same virtual system.
      if (overrides.length > 0) return overrides.find((rule) => !rule.rulebase.pushed) ?? overrides[0];
    }
    return undefined;
  }

  get #rules(): SecurityRuleIndex {
    this.#index ??= new SecurityRuleIndex(this.#sources, this.#sources.scopes.rulebases);
    return this.#index;
  }
}
