import type { Config } from "../config.ts";
import type { GlobalProtectService } from "../network/gateways.ts";
import type { DevicePlace } from "../panorama/device-place.ts";
import { type DeviceLogType, hasLogType } from "../vocabulary/log-types.ts";

/**
 * Whether a device writes logs of a type, as far as the file tells: system and configuration logs always, others with the
 * feature that they are about. Panorama correlates what it collects; whether a firewall can is a matter of its model.
 */
export function makesDeviceLogs(config: Config, device: DevicePlace, type: DeviceLogType): boolean {
  if (!hasLogType(config.document.panosVersion, type)) return false;
  if (type === "system" || type === "config") return true;
  if (device.kind === "panorama" || type === "correlation") return device.kind === "panorama" && type === "correlation";
  if (type === "userid") return config.zones.some((zone) => zone.userIdentification.value && zone.isOn(device));
  // Tags of addresses fill dynamic address groups.
  if (type === "iptag") return hasDynamicGroups(config);
  // Users log in at a portal as well as at a gateway; only a gateway asks what their hosts are like.
  const makes = (service: GlobalProtectService) => type === "globalprotect" || service.kind === "gateway";
  return config.globalProtect.some((service) => makes(service) && service.isOn(device));
}

function hasDynamicGroups({ shared, scopes }: Config): boolean {
  const homes = [shared, ...scopes].flatMap((scope) => scope.homes);
  return homes.some((home) => [...home.findAll("address-group", "entry")].some((group) => group.child("dynamic")));
}
