import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { DeviceObject } from "../network/device-object.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import { type LogForwardingUses, logForwardingUses } from "./log-forwarding-uses.ts";
import { type LogProducer, logProducers } from "./log-producers.ts";
import { type LogSettingReference, logSettingReferences } from "./log-setting-references.ts";
import {
  type ProfileGroupUses,
  type SecurityProfileUses,
  securityProfileUses,
  type UsesOfProfiles,
} from "./security-profile-uses.ts";
import { type NamedServerProfile, namedServerProfiles } from "./server-profile-references.ts";
import { type ServerProfileUses, serverProfileUses } from "./server-profile-uses.ts";
import type { UsageSources } from "./sources.ts";
import { ForwardingSuggestions } from "./suggestions.ts";

/** A firewall's own file of the run. */
type ManagedUsage = UsageSources & { readonly usage: Usage };

/** Who names which object, found once and kept. */
export class Usage {
  readonly #model: UsageSources;
  readonly #managed: () => readonly ManagedUsage[];
  readonly #suggestions: ForwardingSuggestions;
  #logSettingReferences: readonly LogSettingReference[] | undefined;
  #logProducers: readonly LogProducer[] | undefined;
  #logForwardingUses: ReadonlyMap<LogForwardingProfile, LogForwardingUses> | undefined;
  #serverProfileUses: readonly ServerProfileUses[] | undefined;
  #securityProfileUses: UsesOfProfiles | undefined;

  /** `managed` gives the own files of firewalls that this Panorama pushes to. */
  constructor(model: UsageSources, managed: () => readonly ManagedUsage[]) {
    this.#model = model;
    this.#managed = managed;
    this.#suggestions = new ForwardingSuggestions(model);
  }

  /** Every `log-setting` outside security and default rules that names a log-forwarding profile. */
  get logSettingReferences(): readonly LogSettingReference[] {
    this.#logSettingReferences ??= [...logSettingReferences(this.#model)];
    return this.#logSettingReferences;
  }

  /** All that name a log-forwarding profile outside the security rulebase. */
  get logProducers(): readonly LogProducer[] {
    this.#logProducers ??= [...logProducers(this.#model, this.logSettingReferences)];
    return this.#logProducers;
  }

  /** Who uses the log-forwarding profiles that the file defines and which logs the users make, in the order of the profiles. */
  get logForwardingUses(): Iterable<LogForwardingUses> {
    return this.#usesOfProfiles().values();
  }

  /** Who uses a log-forwarding profile; undefined for one that another file of the run defines. */
  usesOf(profile: LogForwardingProfile): LogForwardingUses | undefined {
    return this.#usesOfProfiles().get(profile);
  }

  /** The server profiles that the file defines and something uses, each with what sends logs to it. */
  get serverProfileUses(): readonly ServerProfileUses[] {
    this.#serverProfileUses ??= serverProfileUses(this.#model, this.logForwardingUses, this.#managed());
    return this.#serverProfileUses;
  }

  /** Every server profile that match lists name, with what the name means, once for each scope that looks it up. */
  namedServerProfiles(): readonly NamedServerProfile[] {
    return namedServerProfiles(this.#model, this.logForwardingUses);
  }

  /** Which policy rules use which security profiles: all that the file defines, and the predefined ones in use. */
  get securityProfileUses(): readonly SecurityProfileUses[] {
    return this.#usesOfSecurityProfiles().profiles;
  }

  /** Which policy rules use which security profile groups: all that the file defines. */
  get profileGroupUses(): readonly ProfileGroupUses[] {
    return this.#usesOfSecurityProfiles().groups;
  }

  /** A log-forwarding profile to propose in a scope; with a type of log, one that forwards it, if there is any. */
  suggestedLogForwardingProfile(scope: Scope, type?: ForwardedLogType): string | undefined {
    return this.#suggestions.suggest(scope, type);
  }

  /** The same for an object of a device; for a template's, one of a device group that the template serves. */
  suggestedProfileFor(object: DeviceObject, type: ForwardedLogType): string | undefined {
    const [group] = object.device.kind === "firewall" ? [] : this.#model.panorama.groupsAround(object.entry);
    return this.suggestedLogForwardingProfile(group ?? object.scope, type);
  }

  #usesOfProfiles(): ReadonlyMap<LogForwardingProfile, LogForwardingUses> {
    this.#logForwardingUses ??= logForwardingUses(this.#model, this.logProducers, this.#managed());
    return this.#logForwardingUses;
  }

  #usesOfSecurityProfiles(): UsesOfProfiles {
    this.#securityProfileUses ??= securityProfileUses(this.#model, this.#managed());
    return this.#securityProfileUses;
  }
}
