import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";
import type { ProfileSetting } from "../objects/profile-setting.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { SecurityProfileType } from "../vocabulary/security-profile-types.ts";
import { urlCategoriesOf } from "../vocabulary/url-categories.ts";
import type { ProfileLookup } from "./look-up.ts";
import { type ProfilesInForce, ProfilesInForceIndex } from "./profiles-in-force.ts";
import { type ProfileSources, SecurityProfileIndex } from "./security-profile-index.ts";
import type { SecurityProfile } from "./security-profiles.ts";
import { namedCategories } from "./url-filtering.ts";

/** Security profiles and their groups: which a name means, and which are in force. */
export class Profiles implements ProfileLookup {
  readonly #sources: ProfileSources;
  readonly #index: SecurityProfileIndex;
  readonly #inForce: ProfilesInForceIndex;
  readonly #types = new Map<number, readonly string[]>();
  #urlCategories: { readonly known: readonly string[] | undefined } | undefined;

  constructor(sources: ProfileSources) {
    this.#sources = sources;
    this.#index = new SecurityProfileIndex(sources);
    this.#inForce = new ProfilesInForceIndex(sources.scopes, sources.objects, this);
  }

  /** Every security profile that the file defines. */
  get all(): readonly SecurityProfile[] {
    return this.#index.all;
  }

  securityProfile(type: SecurityProfileType, name: string, scope: Scope): LookUp<SecurityProfile> {
    return this.#index.lookUp(type, name, scope);
  }

  profileGroup(name: string, scope: Scope): LookUp<Element> {
    return this.#sources.objects.lookUp("profile-group", name, scope);
  }

  /**
   * The types of the profiles that policy rules of a scope apply which carry this setting, such as `virus`; empty for a
   * group that the file does not define.
   */
  typesApplied(setting: ProfileSetting, scope: Scope): readonly string[] {
    if (setting.kind === "none") return [];
    if (setting.kind === "profiles") return [...setting.profiles.keys()];
    const group = this.profileGroup(setting.group, scope);
    return group.state === "found" && group.value !== undefined ? this.typesOf(group.value) : [];
  }

  /** The types of the profiles in a security profile group, such as `virus`. */
  typesOf(group: Element): readonly string[] {
    if (group.table !== this.#sources.file.document.table) return typesIn(group);
    const types = this.#types.get(group.index) ?? typesIn(group);
    this.#types.set(group.index, types);
    return types;
  }

  /** The security profiles that policy rules of a scope apply which carry this setting, its group resolved. */
  inForce(setting: ProfileSetting, scope: Scope): ProfilesInForce {
    return this.#inForce.of(setting, scope);
  }

  /** Whether policy rules of a scope that carry this setting may inspect anything: not without profiles, nor with an empty group. */
  mayInspect(setting: ProfileSetting, scope: Scope): boolean {
    if (setting.kind === "none") return false;
    return this.scopesOf(setting, scope).some((at) => {
      const inForce = this.inForce(setting, at);
      return inForce.state === "unknown" || inForce.profiles.length > 0;
    });
  }

  /** The scopes in which policy rules of a scope may get other profiles for this setting: it, and device groups below. */
  scopesOf(setting: ProfileSetting, scope: Scope): readonly Scope[] {
    return this.#inForce.scopesOf(setting, scope);
  }

  /** A scope, and those below it in which the names of security profiles and groups may mean other things. */
  scopesBelow(scope: Scope): readonly Scope[] {
    return this.#inForce.scopesBelow(scope);
  }

  /**
   * A security profile group to propose in a scope: with profiles of these types; the one called `default`, which is
   * preselected in new rules, before others.
   */
  suggestedGroup(scope: Scope, types: readonly SecurityProfileType[]): string | undefined {
    const fitting = this.#sources.objects.visibleNames("profile-group", scope).filter((name) => {
      const group = this.profileGroup(name, scope);
      const present = group.state === "found" && group.value !== undefined ? this.typesOf(group.value) : [];
      return types.every((type) => present.includes(type));
    });
    return fitting.find((name) => name === "default") ?? fitting[0];
  }

  /**
   * The predefined URL categories of the file's release, and newer ones where some profile names one; undefined before
   * PAN-OS 8.0, which had others.
   */
  get urlCategories(): readonly string[] | undefined {
    const { panosVersion } = this.#sources.file.document;
    this.#urlCategories ??= { known: urlCategoriesOf(panosVersion, namedCategories(this.all)) };
    return this.#urlCategories.known;
  }
}

function typesIn(group: Element): readonly string[] {
  const types = [...group.children()].filter((type) => members(type).length > 0).map((type) => type.name);
  return types.filter((type) => type !== "disable-override");
}
