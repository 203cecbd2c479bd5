import type { Element } from "../xml/element.ts";
import type { Config } from "./config.ts";
import type { ObjectKind } from "./object-index.ts";
import type { LookUp, Scope } from "./scope.ts";

/**
 * Where another file of the run goes on: what Panorama pushes into a virtual system, or, from the view of pushed policy,
 * the firewall that it was pushed to.
 */
export interface Beyond {
  readonly config: Config;
  /** The scope there at which look-ups go on. */
  readonly scope: Scope;
  /** Whether both files together hold all objects that device groups can hold. */
  readonly complete: boolean;
}

/** Tells what lies beyond a scope of a document; undefined where no other file of the run says more. */
export type BeyondScope = (scope: Scope) => Beyond | undefined;

/**
 * Kinds of objects that templates hold too, or alone. Neither a device group nor pushed policy can say that there is no
 * such object.
 */
const FROM_TEMPLATES = /^(zone$|server-profile\/|log-settings\/(?!profiles$))/;

/**
 * Answers a look-up that a document cannot: from the other file alone, so that two files which stand for each other do
 * not ask in circles. `visible` gives the names that the document itself knows.
 */
export function lookUpBeyond(
  own: LookUp<Element>,
  beyond: Beyond | undefined,
  asked: { readonly kind: ObjectKind; readonly name: string; readonly visible: () => readonly string[] },
): LookUp<Element> {
  if (own.state !== "unknown" || beyond === undefined) return own;
  const { kind, name, visible } = asked;
  const answer = beyond.config.lookUpHere(kind, name, beyond.scope);
  if (answer.state === "found") return answer;
  if (FROM_TEMPLATES.test(kind)) return own;
  if (answer.state === "unknown") {
    // Two files that are parts of one whole make it up together; any other reason stays.
    if (beyond.config.partialAlone === undefined) return answer;
    if (!beyond.complete) return own;
  }
  return {
    state: "missing",
    get known() {
      return [...new Set([...visible(), ...beyond.config.visibleNames(kind, beyond.scope)])];
    },
  };
}
