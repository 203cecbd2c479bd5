import type { Config } from "./config.ts";
import { CoverIndex } from "./cover-index.ts";
import { MatchSetReader } from "./match-set-reader.ts";
import type { PolicyRule } from "./policy-rule.ts";
import { RuleShape } from "./rule-shape.ts";
import type { Scope } from "./scope.ts";

/** A security rule that can never match, because an earlier one matches all that it does. */
export interface ShadowedRule {
  readonly rule: PolicyRule;
  /** The first such rule in evaluation order. */
  readonly by: PolicyRule;
}

const POSITIONS = ["pre", "local", "post"] as const;

interface RuleList {
  readonly shapes: readonly RuleShape[];
  readonly index: CoverIndex;
}

/**
 * The enabled security rules that an earlier one covers in every match field, wherever they run: a rule of a device
 * group below does not count, as firewalls elsewhere do not have it. `counts` says which pairs are asked for.
 */
export function* shadowedRules(
  config: Config,
  counts: (rule: PolicyRule, by: PolicyRule) => boolean,
): Generator<ShadowedRule> {
  const rules = grouped(
    config.enabledRules().filter(({ kind }) => kind === "security"),
    ({ scope }) => scope,
  );
  const children = grouped(config.scopes, ({ parent }) => parent ?? config.shared);
  /** Goes down the tree, so that only the pre-rules above are kept while a scope is looked at. */
  function* visit(scope: Scope, above: readonly RuleList[], readerAbove?: MatchSetReader): Generator<ShadowedRule> {
    const reader = new MatchSetReader(config, scope, readerAbove);
    const lists = listsOf(reader, rules.get(scope) ?? []);
    // Where the parent is not certain, so is what comes before.
    const before = scope.parentUncertain === undefined ? [...above] : [];
    for (const position of POSITIONS) {
      const list = lists.get(position);
      if (list === undefined) continue;
      yield* shadowedIn(config, scope, [...before, list], counts);
      before.push(list);
    }
    const pre = lists.get("pre");
    const handedDown = pre === undefined ? above : [...above, pre];
    for (const child of children.get(scope) ?? []) if (child !== scope) yield* visit(child, handedDown, reader);
  }
  yield* visit(config.shared, []);
}

/** Those of the last list that a rule before them covers. */
function* shadowedIn(
  config: Config,
  scope: Scope,
  lists: readonly RuleList[],
  counts: (rule: PolicyRule, by: PolicyRule) => boolean,
): Generator<ShadowedRule> {
  const own = lists.at(-1);
  const accepts = (found: RuleShape): boolean => !found.isRedefinedFor(scope, config);
  for (const [at, shape] of own?.shapes.entries() ?? []) {
    let by: RuleShape | undefined;
    for (const list of lists) {
      by ??= list.index.first(shape, list === own ? at : Number.POSITIVE_INFINITY, accepts);
    }
    if (by !== undefined && counts(shape.rule, by.rule)) yield { rule: shape.rule, by: by.rule };
  }
}

/** The rules of a scope that can be compared, by where they are evaluated. */
function listsOf(reader: MatchSetReader, rules: readonly PolicyRule[]): ReadonlyMap<string, RuleList> {
  const shapes = rules
    .map((rule) => new RuleShape(rule, reader))
    .filter(({ hasZones, isPushed }) => hasZones && isPushed);
  const lists = grouped(shapes, ({ rule }) => rule.rulebasePosition);
  return new Map(Array.from(lists, ([position, list]) => [position, { shapes: list, index: new CoverIndex(list) }]));
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
