import type { GlobalProtectService } from "../network/gateways.ts";
import type { DevicePlace } from "../panorama/device-place.ts";
import type { Scopes } from "../scopes/scopes.ts";
import { type DeviceLogType, hasLogType } from "../vocabulary/log-types.ts";
import type { FlowSources } from "./sources.ts";

/**
 * Whether a device writes logs of a type, as far as the file tells: system and configuration logs always, others with the
 * feature that they are about. Panorama correlates what it collects; whether a firewall can is a matter of its model.
 */
export function makesDeviceLogs(model: FlowSources, device: DevicePlace, type: DeviceLogType): boolean {
  if (!hasLogType(model.file.document.panosVersion, type)) return false;
  if (type === "system" || type === "config") return true;
  if (device.kind === "panorama" || type === "correlation") return device.kind === "panorama" && type === "correlation";
  if (type === "userid") return model.network.zones.some((zone) => zone.userIdentification.value && zone.isOn(device));
  // Tags of addresses fill dynamic address groups.
  if (type === "iptag") return hasDynamicGroups(model.scopes);
  // Users log in at a portal as well as at a gateway; only a gateway asks what their hosts are like.
  const makes = (service: GlobalProtectService) => type === "globalprotect" || service.kind === "gateway";
  return model.network.globalProtect.some((service) => makes(service) && service.isOn(device));
}

function hasDynamicGroups({ shared, all }: Scopes): boolean {
  const homes = [shared, ...all].flatMap((scope) => scope.homes);
  return homes.some((home) => [...home.findAll("address-group", "entry")].some((group) => group.child("dynamic")));
}
