import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import { namePattern } from "../panos/vocabulary/name-pattern.ts";
import type { RuleOptions } from "../rule.ts";
import type { Hidden } from "./report.ts";

/** `lint-ignore: rule-id, other-id – reason`, in a policy rule's description. A letter or digit makes the reason. */
const MARKER =
  /\blint-ignore:\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)(?![a-z0-9-])[^\p{L}\p{N},]+(?!lint-ignore:)([\p{L}\p{N}].*)/gsu;

/** Which policy rules the user has exempted from one lint rule: by tag, by name pattern, by a marker with a reason. */
export class Exemptions {
  readonly #rule: string;
  readonly #tags: ReadonlySet<string>;
  readonly #names: readonly { readonly text: string; readonly pattern: RegExp }[];

  constructor(rule: string, options: RuleOptions) {
    this.#rule = rule;
    this.#tags = new Set(texts(options.exceptTags));
    this.#names = texts(options.exceptRules).map((text) => ({ text, pattern: namePattern(text) }));
  }

  /** What exempts a policy rule; undefined when nothing does. */
  of(rule: PolicyRule): Extract<Hidden, { readonly kind: "exemption" }> | undefined {
    const tag = this.#tags.size === 0 ? undefined : rule.tags.find((each) => this.#tags.has(each));
    // What the description says is the reason that there is for a tag.
    if (tag !== undefined) return { kind: "exemption", by: "tag", what: tag, reason: rule.description };
    const name = this.#names.find(({ pattern }) => pattern.test(rule.name));
    if (name !== undefined) return { kind: "exemption", by: "name", what: name.text, reason: undefined };
    const reason = reasonIn(rule.description, this.#rule);
    return reason === undefined ? undefined : { kind: "exemption", by: "marker", what: "lint-ignore", reason };
  }
}

/** The reason of the marker for a lint rule; undefined when there is no marker for it. */
function reasonIn(description: string | undefined, rule: string): string | undefined {
  if (!description?.includes("lint-ignore:")) return undefined;
  for (const part of description.split(/(?=\blint-ignore:)/)) {
    for (const [, ids, reason] of part.matchAll(MARKER)) {
      if (ids?.split(",").some((id) => id.trim() === rule)) return reason?.trim();
    }
  }
  return undefined;
}

/** Options are validated against their schemas before a run; anything else here would be a mistake of ours. */
function texts(value: RuleOptions[string] | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
