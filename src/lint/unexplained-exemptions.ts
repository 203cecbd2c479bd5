import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import type { Finding } from "../rule.ts";
import { andList } from "../words.ts";
import type { Hidden } from "./report.ts";

/** Policy rules that a tag exempted from something, and whose description does not say why. */
export class UnexplainedExemptions {
  readonly #exempted = new Map<PolicyRule, { readonly tag: string; readonly from: Set<string> }>();

  /** Notes what hides a finding of a lint rule on a policy rule, if anything does. */
  add(lintRule: string, policyRule: PolicyRule, because: Hidden | undefined): void {
    if (because?.kind !== "exemption" || because.by !== "tag" || because.reason !== undefined) return;
    const known = this.#exempted.get(policyRule) ?? { tag: because.what, from: new Set<string>() };
    this.#exempted.set(policyRule, known);
    known.from.add(lintRule);
  }

  /** One finding for each of the policy rules. */
  *findings(): Generator<Finding> {
    for (const [policyRule, { tag, from }] of this.#exempted) {
      const rules = andList(from);
      yield {
        at: policyRule.entry,
        policyRule,
        message: `${policyRule.label} is exempt from ${rules} by its tag "${tag}", and no description says why.`,
        help: "Say why in its description, or take the tag away.",
      };
    }
  }
}
