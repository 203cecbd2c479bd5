import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";

/** A named object and the scope that defines it. */
export interface ScopedObject {
  readonly value: Element;
  readonly scope: Scope;
}

/**
 * Which object a device group means when its ancestors have one of the same name: its own, as a rule.
 * https://docs.paloaltonetworks.com/panorama/9-1/panorama-admin/manage-firewalls/manage-device-groups/manage-precedence-of-inherited-objects
 */
export class ObjectPrecedence {
  readonly #export: Export;
  #ancestorsFirst: Setting<boolean> | undefined;
  #isPlain: boolean | undefined;

  constructor(file: Export) {
    this.#export = file;
  }

  /** Whether nothing in the file changes the order: the nearest object is always in force. */
  get isPlain(): boolean {
    const { names } = this.#export.document.table;
    this.#isPlain ??= !names.some((name) => name === FORBIDS_OVERRIDE || name === ANCESTORS_FIRST);
    return this.#isPlain;
  }

  /** Panorama's own setting by which the highest ancestor's object, or shared's, replaces all below it. */
  get ancestorsFirst(): Setting<boolean> {
    this.#ancestorsFirst ??= this.#readAncestorsFirst();
    return this.#ancestorsFirst;
  }

  /** Whether an object forbids the device groups below its own to have one of the same name. */
  forbidsOverride(object: Element): Setting<boolean> {
    const label = `The object "${object.attribute("name") ?? ""}"`;
    const place = { place: "object", label, holders: holderOf(object), owner: object } as const;
    return new SettingReader(this.#export.problems, place).flag(FORBIDS_OVERRIDE);
  }

  /** The object in force of the nearest one and those of its ancestors, which are told from the bottom up. */
  inForce(nearest: ScopedObject, ancestors: readonly ScopedObject[]): ScopedObject {
    const highest = ancestors.at(-1);
    if (highest === undefined) return nearest;
    if (this.ancestorsFirst.value) return highest;
    // The highest one that forbids it forbids it to those between, too.
    const forbidding = ancestors.findLast(({ value }) => this.forbidsOverride(value).value);
    if (forbidding === undefined) return nearest;
    this.#export.problems.addRemark(nearest.value, redefinition(nearest, forbidding.scope));
    return forbidding;
  }

  #readAncestorsFirst(): Setting<boolean> {
    const { root } = this.#export.document;
    const management = [...root.findAll("devices", "entry", "deviceconfig", "setting", "management")];
    const reader = new SettingReader(this.#export.problems, {
      place: "Panorama management",
      label: "Panorama",
      holders: management.map((element) => ({ element, inherited: false })),
      owner: root,
    });
    return reader.flag(ANCESTORS_FIRST);
  }
}

const FORBIDS_OVERRIDE = "disable-override";
const ANCESTORS_FIRST = "ancestor-objects-take-precedence";

function redefinition({ value, scope }: ScopedObject, ancestor: Scope): string {
  const name = value.attribute("name") ?? "";
  const where = ancestor.kind === "shared" ? "shared" : ancestor.label;
  return `"${name}" in ${scope.label} overrides an object of ${where} that forbids it; the one of ${where} was judged`;
}
