import type { Arrival } from "../forwarding/arrival.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import type { TlsLogging } from "../forwarding/tls-logging.ts";
import type { DevicePlace } from "../panorama/device-place.ts";
import type { ForwardingTally } from "../policies/forwarding-tally.ts";
import type { RuleQuery } from "../policy-table/rule-query.ts";
import type { Scope } from "../scopes/scope.ts";
import type { LogForwardingUses } from "../usage/log-forwarding-uses.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import { isSecurityProfileType, LOGS_OF_PROFILES } from "../vocabulary/security-profile-types.ts";
import type { Deliver } from "./delivery.ts";
import type { FlowSources } from "./sources.ts";

/** What becomes of the logs of one type that the policy of a device makes. */
export interface LogFlow {
  /** Whether something enabled makes such logs. */
  readonly made: boolean;
  /**
   * How many of them are kept elsewhere: all for certain; some, where a filter or a policy rule without forwarding may
   * hold logs back; `perhaps`, where the file cannot tell whether any arrive.
   */
  readonly leaves: "all" | "some" | "perhaps" | "none";
}

/** Where logs are kept. Mail and traps tell somebody of a log. */
export const LOG_STORES: readonly DestinationKind[] = ["panorama", "syslog", "http"];

/** The policy that a device runs. */
export interface DevicePolicy {
  /** The scopes whose policy rules it evaluates. */
  readonly scopes: ReadonlySet<Scope>;
  /** The device groups by which a template meets policy; undefined on a firewall. */
  readonly groups: readonly Scope[] | undefined;
}

/** Follows the logs of one type from what makes them to where they are kept. */
export function logFlowOf(
  model: FlowSources,
  deliver: Deliver,
  { device, type }: { readonly device: DevicePlace; readonly type: ForwardedLogType },
): LogFlow {
  const policy = policyOf(model, device);
  const uses = [...model.usage.logForwardingUses].filter(
    (each) => each.logs.has(type) && [...each.scopes].some((scope) => policy.scopes.has(scope)),
  );
  const named = statesOfNames(model, policy, type);
  const held = named.has("missing") || isMadeWithoutForwarding(model, device, type);
  const outside = named.has("outside");
  const from = ({ profile }: LogForwardingUses) => policy.groups ?? [profile.scope];
  const arrivals = uses.map((each) => arrivalOf(deliver, { profile: each.profile, type, from: from(each) }));
  const made = uses.length > 0 || held || outside;
  if (arrivals.includes("yes")) {
    const whole = uses.every((each, at) => arrivals[at] === "yes" && isWhole(each, type));
    return { made, leaves: whole && !held && !outside ? "all" : "some" };
  }
  return { made, leaves: arrivals.includes("perhaps") || outside ? "perhaps" : "none" };
}

/** The scopes whose policy rules a device evaluates, and the device groups by which a template meets them. */
export function policyOf(model: FlowSources, device: DevicePlace): DevicePolicy {
  if (device.kind === "firewall")
    return { scopes: new Set([model.scopes.shared, ...model.scopes.all]), groups: undefined };
  const template = model.panorama.templates.named(device.name);
  const groups = template === undefined ? [] : model.panorama.firewalls.groupsServedBy(template);
  return { scopes: new Set(groups.flatMap((group) => [...group.chain()])), groups };
}

/** Whether policy rules that name no log-forwarding profile make such logs. */
function isMadeWithoutForwarding(model: FlowSources, device: DevicePlace, type: ForwardedLogType): boolean {
  const { scopes } = policyOf(model, device);
  const rules = (query: RuleQuery) =>
    model.policies.enabledRules({ ...query, namesForwarding: false }).filter(({ scope }) => scopes.has(scope));
  if (type === "traffic") return rules({ logsAtEnd: true }).length > 0 || rules({ logsAtStart: true }).length > 0;
  if (type === "decryption") {
    const silent = (logs: TlsLogging | undefined) =>
      logs !== undefined && logs.logSetting.value === undefined && (logs.logSuccess.value || logs.logFail.value);
    const decrypts = model.policies
      .otherRules("decryption")
      .some((rule) => rule.enabled && !rule.isForSsh && scopes.has(rule.scope) && silent(rule.tlsLogging));
    const services = model.network.globalProtect.filter((service) => service.isOn(device));
    return decrypts || services.some(({ asPushed }) => asPushed.some((each) => silent(each.tlsLogging)));
  }
  if (type === "auth") {
    return model.policies
      .otherRules("authentication")
      .some((rule) => rule.enabled && rule.asksUsers && scopes.has(rule.scope) && rule.logSetting.value === undefined);
  }
  return rules({ allows: true, hasProfiles: true }).some((rule) => {
    const inForce = rule.profilesInForce;
    return inForce.state === "known" && inForce.profiles.some((profile) => LOGS_OF_PROFILES[profile.type] === type);
  });
}

/**
 * What becomes of the profiles that policy rules name for such logs: `missing` for one that does not exist, `outside` for
 * one that does, or may, and is not in the file, such as a predefined one.
 */
function statesOfNames(model: FlowSources, { scopes }: DevicePolicy, type: ForwardedLogType): ReadonlySet<string> {
  const states = new Set<"missing" | "outside">();
  for (const tally of model.policies.forwardingTallies) {
    const { scope } = tally.rulebase;
    if (!scopes.has(scope) || !makes(tally, type)) continue;
    const answer = model.forwarding.logForwardingProfile(tally.profile, scope);
    if (answer.state === "missing") states.add("missing");
    else if (answer.state === "unknown" || answer.value === undefined) states.add("outside");
  }
  for (const { profile, logs, inEffect, scopes: from } of model.usage.logProducers) {
    const lost = (scope: Scope) =>
      scopes.has(scope) && model.forwarding.logForwardingProfile(profile, scope).state === "missing";
    if (logs === type && inEffect && from.some(lost)) states.add("missing");
  }
  return states;
}

function makes(tally: ForwardingTally, type: ForwardedLogType): boolean {
  if (type === "traffic") return tally.logged !== undefined;
  const types = [...tally.inspecting()].flatMap((rules) => rules.types.filter(isSecurityProfileType));
  return types.some((each) => LOGS_OF_PROFILES[each] === type);
}

/** A log-forwarding profile, and the scopes in which it is used. */
interface Carrier {
  readonly profile: LogForwardingProfile;
  readonly type: ForwardedLogType;
  readonly from: readonly Scope[];
}

const ORDER: readonly Arrival[] = ["yes", "perhaps", "no"];

/** Whether any log of the type arrives somewhere through a profile. */
function arrivalOf(deliver: Deliver, { profile, type, from }: Carrier): Arrival {
  const arrivals = profile
    .forwards(type, LOG_STORES)
    .entries.flatMap((entry) => from.map((scope) => deliver(entry, scope, LOG_STORES).arrives));
  return ORDER.find((arrival) => arrivals.includes(arrival)) ?? "no";
}

function isWhole({ profile }: LogForwardingUses, type: ForwardedLogType): boolean {
  return profile.forwards(type, LOG_STORES).coverage === "all";
}
