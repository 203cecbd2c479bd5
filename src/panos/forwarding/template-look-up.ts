import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { LogForwardingProfile } from "./log-forwarding-profile.ts";

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
export function profileAcrossTemplate(config: Config, name: string, at: Element): ScopedAnswer {
  const served = groupsAround(config, at);
  const inShared = { scope: config.shared, answer: config.logForwardingProfile(name, config.shared) };
  const [first = inShared, ...rest] = served.map((scope) => ({
    scope,
    answer: config.logForwardingProfile(name, scope),
  }));
  if (first === inShared) return inShared.answer.state === "missing" ? orElsewhere(config, name, inShared) : inShared;
  const answers = [first, ...rest];
  const found = (state: LookUp<unknown>["state"]) => answers.find(({ answer }) => answer.state === state);
  return found("missing") ?? found("unknown") ?? first;
}

/** The device groups whose firewalls get the part of a template in which an element stands. */
export function groupsAround(config: Config, at: Element): readonly Scope[] {
  const template = config.templates.around(at);
  return template === undefined ? [] : config.firewalls.groupsServedBy(template, vsysAround(at));
}

/** Where the file ties a template to no firewall, the profile may be one of whichever group has such a name. */
function orElsewhere(config: Config, name: string, missing: ScopedAnswer): ScopedAnswer {
  const group = config.scopes.find((scope) => config.objects("log-settings/profiles", scope).has(name));
  if (group === undefined) return missing;
  const reason = `${group.label} has such a profile, and the template does not say which groups it serves`;
  return { scope: missing.scope, answer: { state: "unknown", reason } };
}

/** The slot name of the virtual system that an element of a template is in. */
function vsysAround(element: Element): string | undefined {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
    if (at.name === "entry" && at.parent?.name === "vsys") return at.attribute("name");
  }
  return undefined;
}
