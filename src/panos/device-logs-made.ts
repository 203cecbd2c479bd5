import type { Config } from "./config.ts";
import type { DeviceObject } from "./device-object.ts";
import type { DevicePlace } from "./device-place.ts";
import type { DeviceLogType } from "./log-types.ts";

/**
 * Whether a device writes logs of a type, as far as the file tells: system and configuration logs always, others with the
 * feature that they are about. Panorama correlates what it collects; whether a firewall can is a matter of its model.
 */
export function makesDeviceLogs(config: Config, device: DevicePlace, type: DeviceLogType): boolean {
  if (type === "system" || type === "config") return true;
  if (device.kind === "panorama" || type === "correlation") return device.kind === "panorama" && type === "correlation";
  const isOn = (object: DeviceObject): boolean =>
    object.device === device || config.stacksOver(object.device).includes(device);
  if (type === "userid") return config.zones.some((zone) => zone.userIdentification.value && isOn(zone));
  // Tags of addresses fill dynamic address groups.
  if (type === "iptag") return hasDynamicGroups(config);
  return config.globalProtect.some((service) => service.kind === "gateway" && isOn(service));
}

function hasDynamicGroups({ shared, scopes }: Config): boolean {
  const homes = [shared, ...scopes].flatMap((scope) => scope.homes);
  return homes.some((home) => [...home.findAll("address-group", "entry")].some((group) => group.child("dynamic")));
}
