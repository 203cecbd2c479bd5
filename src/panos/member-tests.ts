import { Element } from "../xml/element.ts";
import type { ElementTable } from "../xml/element-table.ts";
import { isWithinApplications } from "./applications.ts";
import type { Config } from "./config.ts";
import type { EntryFields } from "./entry-fields.ts";
import type { RuleField } from "./rule-fields.ts";
import type { Scope } from "./scope.ts";
import { isWithinPorts } from "./services.ts";
import { members } from "./values.ts";

/** What the lists of a policy rule may name. */
export interface MemberQuery {
  /** It matches applications of this set, groups of them too, and no others. */
  readonly onlyApplications?: ReadonlySet<string>;
  /** Its services are these ports and no others. */
  readonly onlyPorts?: readonly number[];
  /** It has one of these tags. */
  readonly tags?: ReadonlySet<string>;
}

interface MemberTest {
  readonly column: Int32Array;
  readonly quantity: "every" | "some";
  fits(name: string, scope: Scope): boolean;
}

/** The config and the table of its policy rules. */
interface Rules {
  readonly config: Config;
  readonly fields: EntryFields<RuleField>;
}

/** Tells by its lists whether a policy rule answers a query; undefined when the query asks nothing of them. */
export function memberTest(
  { config, fields }: Rules,
  { onlyApplications, onlyPorts, tags }: MemberQuery,
): ((ordinal: number, scope: Scope) => boolean) | undefined {
  const tests: MemberTest[] = [];
  if (onlyApplications !== undefined) {
    const fits = (name: string, scope: Scope) => isWithinApplications(config, name, scope, onlyApplications);
    tests.push({ column: fields.column("application"), quantity: "every", fits: oncePerScope(fits) });
  }
  if (onlyPorts !== undefined) {
    const fits = (name: string, scope: Scope) => isWithinPorts(config, name, scope, onlyPorts);
    tests.push({ column: fields.column("service"), quantity: "every", fits: oncePerScope(fits) });
  }
  if (tags !== undefined)
    tests.push({ column: fields.column("tag"), quantity: "some", fits: (name) => tags.has(name) });
  if (tests.length === 0) return undefined;
  const { table } = config.document;
  return (ordinal, scope) => tests.every((test) => passes(test, { config, table, scope }, test.column[ordinal] ?? 0));
}

function passes(
  { quantity, fits }: MemberTest,
  { config, table, scope }: { readonly config: Config; readonly table: ElementTable; readonly scope: Scope },
  index: number,
): boolean {
  // An absent list is `any`, or no tag.
  if (index === 0) return false;
  const end = table.next[index] ?? 0;
  if (index + 1 >= end) return members(new Element(table, index)).some((name) => fits(name, scope));
  for (let at = index + 1; at < end; at = table.next[at] ?? end) {
    const name = config.textOf(at);
    if (name === undefined) continue;
    if (fits(name, scope) !== (quantity === "every")) return quantity === "some";
  }
  return quantity === "every";
}

/** A hundred thousand policy rules name a few hundred applications, and each of them is looked up once in a scope. */
function oncePerScope(judge: MemberTest["fits"]): MemberTest["fits"] {
  const scopes = new Map<Scope, Map<string, boolean>>();
  return (name, scope) => {
    const known = scopes.get(scope) ?? new Map<string, boolean>();
    scopes.set(scope, known);
    const answer = known.get(name) ?? judge(name, scope);
    known.set(name, answer);
    return answer;
  };
}
