import type { Element } from "../../xml/element.ts";

/** Containers that say nothing to a reader: every path goes through them. */
const SILENT = new Set(["config", "devices", "rules", "response", "result"]);

/** A name as one segment of a logical path. */
export function pathSegment(name: string): string {
  return name.replaceAll("%", "%25").replaceAll("/", "%2F");
}

/**
 * Where an element is, in the words of PAN-OS: `vsys/vsys1/rulebase/security/allow-web`. An `<entry>` is called by its
 * name; `config`, `devices` with its only entry, and `rules` are left out.
 */
export function logicalPath(element: Element): string {
  const segments: string[] = [];
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
    const name = at.name;
    if (name === "entry") {
      if (at.parent?.name !== "devices") segments.push(pathSegment(at.attribute("name") ?? ""));
    } else if (!SILENT.has(name)) segments.push(name);
  }
  return segments.reverse().join("/");
}
