import { lowerFirst } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import type { AuditTracking } from "../device/audit-trail.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import type { ServerProfile } from "../forwarding/server-profiles.ts";
import type { Scope } from "../scopes/scope.ts";
import { DEVICE_LOG_TYPES, FORWARDED_LOG_TYPES } from "../vocabulary/log-types.ts";
import type { LogForwardingUses } from "./log-forwarding-uses.ts";
import type { UsageSources } from "./sources.ts";

/** Something that sends logs to a server profile. */
export interface ServerProfileUse {
  /** At the beginning of a sentence: `Match list "traffic" of log-forwarding profile "siem"`. */
  readonly label: string;
  readonly element: Element;
  /** The match list; undefined for audit tracking, whose records are no logs with a type. */
  readonly entry: MatchEntry | undefined;
  /** Where the server profile's name is looked up. */
  readonly from: Scope;
}

/** A server profile, and what sends logs to it. */
export interface ServerProfileUses {
  readonly profile: ServerProfile;
  readonly uses: readonly ServerProfileUse[];
}

/** A firewall's own file of the run, and its log-forwarding profiles in use. */
type FirewallSenders = UsageSources & { readonly usage: { readonly logForwardingUses: Iterable<LogForwardingUses> } };

/** Gathers what sends logs: match lists of log-forwarding profiles in use and of the device, audit tracking. */
export function serverProfileUses(
  model: UsageSources,
  logForwardingUses: Iterable<LogForwardingUses>,
  managed: readonly FirewallSenders[],
): readonly ServerProfileUses[] {
  const gathered = new Map<ServerProfile, Map<string, ServerProfileUse>>();
  const add = (use: ServerProfileUse, profiles: readonly ServerProfile[], file = ""): void => {
    for (const profile of profiles) {
      const uses = gathered.get(profile) ?? new Map<string, ServerProfileUse>();
      gathered.set(profile, uses.set(`${file}#${use.element.index}`, use));
    }
  };
  for (const { entry, from } of matchEntries(model, logForwardingUses)) {
    const { label, element } = entry;
    for (const { kind, name } of entry.destinations)
      add({ label, element, entry, from }, model.forwarding.serverProfilesMeant(kind, name, from));
  }
  const own = new Map(model.forwarding.serverProfiles.map((profile) => [profile.element.index, profile]));
  for (const firewall of managed) {
    // Its own match lists may name what a template pushes to it.
    for (const { entry, from } of matchEntries(firewall, firewall.usage.logForwardingUses)) {
      const { label, element } = entry;
      for (const { kind, name } of entry.destinations) {
        const answer = firewall.forwarding.serverProfile(kind, name, from);
        const found = answer.state === "found" ? answer.value?.element : undefined;
        const profile = found?.table === model.file.document.table ? own.get(found.index) : undefined;
        if (profile !== undefined) add({ label, element, entry, from }, [profile], firewall.file.document.source.name);
      }
    }
  }
  for (const { label, tracking, from } of auditTracking(model)) {
    const { value, element } = tracking.sendSyslog;
    if (value !== undefined)
      add({ label, element, entry: undefined, from }, model.forwarding.serverProfilesMeant("syslog", value, from));
  }
  return model.forwarding.serverProfiles.flatMap((profile) => {
    const uses = gathered.get(profile);
    return uses === undefined ? [] : [{ profile, uses: [...uses.values()] }];
  });
}

interface Sender {
  readonly entry: MatchEntry;
  /** Where the server profile's name is looked up. */
  readonly from: Scope;
}

function* matchEntries(model: UsageSources, uses: Iterable<LogForwardingUses>): Generator<Sender> {
  for (const { profile, count, scopes } of uses) {
    if (count === 0) continue;
    // On a firewall the profile's own scope decides; on Panorama the firewalls on which it is used.
    const froms = model.file.document.product === "panorama" ? [...scopes] : [profile.scope];
    for (const entry of profile.matchList) for (const from of froms) yield { entry, from };
  }
  for (const settings of model.devices.logSettings) {
    for (const type of [...DEVICE_LOG_TYPES, ...FORWARDED_LOG_TYPES]) {
      for (const entry of settings.matchList(type)) yield { entry, from: settings.scope };
    }
  }
}

interface Audit {
  readonly label: string;
  readonly tracking: AuditTracking;
  readonly from: Scope;
}

function* auditTracking(model: UsageSources): Generator<Audit> {
  const panorama = model.forwarding.serverProfiles.find(({ scope }) => scope.kind === "panorama")?.scope;
  for (const { place, system } of model.devices.settings) {
    const template = model.panorama.templates.named(place.name)?.scope;
    const from = { firewall: model.scopes.shared, panorama, template, "template-stack": template }[place.kind];
    if (from !== undefined) yield { label: auditLabel(place.label), tracking: system.auditTracking, from };
  }
  if (panorama === undefined) return;
  for (const { label, auditTracking: tracking } of model.devices.collectorGroups)
    yield { label: auditLabel(label), tracking, from: panorama };
}

function auditLabel(owner: string): string {
  return `Audit tracking of ${owner === "Panorama" ? owner : lowerFirst(owner)}`;
}
