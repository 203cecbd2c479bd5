import type { Config } from "./config.ts";
import type { Firewall } from "./devices.ts";
import type { Scope } from "./scope.ts";

/**
 * The serial numbers of the managed firewalls whose policy sends logs to Panorama; not those whose template sends them to
 * Strata Logging Service in its place.
 */
export function firewallsSendingToPanorama(config: Config): readonly string[] {
  const scopes = new Set<Scope>();
  for (const { profile, count, scopes: users } of config.logForwardingUses) {
    const sends = count > 0 && profile.matchList.some((entry) => entry.sendToPanorama.value && !entry.neverMatches);
    if (sends) for (const scope of users) scopes.add(scope);
  }
  const sending = config.firewalls.all.filter(
    (firewall) =>
      [...(firewall.scope?.chain() ?? [])].some((scope) => scopes.has(scope)) && !isCloudOnly(config, firewall),
  );
  return [...new Set(sending.flatMap(({ serial }) => serial ?? []))];
}

function isCloudOnly(config: Config, firewall: Firewall): boolean {
  const stack = config.firewalls.templateOf(firewall);
  const settings = config.devices.find(({ place }) => place.owner.index === stack?.entry.index);
  return settings?.loggingServiceForwarding.value === true;
}
