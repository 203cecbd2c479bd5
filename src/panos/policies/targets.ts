import type { Element } from "../../xml/element.ts";
import type { Problems } from "../document/problems.ts";
import { members } from "../document/values.ts";
import { type DeviceReference, deviceReferences } from "../panorama/device-reference.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";

/**
 * Which firewalls of its scope a policy rule of Panorama is for.
 * https://docs.paloaltonetworks.com/panorama/11-0/panorama-admin/manage-firewalls/manage-device-groups/push-a-policy-rule-to-a-subset-of-firewalls
 */
export type Target =
  /** Nothing is chosen: every firewall of the device group and of those below it. */
  | { readonly kind: "everywhere" }
  /** All but those chosen, and nothing is chosen: `negate` alone turns the rule off on every firewall. */
  | { readonly kind: "nowhere" }
  | { readonly kind: "only" | "all-but"; readonly devices: readonly DeviceReference[] }
  /**
   * The firewalls with these tags, or without them. With devices beside the tags a push may fail, and nobody can say
   * what it means.
   */
  | {
      readonly kind: "tagged" | "untagged";
      readonly tags: readonly string[];
      readonly devices: readonly DeviceReference[];
    };

export const EVERYWHERE: Target = { kind: "everywhere" };
const NOWHERE: Target = { kind: "nowhere" };

/** Reads a rule's `<target>`; `label` is the rule at the beginning of a sentence. */
export function readTarget(problems: Problems, label: string, element: Element | undefined): Target {
  if (element === undefined) return EVERYWHERE;
  const place = { place: "target", label, holders: holderOf(element), owner: element } as const;
  const negate = new SettingReader(problems, place).flag("negate").value;
  const devices = deviceReferences(element);
  const tags = [...element.children("tags")].flatMap((list) => members(list));
  if (tags.length > 0) return { kind: negate ? "untagged" : "tagged", tags, devices };
  if (devices.length > 0) return { kind: negate ? "all-but" : "only", devices };
  return negate ? NOWHERE : EVERYWHERE;
}

/** Whether a rule with the first target reaches every firewall that one with the second reaches. */
export function coversTarget(target: Target, other: Target): boolean {
  if (target.kind === "everywhere") return true;
  if (target.kind === "only") return other.kind === "only" && includesAll(target.devices, other.devices);
  if (target.kind === "all-but") {
    if (other.kind === "all-but") return includesAll(other.devices, target.devices);
    const left = new Set(target.devices.map(({ serial }) => serial));
    return other.kind === "only" && !other.devices.some(({ serial }) => left.has(serial));
  }
  if (!("tags" in target && "tags" in other) || target.kind !== other.kind) return false;
  // Whether one tag of several is enough does not matter for the same tags.
  const [tags, others] = [new Set(target.tags), new Set(other.tags)];
  const same = tags.size === others.size && [...tags].every((tag) => others.has(tag));
  return same && target.devices.length === 0 && other.devices.length === 0;
}

/** Whether each of some firewalls, or each of the virtual systems that are meant, is among others. */
function includesAll(all: readonly DeviceReference[], some: readonly DeviceReference[]): boolean {
  return some.every((device) =>
    all.some(
      ({ serial, vsys }) =>
        serial === device.serial &&
        (vsys.length === 0 || (device.vsys.length > 0 && device.vsys.every((each) => vsys.includes(each)))),
    ),
  );
}
