import type { Element } from "../../xml/element.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { SecurityProfileType } from "../vocabulary/security-profile-types.ts";
import type { SecurityProfile } from "./security-profiles.ts";

/** Finds security profiles and their groups. */
export interface ProfileLookup {
  /** The security profile that a name means in a scope; a predefined one is found without a value. */
  securityProfile(type: SecurityProfileType, name: string, scope: Scope): LookUp<SecurityProfile>;
  /** The security profile group that a name means in a scope. */
  profileGroup(name: string, scope: Scope): LookUp<Element>;
}
