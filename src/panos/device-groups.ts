import type { Element } from "../xml/element.ts";
import { namedEntries } from "./values.ts";

/**
 * The parent of every device group that the file tells of, `shared` for those directly below it. The tree stands only
 * in `<readonly>`: since PAN-OS 8.0 under `device-group`, before that under `dg-meta-data`. A group listed without
 * `parent-dg` belongs to shared; one that is not listed is not in the map.
 */
export function deviceGroupParents(config: Element): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const readonly of config.children("readonly")) {
    const lists = [
      ...readonly.findAll("devices", "entry", "device-group"),
      ...readonly.findAll("dg-meta-data", "dginfo"),
      ...readonly.findAll("dg-meta-data", "dg-info"),
    ];
    for (const list of lists) {
      for (const [name, entry] of namedEntries(list))
        parents.set(name, entry.child("parent-dg")?.trimmedText ?? "shared");
    }
  }
  return parents;
}
