import type { Element } from "../../xml/element.ts";
import { members, namedEntries } from "../document/values.ts";
import { Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { type DeviceReference, deviceReferences } from "./device-reference.ts";
import { isSecret, isVariable, type TemplateVariable, variablesOf } from "./template-variables.ts";

/** A template that a stack names and the file does not hold. */
export interface AbsentTemplate {
  readonly kind: "absent";
  readonly name: string;
}

/** An element and the template, or the stack itself, that it stands in. */
export interface OwnedElement {
  readonly element: Element;
  readonly owner: Template;
}

/** What a template or stack says at one path: the element that wins, nothing, or that nobody can tell. */
export type TemplateValue =
  | ({ readonly state: "found" } & OwnedElement)
  | { readonly state: "missing" }
  | { readonly state: "unknown"; readonly reason: string };

/** The text of a leaf as a firewall gets it, with the variable that gave it, if one did. */
export type TemplateText =
  | ({ readonly state: "found"; readonly text: string; readonly variable: TemplateVariable | undefined } & OwnedElement)
  | { readonly state: "missing" }
  | { readonly state: "unknown"; readonly reason: string };

/** The entries of one list, each with its owner. The reason is set when a template is absent, so that there may be more. */
export interface LayeredEntries {
  readonly entries: ReadonlyMap<string, OwnedElement>;
  readonly incomplete: string | undefined;
}

/** Children of a template's `<config>`; every other path begins at its device entry. */
const BESIDE_DEVICES: readonly string[] = ["shared", "mgt-config"];

/** A template, or what a template stack holds itself: device and network settings below one `<config>`. */
export class Template {
  readonly scope: Scope;
  readonly entry: Element;
  /** The firewalls it is assigned to. Since PAN-OS 8.1 only a stack has any. */
  readonly devices: readonly DeviceReference[];
  readonly #configs: readonly Element[];
  readonly #entries = new Map<string, LayeredEntries>();
  #variables: ReadonlyMap<string, TemplateVariable> | undefined;

  constructor(kind: "template" | "template-stack", name: string, entry: Element) {
    this.#configs = [...entry.children("config")];
    this.scope = new Scope({ kind, name, homes: this.#configs });
    this.entry = entry;
    this.devices = deviceReferences(entry);
  }

  get name(): string {
    return this.scope.name;
  }

  /** What decides for a firewall it is assigned to, the highest priority first. A template stands for itself. */
  get layers(): readonly (Template | AbsentTemplate)[] {
    return [this];
  }

  /** The variables it defines itself. */
  get variables(): ReadonlyMap<string, TemplateVariable> {
    this.#variables ??= variablesOf(this.entry);
    return this.#variables;
  }

  /** The virtual system whose settings go to firewalls that cannot have several. */
  get defaultVsys(): Setting<string | undefined> {
    const element = this.entry.find("settings", "default-vsys");
    const value = element?.trimmedText;
    return {
      name: "default-vsys",
      value,
      origin: value === undefined ? "default" : "explicit",
      element: element ?? this.entry,
    };
  }

  /**
   * The element at a path below the device entry, such as `deviceconfig`, `setting`, `logging`, or below `<config>` when
   * the path begins with `shared` or `mgt-config`. An entry is called by its name. Of several layers the first that has
   * it wins: the stack's own, then its templates in order.
   * https://docs.paloaltonetworks.com/panorama/11-1/panorama-admin/panorama-overview/centralized-firewall-configuration-and-update-management/templates-and-template-stacks
   */
  value(path: readonly string[]): TemplateValue {
    for (const layer of this.layers) {
      if (!(layer instanceof Template)) return { state: "unknown", reason: this.#absence(layer) };
      const element = layer.elementsAt(path).find(isWritten);
      if (element !== undefined) return { state: "found", element, owner: layer };
    }
    return { state: "missing" };
  }

  /**
   * The text at a path, with a variable replaced. Without a serial number it is what all firewalls get; unknown when one
   * of them has a value of its own.
   */
  text(path: readonly string[], serial?: string): TemplateText {
    const found = this.value(path);
    if (found.state !== "found") return found;
    const text = found.element.trimmedText;
    if (text === undefined) return { state: "missing" };
    if (!isVariable(text)) return { ...found, text, variable: undefined };
    const variable = this.variable(text, serial);
    if (typeof variable === "string") return { state: "unknown", reason: variable };
    if (isSecret(variable)) return { state: "unknown", reason: `the value of the variable "${text}" is a secret` };
    return variable.value === undefined ? { state: "missing" } : { ...found, text: variable.value, variable };
  }

  /** The definition of a variable that a firewall gets, or why nobody can tell. */
  variable(name: string, serial?: string): TemplateVariable | string {
    const own = this.deviceVariable(name, serial);
    if (own !== undefined) return own;
    for (const layer of this.layers) {
      if (!(layer instanceof Template)) return this.#absence(layer);
      const variable = layer.variables.get(name);
      if (variable !== undefined) return variable;
    }
    return `${this.scope.label} does not define the variable "${name}"`;
  }

  /** What a firewall of its own has for a variable, or why that cannot be told without knowing the firewall. */
  protected deviceVariable(_name: string, _serial: string | undefined): TemplateVariable | string | undefined {
    return undefined;
  }

  /** The entries of the list at a path over all layers; of two with one name the first. */
  entries(path: readonly string[]): LayeredEntries {
    const key = path.join("\0");
    const known = this.#entries.get(key) ?? this.#readEntries(path);
    this.#entries.set(key, known);
    return known;
  }

  #readEntries(path: readonly string[]): LayeredEntries {
    const entries = new Map<string, OwnedElement>();
    let incomplete: string | undefined;
    for (const layer of this.layers) {
      if (!(layer instanceof Template)) incomplete ??= this.#absence(layer);
      else {
        for (const list of layer.elementsAt(path)) {
          for (const [name, element] of namedEntries(list))
            if (!entries.has(name)) entries.set(name, { element, owner: layer });
        }
      }
    }
    return { entries, incomplete };
  }

  /** All elements at a path in this template's own `<config>`. Containers may stand twice in joined files. */
  protected elementsAt(path: readonly string[]): readonly Element[] {
    let elements = BESIDE_DEVICES.includes(path[0] ?? "")
      ? this.#configs
      : this.#configs.flatMap((config) => [...config.findAll("devices", "entry")]);
    for (const step of path) elements = elements.flatMap((element) => [...childrenCalled(element, step)]);
    return elements;
  }

  #absence({ name }: AbsentTemplate): string {
    return `the template "${name}" of ${this.scope.label} is not in the file`;
  }
}

/** A list of templates with settings of its own, assigned to firewalls. */
export class TemplateStack extends Template {
  readonly #layers: readonly (Template | AbsentTemplate)[];
  readonly #deviceVariables = new Map<string, ReadonlyMap<string, TemplateVariable>>();

  constructor(name: string, entry: Element, templates: ReadonlyMap<string, Template>) {
    super("template-stack", name, entry);
    const named = members(entry.child("templates"));
    this.#layers = [this, ...named.map((each) => templates.get(each) ?? { kind: "absent" as const, name: each })];
  }

  override get layers(): readonly (Template | AbsentTemplate)[] {
    return this.#layers;
  }

  protected override deviceVariable(name: string, serial: string | undefined): TemplateVariable | string | undefined {
    if (serial !== undefined) {
      const device = this.devices.find((each) => each.serial === serial);
      return device && this.#variablesOf(device).get(name);
    }
    const defined = this.devices.some((device) => this.#variablesOf(device).has(name));
    return defined ? `${this.scope.label} gives firewalls values of their own for the variable "${name}"` : undefined;
  }

  #variablesOf({ serial, element }: DeviceReference): ReadonlyMap<string, TemplateVariable> {
    const variables = this.#deviceVariables.get(serial) ?? variablesOf(element);
    this.#deviceVariables.set(serial, variables);
    return variables;
  }
}

/** Children with this name, and entries called so. */
function* childrenCalled(element: Element, step: string): Generator<Element> {
  for (const child of element.children()) {
    if (child.name === step || (child.name === "entry" && child.attribute("name") === step)) yield child;
  }
}

/** An empty element counts as absent; an entry is there by its name. */
function isWritten(element: Element): boolean {
  return element.name === "entry" || element.hasChildren || element.trimmedText !== undefined;
}
