import { isWithinApplications } from "../objects/applications.ts";
import type { ObjectLookup } from "../objects/look-up.ts";
import { isWithinPorts, type PortRange } from "../objects/services.ts";
import type { Scope } from "../scopes/scope.ts";
import { ABSENT } from "./field-contents.ts";
import type { RuleColumns } from "./rule-columns.ts";
import type { RuleField } from "./rule-fields.ts";

/** What the lists of a policy rule may name. */
export interface MemberQuery {
  /** It matches applications of this set, groups of them too, and no others. */
  readonly onlyApplications?: ReadonlySet<string>;
  /** Its services are these ports and no others. */
  readonly onlyPorts?: readonly PortRange[];
  /** It has one of these tags. */
  readonly tags?: ReadonlySet<string>;
}

/** Whether a policy rule of a scope fits by what one of its lists holds. */
interface MemberTest {
  readonly contents: Int32Array;
  fits(content: number, scope: Scope): boolean;
}

/** The table of policy rules, and what finds the objects that they name. */
interface Rules {
  readonly objects: ObjectLookup;
  readonly columns: RuleColumns;
}

/** Tells by its lists whether a policy rule answers a query; undefined when the query asks nothing of them. */
export function memberTest(
  { objects, columns }: Rules,
  { onlyApplications, onlyPorts, tags }: MemberQuery,
): ((ordinal: number, scope: Scope) => boolean) | undefined {
  const tests: MemberTest[] = [];
  const test = (field: RuleField, quantity: "every" | "some", fits: Fits<string>) => {
    const contents = columns.contentsOf(field);
    const list = oncePerScope((content: number, scope) => {
      const names = columns.contents.membersOf(content);
      // An absent list is `any`, or no tag.
      return names.length > 0 && names[quantity]((name) => fits(name, scope));
    });
    tests.push({ contents, fits: list });
  };
  if (onlyApplications !== undefined) {
    const fits: Fits<string> = (name, scope) => isWithinApplications(objects, name, scope, onlyApplications);
    test("application", "every", oncePerScope(fits));
  }
  if (onlyPorts !== undefined) {
    test(
      "service",
      "every",
      oncePerScope((name, scope) => isWithinPorts(objects, name, scope, onlyPorts)),
    );
  }
  if (tags !== undefined) test("tag", "some", (name) => tags.has(name));
  if (tests.length === 0) return undefined;
  return (ordinal, scope) => tests.every(({ contents, fits }) => fits(contents[ordinal] ?? ABSENT, scope));
}

/** Whether something of a scope fits. */
type Fits<T> = (item: T, scope: Scope) => boolean;

/** A hundred thousand policy rules have a few thousand different lists, and each of them is judged once in a scope. */
function oncePerScope<T>(judge: Fits<T>): Fits<T> {
  const scopes = new Map<Scope, Map<T, boolean>>();
  let current: { readonly scope: Scope; readonly known: Map<T, boolean> } | undefined;
  return (item, scope) => {
    if (current?.scope !== scope) {
      current = { scope, known: scopes.get(scope) ?? new Map<T, boolean>() };
      scopes.set(scope, current.known);
    }
    const known = current.known.get(item);
    if (known !== undefined) return known;
    const answer = judge(item, scope);
    current.known.set(item, answer);
    return answer;
  };
}
