import { Element } from "../../xml/element.ts";
import type { Export } from "./export.ts";

/**
 * The device group (or `shared`) that owns what Panorama pushed into a firewall's file: `loc` says so on the entry, or
 * only on what is in it.
 */
export function ownerOf(file: Export, entry: Element): string | undefined {
  if (!file.hasOwners) return undefined;
  const { table } = entry;
  const end = table.next[entry.index] ?? 0;
  for (let index = entry.index; index < end; index++) {
    const owner = new Element(table, index).attribute("loc");
    if (owner !== undefined && owner !== "") return owner;
  }
  return undefined;
}

/** Whether an entry came to a firewall's file from a template of Panorama. */
export function isFromTemplate(entry: Element): boolean {
  return (entry.attribute("ptpl") ?? "") !== "" || entry.attribute("src") === "tpl";
}
