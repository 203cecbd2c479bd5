import {
  type Config,
  DEVICE_LOG_TYPES,
  type DeviceSettings,
  type Firewall,
  type MatchEntry,
  type Scope,
} from "../../src/rule.ts";

/**
 * The serial numbers of the managed firewalls whose policy, or whose own log settings, send logs to Panorama; not those
 * whose template sends them to Strata Logging Service in its place.
 */
export function firewallsSendingToPanorama(config: Config): readonly string[] {
  const scopes = scopesSendingToPanorama(config);
  const sending = config.panorama.firewalls.all.filter((firewall) => {
    const settings = settingsOf(config, firewall);
    if (settings?.loggingServiceForwarding.value === true) return false;
    const byPolicy = [...(firewall.scope?.chain() ?? [])].some((scope) => scopes.has(scope));
    return byPolicy || (settings !== undefined && sendsItsOwn(config, settings));
  });
  return [...new Set(sending.flatMap(({ serial }) => serial ?? []))];
}

/** The scopes with policy that sends logs to Panorama. */
export function scopesSendingToPanorama(config: Config): ReadonlySet<Scope> {
  const scopes = new Set<Scope>();
  for (const { profile, count, scopes: users } of config.usage.logForwardingUses) {
    if (count > 0 && profile.matchList.some(sendsToPanorama)) for (const scope of users) scopes.add(scope);
  }
  return scopes;
}

function sendsItsOwn(config: Config, device: DeviceSettings): boolean {
  const logSettings = config.devices.logSettingsOf(device);
  return DEVICE_LOG_TYPES.some((type) => logSettings?.matchList(type).some(sendsToPanorama) === true);
}

function sendsToPanorama({ sendToPanorama, neverMatches }: MatchEntry): boolean {
  return sendToPanorama.value && !neverMatches;
}

/** What the stack of a firewall sets. */
function settingsOf(config: Config, firewall: Firewall): DeviceSettings | undefined {
  const stack = config.panorama.firewalls.templateOf(firewall);
  return config.devices.settings.find(({ place }) => place.owner.index === stack?.entry.index);
}
