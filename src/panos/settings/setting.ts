import type { Element } from "../../xml/element.ts";

/**
 * How a value comes to be what it is: written in the policy rule (or object) itself, PAN-OS's default for a missing
 * element, or taken from another scope.
 */
export type Origin = "explicit" | "default" | "inherited";

/** One effective value, where it comes from and what to point at when speaking of it. */
export interface Setting<T> {
  /** The element's name in PAN-OS, such as `log-end`. */
  readonly name: string;
  readonly value: T;
  readonly origin: Origin;
  /** The leaf when it is written, else the entry (or container) that would hold it. */
  readonly element: Element;
}

/** The element to point at, for a setting as for an element itself. */
export function elementOf(place: Setting<unknown> | Element): Element {
  return "element" in place ? place.element : place;
}
