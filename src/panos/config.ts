import type { Element } from "../xml/element.ts";
import { type UnusedObject, unusedObjects } from "./analysis/unused-objects.ts";
import type { CollectorGroup } from "./device/collector-groups.ts";
import { type DeviceLogSettings, deviceLogSettingsOf } from "./device/device-log-settings.ts";
import type { DeviceSettings } from "./device/device-settings.ts";
import type { PanosDocument } from "./document/document.ts";
import { partialReason } from "./document/partial.ts";
import type { Problem, Remark } from "./document/problem.ts";
import { members } from "./document/values.ts";
import {
  type Arrival,
  type Delivery,
  deliveryOf,
  panoramaArrivalOf,
  panoramaSendersOf,
  serverArrivalOf,
} from "./flow/delivery.ts";
import { LogForwardingProfile, PREDEFINED_LOG_FORWARDING_PROFILES } from "./forwarding/log-forwarding-profile.ts";
import type { DestinationKind, MatchEntry, ServerKind } from "./forwarding/match-entry.ts";
import type { NetflowProfile } from "./forwarding/netflow-profiles.ts";
import { ServerProfileIndex } from "./forwarding/server-profile-index.ts";
import type { ServerProfile } from "./forwarding/server-profiles.ts";
import { FlowExport } from "./network/flow-export.ts";
import type { GlobalProtectService } from "./network/gateways.ts";
import type { NetworkInterface } from "./network/interfaces.ts";
import { DeviceModel } from "./network/network.ts";
import type { ZoneProtectionProfile } from "./network/zone-protection.ts";
import { type Zone, zoneNames } from "./network/zones.ts";
import {
  ALONE,
  type Beyond,
  type BeyondScope,
  lookUpBeyond,
  type ManagedFile,
  type OtherFiles,
} from "./objects/beyond.ts";
import { ObjectIndex, type ObjectKind } from "./objects/object-index.ts";
import { ObjectPrecedence } from "./objects/object-precedence.ts";
import type { ProfileSetting } from "./objects/profile-setting.ts";
import type { DevicePlace } from "./panorama/device-place.ts";
import { type Firewall, Firewalls } from "./panorama/firewalls.ts";
import { Templates } from "./panorama/template-list.ts";
import { DefaultRule } from "./policies/default-rule.ts";
import { type DefaultRuleInForce, defaultRulesInForce } from "./policies/default-rule-in-force.ts";
import { type Evaluation, evaluationFor } from "./policies/evaluation.ts";
import type { ForwardingTally } from "./policies/forwarding-tally.ts";
import { OtherRuleIndex } from "./policies/other-rule-index.ts";
import type { OtherRuleOf } from "./policies/other-rules.ts";
import type { ProfileTally } from "./policies/profile-tally.ts";
import { type Reach, reachOf } from "./policies/reach.ts";
import type { SecurityRule } from "./policies/security-rule.ts";
import { SecurityRuleIndex } from "./policies/security-rule-index.ts";
import type { RuleQuery } from "./policy-table/rule-query.ts";
import type { RuleTallies } from "./policy-table/rule-tally.ts";
import { type ProfilesInForce, ProfilesInForceIndex } from "./profiles/profiles-in-force.ts";
import { SecurityProfileIndex } from "./profiles/security-profile-index.ts";
import type { SecurityProfile } from "./profiles/security-profiles.ts";
import { namedCategories } from "./profiles/url-filtering.ts";
import { type Layout, layoutOf } from "./scopes/layout.ts";
import type { OtherRuleKind } from "./scopes/other-rulebases.ts";
import type { Rulebase } from "./scopes/rulebase.ts";
import type { LookUp, Scope } from "./scopes/scope.ts";
import { treeRemarks } from "./scopes/tree-remarks.ts";
import { unknownRulebases } from "./scopes/unknown-rulebases.ts";
import type { DefaultRuleName } from "./settings/defaults.ts";
import { type ShadowedRule, shadowedRules } from "./shadowing/shadowing.ts";
import { type LogForwardingUses, logForwardingUses } from "./usage/log-forwarding-uses.ts";
import { type LogProducer, logProducers } from "./usage/log-producers.ts";
import { type LogSettingReference, logSettingReferences } from "./usage/log-setting-references.ts";
import {
  type ProfileGroupUses,
  type SecurityProfileUses,
  securityProfileUses,
  type UsesOfProfiles,
} from "./usage/security-profile-uses.ts";
import { type NamedServerProfile, namedServerProfiles } from "./usage/server-profile-references.ts";
import { type ServerProfileUses, serverProfileUses } from "./usage/server-profile-uses.ts";
import type { ForwardedLogType } from "./vocabulary/log-types.ts";
import type { SecurityProfileType } from "./vocabulary/security-profile-types.ts";
import { urlCategoriesOf } from "./vocabulary/url-categories.ts";

/** The PAN-OS model of one document: read-only, built as far as it is asked for. */
export class Config {
  readonly document: PanosDocument;
  readonly #layout: Layout;
  readonly #beyond: BeyondScope;
  readonly #managed: OtherFiles["managed"];
  readonly #hasOwners: boolean;
  readonly #problems = new Map<number, Problem>();
  readonly #remarks = new Map<number, Remark>();
  /** Which of two objects with one name a device group means. */
  readonly objectPrecedence = new ObjectPrecedence(this);
  readonly #objects: ObjectIndex;
  readonly #firewalls = new Firewalls(this);
  readonly #logForwarding = new Map<Scope, Map<string, LookUp<LogForwardingProfile>>>();
  readonly #logForwardingProfiles = new Map<Scope, Map<string, LogForwardingProfile>>();
  #allLogForwardingProfiles: readonly LogForwardingProfile[] | undefined;
  #logForwardingUses: ReadonlyMap<LogForwardingProfile, LogForwardingUses> | undefined;
  readonly #panoramaArrivals = new Map<Scope, Arrival>();
  #serverProfiles: ServerProfileIndex | undefined;
  #serverProfileUses: readonly ServerProfileUses[] | undefined;
  #deviceLogSettings: readonly DeviceLogSettings[] | undefined;
  #flowExport: FlowExport | undefined;
  #urlCategories: { readonly known: readonly string[] | undefined } | undefined;
  #templates: Templates | undefined;
  #otherRules: OtherRuleIndex | undefined;
  readonly #deviceModel = new DeviceModel(this);
  readonly #securityProfiles = new SecurityProfileIndex(this);
  #rules: SecurityRuleIndex | undefined;
  #shadowed: readonly ShadowedRule[] | undefined;
  #logSettingReferences: readonly LogSettingReference[] | undefined;
  #logProducers: readonly LogProducer[] | undefined;
  #defaultRules: readonly SecurityRule[] | undefined;
  readonly #profileTypes = new Map<number, readonly string[]>();
  readonly #profilesInForce = new ProfilesInForceIndex(this);
  #forwardingTallies: readonly ForwardingTally[] | undefined;
  #profileTallies: readonly ProfileTally[] | undefined;
  #securityProfileUses: UsesOfProfiles | undefined;
  readonly #suggestions = new Map<Scope, Map<ForwardedLogType | undefined, string | undefined>>();
  #uses: ReadonlyMap<string, number> | undefined;
  #catchAlls: ReadonlySet<SecurityRule> | undefined;
  /** By the elements of overrides that are in force: whether some session gets to them anywhere. */
  readonly #reachedOverrides = new Map<DefaultRuleName, Map<number | undefined, boolean>>();
  #others: readonly Config[] | undefined;
  #partial: { readonly reason: string | undefined } | undefined;
  #partialAlone: { readonly reason: string | undefined } | undefined;

  /** `others` are the files of the run that belong to it, if there are any. */
  constructor(document: PanosDocument, others: OtherFiles = ALONE) {
    this.document = document;
    this.#beyond = others.beyond;
    this.#managed = others.managed;
    this.#hasOwners = document.table.attributeNames.includes("loc");
    this.#layout = layoutOf(document);
    this.#objects = new ObjectIndex(this.scopes, () => this.partialAlone, this.objectPrecedence);
    for (const { element, message, hint } of unknownRulebases(document, this.rulebases))
      this.addProblem(element, message, hint);
  }

  /** The own files of firewalls that this Panorama pushes to, as far as they are in the run. */
  get managedFiles(): readonly ManagedFile[] {
    return this.#managed();
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

  /**
   * Why the file cannot hold the whole truth (a fragment, a managed firewall's own part); undefined when it can, or when
   * other files of the run hold the rest for each of its virtual systems.
   */
  get partial(): string | undefined {
    this.#partial ??= { reason: this.#isCompleted() ? undefined : this.partialAlone };
    return this.#partial.reason;
  }

  /** The same for the file by itself, whatever others hold. */
  get partialAlone(): string | undefined {
    this.#partialAlone ??= { reason: partialReason(this.document) };
    return this.#partialAlone.reason;
  }

  /** Security rules and overrides of default rules, in document order. */
  get policyRules(): readonly SecurityRule[] {
    return this.#index().all;
  }

  /** Every written security rule, disabled ones too. */
  get securityRules(): readonly SecurityRule[] {
    return this.#index().ofKind("security");
  }

  /** Every written override of a default rule, in force or not. */
  get defaultRuleOverrides(): readonly SecurityRule[] {
    this.#defaultRules ??= this.#index().ofKind("default-security");
    return this.#defaultRules;
  }

  /** The disabled security rules, in document order: they match nothing. */
  disabledRules(): readonly SecurityRule[] {
    return this.#index().disabled();
  }

  /** The enabled security rules that name a schedule. */
  scheduledRules(): readonly SecurityRule[] {
    return this.#index().scheduled();
  }

  /** How many written security rules are disabled. */
  get disabledSecurityRules(): number {
    return this.#index().disabledSecurityRules;
  }

  /** Security rules and default-rule overrides that are not disabled: the only ones that match anything. */
  enabledRules(query: RuleQuery = {}): readonly SecurityRule[] {
    return this.#index().enabled(query);
  }

  /** The rules of another rulebase than security, disabled ones too, in document order. */
  otherRules<K extends OtherRuleKind>(kind: K): readonly OtherRuleOf<K>[] {
    this.#otherRules ??= new OtherRuleIndex(this, this.#layout.containers);
    return this.#otherRules.ofKind(kind);
  }

  /** The policy rules of one list, in order. */
  rulesOf(rulebase: Rulebase): readonly SecurityRule[] {
    return this.#index().of(rulebase);
  }

  /** The default rule that applies in a scope: the nearest override, else the predefined one. */
  defaultRule(name: DefaultRuleName, scope: Scope): DefaultRule {
    for (const side of this.#sides(scope)) {
      const override = side.config.#ownOverride(name, side.scope);
      if (override !== undefined) return new DefaultRule(name, scope, override);
    }
    return new DefaultRule(name, scope, undefined);
  }

  /** The forms in which firewalls have a default rule: each override that counts for one, and the predefined rule. */
  defaultRulesInForce(name: DefaultRuleName): readonly DefaultRuleInForce[] {
    return defaultRulesInForce(this, name);
  }

  /** Names of the zones that a scope's policy rules can name; undefined where the file does not tell. */
  zoneNames(scope: Scope): ReadonlySet<string> | undefined {
    return zoneNames(this, scope);
  }

  /**
   * The security rules that a scope's firewalls evaluate, in order: shared pre-rules, those of device groups from the
   * top down, local rules, device groups' post-rules from the bottom up, shared post-rules. What another file of the run
   * pushes, or was pushed to, takes its place among them.
   * https://docs.paloaltonetworks.com/panorama/11-1/panorama-admin/panorama-overview/centralized-firewall-configuration-and-update-management/device-groups/device-group-policies
   */
  *evaluationOrder(scope: Scope): Generator<SecurityRule, void, undefined> {
    const sides = this.#sides(scope).map((side) => ({ index: side.config.#index(), chain: [...side.scope.chain()] }));
    for (const { index, chain } of sides) for (const at of chain.toReversed()) yield* index.at(at, "pre");
    for (const { index, chain } of sides) for (const at of chain) yield* index.at(at, "local");
    for (const { index, chain } of sides) for (const at of chain) yield* index.at(at, "post");
  }

  /** Where another file of the run goes on from a scope, if one does. */
  beyond(scope: Scope): Beyond | undefined {
    return this.#beyond(scope);
  }

  /** The scopes of this file into which Panorama pushes what stands in a scope of its own. */
  scopesUnder(pushing: Scope): readonly Scope[] {
    return this.scopes.filter((scope) => [...(this.#beyond(scope)?.scope.chain() ?? [])].includes(pushing));
  }

  /** The firewalls (or virtual systems) that the file is for, with their device groups and templates. */
  get firewalls(): Firewalls {
    return this.#firewalls;
  }

  /** Which firewalls a policy rule runs on, by its scope and target. */
  reach(rule: SecurityRule): Reach {
    return reachOf(rule, this.#firewalls);
  }

  /** The policy of one firewall as it evaluates it, default rules at the end. */
  evaluationFor(firewall: Firewall): Evaluation {
    return evaluationFor(this, firewall);
  }

  /**
   * The first enabled rule in a scope's evaluation order after which a default rule is not reached: it matches every
   * session between zones (for `intrazone-default`: inside zones).
   */
  catchAll(scope: Scope, before: DefaultRuleName = "interzone-default"): SecurityRule | undefined {
    const sets = this.#sides(scope).map(({ config }) => config.#rulesMatchingAll());
    if (sets.every(({ size }) => size === 0)) return undefined;
    const other = before === "interzone-default" ? "intrazone" : "interzone";
    for (const rule of this.evaluationOrder(scope)) {
      if (rule.ruleType !== other && sets.some((set) => set.has(rule))) return rule;
    }
    return undefined;
  }

  /** Whether a default-rule override can never be reached: wherever it is in force, a rule before it matches everything. */
  isUnreachable(rule: SecurityRule): boolean {
    if (rule.kind !== "default-security") return false;
    const name = rule.name === "intrazone-default" ? "intrazone-default" : "interzone-default";
    const known = this.#reachedOverrides.get(name) ?? new Map<number | undefined, boolean>();
    if (known.size === 0) {
      for (const { override, reached } of this.defaultRulesInForce(name)) {
        known.set(override?.entry.index, reached.length > 0);
      }
      this.#reachedOverrides.set(name, known);
    }
    const isReached = known.get(rule.entry.index) ?? this.catchAll(rule.scope, name) === undefined;
    return !isReached;
  }

  /** The enabled security rules that can never match, with the first rule that covers each. */
  get shadowedRules(): readonly ShadowedRule[] {
    this.#shadowed ??= [...shadowedRules(this, this.#index().enabledRows())];
    return this.#shadowed;
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
    const beyond = this.#beyond(scope);
    return this.#definesNone(scope) && (beyond === undefined || beyond.config.#definesNone(beyond.scope));
  }

  /**
   * A log-forwarding profile to propose in a scope: the one called `default`, else the one most policy rules use. With a
   * type of log, one that has a match list for it, if there is any.
   */
  suggestedLogForwardingProfile(scope: Scope, type?: ForwardedLogType): string | undefined {
    const known = this.#suggestions.get(scope) ?? new Map<ForwardedLogType | undefined, string | undefined>();
    this.#suggestions.set(scope, known);
    if (!known.has(type)) known.set(type, this.#suggestion(scope, type));
    return known.get(type);
  }

  /** The log-forwarding profile that a name means in a scope: own objects first, then parents', shared, predefined. */
  logForwardingProfile(name: string, scope: Scope): LookUp<LogForwardingProfile> {
    const known = this.#logForwarding.get(scope) ?? new Map<string, LookUp<LogForwardingProfile>>();
    this.#logForwarding.set(scope, known);
    const answer = known.get(name) ?? this.#findLogForwardingProfile(name, scope);
    known.set(name, answer);
    return answer;
  }

  /** Every log-forwarding profile that the file defines, scope by scope; of two with one name in a scope the first. */
  get logForwardingProfiles(): readonly LogForwardingProfile[] {
    this.#allLogForwardingProfiles ??= [this.shared, ...this.scopes].flatMap((scope) =>
      Array.from(this.objects("log-settings/profiles", scope), ([name, element]) =>
        this.#logForwardingProfileAt(name, element, scope),
      ),
    );
    return this.#allLogForwardingProfiles;
  }

  /** Who uses the log-forwarding profiles that the file defines and which logs the users make, in the order of the profiles. */
  get logForwardingUses(): Iterable<LogForwardingUses> {
    return this.#usesOfProfiles().values();
  }

  /** The policy rules that name a log-forwarding profile, by list and name. */
  get forwardingTallies(): readonly ForwardingTally[] {
    this.#forwardingTallies ??= this.#index().forwardingTallies();
    return this.#forwardingTallies;
  }

  /** Who uses a log-forwarding profile; undefined for one that another file of the run defines. */
  usesOf(profile: LogForwardingProfile): LogForwardingUses | undefined {
    return this.#usesOfProfiles().get(profile);
  }

  /**
   * Whether the logs that a match list takes get anywhere: its server profiles exist and have servers, its Panorama is
   * set. `from` is the scope of the profile or of the device log settings that hold it.
   */
  delivery(entry: MatchEntry, from: Scope, kinds?: readonly DestinationKind[]): Delivery {
    return deliveryOf(this, entry, { from, kinds });
  }

  /** Whether what a scope sends to a server profile of that name has a server to go to. */
  serverArrival(kind: ServerKind, name: string, from: Scope): Arrival {
    return serverArrivalOf(this.serverProfile(kind, name, from));
  }

  /** Whether what a scope sends to Panorama gets there, or to Strata Logging Service. */
  panoramaArrival(from: Scope): Arrival {
    const arrival = this.#panoramaArrivals.get(from) ?? panoramaArrivalOf(this, from);
    this.#panoramaArrivals.set(from, arrival);
    return arrival;
  }

  /** The match lists in use on a device, template or stack that send to Panorama. */
  panoramaSenders(device: DeviceSettings): readonly MatchEntry[] {
    return panoramaSendersOf(this, device);
  }

  /** Templates and template stacks of a Panorama's configuration. */
  get templates(): Templates {
    this.#templates ??= new Templates(this.document);
    return this.#templates;
  }

  /** The server profiles that match lists can name, of every virtual system, template and so on. */
  get serverProfiles(): readonly ServerProfile[] {
    return this.#servers().all;
  }

  /** The NetFlow server profiles of every place. */
  get netflowProfiles(): readonly NetflowProfile[] {
    return this.#servers().netflow;
  }

  /** Which interfaces export flows by NetFlow, and where to. */
  get flowExport(): FlowExport {
    this.#flowExport ??= new FlowExport(this);
    return this.#flowExport;
  }

  /**
   * The server profile that a name means to a log-forwarding profile or to device log settings of a scope. Unknown where
   * Panorama's device groups and templates meet on firewalls that the file does not tell of.
   */
  serverProfile(kind: ServerKind, name: string, from: Scope): LookUp<ServerProfile> {
    return this.#servers().lookUp(kind, name, from);
  }

  /** The server profiles that the file defines and something uses, each with what sends logs to it. */
  get serverProfileUses(): readonly ServerProfileUses[] {
    this.#serverProfileUses ??= serverProfileUses(this);
    return this.#serverProfileUses;
  }

  /** Every server profile of the file that a name in a scope means on some firewall; empty where it does not tell. */
  serverProfilesMeant(kind: ServerKind, name: string, from: Scope): readonly ServerProfile[] {
    return this.#servers().meant(kind, name, from);
  }

  /** Every server profile that match lists name, with what the name means, once for each scope that looks it up. */
  namedServerProfiles(): readonly NamedServerProfile[] {
    return namedServerProfiles(this);
  }

  /** A server profile to propose: the first of these kinds that a log-forwarding profile of a scope can name. */
  suggestedServerProfile(kinds: readonly ServerKind[], scope: Scope): ServerProfile | undefined {
    return this.serverProfiles.find(
      ({ kind, name }) => kinds.includes(kind) && this.serverArrival(kind, name, scope) === "yes",
    );
  }

  /** Which of its own logs a device sends where: the firewall's; templates', stacks', Panorama's, collector groups'. */
  get deviceLogSettings(): readonly DeviceLogSettings[] {
    this.#deviceLogSettings ??= deviceLogSettingsOf(this, this.#servers().panorama);
    return this.#deviceLogSettings;
  }

  /** The security profile group that a name means in a scope. */
  profileGroup(name: string, scope: Scope): LookUp<Element> {
    return this.lookUp("profile-group", name, scope);
  }

  /**
   * The types of the profiles that policy rules of a scope apply which carry this setting, such as `virus`; empty for a
   * group that the file does not define.
   */
  profileTypesApplied(setting: ProfileSetting, scope: Scope): readonly string[] {
    if (setting.kind === "none") return [];
    if (setting.kind === "profiles") return [...setting.profiles.keys()];
    const group = this.profileGroup(setting.group, scope);
    return group.state === "found" && group.value !== undefined ? this.profileTypesOf(group.value) : [];
  }

  /** The types of the profiles in a security profile group, such as `virus`. */
  profileTypesOf(group: Element): readonly string[] {
    if (group.table !== this.document.table) return profileTypesIn(group);
    const types = this.#profileTypes.get(group.index) ?? profileTypesIn(group);
    this.#profileTypes.set(group.index, types);
    return types;
  }

  /** The enabled policy rules that name a log-forwarding profile which is not found in their scope. */
  rulesWithUnresolvedForwarding(): readonly SecurityRule[] {
    return this.#index().withUnresolvedForwarding();
  }

  /** All that name a log-forwarding profile outside the security rulebase. */
  get logProducers(): readonly LogProducer[] {
    this.#logProducers ??= [...logProducers(this)];
    return this.#logProducers;
  }

  /** Every `log-setting` outside security and default rules that names a log-forwarding profile. */
  get logSettingReferences(): readonly LogSettingReference[] {
    this.#logSettingReferences ??= [...logSettingReferences(this)];
    return this.#logSettingReferences;
  }

  /** The settings of the firewall, or of Panorama itself and of every template and template stack. */
  get devices(): readonly DeviceSettings[] {
    return this.#deviceModel.settings;
  }

  /** The zones of virtual systems and shared gateways, on the device or in templates and stacks. */
  get zones(): readonly Zone[] {
    return this.#deviceModel.zones;
  }

  /** The zone protection profiles of the device, or of templates and stacks. */
  get zoneProtectionProfiles(): readonly ZoneProtectionProfile[] {
    return this.#deviceModel.zoneProtectionProfiles;
  }

  /** The zones that name a zone protection profile, of whatever device. */
  zonesProtectedBy(profile: string): readonly Zone[] {
    return this.#deviceModel.zonesByProtection.get(profile) ?? [];
  }

  /** The template stacks that join a template with others; none for what is no template. */
  stacksOver(place: DevicePlace): readonly DevicePlace[] {
    return this.#deviceModel.stacksOver(place);
  }

  /** Whether some firewall gets the settings of both: they are one place, or layers of one stack. */
  meets(one: DevicePlace, other: DevicePlace): boolean {
    const stacks = (place: DevicePlace) => [place, ...this.stacksOver(place)];
    return stacks(one).some((place) => stacks(other).includes(place));
  }

  /** GlobalProtect portals and gateways, on the device or in templates and stacks. */
  get globalProtect(): readonly GlobalProtectService[] {
    return this.#deviceModel.globalProtect;
  }

  /** Network interfaces and subinterfaces, on the device or in templates and stacks. */
  get interfaces(): readonly NetworkInterface[] {
    return this.#deviceModel.interfaces;
  }

  /** The log collector groups of Panorama. */
  get collectorGroups(): readonly CollectorGroup[] {
    return this.#deviceModel.collectorGroups;
  }

  /** Every security profile that the file defines. */
  get securityProfiles(): readonly SecurityProfile[] {
    return this.#securityProfiles.all;
  }

  /**
   * The predefined URL categories of the file's release, and newer ones where some profile names one; undefined before
   * PAN-OS 8.0, which had others.
   */
  get urlCategories(): readonly string[] | undefined {
    this.#urlCategories ??= {
      known: urlCategoriesOf(this.document.panosVersion, namedCategories(this.securityProfiles)),
    };
    return this.#urlCategories.known;
  }

  /** The security profile that a name means in a scope; a predefined one is found without a value. */
  securityProfile(type: SecurityProfileType, name: string, scope: Scope): LookUp<SecurityProfile> {
    return this.#securityProfiles.lookUp(type, name, scope);
  }

  /** The security profiles that a policy rule applies, its group resolved. */
  profilesInForce(rule: SecurityRule): ProfilesInForce {
    return this.profilesInForceOf(rule.profiles.value, rule.scope);
  }

  /** The security profiles that policy rules of a scope apply which carry this setting. */
  profilesInForceOf(setting: ProfileSetting, scope: Scope): ProfilesInForce {
    return this.#profilesInForce.of(setting, scope);
  }

  /** The scopes in which policy rules of a scope may get other profiles for this setting: it, and device groups below. */
  profileScopes(setting: ProfileSetting, scope: Scope): readonly Scope[] {
    return this.#profilesInForce.scopesOf(setting, scope);
  }

  /**
   * A security profile group to propose in a scope: with profiles of these types; the one called `default`, which is
   * preselected in new rules, before others.
   */
  suggestedProfileGroup(scope: Scope, types: readonly SecurityProfileType[]): string | undefined {
    const fitting = this.visibleNames("profile-group", scope).filter((name) => {
      const group = this.profileGroup(name, scope);
      const present = group.state === "found" && group.value !== undefined ? this.profileTypesOf(group.value) : [];
      return types.every((type) => present.includes(type));
    });
    return fitting.find((name) => name === "default") ?? fitting[0];
  }

  /** The enabled security rules that allow and do not inspect what servers send. */
  rulesIgnoringServerResponses(): readonly SecurityRule[] {
    return this.#index().ignoringServerResponses();
  }

  /** The policy rules by the security profiles that they carry, list by list. */
  get profileTallies(): readonly ProfileTally[] {
    this.#profileTallies ??= this.#index().profileTallies();
    return this.#profileTallies;
  }

  /** All policy rules, disabled ones too, counted list by list by what decides their logs and inspection. */
  get ruleTallies(): readonly RuleTallies[] {
    return this.#index().tallies();
  }

  /** Which policy rules use which security profiles: all that the file defines, and the predefined ones in use. */
  get securityProfileUses(): readonly SecurityProfileUses[] {
    this.#securityProfileUses ??= securityProfileUses(this);
    return this.#securityProfileUses.profiles;
  }

  /** Which policy rules use which security profile groups: all that the file defines. */
  get profileGroupUses(): readonly ProfileGroupUses[] {
    this.#securityProfileUses ??= securityProfileUses(this);
    return this.#securityProfileUses.groups;
  }

  /** Names of the objects of one kind that can be seen from a scope. */
  visibleNames(kind: ObjectKind, scope: Scope): readonly string[] {
    return this.#objects.visibleNames(kind, scope);
  }

  /** Profiles of all kinds that have to do with logs and that nothing in the file names. */
  unusedObjects(): Iterable<UnusedObject> {
    return unusedObjects(this);
  }

  /** Looks a named object up along the scope's chain. */
  lookUp(kind: ObjectKind, name: string, scope: Scope): LookUp<Element> {
    const own = this.#objects.lookUp(kind, name, scope);
    if (own.state !== "unknown") return own;
    return lookUpBeyond(own, this.#beyond(scope), { kind, name, scope, visible: () => this.visibleNames(kind, scope) });
  }

  /** Looks a named object up in this document alone. */
  lookUpHere(kind: ObjectKind, name: string, scope: Scope): LookUp<Element> {
    return this.#objects.lookUp(kind, name, scope);
  }

  /** The configuration that holds an element: this one, or another of the run that goes on where this one ends. */
  holderOf({ table }: Element): Config {
    if (table === this.document.table) return this;
    this.#others ??= [
      ...[this.shared, ...this.scopes].flatMap((scope) => this.#beyond(scope)?.config ?? []),
      ...this.managedFiles.flatMap(({ config }) => config ?? []),
    ];
    return this.#others.find(({ document }) => document.table === table) ?? this;
  }

  /** The objects of one kind that a scope itself defines; of two with one name the first. */
  objects(kind: ObjectKind, scope: Scope): ReadonlyMap<string, Element> {
    return this.#objects.objects(kind, scope);
  }

  /** What could not be read, in document order. Values are read lazily, so ask when the rules have run. */
  get problems(): readonly Problem[] {
    return [...this.#problems.values()].sort((a, b) => a.element.index - b.element.index);
  }

  /** Notes something that cannot be read; once per element. */
  addProblem(element: Element, message: string, hint: string): void {
    // Another file of the run tells of its own.
    if (element.table !== this.document.table) return;
    if (!this.#problems.has(element.index)) this.#problems.set(element.index, { element, message, hint });
  }

  /**
   * How the file was understood where it can be read in more than one way, in document order. Some are noticed with the
   * look-ups of the rules, so ask when the rules have run.
   */
  get remarks(): readonly Remark[] {
    const remarks = [...treeRemarks(this), ...this.#remarks.values()];
    return remarks.sort((a, b) => a.element.index - b.element.index);
  }

  /** Notes how something was understood; once per element. */
  addRemark(element: Element, message: string): void {
    if (!this.#remarks.has(element.index)) this.#remarks.set(element.index, { element, message });
  }

  #findLogForwardingProfile(name: string, scope: Scope): LookUp<LogForwardingProfile> {
    const found = this.lookUp("log-settings/profiles", name, scope);
    if (found.state === "found" && found.value !== undefined && found.scope !== undefined) {
      const holder = this.holderOf(found.value);
      return { ...found, value: holder.#logForwardingProfileAt(name, found.value, found.scope) };
    }
    if (PREDEFINED_LOG_FORWARDING_PROFILES.includes(name))
      return { state: "found", value: undefined, scope: undefined };
    return found.state === "found" ? { ...found, value: undefined } : found;
  }

  #logForwardingProfileAt(name: string, element: Element, scope: Scope): LogForwardingProfile {
    const known = this.#logForwardingProfiles.get(scope) ?? new Map<string, LogForwardingProfile>();
    this.#logForwardingProfiles.set(scope, known);
    const profile = known.get(name) ?? new LogForwardingProfile(this, { name, scope, element });
    known.set(name, profile);
    return profile;
  }

  #usesOfProfiles(): ReadonlyMap<LogForwardingProfile, LogForwardingUses> {
    this.#logForwardingUses ??= logForwardingUses(this, this.forwardingTallies);
    return this.#logForwardingUses;
  }

  #servers(): ServerProfileIndex {
    this.#serverProfiles ??= new ServerProfileIndex(this);
    return this.#serverProfiles;
  }

  #suggestion(scope: Scope, type: ForwardedLogType | undefined): string | undefined {
    const visible = this.visibleNames("log-settings/profiles", scope);
    const fitting = visible.filter((name) => this.#forwardsType(name, scope, type));
    const names = fitting.length > 0 ? fitting : visible;
    if (names.includes("default")) return "default";
    this.#uses ??= countUses(this.enabledRules({ namesForwarding: true }));
    const uses = this.#uses;
    return names.toSorted((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0))[0];
  }

  #forwardsType(name: string, scope: Scope, type: ForwardedLogType | undefined): boolean {
    if (type === undefined) return true;
    const answer = this.logForwardingProfile(name, scope);
    return answer.state === "found" && answer.value?.entriesFor(type).some((entry) => entry.delivers) === true;
  }

  #isCompleted(): boolean {
    const systems = this.document.root.name === "config" ? this.scopes.filter((scope) => scope.kind === "vsys") : [];
    return systems.length > 0 && systems.every((scope) => this.#beyond(scope)?.complete === true);
  }

  #definesNone(scope: Scope): boolean {
    return [...scope.chain()].every(
      (at) => this.objects("log-settings/profiles", at).size === 0 && at.parentUncertain === undefined,
    );
  }

  /** A scope and what another file of the run adds to it; a firewall's own side first, as its overrides win. */
  #sides(scope: Scope): readonly Pick<Beyond, "config" | "scope">[] {
    const beyond = this.#beyond(scope);
    if (beyond === undefined) return [{ config: this, scope }];
    return beyond.scope.kind === "vsys" ? [beyond, { config: this, scope }] : [{ config: this, scope }, beyond];
  }

  #rulesMatchingAll(): ReadonlySet<SecurityRule> {
    this.#catchAlls ??= new Set(this.#index().matchingAllOfTheirType());
    return this.#catchAlls;
  }

  #ownOverride(name: DefaultRuleName, scope: Scope): SecurityRule | undefined {
    for (const at of scope.chain()) {
      const overrides = this.defaultRuleOverrides.filter((rule) => rule.scope === at && rule.name === name);
      // A firewall's own override wins over the one that Panorama pushed into the same virtual system.
      const override = overrides.find((rule) => !rule.rulebase.pushed) ?? overrides[0];
      if (override !== undefined) return override;
    }
    return undefined;
  }

  #index(): SecurityRuleIndex {
    this.#rules ??= new SecurityRuleIndex(this, this.rulebases);
    return this.#rules;
  }
}

function profileTypesIn(group: Element): readonly string[] {
  const types = [...group.children()].filter((type) => members(type).length > 0).map((type) => type.name);
  return types.filter((type) => type !== "disable-override");
}

function countUses(rules: readonly SecurityRule[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const rule of rules) {
    const name = rule.forwardingProfileName;
    if (name !== undefined) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
