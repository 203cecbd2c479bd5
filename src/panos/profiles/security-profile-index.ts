import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import {
  isPredefinedProfile,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
} from "../vocabulary/security-profile-types.ts";
import { SecurityProfile } from "./security-profiles.ts";

/** The security profiles of a document, made when they are asked for. */
export class SecurityProfileIndex {
  readonly #config: Config;
  readonly #profiles = new Map<number, SecurityProfile>();

  constructor(config: Config) {
    this.#config = config;
  }

  /** Every security profile that the file defines, type by type. */
  get all(): readonly SecurityProfile[] {
    const scopes = [this.#config.shared, ...this.#config.scopes];
    return SECURITY_PROFILE_TYPES.flatMap((type) =>
      scopes.flatMap((scope) =>
        Array.from(this.#config.objects(`profiles/${type}`, scope), ([name, element]) =>
          this.#at(element, { type, name, scope }),
        ),
      ),
    );
  }

  /** A defined profile wins over a predefined one of its name; a predefined one is found without a value. */
  lookUp(type: SecurityProfileType, name: string, scope: Scope): LookUp<SecurityProfile> {
    const found = this.#config.lookUp(`profiles/${type}`, name, scope);
    if (found.state === "found" && found.value !== undefined && found.scope !== undefined) {
      const holder = this.#config.holderOf(found.value);
      if (holder !== this.#config) return holder.securityProfile(type, name, found.scope);
      return { ...found, value: this.#at(found.value, { type, name, scope: found.scope }) };
    }
    if (isPredefinedProfile(type, name)) return { state: "found", value: undefined, scope: undefined };
    return found.state === "found" ? { ...found, value: undefined } : found;
  }

  #at(element: Element, at: Pick<SecurityProfile, "type" | "name" | "scope">): SecurityProfile {
    const profile = this.#profiles.get(element.index) ?? new SecurityProfile(this.#config, { ...at, element });
    this.#profiles.set(element.index, profile);
    return profile;
  }
}
