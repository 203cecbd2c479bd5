import { upperFirst } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import type { PanosDocument } from "../document/document.ts";
import { namedEntries } from "../document/values.ts";
import { quoteName } from "../scopes/command.ts";
import type { Holder } from "../settings/setting-reader.ts";
import type { Templates } from "./template-list.ts";
import { type AbsentTemplate, Template } from "./templates.ts";

type DevicePlaceKind = "firewall" | "panorama" | "template" | "template-stack";

/** A place that holds device and network settings: a firewall, Panorama itself, a template or a template stack. */
export interface DevicePlace {
  readonly kind: DevicePlaceKind;
  /** The template's or stack's name; empty for a device. */
  readonly name: string;
  /** At the beginning of a sentence: `The firewall`, `Template "branches"`. */
  readonly label: string;
  /** The device entries that decide, nearest first: a stack's own, then those of its templates in order. */
  readonly layers: readonly Holder[];
  /** What to point at when nothing is written. */
  readonly owner: Element;
  /** The words between `set` and a path below the device's entry, with a blank behind them. */
  readonly commandWords: string;
  /** Why a setting that is not in the file may be set all the same; undefined when it is not. */
  readonly incomplete: string | undefined;
}

/** All places with device settings, in document order; templates and stacks on Panorama only. */
export function devicePlaces(document: PanosDocument, templates: Templates): readonly DevicePlace[] {
  const devices = document.roots.flatMap((root) => [...devicesIn(root)]);
  const onPanorama = document.product === "panorama";
  const own = devices.map((element): DevicePlace => {
    const label = onPanorama ? "Panorama" : "The firewall";
    const kind = onPanorama ? "panorama" : "firewall";
    const layers = [{ element, inherited: false }];
    return { kind, name: "", label, layers, owner: element, commandWords: "", incomplete: undefined };
  });
  return [...own, ...[...templates.templates, ...templates.stacks].map(placeOf)];
}

/** The template stacks that join a template with others. */
export function stacksOver(places: readonly DevicePlace[], { layers }: DevicePlace): readonly DevicePlace[] {
  const own = new Set(layers.flatMap(({ element, inherited }) => (inherited ? [] : [element.index])));
  return places.filter((place) => place.layers.some(({ element, inherited }) => inherited && own.has(element.index)));
}

/** The elements on a path below the device's entry, nearest first. */
export function holdersAt(place: Pick<DevicePlace, "layers">, path: readonly string[]): readonly Holder[] {
  return below(place.layers, path);
}

/** The elements on a path below each holder. */
export function below(holders: readonly Holder[], path: readonly string[]): readonly Holder[] {
  return holders.flatMap(({ element, inherited }) =>
    Array.from(element.findAll(...path), (found) => ({ element: found, inherited })),
  );
}

/** The entries of one name in lists. */
export function entriesNamed(lists: readonly Holder[], name: string): readonly Holder[] {
  return lists.flatMap(({ element, inherited }) =>
    [...namedEntries(element)].filter(([each]) => each === name).map(([, entry]) => ({ element: entry, inherited })),
  );
}

/** The holders of which PAN-OS takes one as a whole: the nearest that has anything in it. */
export function wholeAt(place: Pick<DevicePlace, "layers">, path: readonly string[]): readonly Holder[] {
  const nearest = holdersAt(place, path).find(({ element }) => element.hasChildren);
  return nearest === undefined ? [] : [nearest];
}

/** The deepest element of a path that the place itself has: what to point at when the rest is not written. */
export function deepestAt(place: DevicePlace, path: readonly string[]): Element {
  const own = place.layers.find(({ inherited }) => !inherited)?.element;
  let deepest = own ?? place.owner;
  for (const step of path) {
    const next = deepest.child(step);
    if (own === undefined || next === undefined) break;
    deepest = next;
  }
  return deepest;
}

function* devicesIn(root: Element): Generator<Element> {
  if (root.name === "config") yield* root.findAll("devices", "entry");
  else if (root.name === "devices") yield* root.children("entry");
  else if (root.name === "entry" && (root.child("deviceconfig") ?? root.child("vsys")) !== undefined) yield root;
}

function placeOf(template: Template): DevicePlace {
  const { kind, name, label } = template.scope;
  const isStack = kind === "template-stack";
  const missing = template.layers.find((layer): layer is AbsentTemplate => !(layer instanceof Template));
  const layers = template.layers.flatMap((layer) => {
    if (!(layer instanceof Template)) return [];
    const entries = layer.scope.homes.flatMap((config) => [...config.findAll("devices", "entry")]);
    return entries.map((element) => ({ element, inherited: layer !== template }));
  });
  // The CLI leaves the device out for a template and asks for it for a stack.
  const words = isStack ? " config devices localhost.localdomain " : " config ";
  return {
    kind: isStack ? "template-stack" : "template",
    name,
    label: upperFirst(label),
    layers,
    owner: template.entry,
    commandWords: `${kind} ${quoteName(name)}${words}`,
    incomplete: missing && `the template "${missing.name}" of ${label} is not in the file`,
  };
}
