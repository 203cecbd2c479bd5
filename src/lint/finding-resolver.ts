import type { PolicyRule } from "../panos/policy-rule.ts";
import type { Finding, Severity } from "../rule.ts";
import type { Source } from "../source/source.ts";
import { Element } from "../xml/element.ts";
import { excerptOf, regionOf } from "./excerpt.ts";
import { Identities } from "./identity.ts";
import type { ActiveRule, LintOptions } from "./lint-file.ts";
import type { ReportedFinding, ReportedPolicyRule } from "./report.ts";

/** Turns what a rule reports into what a reporter needs: places in lines, identities, texts instead of the model. */
export class FindingResolver {
  readonly #source: Source;
  readonly #options: LintOptions;
  readonly #identities = new Identities();
  readonly #policyRules = new Map<PolicyRule, ReportedPolicyRule>();

  constructor(source: Source, options: LintOptions) {
    this.#source = source;
    this.#options = options;
  }

  resolve(active: ActiveRule, finding: Finding): ReportedFinding {
    const source = this.#source;
    const rule = active.rule.id;
    const element = elementOf(finding);
    const policyRule = finding.policyRule && this.#policyRule(finding.policyRule);
    const path = finding.policyRule?.path ?? finding.path ?? "";
    const setting = finding.at.name;
    return {
      rule,
      severity: severityOf(active, finding),
      message: finding.message,
      help: finding.help,
      commands: finding.commands ?? NONE,
      file: source.name,
      uri: source.uri,
      region: regionOf(source, element),
      excerpt: this.#options.excerpts ? excerptOf(source, element) : undefined,
      path,
      identity: this.#identities.next({ rule, uri: source.uri, path, uuid: policyRule?.uuid, setting }),
      policyRule,
      related: (finding.related ?? NONE).map(({ at, message }) => ({ region: regionOf(source, at), message })),
    };
  }

  /** Several findings of one policy rule share its description. */
  #policyRule(rule: PolicyRule): ReportedPolicyRule {
    const known = this.#policyRules.get(rule) ?? describe(rule);
    this.#policyRules.set(rule, known);
    return known;
  }
}

const NONE: readonly never[] = [];

/** The element that a finding points at. */
export function elementOf(finding: Finding): Element {
  return finding.at instanceof Element ? finding.at : finding.at.element;
}

function describe(rule: PolicyRule): ReportedPolicyRule {
  const { kind, name, scope } = rule;
  const security = kind === "security";
  const list = rule.rulebase.commandPath.replace(/ ?(security|default-security-rules) rules$/, "");
  const where = [scope.label, list, `${security ? "security rule" : "default rule"} "${name}"`].filter(
    (part) => part !== "",
  );
  return {
    kind,
    name,
    uuid: rule.uuid,
    rulebase: rule.rulebasePosition,
    scope: scope.path,
    title: `${where.join(" › ")}${security ? ` (#${rule.position})` : ""}`,
  };
}

const RANK: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/**
 * A severity that the user chose replaces the rule's own. Findings that the rule reports in a lower voice (because the
 * file cannot be sure, or the case is mild) are never raised by it.
 */
function severityOf(active: ActiveRule, finding: Finding): Severity {
  const own = finding.severity ?? active.rule.severity;
  const chosen = active.severity;
  if (chosen === undefined) return own;
  return RANK[own] < RANK[active.rule.severity] && RANK[own] < RANK[chosen] ? own : chosen;
}
