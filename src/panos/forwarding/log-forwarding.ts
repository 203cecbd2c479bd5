import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { ObjectLookup } from "../objects/look-up.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ServerKind } from "../vocabulary/object-kinds.ts";
import { type Arrival, serverArrivalOf } from "./arrival.ts";
import { LogForwardingProfile, PREDEFINED_LOG_FORWARDING_PROFILES } from "./log-forwarding-profile.ts";
import type { ForwardingLookup, ForwardingSources } from "./look-up.ts";
import type { NetflowProfile } from "./netflow-profiles.ts";
import { ServerProfileIndex } from "./server-profile-index.ts";
import type { ServerProfile } from "./server-profiles.ts";
import { profileAcrossTemplate, type ScopedAnswer } from "./template-look-up.ts";

/** Log-forwarding profiles and server profiles: which a name means where it is written. */
export class LogForwarding implements ForwardingLookup {
  readonly file: Export;
  readonly #sources: ForwardingSources;
  readonly #servers: ServerProfileIndex;
  readonly #answers = new Map<Scope, Map<string, LookUp<LogForwardingProfile>>>();
  readonly #profiles = new Map<Scope, Map<string, LogForwardingProfile>>();
  #all: readonly LogForwardingProfile[] | undefined;

  constructor(sources: ForwardingSources) {
    this.file = sources.file;
    this.#sources = sources;
    this.#servers = new ServerProfileIndex(sources);
  }

  /** Every log-forwarding profile that the file defines, scope by scope; of two with one name in a scope the first. */
  get profiles(): readonly LogForwardingProfile[] {
    const { scopes, objects } = this.#sources;
    this.#all ??= [scopes.shared, ...scopes.all].flatMap((scope) =>
      Array.from(objects.definedIn("log-settings/profiles", scope), ([name, element]) =>
        this.profileAt(element, { name, scope }),
      ),
    );
    return this.#all;
  }

  logForwardingProfile(name: string, scope: Scope): LookUp<LogForwardingProfile> {
    const known = this.#answers.get(scope) ?? new Map<string, LookUp<LogForwardingProfile>>();
    this.#answers.set(scope, known);
    const answer = known.get(name) ?? this.#find(name, scope);
    known.set(name, answer);
    return answer;
  }

  profileAt(element: Element, { name, scope }: { readonly name: string; readonly scope: Scope }): LogForwardingProfile {
    const known = this.#profiles.get(scope) ?? new Map<string, LogForwardingProfile>();
    this.#profiles.set(scope, known);
    const profile = known.get(name) ?? new LogForwardingProfile(this.file, { name, scope, element });
    known.set(name, profile);
    return profile;
  }

  /** What the name of a log-forwarding profile means in a template, where an element names it. */
  acrossTemplate(name: string, at: Element): ScopedAnswer {
    return profileAcrossTemplate(this.#sources, this, { name, at });
  }

  /**
   * The profiles that a name written in a scope means on firewalls: the one found there, and those by which device groups
   * below override it. Where the file cannot tell, all of that name, and not `certain`.
   */
  meaningOf(
    name: string,
    scope: Scope,
  ): { readonly profiles: readonly LogForwardingProfile[]; readonly certain: boolean } {
    const answer = this.logForwardingProfile(name, scope);
    const defining = this.profiles.filter((profile) => profile.name === name);
    if (answer.state === "unknown") return { profiles: defining, certain: false };
    const { shared } = this.#sources.scopes;
    const below = defining
      .map((profile) => profile.scope)
      .filter((at) => at !== scope && at !== shared && [...at.chain()].includes(scope));
    const answers = [answer, ...below.map((at) => this.logForwardingProfile(name, at))];
    const profiles = answers.flatMap((each) => (each.state === "found" && each.value ? [each.value] : []));
    return { profiles: [...new Set(profiles)], certain: true };
  }

  /** Whether it is certain that no log-forwarding profile can be named in a scope. */
  lacksProfiles(scope: Scope): boolean {
    const { objects } = this.#sources;
    if (objects.partial !== undefined) return false;
    const beyond = objects.beyond(scope);
    return definesNone(objects, scope) && (beyond === undefined || definesNone(beyond.model.objects, beyond.scope));
  }

  /** Panorama's own settings; undefined on a firewall and in a file that shows only what Panorama manages. */
  get panoramaScope(): Scope | undefined {
    return this.#servers.panorama;
  }

  /** The server profiles that match lists can name, of every virtual system, template and so on. */
  get serverProfiles(): readonly ServerProfile[] {
    return this.#servers.all;
  }

  /** The NetFlow server profiles of every place. */
  get netflowProfiles(): readonly NetflowProfile[] {
    return this.#servers.netflow;
  }

  /**
   * The server profile that a name means to a log-forwarding profile or to device log settings of a scope. Unknown where
   * Panorama's device groups and templates meet on firewalls that the file does not tell of.
   */
  serverProfile(kind: ServerKind, name: string, from: Scope): LookUp<ServerProfile> {
    return this.#servers.lookUp(kind, name, from);
  }

  /** Every server profile of the file that a name in a scope means on some firewall; empty where it does not tell. */
  serverProfilesMeant(kind: ServerKind, name: string, from: Scope): readonly ServerProfile[] {
    return this.#servers.meant(kind, name, from);
  }

  /** Whether what a scope sends to a server profile of that name has a server to go to. */
  serverArrival(kind: ServerKind, name: string, from: Scope): Arrival {
    return serverArrivalOf(this.serverProfile(kind, name, from));
  }

  /** A server profile to propose: the first of these kinds that a log-forwarding profile of a scope can name. */
  suggestedServerProfile(kinds: readonly ServerKind[], scope: Scope): ServerProfile | undefined {
    return this.serverProfiles.find(
      ({ kind, name }) => kinds.includes(kind) && this.serverArrival(kind, name, scope) === "yes",
    );
  }

  #find(name: string, scope: Scope): LookUp<LogForwardingProfile> {
    const found = this.#sources.objects.lookUp("log-settings/profiles", name, scope);
    if (found.state === "found" && found.value !== undefined && found.scope !== undefined) {
      const holder = this.#sources.elsewhere(found.value) ?? this;
      return { ...found, value: holder.profileAt(found.value, { name, scope: found.scope }) };
    }
    if (PREDEFINED_LOG_FORWARDING_PROFILES.includes(name)) {
      return { state: "found", value: undefined, scope: undefined };
    }
    return found.state === "found" ? { ...found, value: undefined } : found;
  }
}

function definesNone(objects: ObjectLookup, scope: Scope): boolean {
  return [...scope.chain()].every(
    (at) => objects.definedIn("log-settings/profiles", at).size === 0 && at.parentUncertain === undefined,
  );
}
