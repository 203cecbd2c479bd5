import { namePattern } from "../panos/name-pattern.ts";
import type { NamedRule } from "../panos/named-rule.ts";
import type { RuleOptions } from "../rule.ts";

/** `lint-ignore: rule-id, other-id – reason`, in a policy rule's description. A letter or digit makes the reason. */
const MARKER =
  /\blint-ignore:\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)(?![a-z0-9-])[^\p{L}\p{N},]+(?!lint-ignore:)[\p{L}\p{N}]/gu;

/** Which policy rules the user has exempted from one lint rule: by tag, by name pattern, by a marker with a reason. */
export class Exemptions {
  readonly #rule: string;
  readonly #tags: ReadonlySet<string>;
  readonly #names: readonly RegExp[];

  constructor(rule: string, options: RuleOptions) {
    this.#rule = rule;
    this.#tags = new Set(texts(options.exceptTags));
    this.#names = texts(options.exceptRules).map(namePattern);
  }

  has(rule: NamedRule): boolean {
    if (this.#tags.size > 0 && rule.tags.some((tag) => this.#tags.has(tag))) return true;
    if (this.#names.length > 0 && this.#names.some((name) => name.test(rule.name))) return true;
    return isMarked(rule.description, this.#rule);
  }
}

function isMarked(description: string | undefined, rule: string): boolean {
  if (!description?.includes("lint-ignore:")) return false;
  for (const [, ids] of description.matchAll(MARKER)) {
    if (ids?.split(",").some((id) => id.trim() === rule)) return true;
  }
  return false;
}

/** Options are validated against their schemas before a run; anything else here would be a mistake of ours. */
function texts(value: RuleOptions[string] | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
