import { lowerFirst } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import type { AuditTracking } from "../device/audit-trail.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import type { ServerProfile } from "../forwarding/server-profiles.ts";
import type { Scope } from "../scopes/scope.ts";
import { DEVICE_LOG_TYPES, FORWARDED_LOG_TYPES } from "../vocabulary/log-types.ts";

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

/** Gathers what sends logs: match lists of log-forwarding profiles in use and of the device, audit tracking. */
export function serverProfileUses(config: Config): readonly ServerProfileUses[] {
  const gathered = new Map<ServerProfile, Map<string, ServerProfileUse>>();
  const add = (use: ServerProfileUse, profiles: readonly ServerProfile[], file = ""): void => {
    for (const profile of profiles) {
      const uses = gathered.get(profile) ?? new Map<string, ServerProfileUse>();
      gathered.set(profile, uses.set(`${file}#${use.element.index}`, use));
    }
  };
  for (const { entry, from } of matchEntries(config)) {
    const { label, element } = entry;
    for (const { kind, name } of entry.destinations)
      add({ label, element, entry, from }, config.serverProfilesMeant(kind, name, from));
  }
  const own = new Map(config.serverProfiles.map((profile) => [profile.element.index, profile]));
  for (const { config: firewall } of config.managedFiles) {
    // Its own match lists may name what a template pushes to it.
    for (const { entry, from } of firewall === undefined ? [] : matchEntries(firewall)) {
      const { label, element } = entry;
      for (const { kind, name } of entry.destinations) {
        const answer = firewall?.serverProfile(kind, name, from);
        const found = answer?.state === "found" ? answer.value?.element : undefined;
        const profile = found?.table === config.document.table ? own.get(found.index) : undefined;
        if (profile !== undefined) add({ label, element, entry, from }, [profile], firewall?.document.source.name);
      }
    }
  }
  for (const { label, tracking, from } of auditTracking(config)) {
    const { value, element } = tracking.sendSyslog;
    if (value !== undefined)
      add({ label, element, entry: undefined, from }, config.serverProfilesMeant("syslog", value, from));
  }
  return config.serverProfiles.flatMap((profile) => {
    const uses = gathered.get(profile);
    return uses === undefined ? [] : [{ profile, uses: [...uses.values()] }];
  });
}

interface Sender {
  readonly entry: MatchEntry;
  /** Where the server profile's name is looked up. */
  readonly from: Scope;
}

function* matchEntries(config: Config): Generator<Sender> {
  for (const { profile, count, scopes } of config.logForwardingUses) {
    if (count === 0) continue;
    // On a firewall the profile's own scope decides; on Panorama the firewalls on which it is used.
    const froms = config.document.product === "panorama" ? [...scopes] : [profile.scope];
    for (const entry of profile.matchList) for (const from of froms) yield { entry, from };
  }
  for (const settings of config.deviceLogSettings) {
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

function* auditTracking(config: Config): Generator<Audit> {
  const panorama = config.serverProfiles.find(({ scope }) => scope.kind === "panorama")?.scope;
  for (const { place, system } of config.devices) {
    const template = config.templates.named(place.name)?.scope;
    const from = { firewall: config.shared, panorama, template, "template-stack": template }[place.kind];
    if (from !== undefined) yield { label: auditLabel(place.label), tracking: system.auditTracking, from };
  }
  if (panorama === undefined) return;
  for (const { label, auditTracking: tracking } of config.collectorGroups)
    yield { label: auditLabel(label), tracking, from: panorama };
}

function auditLabel(owner: string): string {
  return `Audit tracking of ${owner === "Panorama" ? owner : lowerFirst(owner)}`;
}
