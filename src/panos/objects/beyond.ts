import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import type { PanosDocument } from "../document/document.ts";
import type { Firewall } from "../panorama/firewalls.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ObjectKind } from "./object-index.ts";
import { pushedByTemplate } from "./pushed-by-template.ts";

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
  /** The firewall as Panorama lists it, which tells its template stack; undefined for pushed policy. */
  readonly firewall: Firewall | undefined;
}

/** Tells what lies beyond a scope of a document; undefined where no other file of the run says more. */
export type BeyondScope = (scope: Scope) => Beyond | undefined;

/** What a document knows of the other files of a run. */
export interface OtherFiles {
  readonly beyond: BeyondScope;
  /** Of a Panorama: the own files of firewalls that it pushes to. */
  readonly managed: () => readonly ManagedFile[];
}

/** A firewall's own file; without a configuration when it cannot be judged. */
export interface ManagedFile {
  readonly document: PanosDocument;
  readonly config: Config | undefined;
}

/** A document that stands for itself. */
export const ALONE: OtherFiles = { beyond: () => undefined, managed: () => [] };

/**
 * Kinds of objects that templates hold too, or alone. Neither a device group nor pushed policy can say that there is no
 * such object; a firewall's template stack can.
 */
const FROM_TEMPLATES = /^(zone$|server-profile\/|log-settings\/(?!profiles$))/;

interface Asked {
  readonly kind: ObjectKind;
  readonly name: string;
  /** The scope of the document that asks. */
  readonly scope: Scope;
  /** The names that the document itself knows. */
  readonly visible: () => readonly string[];
}

/**
 * Answers a look-up that a document cannot: from the other file alone, so that two files which stand for each other do
 * not ask in circles.
 */
export function lookUpBeyond(own: LookUp<Element>, beyond: Beyond | undefined, asked: Asked): LookUp<Element> {
  if (own.state !== "unknown" || beyond === undefined) return own;
  const { kind, name, visible } = asked;
  const answer = beyond.config.lookUpHere(kind, name, beyond.scope);
  if (answer.state === "found") return answer;
  if (FROM_TEMPLATES.test(kind)) return fromTemplate(own, beyond, asked);
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

function fromTemplate(own: LookUp<Element>, beyond: Beyond, { kind, name, scope, visible }: Asked): LookUp<Element> {
  const pushed = pushedByTemplate(beyond, kind, scope);
  if (pushed === undefined) return own;
  const found = pushed.entries.get(name);
  if (found !== undefined) return { state: "found", value: found.element, scope: found.owner.scope };
  const elsewhere = pushed.elsewhere.get(name);
  if (elsewhere !== undefined) {
    return { state: "unknown", reason: `it stands in another virtual system of ${elsewhere.owner.scope.label} only` };
  }
  if (pushed.incomplete !== undefined) return { state: "unknown", reason: pushed.incomplete };
  return {
    state: "missing",
    get known() {
      return [...new Set([...visible(), ...pushed.entries.keys()])];
    },
  };
}
