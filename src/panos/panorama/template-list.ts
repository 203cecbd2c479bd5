import type { Element } from "../../xml/element.ts";
import type { PanosDocument } from "../document/document.ts";
import { namedEntries } from "../document/values.ts";
import { Template, TemplateStack } from "./templates.ts";

/** The templates and template stacks of a Panorama's configuration; none on a firewall. */
export class Templates {
  readonly templates: readonly Template[];
  readonly stacks: readonly TemplateStack[];
  /** Panorama gives a name only once among templates, stacks and device groups. */
  readonly #byName: ReadonlyMap<string, Template>;

  constructor(document: PanosDocument) {
    const devices = document.product === "panorama" ? panoramaDevices(document.root) : [];
    const entriesOf = (list: string) => devices.flatMap((device) => [...lists(device, list)]);
    this.templates = entriesOf("template").map(([name, entry]) => new Template("template", name, entry));
    const byName = new Map(this.templates.map((template) => [template.name, template]));
    this.stacks = entriesOf("template-stack").map(([name, entry]) => new TemplateStack(name, entry, byName));
    this.#byName = new Map([...this.stacks, ...this.templates].map((each) => [each.name, each]));
  }

  /** The template or stack with this name. */
  named(name: string): Template | undefined {
    return this.#byName.get(name);
  }

  /** The template or stack that an element stands in. */
  around(element: Element): Template | undefined {
    for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
      const list = at.parent?.name;
      if (at.name !== "entry" || (list !== "template" && list !== "template-stack")) continue;
      const found = this.named(at.attribute("name") ?? "");
      if (found?.entry.index === at.index) return found;
    }
    return undefined;
  }
}

function panoramaDevices(root: Element): readonly Element[] {
  if (root.name === "config") return [...root.findAll("devices", "entry")];
  return root.name === "devices" ? [...root.children("entry")] : [root];
}

function* lists(device: Element, name: string): Generator<[name: string, entry: Element]> {
  for (const list of device.children(name)) yield* namedEntries(list);
}
