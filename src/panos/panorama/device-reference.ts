import type { Element } from "../../xml/element.ts";
import { namedEntries } from "../document/values.ts";

/** A firewall as a device group, a template stack or a target names it: `devices/entry` with its serial number. */
export interface DeviceReference {
  readonly serial: string;
  /** The virtual systems that are meant, by their slot names such as `vsys1`; none means the whole firewall. */
  readonly vsys: readonly string[];
  readonly element: Element;
}

/** The firewalls that the `<devices>` children of an element name, in document order. */
export function deviceReferences(owner: Element | undefined): readonly DeviceReference[] {
  const references: DeviceReference[] = [];
  for (const list of owner?.children("devices") ?? []) {
    for (const [serial, element] of namedEntries(list)) {
      references.push({ serial, vsys: vsysNames(element), element });
    }
  }
  return references;
}

function vsysNames(device: Element): readonly string[] {
  return [...device.children("vsys")].flatMap((list) => [...namedEntries(list)].map(([name]) => name));
}
