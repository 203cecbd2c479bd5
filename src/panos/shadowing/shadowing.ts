import type { Objects } from "../objects/objects.ts";
import type { Policies } from "../policies/policies.ts";
import type { RuleRows } from "../policies/rule-rows.ts";
import type { SecurityRule } from "../policies/security-rule.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import { CoverIndex } from "./cover-index.ts";
import { MatchSetReader } from "./match-set-reader.ts";
import { RuleShapes } from "./rule-shapes.ts";

/** A security rule that can never match, because an earlier one matches all that it does. */
export interface ShadowedRule {
  readonly rule: SecurityRule;
  /** The first such rule in evaluation order. */
  readonly by: SecurityRule;
}

const POSITIONS = ["pre", "local", "post"] as const;

interface RuleList {
  readonly shapes: RuleShapes;
  readonly index: CoverIndex;
}

/** What shadowing is found from. */
interface ShadowingSources {
  readonly scopes: Scopes;
  readonly objects: Objects;
  readonly policies: Policies;
}

/** Which policy rule covers which, found once. */
export class Shadowing {
  readonly #sources: ShadowingSources;
  #rules: readonly ShadowedRule[] | undefined;

  constructor(sources: ShadowingSources) {
    this.#sources = sources;
  }

  /** The enabled security rules that can never match, with the first rule that covers each. */
  get rules(): readonly ShadowedRule[] {
    this.#rules ??= [...shadowedRules(this.#sources)];
    return this.#rules;
  }
}

/**
 * The enabled security rules that an earlier one covers in every match field, wherever they run: a rule of a device
 * group below does not count, as firewalls elsewhere do not have it.
 */
function* shadowedRules({ scopes, objects, policies }: ShadowingSources): Generator<ShadowedRule> {
  const rows = grouped(policies.enabledRows(), ({ rulebase }) => rulebase.scope);
  const children = grouped(scopes.all, ({ parent }) => parent ?? scopes.shared);
  /** Goes down the tree, so that only the pre-rules above are kept while a scope is looked at. */
  function* visit(scope: Scope, above: readonly RuleList[], readerAbove?: MatchSetReader): Generator<ShadowedRule> {
    const reader = new MatchSetReader(objects, scope, readerAbove);
    const own = grouped(rows.get(scope) ?? [], ({ rulebase }) => rulebase.position);
    // Where the parent is not certain, so is what comes before.
    const before = scope.parentUncertain === undefined ? [...above] : [];
    const handedDown = [...above];
    for (const position of POSITIONS) {
      for (const list of (own.get(position) ?? []).map((each) => listOf(each, reader))) {
        before.push(list);
        if (position === "pre") handedDown.push(list);
        yield* shadowedIn(scope, before);
      }
    }
    for (const child of children.get(scope) ?? []) if (child !== scope) yield* visit(child, handedDown, reader);
  }
  yield* visit(scopes.shared, []);
}

function listOf(rows: RuleRows, reader: MatchSetReader): RuleList {
  const shapes = new RuleShapes(rows, reader);
  return { shapes, index: new CoverIndex(shapes) };
}

/** Those of the last list that a rule before them covers. */
function* shadowedIn(scope: Scope, lists: readonly RuleList[]): Generator<ShadowedRule> {
  const own = lists.at(-1);
  if (own === undefined) return;
  for (let at = 0; at < own.shapes.length; at++) {
    for (const list of lists) {
      const before = list === own ? at : list.shapes.length;
      const found = list.index.first(own.shapes, at, before, (each) => !list.shapes.isRedefinedFor(each, scope));
      if (found === undefined) continue;
      yield { rule: own.shapes.rule(at), by: list.shapes.rule(found) };
      break;
    }
  }
}

function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
