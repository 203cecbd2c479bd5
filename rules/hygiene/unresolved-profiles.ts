import {
  type Config,
  type LookUp,
  nearest,
  type ProfileSetting,
  predefinedProfiles,
  type Scope,
  SECURITY_PROFILE_TYPES,
  securityProfileNoun,
} from "../../src/rule.ts";

/** A security profile or group that is named, and for which nothing is found. */
export interface UnresolvedProfile {
  /** What it is, inside a sentence: `Anti-Spyware profile`. */
  readonly noun: string;
  readonly name: string;
  readonly scope: Scope;
  /** Why the file cannot tell; undefined when there is none for certain. */
  readonly unknownBecause: string | undefined;
  /** What may be meant. */
  readonly near: string | undefined;
  /** Where the name stands in a `<profile-setting>`. */
  readonly steps: readonly string[];
}

/** What a setting names in a scope and is not found there. */
export function* unresolvedProfiles(
  config: Config,
  setting: ProfileSetting,
  scope: Scope,
): Generator<UnresolvedProfile> {
  if (setting.kind === "group") {
    const answer = config.profiles.profileGroup(setting.group, scope);
    const at = { noun: "security profile group", name: setting.group, scope, steps: ["group"] };
    if (answer.state !== "found") yield { ...at, ...outcome(at.name, answer, []) };
  }
  if (setting.kind !== "profiles") return;
  for (const type of SECURITY_PROFILE_TYPES) {
    const name = setting.profiles.get(type);
    const answer = name === undefined ? undefined : config.profiles.securityProfile(type, name, scope);
    if (name === undefined || answer === undefined || answer.state === "found") continue;
    const at = { noun: `${securityProfileNoun(type)} profile`, name, scope, steps: ["profiles", type] };
    yield { ...at, ...outcome(name, answer, predefinedProfiles(type)) };
  }
}

function outcome(
  name: string,
  answer: Exclude<LookUp<unknown>, { state: "found" }>,
  predefined: readonly string[],
): Pick<UnresolvedProfile, "unknownBecause" | "near"> {
  if (answer.state === "unknown") return { unknownBecause: answer.reason, near: undefined };
  return { unknownBecause: undefined, near: nearest(name, [...answer.known, ...predefined]) };
}
