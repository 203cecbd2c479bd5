import type { SecurityRule } from "../policies/security-rule.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import type { UsageSources } from "./sources.ts";

/** Which log-forwarding profile to propose, by what the file has and uses. */
export class ForwardingSuggestions {
  readonly #model: UsageSources;
  readonly #known = new Map<Scope, Map<ForwardedLogType | undefined, string | undefined>>();
  #uses: ReadonlyMap<string, number> | undefined;

  constructor(model: UsageSources) {
    this.#model = model;
  }

  /**
   * A log-forwarding profile to propose in a scope: the one called `default`, else the one most policy rules use. With a
   * type of log, one that has a match list for it, if there is any.
   */
  suggest(scope: Scope, type: ForwardedLogType | undefined): string | undefined {
    const known = this.#known.get(scope) ?? new Map<ForwardedLogType | undefined, string | undefined>();
    this.#known.set(scope, known);
    if (!known.has(type)) known.set(type, this.#find(scope, type));
    return known.get(type);
  }

  #find(scope: Scope, type: ForwardedLogType | undefined): string | undefined {
    const visible = this.#model.objects.visibleNames("log-settings/profiles", scope);
    const fitting = visible.filter((name) => this.#forwardsType(name, scope, type));
    const names = fitting.length > 0 ? fitting : visible;
    if (names.includes("default")) return "default";
    this.#uses ??= countUses(this.#model.policies.enabledRules({ namesForwarding: true }));
    const uses = this.#uses;
    return names.toSorted((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0))[0];
  }

  #forwardsType(name: string, scope: Scope, type: ForwardedLogType | undefined): boolean {
    if (type === undefined) return true;
    const answer = this.#model.forwarding.logForwardingProfile(name, scope);
    return answer.state === "found" && answer.value?.entriesFor(type).some((entry) => entry.delivers) === true;
  }
}

function countUses(rules: readonly SecurityRule[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const rule of rules) {
    const name = rule.forwardingProfileName;
    if (name !== undefined) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
