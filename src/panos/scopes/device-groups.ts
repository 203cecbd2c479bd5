import type { Element } from "../../xml/element.ts";
import { namedEntries } from "../document/values.ts";

/**
 * The parent of every device group that the file tells of, `shared` for those directly below it. The tree stands only
 * in `<readonly>`: since PAN-OS 8.0 under `device-group`, before that under `dg-meta-data`. A group listed without
 * `parent-dg` belongs to shared; one that is not listed is not in the map.
 */
export function deviceGroupParents(config: Element): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const readonly = [...config.children("readonly")];
  const at = (...path: readonly string[]) => readonly.flatMap((element) => [...element.findAll(...path)]);
  // An upgraded Panorama may keep the old list beside the one that it uses, so the first that names a group decides.
  const lists = [
    ...at("devices", "entry", "device-group"),
    ...at("dg-meta-data", "dginfo"),
    ...at("dg-meta-data", "dg-info"),
  ];
  for (const list of lists) {
    for (const [name, entry] of namedEntries(list)) {
      if (!parents.has(name)) parents.set(name, entry.child("parent-dg")?.trimmedText ?? "shared");
    }
  }
  return parents;
}
