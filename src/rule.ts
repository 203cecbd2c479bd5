/**
 * The contract of a lint rule, and the only door that `rules/` may use: everything a rule needs of the model is
 * exported here.
 */
import type { Config } from "./panos/config.ts";
import type { OtherRuleOf } from "./panos/policies/other-rules.ts";
import type { PolicyRule } from "./panos/policies/policy-rule.ts";
import type { SecurityRule } from "./panos/policies/security-rule.ts";
import type { RuleQuery } from "./panos/policy-table/rule-query.ts";
import type { OtherRuleKind } from "./panos/scopes/other-rulebases.ts";
import type { Setting } from "./panos/settings/setting.ts";
import type { OptionSchemas, OptionValues, RuleOptions } from "./rule-options.ts";
import type { Element } from "./xml/element.ts";

export { nearest } from "./nearest.ts";
export { type DeviceFault, deviceFaults } from "./panos/analysis/device-faults.ts";
export { whereDefined } from "./panos/analysis/where-defined.ts";
export type { Config } from "./panos/config.ts";
export { type AuditTracking, hasAuditTracking } from "./panos/device/audit-trail.ts";
export { COLLECTED_LOGS, type CollectorGroup } from "./panos/device/collector-groups.ts";
export type { DeviceLogSettings } from "./panos/device/device-log-settings.ts";
export type { LogExportSchedule } from "./panos/device/device-log-storage.ts";
export type { DeviceSettings } from "./panos/device/device-settings.ts";
export type { NtpServer } from "./panos/device/device-system.ts";
export type { LogQuotas } from "./panos/device/log-quotas.ts";
export type { PanosDocument } from "./panos/document/document.ts";
export { textsNamed } from "./panos/document/values.ts";
export type { Flow } from "./panos/flow/flow.ts";
export { LOG_STORES, type LogFlow } from "./panos/flow/log-flow.ts";
export { LOG_SEVERITIES, type LogSeverity } from "./panos/forwarding/log-filter.ts";
export type { LogForwardingProfile } from "./panos/forwarding/log-forwarding-profile.ts";
export { PREDEFINED_LOG_FORWARDING_PROFILES } from "./panos/forwarding/log-forwarding-profile.ts";
export { type Destination, destinationSetting, type MatchEntry } from "./panos/forwarding/match-entry.ts";
export type { NetflowProfile } from "./panos/forwarding/netflow-profiles.ts";
export type { ServerProfile } from "./panos/forwarding/server-profiles.ts";
export type { GlobalProtectService } from "./panos/network/gateways.ts";
export type { ZoneProtectionProfile } from "./panos/network/zone-protection.ts";
export type { Zone } from "./panos/network/zones.ts";
export { isWithin } from "./panos/objects/address-ranges.ts";
export {
  applicationSet,
  CHATTY_APPLICATIONS,
  CHATTY_PORTS,
  LONG_LIVED_APPLICATIONS,
  OPAQUE_APPLICATIONS,
  START_AND_END_APPLICATIONS,
} from "./panos/objects/applications.ts";
export type { ProfileSetting } from "./panos/objects/profile-setting.ts";
export { isCovered, type PortRange, portRanges } from "./panos/objects/services.ts";
export type { Firewall } from "./panos/panorama/firewalls.ts";
export type { DefaultRuleInForce } from "./panos/policies/default-rule-in-force.ts";
export type { DecryptionRule, OtherRule, TunnelInspectRule } from "./panos/policies/other-rules.ts";
export type { PolicyRule } from "./panos/policies/policy-rule.ts";
export type { SecurityRule } from "./panos/policies/security-rule.ts";
export {
  type ProfileAction,
  SEVERITIES as THREAT_SEVERITIES,
  type ThreatSeverity,
} from "./panos/profiles/profile-actions.ts";
export { blockingOf, profilesOfGroup } from "./panos/profiles/profiles-in-force.ts";
export type { SecurityProfile } from "./panos/profiles/security-profiles.ts";
export type { UnloggedCategory, UrlFiltering } from "./panos/profiles/url-filtering.ts";
export type { Idle } from "./panos/running/running.ts";
export { logSettingsWords, quoteName, scopeWords } from "./panos/scopes/command.ts";
export type { OtherRuleKind } from "./panos/scopes/other-rulebases.ts";
export type { Rulebase } from "./panos/scopes/rulebase.ts";
export { type LookUp, type Scope, scopeLabels } from "./panos/scopes/scope.ts";
export type { Setting } from "./panos/settings/setting.ts";
export type { ShadowedRule } from "./panos/shadowing/shadowing.ts";
export type { LogForwardingUses } from "./panos/usage/log-forwarding-uses.ts";
export { type ProfileGroupUses, usersInWords } from "./panos/usage/security-profile-uses.ts";
export type { NamedServerProfile } from "./panos/usage/server-profile-references.ts";
export type { ServerProfileUse } from "./panos/usage/server-profile-uses.ts";
export {
  DEVICE_LOG_NAMES,
  DEVICE_LOG_TYPES,
  type DeviceLogType,
  FORWARDED_LOG_TYPES,
  type ForwardedLogType,
  hasLogType,
  type LogType,
} from "./panos/vocabulary/log-types.ts";
export { logicalPath } from "./panos/vocabulary/logical-path.ts";
export { namePattern } from "./panos/vocabulary/name-pattern.ts";
export type { DestinationKind, ServerKind } from "./panos/vocabulary/object-kinds.ts";
export {
  isPredefinedProfile,
  predefinedProfiles,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
  securityProfileNoun,
} from "./panos/vocabulary/security-profile-types.ts";
export {
  type AnyOptionValue,
  type OptionSchema,
  type OptionSchemas,
  type RuleOptions,
  textsOf,
} from "./rule-options.ts";
export { andList, andListUpTo, andMore, lowerFirst, nounFor, orList, plural, quoted } from "./words.ts";
export type { Element } from "./xml/element.ts";
export const SEVERITIES = ["note", "warning", "error"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CATEGORIES = [
  "session-logging",
  "log-forwarding",
  "threat-inspection",
  "log-storage",
  "device-log-settings",
  "default-rules",
  "other-rulebases",
  "hygiene",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** How sure a finding is from the file alone; SARIF calls it precision. */
export type Precision = "very-high" | "high" | "medium" | "low";

/** A source that a rule rests on. */
export interface Reference {
  readonly title: string;
  /** Where it can be read; standards that are sold have none. */
  readonly url?: string;
}

/** Something else that explains a finding, in the same file or in another one of the run. */
export interface RelatedPlace {
  readonly at: Element;
  readonly message: string;
}

/** What a rule reports. */
export interface Finding {
  /** The setting or element to point at. */
  readonly at: Setting<unknown> | Element;
  /** The policy rule it is about, of whatever rulebase, if it is about one. */
  readonly policyRule?: PolicyRule | undefined;
  /** Logical path of what it is about, when that is no policy rule. */
  readonly path?: string;
  /**
   * What it is about, where path and setting do not tell: others have the same, or they are only an example. Written
   * like a path, never with an order or a count, because the identity rests on it instead.
   */
  readonly subject?: string | undefined;
  /** One sentence in the firewall's words, names in quotes, ending with a period. */
  readonly message: string;
  /** What to do, one sentence. */
  readonly help?: string | undefined;
  /** The commands to type in configure mode, complete for their scope, in order. */
  readonly commands?: readonly string[];
  /** Graded by kind of policy rule, or lowered where the file cannot be sure; the rule's own when absent. */
  readonly severity?: Severity | undefined;
  readonly related?: readonly RelatedPlace[];
  /**
   * What else this finding stands for, where several have one cause: the findings that would be reported apart. Each keeps
   * its identity, so that a baseline that knows it still does.
   */
  readonly includes?: readonly Finding[];
  /**
   * Rules whose cause it shares: where one of them reports the same policy rule, this is a related place of that finding
   * instead of one of its own. Where that finding is not shown, this one is.
   */
  readonly under?: readonly string[];
}

/** What a rule gets to work with. */
export interface CheckContext<O extends OptionSchemas> {
  readonly config: Config;
  readonly options: OptionValues<O>;
  /**
   * The security rules and default-rule overrides that run, all or those that answer a query: not disabled, within
   * their schedule, for some firewall, reached. A query is answered for a hundred thousand rules faster than a loop could ask them.
   */
  enabledRules(query?: RuleQuery): Iterable<SecurityRule>;
  /** The enabled rules of another rulebase: decryption, DoS and so on. */
  enabledOtherRules<K extends OtherRuleKind>(kind: K): Iterable<OtherRuleOf<K>>;
  /**
   * Whether a policy rule runs anywhere now: it is not disabled, within its schedule, for some firewall, reached, and no
   * earlier rule covers it. Findings about the others are dropped, so ask only where one finding speaks of several.
   */
  runs(rule: PolicyRule): boolean;
  /** Whether the user exempted a policy rule from this lint rule; needed only where one finding speaks of several. */
  isExempt(rule: PolicyRule): boolean;
  /** The time of the run. Rules read no clock, so that tests can fix it. */
  readonly now: Date;
  /** Another rule's options, undefined when that rule is off: rules that share a subject must not repeat each other. */
  optionsOf(id: string): RuleOptions | undefined;
}

export interface RuleDefinition<O extends OptionSchemas> {
  /** Kebab case, names the flaw, for ever. */
  readonly id: string;
  /** One sentence: what is wrong when it reports. */
  readonly summary: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly precision: Precision;
  /** Whether it reports policy rules that run nowhere now; of those that do not, such findings are dropped. */
  readonly reportsIdleRules?: boolean;
  /** The panlint version that brought it. */
  readonly since: string;
  readonly references: readonly Reference[];
  /** Control ids by standard, such as `"NIST SP 800-53": ["AU-12"]`. */
  readonly standards?: { readonly [standard: string]: readonly string[] };
  readonly options: O;
  check(context: CheckContext<O>): Iterable<Finding>;
}

/** A lint rule as the engine sees it. */
export interface Rule extends Omit<RuleDefinition<OptionSchemas>, "check"> {
  check(context: CheckContext<OptionSchemas>): Iterable<Finding>;
}

/** The options of a rule about policy rules: which of those it does not report. */
export const EXCEPT_OPTIONS = {
  exceptTags: {
    type: "array",
    items: { type: "string" },
    default: ["lint-log-exempt"],
    description: "Policy rules with one of these tags are not reported.",
  },
  exceptRules: {
    type: "array",
    items: { type: "string" },
    default: [],
    description: "Policy rules whose name matches one of these patterns (`*` and `?`) are not reported.",
  },
} as const satisfies OptionSchemas;

/** Makes a rule. One whose findings are about policy rules has `...EXCEPT_OPTIONS` among its options. */
export function defineRule<const O extends OptionSchemas>(definition: RuleDefinition<O>): Rule {
  const { check, ...rest } = definition;
  return {
    ...rest,
    // The engine validates options against the schemas above, so they have the types derived from those.
    check: (context) => check({ ...context, options: context.options as OptionValues<O> }),
  };
}
