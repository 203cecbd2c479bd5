import type { Element } from "../../xml/element.ts";
import type { ProfileTally } from "../policies/profile-tally.ts";
import type { SecurityRule } from "../policies/security-rule.ts";
import { definesProfiles, type ProfileInForce, profilesOfGroup } from "../profiles/profiles-in-force.ts";
import type { SecurityProfile } from "../profiles/security-profiles.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import { pathSegment } from "../vocabulary/logical-path.ts";
import type { SecurityProfileType } from "../vocabulary/security-profile-types.ts";
import type { UsageSources } from "./sources.ts";

/** Which policy rules use something. */
export interface ProfileUsers {
  /** How many enabled rules that allow carry it, directly or by a group. */
  readonly policyRules: number;
  /** The first of them. */
  readonly example: SecurityRule | undefined;
  /**
   * Whether something else names it: a disabled or blocking rule, a group (even one that nobody uses), or something of
   * which the file does not tell which one it means.
   */
  readonly isNamedOtherwise: boolean;
}

/** A security profile and which policy rules use it. */
export interface SecurityProfileUses extends ProfileUsers {
  readonly type: SecurityProfileType;
  readonly name: string;
  /** Undefined for a predefined profile, which no file defines. */
  readonly profile: SecurityProfile | undefined;
}

/** A security profile group and which policy rules use it. */
export interface ProfileGroupUses extends ProfileUsers {
  readonly name: string;
  readonly scope: Scope;
  readonly element: Element;
  /** `shared/profile-group/outbound` */
  readonly path: string;
}

export interface UsesOfProfiles {
  readonly profiles: readonly SecurityProfileUses[];
  readonly groups: readonly ProfileGroupUses[];
}

/**
 * Gathers who uses the security profiles and groups of a file; each setting is resolved once in a scope. Those of Panorama
 * are used by the own rules of its firewalls, too, as far as their files are in the run.
 */
export function securityProfileUses(model: UsageSources, managed: readonly UsageSources[]): UsesOfProfiles {
  const gathering = new Gathering(model);
  for (const tally of model.policies.profileTallies) gathering.addTally(tally);
  for (const firewall of managed) {
    for (const tally of firewall.policies.profileTallies) gathering.addTallyOf(firewall, tally);
  }
  gathering.addMembersOfGroups();
  return { profiles: [...gathering.profiles.values()], groups: [...gathering.groups.values()] };
}

/** Who uses a profile, for a related place: `Security rule "web" and 12 others use this profile.` */
export function usersInWords({ policyRules, example }: ProfileUsers): string {
  const others = policyRules - 1;
  const rest = others === 0 ? " uses" : others === 1 ? " and 1 other use" : ` and ${others} others use`;
  return `${example?.label ?? "Nothing"}${rest} this profile.`;
}

class Users implements ProfileUsers {
  policyRules = 0;
  example: SecurityRule | undefined;
  isNamedOtherwise = false;

  add({ count, first, isCarriedInVain }: ProfileTally): void {
    this.policyRules += count;
    this.example ??= first;
    if (isCarriedInVain) this.isNamedOtherwise = true;
  }
}

class UsersOfProfile extends Users implements SecurityProfileUses {
  readonly type: SecurityProfileType;
  readonly name: string;
  readonly profile: SecurityProfile | undefined;

  constructor(at: Pick<SecurityProfileUses, "type" | "name">, profile: SecurityProfile | undefined) {
    super();
    this.type = at.type;
    this.name = at.name;
    this.profile = profile;
  }
}

class UsersOfGroup extends Users implements ProfileGroupUses {
  readonly name: string;
  readonly scope: Scope;
  readonly element: Element;

  constructor(at: Pick<ProfileGroupUses, "name" | "scope" | "element">) {
    super();
    this.name = at.name;
    this.scope = at.scope;
    this.element = at.element;
  }

  get path(): string {
    return `${this.scope.path}/profile-group/${pathSegment(this.name)}`;
  }
}

class Gathering {
  /** By profile, predefined ones by `type name`. */
  readonly profiles = new Map<SecurityProfile | string, UsersOfProfile>();
  /** By the index of the group's element. */
  readonly groups = new Map<number, UsersOfGroup>();
  readonly #model: UsageSources;
  /** Scopes with profiles or groups of their own, which may override what is above them. */
  readonly #defining: readonly Scope[];

  constructor(model: UsageSources) {
    this.#model = model;
    for (const profile of model.profiles.all) this.profiles.set(profile, new UsersOfProfile(profile, profile));
    for (const scope of [model.scopes.shared, ...model.scopes.all]) {
      for (const [name, element] of model.objects.definedIn("profile-group", scope)) {
        this.groups.set(element.index, new UsersOfGroup({ name, scope, element }));
      }
    }
    this.#defining = model.scopes.all.filter((scope) => definesProfiles(model.objects, scope));
  }

  addTally(tally: ProfileTally): void {
    const { setting, rulebase } = tally;
    if (setting.kind === "none") return;
    const users = new Set<Users>();
    for (const scope of this.#scopesOf(rulebase.scope)) {
      if (setting.kind === "group") this.#addGroup(setting.group, scope, users);
      const inForce = this.#model.profiles.inForce(setting, scope);
      if (inForce.state === "known") for (const each of inForce.profiles) this.#addProfile(each, users);
    }
    for (const each of users) each.add(tally);
  }

  /** Counts rules of a firewall's own file, which may carry profiles of this one; the others are told of there. */
  addTallyOf(firewall: UsageSources, tally: ProfileTally): void {
    const { setting, rulebase, first } = tally;
    if (setting.kind === "none" || first === undefined || first.pushedFrom !== undefined) return;
    const users = new Set<Users>();
    if (setting.kind === "group") this.#addFound(firewall.profiles.profileGroup(setting.group, rulebase.scope), users);
    const inForce = firewall.profiles.inForce(setting, rulebase.scope);
    for (const { answer } of inForce.state === "known" ? inForce.profiles : []) {
      const own = answer.state === "found" && answer.value ? this.profiles.get(answer.value) : undefined;
      if (own !== undefined) users.add(own);
    }
    for (const each of users) each.add(tally);
  }

  /** What a group names is named, whether a policy rule uses the group or not. */
  addMembersOfGroups(): void {
    for (const { element, scope } of this.groups.values()) {
      const users = new Set<Users>();
      for (const at of this.#scopesOf(scope)) {
        for (const [type, name] of profilesOfGroup(element)) {
          this.#addProfile({ type, name, answer: this.#model.profiles.securityProfile(type, name, at) }, users);
        }
      }
      for (const each of users) each.isNamedOtherwise = true;
    }
  }

  /** The scope, and those below it in which its names may mean other things. */
  #scopesOf(scope: Scope): readonly Scope[] {
    return [scope, ...this.#defining.filter((at) => at !== scope && [...at.chain()].includes(scope))];
  }

  #addGroup(name: string, scope: Scope, into: Set<Users>): void {
    const answer: LookUp<Element> = this.#model.profiles.profileGroup(name, scope);
    this.#addFound(answer, into);
    if (answer.state !== "unknown") return;
    for (const group of this.groups.values()) if (group.name === name) group.isNamedOtherwise = true;
  }

  #addFound(group: LookUp<Element>, into: Set<Users>): void {
    const found = group.state === "found" && group.value?.table === this.#model.file.document.table && group.value;
    const users = found ? this.groups.get(found.index) : undefined;
    if (users !== undefined) into.add(users);
  }

  #addProfile({ type, name, answer }: ProfileInForce, into: Set<Users>): void {
    if (answer.state === "unknown") {
      const same = [...this.profiles.values()].filter((each) => each.type === type && each.name === name);
      for (const each of same) each.isNamedOtherwise = true;
    }
    if (answer.state !== "found") return;
    const key = answer.value ?? `${type} ${name}`;
    const users = this.profiles.get(key) ?? new UsersOfProfile({ type, name }, answer.value);
    // A profile of another file of the run is reported there.
    if (answer.value === undefined || this.profiles.has(key)) this.profiles.set(key, users);
    into.add(users);
  }
}
