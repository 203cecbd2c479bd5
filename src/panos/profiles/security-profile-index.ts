import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { ObjectLookup } from "../objects/look-up.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import {
  isPredefinedProfile,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
} from "../vocabulary/security-profile-types.ts";
import type { ProfileLookup } from "./look-up.ts";
import { SecurityProfile } from "./security-profiles.ts";

/** What the index reads from. */
export interface ProfileSources {
  readonly file: Export;
  readonly scopes: Scopes;
  readonly objects: ObjectLookup;
  /** The profiles of the file of the run that holds an element; undefined for this file. */
  readonly elsewhere: (element: Element) => ProfileLookup | undefined;
}

/** The security profiles of a document, made when they are asked for. */
export class SecurityProfileIndex {
  readonly #sources: ProfileSources;
  readonly #profiles = new Map<number, SecurityProfile>();

  constructor(sources: ProfileSources) {
    this.#sources = sources;
  }

  /** Every security profile that the file defines, type by type. */
  get all(): readonly SecurityProfile[] {
    const { scopes, objects } = this.#sources;
    const all = [scopes.shared, ...scopes.all];
    return SECURITY_PROFILE_TYPES.flatMap((type) =>
      all.flatMap((scope) =>
        Array.from(objects.definedIn(`profiles/${type}`, scope), ([name, element]) =>
          this.#at(element, { type, name, scope }),
        ),
      ),
    );
  }

  /** A defined profile wins over a predefined one of its name; a predefined one is found without a value. */
  lookUp(type: SecurityProfileType, name: string, scope: Scope): LookUp<SecurityProfile> {
    const found = this.#sources.objects.lookUp(`profiles/${type}`, name, scope);
    if (found.state === "found" && found.value !== undefined && found.scope !== undefined) {
      const holder = this.#sources.elsewhere(found.value);
      if (holder !== undefined) return holder.securityProfile(type, name, found.scope);
      return { ...found, value: this.#at(found.value, { type, name, scope: found.scope }) };
    }
    if (isPredefinedProfile(type, name)) return { state: "found", value: undefined, scope: undefined };
    return found.state === "found" ? { ...found, value: undefined } : found;
  }

  #at(element: Element, at: Pick<SecurityProfile, "type" | "name" | "scope">): SecurityProfile {
    const profile = this.#profiles.get(element.index) ?? new SecurityProfile(this.#sources.file, { ...at, element });
    this.#profiles.set(element.index, profile);
    return profile;
  }
}
