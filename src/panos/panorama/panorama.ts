import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import { type DevicePlace, devicePlaces, stacksOver } from "./device-place.ts";
import { Firewalls } from "./firewalls.ts";
import { Templates } from "./template-list.ts";

/** What Panorama manages: templates and stacks, the firewalls, and the places that hold device and network settings. */
export class Panorama {
  /** Templates and template stacks of a Panorama's configuration. */
  readonly templates: Templates;
  /** The firewalls (or virtual systems) that the file is for, with their device groups and templates. */
  readonly firewalls: Firewalls;
  readonly #export: Export;
  readonly #stacks = new Map<DevicePlace, readonly DevicePlace[]>();
  #places: readonly DevicePlace[] | undefined;

  constructor(file: Export, scopes: Scopes) {
    this.#export = file;
    this.templates = new Templates(file.document);
    this.firewalls = new Firewalls(file, scopes, this.templates);
  }

  /** The device groups whose firewalls get the part of a template in which an element is written. */
  groupsAround(element: Element): readonly Scope[] {
    const template = this.templates.around(element);
    return template === undefined ? [] : this.firewalls.groupsServedBy(template, vsysAround(element));
  }

  /** The firewall, or Panorama itself and every template and template stack. */
  get places(): readonly DevicePlace[] {
    this.#places ??= devicePlaces(this.#export.document, this.templates);
    return this.#places;
  }

  /** The template stacks that join a template with others; none for what is no template. */
  stacksOver(place: DevicePlace): readonly DevicePlace[] {
    const known = this.#stacks.get(place) ?? stacksOver(this.places, place);
    this.#stacks.set(place, known);
    return known;
  }

  /** Whether some firewall gets the settings of both: they are one place, or layers of one stack. */
  meets(one: DevicePlace, other: DevicePlace): boolean {
    const stacks = (place: DevicePlace) => [place, ...this.stacksOver(place)];
    return stacks(one).some((place) => stacks(other).includes(place));
  }
}

/** The slot name of the virtual system that an element of a template is in. */
function vsysAround(element: Element): string | undefined {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
    if (at.name === "entry" && at.parent?.name === "vsys") return at.attribute("name");
  }
  return undefined;
}
