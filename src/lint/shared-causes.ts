import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import type { Finding } from "../rule.ts";
import type { ReportedFinding } from "./report.ts";

/** A finding with the index of the element it points at, by which findings are ordered. */
export interface Found {
  readonly index: number;
  readonly finding: ReportedFinding;
}

/** A finding that explains others on the same policy rule, where there are any. */
interface Explanation {
  readonly policyRule: PolicyRule;
  readonly under: readonly string[];
  readonly found: Found;
}

/** Puts findings of one cause together: the one that explains becomes a related place of the one that it explains. */
export class SharedCauses {
  readonly #explanations: Explanation[] = [];
  /** What each rule found of a policy rule; undefined for one that is exempt. */
  readonly #reported = new Map<string, Map<PolicyRule, Found | undefined>>();

  /** Takes every finding, in any order; `found` is undefined for an exempt one. */
  add(rule: string, { policyRule, under }: Finding, found: Found | undefined): void {
    if (policyRule === undefined) return;
    const reported = this.#reported.get(rule) ?? new Map<PolicyRule, Found | undefined>();
    this.#reported.set(rule, reported);
    reported.set(policyRule, found);
    if (under !== undefined && found !== undefined) this.#explanations.push({ policyRule, under, found });
  }

  /** All findings, without those that went into another. */
  joined(findings: readonly Found[]): Found[] {
    const instead = new Map<Found, Found | undefined>();
    for (const { policyRule, under, found } of this.#explanations) {
      const reports = under.map((rule) => this.#reported.get(rule)).filter((each) => each?.has(policyRule));
      // Only a finding that is shown can explain another: a policy rule may be exempt from the one and not from the other.
      const host = reports.map((each) => each?.get(policyRule)).find((each) => each !== undefined);
      if (host === undefined) continue;
      instead.set(found, undefined);
      instead.set(host, withRelated(instead.get(host) ?? host, found));
    }
    return findings.flatMap((found) => (instead.has(found) ? (instead.get(found) ?? []) : found));
  }
}

function withRelated({ index, finding }: Found, { finding: explanation }: Found): Found {
  const { file, uri, region, message } = explanation;
  const related = [...finding.related, { file, uri, region, message }];
  return { index, finding: { ...finding, related, absorbed: [...(finding.absorbed ?? []), explanation] } };
}
