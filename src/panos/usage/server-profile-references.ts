import type { Element } from "../../xml/element.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import type { ServerProfile } from "../forwarding/server-profiles.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ServerKind } from "../vocabulary/object-kinds.ts";
import type { LogForwardingUses } from "./log-forwarding-uses.ts";
import type { UsageSources } from "./sources.ts";

/** A match list that names a server profile, as a destination or for registering tags. */
interface ServerProfileReference {
  readonly kind: ServerKind;
  readonly name: string;
  readonly element: Element;
  /** The match list at the beginning of a sentence. */
  readonly label: string;
  /** Where the name is looked up. */
  readonly scope: Scope;
  /** Whether it belongs to a log-forwarding profile that nothing uses. */
  readonly isUnused: boolean;
}

/** All that match lists of one scope send to one server profile. */
export interface NamedServerProfile extends ServerProfileReference {
  readonly answer: LookUp<ServerProfile>;
  /** Every reference, the first one too. */
  readonly references: readonly [ServerProfileReference, ...ServerProfileReference[]];
}

/** Every server profile that match lists name, once for each scope that looks it up. */
export function namedServerProfiles(
  model: UsageSources,
  uses: Iterable<LogForwardingUses>,
): readonly NamedServerProfile[] {
  const groups = new Map<string, [ServerProfileReference, ...ServerProfileReference[]]>();
  for (const reference of referencesIn(model, uses)) {
    const key = `${reference.scope.path} ${reference.kind} ${reference.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [reference]);
    else group.push(reference);
  }
  return Array.from(groups.values(), (references) => {
    const [first] = references;
    const isUnused = references.every((each) => each.isUnused);
    return {
      ...first,
      isUnused,
      references,
      answer: model.forwarding.serverProfile(first.kind, first.name, first.scope),
    };
  });
}

function* referencesIn(model: UsageSources, uses: Iterable<LogForwardingUses>): Generator<ServerProfileReference> {
  for (const { profile, count } of uses) {
    for (const entry of profile.matchList) yield* referencesOf(entry, profile.scope, count === 0);
  }
  for (const { settings, entries } of model.devices.matchLists()) {
    for (const entry of entries) yield* referencesOf(entry, settings.scope, false);
  }
}

function* referencesOf(entry: MatchEntry, scope: Scope, isUnused: boolean): Generator<ServerProfileReference> {
  const { destinations, actions, label } = entry;
  for (const destination of destinations) yield { ...destination, scope, label, isUnused };
  for (const { registration } of actions) {
    const profile = registration?.httpProfile;
    if (profile !== undefined) yield { kind: "http", ...profile, scope, label, isUnused };
  }
}
