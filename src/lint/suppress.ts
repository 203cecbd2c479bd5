import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import { namePattern } from "../panos/vocabulary/name-pattern.ts";
import type { SuppressedPlace, Suppression } from "../setup/suppressions.ts";
import type { ReportedFinding } from "./report.ts";

/**
 * The first suppression in force that a finding falls under, else the first one that is over. `today` is `YYYY-MM-DD`.
 */
export function suppressionFor(
  suppressions: readonly Suppression[],
  finding: ReportedFinding,
  { policyRule, today }: { readonly policyRule: PolicyRule | undefined; readonly today: string },
): Suppression | undefined {
  const matching = suppressions.filter((each) => isIn(each.where, finding, policyRule));
  return matching.find((each) => !isExpired(each, today)) ?? matching[0];
}

/** Whether its last day is over. */
export function isExpired({ expires }: Suppression, today: string): boolean {
  return expires !== undefined && expires < today;
}

function isIn(where: SuppressedPlace, finding: ReportedFinding, policyRule: PolicyRule | undefined): boolean {
  const { rulebase, tag } = where;
  if (rulebase !== undefined && finding.policyRule?.rulebase !== rulebase) return false;
  if (!matches(where["policy-rule"], finding.policyRule?.name)) return false;
  if (tag !== undefined && policyRule?.tags.some((each) => matches(tag, each)) !== true) return false;
  if (!matches(where.path, finding.path)) return false;
  if (!matchesFile(where.file, finding.uri)) return false;
  return SCOPES.every(([key, kinds]) => matches(where[key], scopeIn(finding.path, kinds)));
}

const SCOPES = [
  ["device-group", ["device-group"]],
  ["vsys", ["vsys"]],
  ["template", ["template", "template-stack"]],
] as const;

/** The name of the scope that a logical path begins with, if it is of one of these kinds. */
function scopeIn(path: string, kinds: readonly string[]): string | undefined {
  const [kind = "", name] = path.split("/", 2);
  return kinds.includes(kind) ? name?.replaceAll("%2F", "/") : undefined;
}

function matches(pattern: string | undefined, text: string | undefined): boolean {
  return pattern === undefined || (text !== undefined && compiled(pattern).test(text));
}

/** By the whole path or by its end: `*.xml` and `dc/fw1.xml` match `configs/dc/fw1.xml`. */
function matchesFile(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined) return true;
  const segments = path.split("/");
  return segments.some((_, from) => compiled(pattern).test(segments.slice(from).join("/")));
}

const PATTERNS = new Map<string, RegExp>();

/** The same few patterns are asked of every finding. */
function compiled(pattern: string): RegExp {
  const known = PATTERNS.get(pattern) ?? namePattern(pattern);
  PATTERNS.set(pattern, known);
  return known;
}
