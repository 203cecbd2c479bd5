import type { Element } from "../../xml/element.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ObjectKind } from "../vocabulary/object-kinds.ts";
import type { Beyond } from "./other-file.ts";
import { pushedByTemplate } from "./pushed-by-template.ts";

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
  const answer = beyond.model.objects.lookUpHere(kind, name, beyond.scope);
  if (answer.state === "found") return answer;
  if (FROM_TEMPLATES.test(kind)) return fromTemplate(own, beyond, asked);
  if (answer.state === "unknown") {
    // Two files that are parts of one whole make it up together; any other reason stays.
    if (beyond.model.file.partialAlone === undefined) return answer;
    if (!beyond.complete) return own;
  }
  return {
    state: "missing",
    get known() {
      return [...new Set([...visible(), ...beyond.model.objects.visibleNames(kind, beyond.scope)])];
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
