import type { SecurityRuleKind } from "../scopes/rulebase.ts";
import { defaultOf } from "../settings/defaults.ts";

/** The children of a security rule that the model reads. */
export const RULE_FIELDS = [
  "action",
  "disabled",
  "log-start",
  "log-end",
  "log-setting",
  "profile-setting",
  "tag",
  "description",
  "rule-type",
  "from",
  "to",
  "source",
  "destination",
  "source-user",
  "application",
  "service",
  "category",
  "source-hip",
  "destination-hip",
  "hip-profiles",
  "saas-user-list",
  "saas-tenant-list",
  "source-imsi",
  "source-imei",
  "source-nw-slice",
  "schedule",
  "negate-source",
  "negate-destination",
  "target",
  "option",
] as const;

/** Fields of which nearly every rule has its own, or that are read too rarely to look for the same in others. */
export const UNLIKE_FIELDS: readonly RuleField[] = ["description", "target", "option"];

export type RuleField = (typeof RULE_FIELDS)[number];
/** Whether a rule is for sessions inside zones, between them, or both. */
export type RuleType = "universal" | "intrazone" | "interzone";

/** What a `rule-type` says; absent, it is universal. */
export function ruleTypeOf(text: string | undefined): RuleType {
  return text === "intrazone" || text === "interzone" ? text : "universal";
}

/** Fields that hold a list of names. */
export type ListField =
  | "from"
  | "to"
  | "source"
  | "destination"
  | "source-user"
  | "application"
  | "service"
  | "category";
export type FlagField = "log-start" | "log-end" | "disabled" | "negate-source" | "negate-destination";

/** The defaults of the flags, looked up once: they are asked for with nearly every rule. */
const SECURITY_FLAGS: Readonly<Record<FlagField, boolean>> = {
  "log-start": defaultOf("security rule", "log-start").value === "yes",
  "log-end": defaultOf("security rule", "log-end").value === "yes",
  disabled: defaultOf("security rule", "disabled").value === "yes",
  "negate-source": defaultOf("security rule", "negate-source").value === "yes",
  "negate-destination": defaultOf("security rule", "negate-destination").value === "yes",
};
/** An override of a default rule cannot be disabled and has no match fields. */
const OVERRIDE_FLAGS: Readonly<Record<FlagField, boolean>> = {
  "log-start": defaultOf("default rule override", "log-start").value === "yes",
  "log-end": defaultOf("default rule override", "log-end").value === "yes",
  disabled: false,
  "negate-source": false,
  "negate-destination": false,
};

/** What an absent flag means. */
export function defaultFlag(kind: SecurityRuleKind, field: FlagField): boolean {
  return (kind === "security" ? SECURITY_FLAGS : OVERRIDE_FLAGS)[field];
}
