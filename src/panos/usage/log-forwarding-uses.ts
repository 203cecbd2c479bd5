import { andMore, nounFor } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { ForwardingTally } from "../policies/forwarding-tally.ts";
import { rulesLoggingTunnels } from "../policies/inspected-tunnels.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import {
  isSecurityProfileType,
  LOGS_OF_PROFILES,
  type SecurityProfileType,
} from "../vocabulary/security-profile-types.ts";
import type { LogProducer } from "./log-producers.ts";
import type { UsageSources } from "./sources.ts";

/** Something that names a log-forwarding profile: a security rule, a decryption rule, a zone. */
interface LogForwardingUser {
  /** At the beginning of a sentence: `Zone "dmz"`. */
  readonly label: string;
  readonly element: Element;
}

/** How many users make one type of log, and one of them. */
interface LogSource {
  readonly count: number;
  readonly example: LogForwardingUser;
}

/** Who uses a log-forwarding profile, and which logs they make. */
export interface LogForwardingUses {
  readonly profile: LogForwardingProfile;
  /** Enabled users of all kinds. */
  readonly count: number;
  /** Enabled security rules and default-rule overrides among them. */
  readonly policyRules: number;
  /** The first enabled user. */
  readonly example: LogForwardingUser | undefined;
  /** The same as a place that explains a finding: `Zone "dmz" uses the profile.` None when there is no enabled user. */
  readonly usedBy: readonly { readonly at: Element; readonly message: string }[];
  /** Whether only something disabled names it, or something of which the file does not tell which profile it means. */
  readonly isNamedOtherwise: boolean;
  /** Whether nothing names it at all. */
  readonly isUnused: boolean;
  /** The log types that the enabled users make, in no order. */
  readonly logs: ReadonlyMap<ForwardedLogType, LogSource>;
  /** The types of the security profiles that its enabled allow rules apply. */
  readonly profileTypes: ReadonlySet<SecurityProfileType>;
  /** The scopes in which enabled users name it; a zone of a template names it in the groups that the template serves. */
  readonly scopes: ReadonlySet<Scope>;
}

/** A firewall's own file of the run, and what names log-forwarding profiles in it. */
type FirewallUsers = UsageSources & { readonly usage: { readonly logProducers: readonly LogProducer[] } };

/**
 * Gathers the users of every log-forwarding profile that the file defines; a name is looked up once in a scope. Panorama's
 * are used by its firewalls' own rules, too, as far as their files are in the run.
 */
export function logForwardingUses(
  model: UsageSources,
  producers: readonly LogProducer[],
  managed: readonly FirewallUsers[],
): ReadonlyMap<LogForwardingProfile, LogForwardingUses> {
  const gathered = new Map(model.forwarding.profiles.map((profile) => [profile, new GatheredUses(profile)]));
  const find = (name: string, scope: Scope): Meaning => {
    const { profiles, certain } = model.forwarding.meaningOf(name, scope);
    return { uses: profiles.flatMap((profile) => gathered.get(profile) ?? []), certain };
  };
  for (const tally of model.policies.forwardingTallies) {
    const { uses, certain } = find(tally.profile, tally.rulebase.scope);
    for (const each of uses) certain ? each.addRules(tally) : each.addNamed();
  }
  for (const { label, logSetting, scope } of rulesLoggingTunnels(model.policies)) {
    const { uses, certain } = find(logSetting.value ?? "", scope);
    if (certain) for (const each of uses) each.addLogs("tunnel", 1, { label, element: logSetting.element });
  }
  for (const producer of producers) {
    for (const scope of producer.scopes) {
      const { uses, certain } = find(producer.profile, scope);
      for (const each of uses) certain && producer.inEffect ? each.addProducer(producer, scope) : each.addNamed();
    }
  }
  for (const firewall of managed) addFirewall(firewall, gathered);
  return gathered;
}

/** What stands in a firewall's own file and names profiles that Panorama pushes to it; the others are told of there. */
function addFirewall(firewall: FirewallUsers, gathered: ReadonlyMap<LogForwardingProfile, GatheredUses>): void {
  const find = (name: string, scope: Scope) => {
    const answer = firewall.forwarding.logForwardingProfile(name, scope);
    const profile = answer.state === "found" ? answer.value : undefined;
    const [uses, group] = [profile && gathered.get(profile), firewall.objects.beyond(scope)?.scope];
    return uses && group && { uses, group };
  };
  for (const tally of firewall.policies.forwardingTallies) {
    const found = tally.enabled?.first.pushedFrom === undefined && find(tally.profile, tally.rulebase.scope);
    if (found) found.uses.addRules(tally, found.group);
  }
  for (const producer of firewall.usage.logProducers) {
    for (const found of producer.scopes.map((scope) => find(producer.profile, scope))) {
      if (found !== undefined)
        producer.inEffect ? found.uses.addProducer(producer, found.group) : found.uses.addNamed();
    }
  }
}

interface Meaning {
  readonly uses: readonly GatheredUses[];
  /** Whether the file tells that it is these. */
  readonly certain: boolean;
}

class GatheredUses implements LogForwardingUses {
  readonly profile: LogForwardingProfile;
  readonly logs = new Map<ForwardedLogType, LogSource>();
  readonly profileTypes = new Set<SecurityProfileType>();
  readonly scopes = new Set<Scope>();
  readonly #seen = new Set<LogProducer>();
  count = 0;
  policyRules = 0;
  example: LogForwardingUser | undefined;
  isNamedOtherwise = false;

  constructor(profile: LogForwardingProfile) {
    this.profile = profile;
  }

  get isUnused(): boolean {
    return this.count === 0 && !this.isNamedOtherwise;
  }

  get usedBy(): LogForwardingUses["usedBy"] {
    if (this.example === undefined) return [];
    const { label, element } = this.example;
    return [
      { at: element, message: `${label}${andMore(this.count - 1)} ${nounFor(this.count, "uses", "use")} the profile.` },
    ];
  }

  addNamed(): void {
    this.isNamedOtherwise = true;
  }

  /** Counts rules of a scope, or of a firewall that gets the policy of one. */
  addRules(tally: ForwardingTally, scope: Scope = tally.rulebase.scope): void {
    if (tally.disabled > 0) this.addNamed();
    const { enabled, logged } = tally;
    if (enabled === undefined) return;
    const userOf = ({ first }: typeof enabled) => ({ label: first.label, element: first.logSetting.element });
    this.count += enabled.count;
    this.policyRules += enabled.count;
    this.example ??= userOf(enabled);
    this.scopes.add(scope);
    if (logged !== undefined) this.addLogs("traffic", logged.count, userOf(logged));
    for (const inspecting of tally.inspecting()) {
      const types = inspecting.types.filter(isSecurityProfileType);
      for (const type of types) this.profileTypes.add(type);
      for (const log of new Set(types.map((type) => LOGS_OF_PROFILES[type]))) {
        if (log !== undefined) this.addLogs(log, inspecting.count, userOf(inspecting));
      }
    }
  }

  /** A zone of a template may name it in several groups; it is one user. */
  addProducer(producer: LogProducer, scope: Scope): void {
    this.scopes.add(scope);
    if (this.#seen.has(producer)) return;
    this.#seen.add(producer);
    this.count++;
    this.example ??= producer;
    if (producer.logs !== undefined) this.addLogs(producer.logs, 1, producer);
  }

  addLogs(type: ForwardedLogType, count: number, example: LogForwardingUser): void {
    const known = this.logs.get(type);
    this.logs.set(type, known === undefined ? { count, example } : { ...known, count: known.count + count });
  }
}
