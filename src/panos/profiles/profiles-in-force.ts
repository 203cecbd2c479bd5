import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";
import type { ObjectLookup } from "../objects/look-up.ts";
import type { ProfileSetting } from "../objects/profile-setting.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import {
  isSecurityProfileType,
  SECURITY_PROFILE_TYPES,
  type SecurityProfileType,
} from "../vocabulary/security-profile-types.ts";
import type { ProfileLookup } from "./look-up.ts";
import type { Blocking, SecurityProfile } from "./security-profiles.ts";

/** A security profile that a policy rule applies, directly or by its group. */
export interface ProfileInForce {
  readonly type: SecurityProfileType;
  readonly name: string;
  /** Found without a value for a predefined profile, which no file defines. */
  readonly answer: LookUp<SecurityProfile>;
}

/** The profiles that a policy rule applies; unknown when its group is not in the file. */
export type ProfilesInForce =
  | { readonly state: "known"; readonly profiles: readonly ProfileInForce[] }
  | { readonly state: "unknown"; readonly reason: string };

/** The names of the profiles in a security profile group, by type. A type without a member is absent, not `default`. */
export function profilesOfGroup(group: Element): ReadonlyMap<SecurityProfileType, string> {
  const names = new Map<SecurityProfileType, string>();
  for (const type of group.children()) {
    const [name] = members(type);
    if (name !== undefined && isSecurityProfileType(type.name) && !names.has(type.name)) names.set(type.name, name);
  }
  return names;
}

/** The answers of {@link profilesInForce}, each found once for all device groups that cannot differ. */
export class ProfilesInForceIndex {
  readonly #scopes: Scopes;
  readonly #objects: ObjectLookup;
  readonly #profiles: ProfileLookup;
  readonly #answers = new Map<Scope, Map<ProfileSetting, ProfilesInForce>>();
  readonly #below = new Map<Scope, readonly Scope[]>();

  constructor(scopes: Scopes, objects: ObjectLookup, profiles: ProfileLookup) {
    this.#scopes = scopes;
    this.#objects = objects;
    this.#profiles = profiles;
  }

  of(setting: ProfileSetting, scope: Scope): ProfilesInForce {
    const at = this.#nearestDefining(scope);
    const answers = this.#answers.get(at) ?? new Map<ProfileSetting, ProfilesInForce>();
    this.#answers.set(at, answers);
    const answer = answers.get(setting) ?? profilesInForce(this.#profiles, setting, at);
    answers.set(setting, answer);
    return answer;
  }

  /** The scopes in which rules of one may get other profiles for the same setting: it, and device groups below. */
  scopesOf(setting: ProfileSetting, scope: Scope): readonly Scope[] {
    return setting.kind === "none" ? [scope] : this.scopesBelow(scope);
  }

  /** A scope, and those below it in which the names of security profiles and groups may mean other things. */
  scopesBelow(scope: Scope): readonly Scope[] {
    const known = this.#below.get(scope) ?? [scope, ...this.#scopesWithOtherProfiles(scope)];
    this.#below.set(scope, known);
    return known;
  }

  /** A device group without profiles and groups of its own finds what its parent finds. */
  #nearestDefining(scope: Scope): Scope {
    let at = scope;
    while (at.kind === "device-group" && at.parent !== undefined && at.parentUncertain === undefined) {
      if (definesProfiles(this.#objects, at)) break;
      at = at.parent;
    }
    return at;
  }

  /** The scopes below one in which the names of security profiles and groups may mean other things. */
  #scopesWithOtherProfiles(scope: Scope): readonly Scope[] {
    return this.#scopes.all.filter(
      (at) => at !== scope && [...at.chain()].includes(scope) && definesProfiles(this.#objects, at),
    );
  }
}

const KINDS = ["profile-group", ...SECURITY_PROFILE_TYPES.map((type) => `profiles/${type}` as const)] as const;

/** Whether a scope has security profiles or groups of its own. */
export function definesProfiles(objects: ObjectLookup, scope: Scope): boolean {
  return KINDS.some((kind) => objects.definedIn(kind, scope).size > 0);
}

/** Which profiles inspect the sessions of a policy rule that carries this setting in a scope and allows them. */
function profilesInForce(lookup: ProfileLookup, setting: ProfileSetting, scope: Scope): ProfilesInForce {
  if (setting.kind === "none") return { state: "known", profiles: [] };
  if (setting.kind === "profiles") return { state: "known", profiles: [...resolved(lookup, scope, setting.profiles)] };
  const group = lookup.profileGroup(setting.group, scope);
  if (group.state === "unknown") return group;
  if (group.state === "missing" || group.value === undefined) {
    return { state: "unknown", reason: `the file does not define the security profile group "${setting.group}"` };
  }
  return { state: "known", profiles: [...resolved(lookup, scope, profilesOfGroup(group.value))] };
}

function* resolved(lookup: ProfileLookup, scope: Scope, names: ReadonlyMap<string, string>): Generator<ProfileInForce> {
  for (const [type, name] of names) {
    if (isSecurityProfileType(type)) yield { type, name, answer: lookup.securityProfile(type, name, scope) };
  }
}

/**
 * Whether profiles can end a session: for sure, if the content package says so, not at all, or nobody can tell. What is
 * predefined blocks; a group or profile that does not exist does not.
 */
export function blockingOf(inForce: ProfilesInForce): Blocking | "unknown" {
  if (inForce.state === "unknown") return "unknown";
  const all = inForce.profiles.map(({ type, answer }) => {
    // The predefined WildFire profile forwards files, and nothing else.
    if (answer.state === "found") return answer.value?.blocking ?? (type === "wildfire-analysis" ? "no" : "yes");
    return answer.state === "missing" ? "no" : "unknown";
  });
  return (["yes", "by-content", "unknown"] as const).find((blocking) => all.includes(blocking)) ?? "no";
}
