import type { Element } from "../../xml/element.ts";
import type { Objects } from "../objects/objects.ts";
import type { Panorama } from "../panorama/panorama.ts";
import type { OwnedElement, Template } from "../panorama/templates.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ServerKind } from "../vocabulary/object-kinds.ts";

/** A server profile that is asked for by name, and where the name is written. */
interface Question {
  readonly kind: ServerKind;
  readonly name: string;
  readonly from: Scope;
}

/** The server profile of one name that a template or stack gives its firewalls, and what is uncertain of it. */
interface Offer {
  readonly hit: OwnedElement | undefined;
  /** Whether it is only in a virtual system of the template, where a shared log-forwarding profile cannot see it. */
  readonly inVsys: boolean;
  readonly incomplete: string | undefined;
}

/**
 * A server profile on Panorama. The device groups have the log-forwarding profiles and the templates the server
 * profiles; the two meet on a firewall that is in a device group and has a template stack.
 */
export function serverInTemplates(panorama: Panorama, objects: Objects, asked: Question): LookUp<Element> {
  const { kind, name, from } = asked;
  const { templates, stacks } = panorama.templates;
  const everywhere: readonly Template[] = [...stacks, ...templates];
  const isTemplate = from.kind === "template" || from.kind === "template-stack";
  const serving = isTemplate ? seenFromTemplate(panorama, from) : panorama.firewalls.templatesFor(from);
  const offers = serving.map((template) => offerOf(template, kind, name));
  const usable = offers.find(({ hit, inVsys }) => hit !== undefined && !(inVsys && from.kind !== "device-group"));
  if (usable?.hit !== undefined) return found(usable.hit);
  const reason =
    objects.partial ??
    offers.find(({ incomplete }) => incomplete !== undefined)?.incomplete ??
    (isTemplate ? whyUnknownToTemplate(serving, from) : whyUnknownToGroup(everywhere, asked, serving.length > 0));
  if (reason !== undefined) return { state: "unknown", reason };
  return {
    state: "missing",
    get known() {
      const names = everywhere.flatMap((template) => [
        ...template.entries(["shared", "log-settings", kind]).entries.keys(),
      ]);
      return [...new Set(names)];
    },
  };
}

/**
 * Every server profile that a name stands for on the firewalls of a scope: each template or stack that serves it may
 * have one of its own. Where the file does not tell which serve it, those of all.
 */
export function serversInTemplates(panorama: Panorama, { kind, name, from }: Question): readonly Element[] {
  const { templates, stacks } = panorama.templates;
  const isTemplate = from.kind === "template" || from.kind === "template-stack";
  const serving = isTemplate ? seenFromTemplate(panorama, from) : panorama.firewalls.templatesFor(from);
  const offers = (serving.length > 0 ? serving : [...stacks, ...templates]).map((each) => offerOf(each, kind, name));
  return [
    ...new Map(offers.flatMap(({ hit }) => (hit === undefined ? [] : [[hit.element.index, hit.element]]))).values(),
  ];
}

function found({ element, owner }: OwnedElement): LookUp<Element> {
  return { state: "found", value: element, scope: owner.scope };
}

/** What a template or stack has at `shared`, else in one of its virtual systems. */
function offerOf(template: Template, kind: ServerKind, name: string): Offer {
  const shared = template.entries(["shared", "log-settings", kind]);
  const hit = shared.entries.get(name);
  if (hit !== undefined) return { hit, inVsys: false, incomplete: undefined };
  for (const vsys of template.entries(["vsys"]).entries.keys()) {
    const own = template.entries(["vsys", vsys, "log-settings", kind]).entries.get(name);
    if (own !== undefined) return { hit: own, inVsys: true, incomplete: undefined };
  }
  return { hit: undefined, inVsys: false, incomplete: shared.incomplete };
}

/**
 * Why a profile that no template at hand offers may be there after all; undefined when it is nowhere. `tied` says whether
 * the file ties any template to the scope.
 */
function whyUnknownToGroup(
  everywhere: readonly Template[],
  { kind, name, from }: Question,
  tied: boolean,
): string | undefined {
  if (everywhere.length === 0)
    return "the file has no templates, so the firewalls may have server profiles of their own";
  for (const template of everywhere) {
    const { hit, inVsys } = offerOf(template, kind, name);
    if (hit === undefined) continue;
    const where = hit.owner.scope.label;
    if (inVsys && from.kind !== "device-group") {
      return `it stands only in a virtual system of ${where}, which ${from.label} does not see on a firewall with several`;
    }
    return tied
      ? `${where} has it, and no firewall of ${from.label} is known to get that`
      : `${where} has it, and the file does not say which templates serve ${from.label}`;
  }
  return undefined;
}

/** A template that is in no stack says nothing of what other templates will stand beside it. */
function whyUnknownToTemplate(seen: readonly Template[], from: Scope): string | undefined {
  const assigned = seen.some(({ scope, devices }) => scope.kind === "template-stack" || devices.length > 0);
  return assigned ? undefined : `${from.label} is in no stack of the file, so what it is joined with is not known`;
}

/** A template sees itself and, on a firewall, what the other layers of its stacks bring. */
function seenFromTemplate({ templates: all }: Panorama, from: Scope): readonly Template[] {
  const { templates, stacks } = all;
  // Joined files have a template in several pieces.
  const own: readonly Template[] = [...stacks, ...templates].filter(({ scope }) => scope.path === from.path);
  const inStacks = stacks.filter((stack) => stack.layers.some((layer) => own.some((each) => each === layer)));
  return [...new Set([...own, ...inStacks])];
}
