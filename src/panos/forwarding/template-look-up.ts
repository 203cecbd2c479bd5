import type { Element } from "../../xml/element.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { LogForwardingProfile } from "./log-forwarding-profile.ts";
import type { ForwardingLookup, ForwardingSources } from "./look-up.ts";

/** What a name means in a scope. */
export interface ScopedAnswer {
  readonly scope: Scope;
  readonly answer: LookUp<LogForwardingProfile>;
}

/**
 * What a log-forwarding profile's name means in a template, to a zone for example. A template has no profiles: after the
 * push the zone sees those of its firewall's device group. It must be found in every group that the template serves; one
 * in which it is missing decides.
 */
export function profileAcrossTemplate(
  { scopes, panorama, objects }: Pick<ForwardingSources, "scopes" | "panorama" | "objects">,
  lookup: Pick<ForwardingLookup, "logForwardingProfile">,
  { name, at }: { readonly name: string; readonly at: Element },
): ScopedAnswer {
  const served = panorama.groupsAround(at);
  const inShared = { scope: scopes.shared, answer: lookup.logForwardingProfile(name, scopes.shared) };
  const [first = inShared, ...rest] = served.map((scope) => ({
    scope,
    answer: lookup.logForwardingProfile(name, scope),
  }));
  if (first === inShared) {
    if (inShared.answer.state !== "missing") return inShared;
    const having = scopes.all.find((scope) => objects.definedIn("log-settings/profiles", scope).has(name));
    return having === undefined ? inShared : unclear(inShared, having);
  }
  const answers = [first, ...rest];
  const found = (state: LookUp<unknown>["state"]) => answers.find(({ answer }) => answer.state === state);
  return found("missing") ?? found("unknown") ?? first;
}

/** Where the file ties a template to no firewall, the profile may be one of whichever group has such a name. */
function unclear({ scope }: ScopedAnswer, group: Scope): ScopedAnswer {
  const reason = `${group.label} has such a profile, and the template does not say which groups it serves`;
  return { scope, answer: { state: "unknown", reason } };
}
