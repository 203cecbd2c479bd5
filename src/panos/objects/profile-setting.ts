import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";

/** The security profiles of a policy rule: PAN-OS allows either one group or one profile of each type. */
export type ProfileSetting =
  | { readonly kind: "none" }
  | { readonly kind: "group"; readonly group: string }
  | { readonly kind: "profiles"; readonly profiles: ReadonlyMap<string, string> };

/** That of a policy rule which inspects nothing. */
export const NO_PROFILES: ProfileSetting = { kind: "none" };

/**
 * Reads `<profile-setting>`. Absent, `<group/>` and `<profiles/>` without a member all mean that the rule inspects
 * nothing: integrations write the empty forms to clear it.
 */
export function readProfileSetting(element: Element | undefined): ProfileSetting {
  const [group] = members(element?.child("group"));
  if (group !== undefined) return { kind: "group", group };
  const profiles = new Map<string, string>();
  for (const type of element?.child("profiles")?.children() ?? []) {
    const [name] = members(type);
    if (name !== undefined) profiles.set(type.name, name);
  }
  return profiles.size === 0 ? NO_PROFILES : { kind: "profiles", profiles };
}
