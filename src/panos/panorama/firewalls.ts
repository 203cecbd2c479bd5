import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { members, namedEntries } from "../document/values.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import { deviceReferences } from "./device-reference.ts";
import type { Templates } from "./template-list.ts";
import type { Template } from "./templates.ts";

/** A firewall, or one virtual system of it, that runs a policy of its own. */
export interface Firewall {
  /** Undefined in a firewall's own file, which does not hold its serial number. */
  readonly serial: string | undefined;
  /** The slot name, such as `vsys1`; undefined when Panorama lists the firewall as a whole. */
  readonly vsys: string | undefined;
  /** The device group or virtual system whose policy it runs; undefined when it is in no device group. */
  readonly scope: Scope | undefined;
  /** The entry that lists it. */
  readonly element: Element;
}

/** The firewalls that a configuration is for, and how device groups and templates come together in them. */
export class Firewalls {
  readonly #export: Export;
  readonly #scopes: Scopes;
  readonly #templates: Templates;
  #all: readonly Firewall[] | undefined;
  #managed: ReadonlyMap<string, Element> | undefined;
  #assigned: ReadonlyMap<string, Template> | undefined;
  #byScope: ReadonlyMap<Scope, readonly Firewall[]> | undefined;
  #bySerial: ReadonlyMap<string | undefined, readonly Firewall[]> | undefined;
  readonly #assignedFor = new Map<Scope, readonly Template[]>();

  constructor(file: Export, scopes: Scopes, templates: Templates) {
    this.#export = file;
    this.#scopes = scopes;
    this.#templates = templates;
  }

  /**
   * On Panorama every firewall or virtual system that a device group lists, then the managed ones that are in none; in a
   * firewall's own file its virtual systems. None in a fragment.
   */
  get all(): readonly Firewall[] {
    this.#all ??= this.#export.document.product === "panorama" ? this.#ofPanorama() : this.#own();
    return this.#all;
  }

  /** The entries of the firewalls that Panorama manages, by serial number. */
  get managed(): ReadonlyMap<string, Element> {
    const { document } = this.#export;
    const entries = document.product === "panorama" ? document.root.findAll("mgt-config", "devices") : [];
    this.#managed ??= new Map([...entries].flatMap((list) => [...namedEntries(list)]));
    return this.#managed;
  }

  /**
   * The firewall with this serial number, of several the one with this virtual system. A firewall that Panorama lists as
   * a whole is found whatever its virtual system; one that is listed in parts needs its name.
   */
  find(serial: string, vsys?: string): Firewall | undefined {
    const parts = this.all.filter((firewall) => firewall.serial === serial);
    const exact =
      parts.find((firewall) => firewall.vsys === vsys) ?? parts.find((firewall) => firewall.vsys === undefined);
    return exact ?? (vsys === undefined && parts.length === 1 ? parts[0] : undefined);
  }

  /** The firewalls of a scope: of a device group with those below it, of shared all that are in a device group. */
  of(scope: Scope): readonly Firewall[] {
    this.#byScope ??= byScope(this.all);
    return this.#byScope.get(scope) ?? [];
  }

  /** Those of a scope that have one of these serial numbers. */
  among(scope: Scope, serials: readonly string[]): readonly Firewall[] {
    this.#bySerial ??= bySerial(this.all);
    const named = new Set(serials.flatMap((serial) => this.#bySerial?.get(serial) ?? []));
    return [...named].filter((firewall) => [...(firewall.scope?.chain() ?? [])].includes(scope));
  }

  /** The template stack assigned to a firewall, or the template in files from before PAN-OS 8.1. */
  templateOf({ serial }: Firewall): Template | undefined {
    this.#assigned ??= this.#assignments();
    return serial === undefined ? undefined : this.#assigned.get(serial);
  }

  /**
   * The template stacks and templates whose settings a scope's policy meets: those assigned to its firewalls, then the
   * reference templates of the group and its ancestors. Empty when the file does not tell.
   */
  templatesFor(scope: Scope): readonly Template[] {
    const known = this.#assignedFor.get(scope) ?? this.#findTemplatesFor(scope);
    this.#assignedFor.set(scope, known);
    return known;
  }

  #findTemplatesFor(scope: Scope): readonly Template[] {
    const assigned = this.of(scope).map((firewall) => this.templateOf(firewall));
    const referred = [...scope.chain()].flatMap((at) =>
      referenceTemplates(at).map((name) => this.#templates.named(name)),
    );
    return [...new Set([...assigned, ...referred])].filter((template) => template !== undefined);
  }

  /**
   * The device groups whose firewalls get a template's settings, directly or through a stack; with a virtual system's
   * slot name only those whose firewalls have it. A template may call it by another name, so all of them when none does.
   */
  groupsServedBy(template: Template, vsys?: string): readonly Scope[] {
    const firewalls = this.all.filter((firewall) => this.templateOf(firewall)?.layers.includes(template));
    const having = firewalls.filter((firewall) => firewall.vsys === undefined || firewall.vsys === vsys);
    const served = vsys === undefined || having.length === 0 ? firewalls : having;
    return [...new Set(served.map(({ scope }) => scope))].filter((scope) => scope !== undefined);
  }

  /** The tags of a managed firewall; undefined when the file tells of none, which Panorama may keep elsewhere. */
  tagsOf({ serial, vsys }: Firewall): readonly string[] | undefined {
    const entry = this.managed.get(serial ?? "");
    const systems = [...(entry?.findAll("vsys", "entry") ?? [])];
    // A firewall that cannot have several virtual systems has its tags at vsys1.
    const own = systems.filter((each) => each.attribute("name") === (vsys ?? "vsys1"));
    const tags = own.flatMap((each) => members(each.child("tags")));
    return tags.length === 0 ? undefined : tags;
  }

  #own(): readonly Firewall[] {
    return this.#scopes.enforcing.flatMap((scope) => {
      const [element] = scope.homes;
      const vsys = scope.kind === "vsys" ? scope.name : undefined;
      return element === undefined ? [] : [{ serial: undefined, vsys, scope, element }];
    });
  }

  #ofPanorama(): readonly Firewall[] {
    const listed = this.#listed();
    const ungrouped = Array.from(this.managed, ([serial, element]) => ({
      serial,
      vsys: undefined,
      scope: undefined,
      element,
    }));
    return [...[...listed.values()].flat(), ...ungrouped.filter(({ serial }) => !listed.has(serial))];
  }

  /** A firewall or virtual system can be in one device group only, so a second one is a problem of the file. */
  #listed(): ReadonlyMap<string, readonly Firewall[]> {
    const listed = new Map<string, Firewall[]>();
    for (const scope of this.#scopes.all.filter(({ kind }) => kind === "device-group")) {
      for (const { serial, vsys, element } of scope.homes.flatMap((home) => deviceReferences(home))) {
        const parts = listed.get(serial) ?? [];
        listed.set(serial, parts);
        for (const slot of vsys.length === 0 ? [undefined] : vsys) {
          // The whole firewall and one of its virtual systems exclude each other, too.
          const before = parts.find((each) => each.vsys === slot || each.vsys === undefined || slot === undefined);
          if (before?.scope === undefined) parts.push({ serial, vsys: slot, scope, element });
          else if (before.scope !== scope) this.#addTwice(element, serial, [before.scope, scope]);
        }
      }
    }
    return listed;
  }

  /** Stacks before templates: a firewall with a stack gets a template through it alone. */
  #assignments(): ReadonlyMap<string, Template> {
    const { stacks, templates } = this.#templates;
    const assigned = new Map<string, Template>();
    for (const template of [...stacks, ...templates]) {
      for (const { serial, element } of template.devices) {
        const before = assigned.get(serial);
        if (before === undefined) assigned.set(serial, template);
        else if (before !== template && before.scope.kind === template.scope.kind)
          this.#addTwice(element, serial, [before.scope, template.scope]);
      }
    }
    return assigned;
  }

  #addTwice(element: Element, serial: string, [first, second]: readonly [Scope, Scope]): void {
    const message = `The firewall "${serial}" stands in ${first.label} and in ${second.label}, and Panorama allows one.`;
    this.#export.problems.addProblem(element, message, "Take it out of the one that is wrong.");
  }
}

function bySerial(firewalls: readonly Firewall[]): ReadonlyMap<string | undefined, readonly Firewall[]> {
  const found = new Map<string | undefined, Firewall[]>();
  for (const firewall of firewalls) found.set(firewall.serial, [...(found.get(firewall.serial) ?? []), firewall]);
  return found;
}

function byScope(firewalls: readonly Firewall[]): ReadonlyMap<Scope, readonly Firewall[]> {
  const found = new Map<Scope, Firewall[]>();
  for (const firewall of firewalls) {
    for (const scope of firewall.scope?.chain() ?? []) {
      const own = found.get(scope);
      if (own === undefined) found.set(scope, [firewall]);
      else own.push(firewall);
    }
  }
  return found;
}

/** The templates and stacks that a device group names to see their zones and profiles without having firewalls. */
export function referenceTemplates(scope: Scope): readonly string[] {
  if (scope.kind !== "device-group") return [];
  return scope.homes.flatMap((home) => [...home.children("reference-templates")].flatMap((list) => members(list)));
}
