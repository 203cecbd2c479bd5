import type { Element } from "../xml/element.ts";
import { DefaultRule } from "./default-rule.ts";
import type { DefaultRuleName } from "./defaults.ts";
import type { PanosDocument } from "./document.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { type LogForwardingProfile, PREDEFINED_LOG_FORWARDING_PROFILES } from "./log-forwarding.ts";
import { type LogSettingReference, logSettingReferences } from "./log-setting-references.ts";
import { ObjectIndex, type ObjectKind } from "./object-index.ts";
import { partialReason } from "./partial.ts";
import type { PolicyRule } from "./policy-rule.ts";
import type { Problem } from "./problem.ts";
import { RuleIndex, type RuleQuery } from "./rule-index.ts";
import type { Rulebase } from "./rulebase.ts";
import type { LookUp, Scope } from "./scope.ts";
import { TextPool } from "./text-pool.ts";
import { unknownRulebases } from "./unknown-rulebases.ts";
import { members } from "./values.ts";

/** The PAN-OS model of one document: read-only, built as far as it is asked for. */
export class Config {
  readonly document: PanosDocument;
  readonly #layout: Layout;
  readonly #texts: TextPool;
  readonly #hasOwners: boolean;
  readonly #problems = new Map<number, Problem>();
  readonly #objects: ObjectIndex;
  readonly #logForwarding = new Map<Scope, Map<string, LookUp<LogForwardingProfile>>>();
  #rules: RuleIndex | undefined;
  #defaultRules: readonly PolicyRule[] | undefined;
  readonly #profileTypes = new Map<number, readonly string[]>();
  readonly #suggestions = new Map<Scope, string | undefined>();
  #uses: ReadonlyMap<string, number> | undefined;
  #catchAlls: ReadonlySet<PolicyRule> | undefined;
  #partial: { readonly reason: string | undefined } | undefined;

  constructor(document: PanosDocument) {
    this.document = document;
    this.#texts = new TextPool(document.table);
    this.#hasOwners = document.table.attributeNames.includes("loc");
    this.#layout = layoutOf(document);
    this.#objects = new ObjectIndex(this.scopes, () => this.partial);
    for (const { element, message, hint } of unknownRulebases(document, this.rulebases))
      this.addProblem(element, message, hint);
  }

  /** Whether the file says of anything which device group owns it. */
  get hasOwners(): boolean {
    return this.#hasOwners;
  }

  get shared(): Scope {
    return this.#layout.shared;
  }

  /** Virtual systems and device groups (or the fragment) in document order; not shared. */
  get scopes(): readonly Scope[] {
    return this.#layout.scopes;
  }

  get rulebases(): readonly Rulebase[] {
    return this.#layout.rulebases;
  }

  /** Why the file cannot hold the whole truth (a fragment, a managed firewall's own part); undefined when it can. */
  get partial(): string | undefined {
    this.#partial ??= { reason: partialReason(this.document) };
    return this.#partial.reason;
  }

  /** Security rules and overrides of default rules, in document order. */
  get policyRules(): readonly PolicyRule[] {
    return this.#index().all;
  }

  /** Every written security rule, disabled ones too. */
  get securityRules(): readonly PolicyRule[] {
    return this.#index().ofKind("security");
  }

  /** How many written security rules are disabled. */
  get disabledSecurityRules(): number {
    return this.#index().disabledSecurityRules;
  }

  /** Security rules and default-rule overrides that are not disabled: the only ones that match anything. */
  enabledRules(query: RuleQuery = {}): readonly PolicyRule[] {
    return this.#index().enabled(query);
  }

  /** The policy rules of one list, in order. */
  rulesOf(rulebase: Rulebase): readonly PolicyRule[] {
    return this.#index().of(rulebase);
  }

  /** The default rule that applies in a scope: the nearest override, else the predefined one. */
  defaultRule(name: DefaultRuleName, scope: Scope): DefaultRule {
    for (const at of scope.chain()) {
      const overrides = this.#overrides().filter((rule) => rule.scope === at && rule.name === name);
      // A firewall's own override wins over the one that Panorama pushed into the same virtual system.
      const override = overrides.find((rule) => !rule.rulebase.pushed) ?? overrides[0];
      if (override !== undefined) return new DefaultRule(name, scope, override);
    }
    return new DefaultRule(name, scope, undefined);
  }

  /**
   * The security rules that a scope's firewalls evaluate, in order: shared pre-rules, those of device groups from the
   * top down, local rules, device groups' post-rules from the bottom up, shared post-rules.
   * https://docs.paloaltonetworks.com/panorama/11-1/panorama-admin/panorama-overview/centralized-firewall-configuration-and-update-management/device-groups/device-group-policies
   */
  *evaluationOrder(scope: Scope): Generator<PolicyRule, void, undefined> {
    const chain = [...scope.chain()];
    const index = this.#index();
    for (const at of [...chain].reverse()) yield* index.at(at, "pre");
    for (const at of chain) yield* index.at(at, "local");
    for (const at of chain) yield* index.at(at, "post");
  }

  /**
   * The first enabled rule in a scope's evaluation order after which nothing is reached: it matches every session
   * between zones (for `intrazone-default`: every session).
   */
  catchAll(scope: Scope, before: DefaultRuleName = "interzone-default"): PolicyRule | undefined {
    this.#catchAlls ??= new Set(this.#index().matchingEverything());
    if (this.#catchAlls.size === 0) return undefined;
    for (const rule of this.evaluationOrder(scope)) {
      if (this.#catchAlls.has(rule) && (before === "interzone-default" || rule.ruleType === "universal")) return rule;
    }
    return undefined;
  }

  /** Whether a default-rule override can never be reached, because a rule before it matches everything. */
  isUnreachable(rule: PolicyRule): boolean {
    if (rule.kind !== "default-security") return false;
    const name = rule.name === "intrazone-default" ? "intrazone-default" : "interzone-default";
    return this.catchAll(rule.scope, name) !== undefined;
  }

  /** Whether a scope itself holds written security rules. */
  hasSecurityRules(scope: Scope): boolean {
    return this.rulebases.some((list) => list.kind === "security" && list.scope === scope && list.entries.length > 0);
  }

  /**
   * The scopes whose policy some firewall enforces: virtual systems, device groups with firewalls or without children,
   * and shared where there is nothing below it. A fragment does not say what surrounds it.
   */
  get enforcingScopes(): readonly Scope[] {
    if (this.scopes.length === 0) return [this.shared];
    const parents = new Set(this.scopes.map((scope) => scope.parent));
    const enforces = (scope: Scope): boolean =>
      scope.kind === "vsys" ||
      (scope.kind === "device-group" &&
        (!parents.has(scope) || scope.homes.some((home) => home.find("devices", "entry"))));
    return this.scopes.filter(enforces);
  }

  /** Whether it is certain that no log-forwarding profile can be named in a scope. */
  lacksLogForwardingProfiles(scope: Scope): boolean {
    if (this.partial !== undefined) return false;
    return [...scope.chain()].every(
      (at) => this.objects("log-settings/profiles", at).size === 0 && at.parentUncertain === undefined,
    );
  }

  /** A log-forwarding profile to propose in a scope: the one called `default`, else the one most policy rules use. */
  suggestedLogForwardingProfile(scope: Scope): string | undefined {
    if (!this.#suggestions.has(scope)) this.#suggestions.set(scope, this.#suggestion(scope));
    return this.#suggestions.get(scope);
  }

  /** The log-forwarding profile that a name means in a scope: own objects first, then parents', shared, predefined. */
  logForwardingProfile(name: string, scope: Scope): LookUp<LogForwardingProfile> {
    const known = this.#logForwarding.get(scope) ?? new Map<string, LookUp<LogForwardingProfile>>();
    this.#logForwarding.set(scope, known);
    const answer = known.get(name) ?? this.#findLogForwardingProfile(name, scope);
    known.set(name, answer);
    return answer;
  }

  /** The security profile group that a name means in a scope. */
  profileGroup(name: string, scope: Scope): LookUp<Element> {
    return this.lookUp("profile-group", name, scope);
  }

  /** The types of the profiles in a security profile group, such as `virus`. */
  profileTypesOf(group: Element): readonly string[] {
    const types = this.#profileTypes.get(group.index) ?? profileTypesIn(group);
    this.#profileTypes.set(group.index, types);
    return types;
  }

  /** The enabled policy rules that name a log-forwarding profile which is not found in their scope. */
  rulesWithUnresolvedForwarding(): readonly PolicyRule[] {
    return this.#index().withUnresolvedForwarding();
  }

  /** Every `log-setting` outside security and default rules that names a log-forwarding profile. */
  logSettingReferences(): Iterable<LogSettingReference> {
    return logSettingReferences(this);
  }

  /** Names of the objects of one kind that can be seen from a scope. */
  visibleNames(kind: ObjectKind, scope: Scope): readonly string[] {
    return this.#objects.visibleNames(kind, scope);
  }

  /** Looks a named object up along the scope's chain. */
  lookUp(kind: ObjectKind, name: string, scope: Scope): LookUp<Element> {
    return this.#objects.lookUp(kind, name, scope);
  }

  /** The objects of one kind that a scope itself defines; of two with one name the first. */
  objects(kind: ObjectKind, scope: Scope): ReadonlyMap<string, Element> {
    return this.#objects.objects(kind, scope);
  }

  /** The trimmed text of the leaf with this index, undefined when it is blank. For values that many rules share, such as profile names. */
  textOf(index: number): string | undefined {
    return this.#texts.of(index);
  }

  /** What could not be read, in document order. Values are read lazily, so ask when the rules have run. */
  get problems(): readonly Problem[] {
    return [...this.#problems.values()].sort((a, b) => a.element.index - b.element.index);
  }

  /** Notes something that cannot be read; once per element. */
  addProblem(element: Element, message: string, hint: string): void {
    if (!this.#problems.has(element.index)) this.#problems.set(element.index, { element, message, hint });
  }

  #findLogForwardingProfile(name: string, scope: Scope): LookUp<LogForwardingProfile> {
    const found = this.lookUp("log-settings/profiles", name, scope);
    if (found.state === "found" && found.value !== undefined && found.scope !== undefined) {
      return { ...found, value: { name, element: found.value, scope: found.scope } };
    }
    if (PREDEFINED_LOG_FORWARDING_PROFILES.includes(name))
      return { state: "found", value: undefined, scope: undefined };
    return found.state === "found" ? { ...found, value: undefined } : found;
  }

  #suggestion(scope: Scope): string | undefined {
    const visible = this.visibleNames("log-settings/profiles", scope);
    if (visible.includes("default")) return "default";
    this.#uses ??= countUses(this.enabledRules({ namesForwarding: true }));
    const uses = this.#uses;
    return visible.toSorted((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0))[0];
  }

  #overrides(): readonly PolicyRule[] {
    this.#defaultRules ??= this.#index().ofKind("default-security");
    return this.#defaultRules;
  }

  #index(): RuleIndex {
    this.#rules ??= new RuleIndex(this, this.rulebases);
    return this.#rules;
  }
}

function profileTypesIn(group: Element): readonly string[] {
  const types = [...group.children()].filter((type) => members(type).length > 0).map((type) => type.name);
  return types.filter((type) => type !== "disable-override");
}

function countUses(rules: readonly PolicyRule[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const rule of rules) {
    const name = rule.forwardingProfileName;
    if (name !== undefined) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
